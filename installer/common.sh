# shellcheck shell=bash
# Shell functions shared by installer/run and tests/run. Sourced, never run.
#
# The caller sets project_dir and log_dir. A step that fails ends the script with the step's name and
# the last lines of its log.

: "${project_dir:?}" "${log_dir:?}"

say() { printf '%s\n' "$*"; }

warn() { printf '%s\n' "$*" >&2; }

# usage_error MESSAGE: the command line was wrong.
usage_error()
{
    warn "$(basename "$0"): $1"
    warn "Try '$0 --help'."
    exit 2
}

# ---- steps -------------------------------------------------------------------------------------

# fail_step NAME LOG: says which step failed and shows the end of its log.
fail_step()
{
    warn ""
    warn "Stopped: the step \"$1\" failed. The last lines of its log:"
    warn ""
    tail -n 40 "$2" | sed 's/^/  | /' >&2
    warn ""
    warn "The whole log: $2"
    exit 1
}

# step NAME LOGNAME COMMAND...: runs a command with its output in a log.
step()
{
    local name=$1 log=$log_dir/$2.log
    shift 2
    mkdir -p "$log_dir"
    say "== $name"
    "$@" >"$log" 2>&1 </dev/null || fail_step "$name" "$log"
}

# Reads a build's output and shows how far it is: one changing line on a terminal, elsewhere a line
# for every tenth part.
show_progress()
{
    local line count total percent shown=-10 terminal=no
    [ -t 1 ] && terminal=yes
    while IFS= read -r line; do
        [[ $line =~ ^\[([0-9]+)/([0-9]+)\]\ ([^ ]+) ]] || continue
        [[ ${BASH_REMATCH[3]} == Re-* ]] && continue # CMake running again, not the build itself
        count=${BASH_REMATCH[1]} total=${BASH_REMATCH[2]}
        percent=$((total > 0 ? count * 100 / total : 100))
        if [ "$terminal" = yes ]; then
            printf '\r\033[K   %3d %%  (%d of %d)' "$percent" "$count" "$total"
        elif [ "$percent" -ge $((shown + 10)) ] || [ "$count" -eq "$total" ]; then
            shown=$((percent - percent % 10))
            printf '   %3d %%  (%d of %d)\n' "$percent" "$count" "$total"
        fi
    done
    [ "$terminal" = yes ] && printf '\r\033[K'
    return 0
}

# build_step NAME LOGNAME COMMAND...: like step, with the progress of a Ninja build shown.
build_step()
{
    local name=$1 log=$log_dir/$2.log
    shift 2
    mkdir -p "$log_dir"
    say "== $name"
    (
        set -o pipefail
        NINJA_STATUS='[%f/%t] ' "$@" 2>&1 </dev/null | tee "$log" | show_progress
    ) || fail_step "$name" "$log"
}

# ---- packages ----------------------------------------------------------------------------------

# packages_of GROUP...: the packages of these groups in installer/packages.txt.
packages_of()
{
    local group
    for group in "$@"; do
        sed -n "s/#.*//; s/^${group}[[:space:]]\{1,\}\([^[:space:]]\{1,\}\).*/\1/p" \
            "$project_dir/installer/packages.txt"
    done
}

# missing_packages GROUP...: those that are not installed.
missing_packages()
{
    local wanted installed
    wanted=$(packages_of "$@" | LC_ALL=C sort -u)
    # shellcheck disable=SC2086 # one argument a package
    installed=$(dpkg-query -W -f='${db:Status-Status} ${Package}\n' $wanted 2>/dev/null |
        sed -n 's/^installed //p' | LC_ALL=C sort -u)
    LC_ALL=C comm -23 <(printf '%s\n' "$wanted") <(printf '%s\n' "$installed")
}

# as_root COMMAND...: fails where neither root nor sudo is at hand.
as_root()
{
    if [ "$(id -u)" -eq 0 ]; then
        "$@"
    else
        sudo -- "$@"
    fi
}

can_be_root()
{
    [ "$(id -u)" -eq 0 ] && return 0
    command -v sudo >/dev/null 2>&1 || return 1
    sudo -n true 2>/dev/null && return 0
    [ -t 0 ] || return 1
    say "Installing packages needs your password for sudo:"
    sudo -v
}

apt_get()
{
    as_root env DEBIAN_FRONTEND=noninteractive DEBCONF_NONINTERACTIVE_SEEN=true LC_ALL=C.UTF-8 \
        apt-get -q -y -o Dpkg::Use-Pty=0 -o DPkg::Lock::Timeout=300 "$@"
}

# Installs what is named; package lists that are empty or out of date are fetched first.
apt_install()
{
    local package fresh=no
    for package in "$@"; do
        apt-cache show "$package" >/dev/null 2>&1 && continue
        apt_get update || return 1
        fresh=yes
        break
    done
    apt_get install --no-install-recommends "$@" && return 0
    [ "$fresh" = no ] || return 1
    apt_get update && apt_get install --no-install-recommends "$@"
}

# ensure_packages GROUP...: installs what is missing, or says what to install and stops.
ensure_packages()
{
    local missing list
    if ! command -v dpkg-query >/dev/null 2>&1 || ! command -v apt-get >/dev/null 2>&1; then
        warn "This system has no apt-get, so packages cannot be installed for you."
        warn "Install what corresponds to these Debian 12 packages, then add --no-install:"
        packages_of "$@" | sed 's/^/  /' >&2
        exit 2
    fi
    mapfile -t list < <(missing_packages "$@")
    missing=${list[*]}
    [ -n "$missing" ] || return 0
    if ! can_be_root; then
        warn "Some packages are missing, and installing them needs root or sudo. Please run:"
        warn ""
        warn "  apt-get update && apt-get install --no-install-recommends $missing"
        warn ""
        warn "and start again."
        exit 2
    fi
    step "Installing ${#list[@]} missing packages (the first time this takes some minutes)" packages apt_install "${list[@]}"
}

# ---- building ----------------------------------------------------------------------------------

# As many jobs as processors, but no more than the memory carries (a unity file takes about 1.5 GB).
build_jobs()
{
    local processors memory
    processors=$(nproc 2>/dev/null || echo 1)
    memory=$(sed -n 's/^MemAvailable:[[:space:]]*\([0-9]*\) kB/\1/p' /proc/meminfo 2>/dev/null)
    memory=$((${memory:-1500000} / 1500000))
    [ "$memory" -lt 1 ] && memory=1
    echo $((memory < processors ? memory : processors))
}

# build_preset PRESET TITLE [CMAKE-OPTION...]: configures and builds build/PRESET.
build_preset()
{
    local preset=$1 title=$2
    shift 2
    cd "$project_dir" || exit 1
    step "Configuring $title" "configure-$preset" cmake --preset "$preset" "$@"
    build_step "Building $title" "build-$preset" \
        cmake --build "build/$preset" --parallel "$(build_jobs)"
}
