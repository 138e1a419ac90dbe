"""Pings one address that has been checked to be one."""

import ipaddress

# The only program that is run is ping, by its full path, without a shell, and its one variable
# argument has the form of an address.
import subprocess  # nosec B404

PING = "/usr/bin/ping"


class AddressError(ValueError):
    """The text is no address that may be pinged; the message is fit for a user."""


def parse_address(text):
    """An address on the Internet; own networks, multicast and the like are refused."""
    try:
        address = ipaddress.ip_address(text.strip())
    except ValueError:
        raise AddressError("not an IP address") from None
    # A scope ("fe80::1%anything") is free text, which must not get into an argument.
    if getattr(address, "scope_id", None) is not None:
        raise AddressError("not a plain IP address")
    if not address.is_global or address.is_multicast:
        raise AddressError("not an address on the Internet")
    return address


def ping(address):
    """Whether the address answers within two seconds."""
    # The argument is the canonical text of an ip_address.
    finished = subprocess.run(  # nosec B603
        [PING, "-n", "-c", "1", "-W", "2", str(address)],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        timeout=5,
        check=False,
    )
    return finished.returncode == 0
