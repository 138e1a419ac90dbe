"""Settings that the deployment hands in."""

import os
from pathlib import Path


def secret(name):
    """The content of the file that the environment variable NAME points at."""
    return Path(os.environ[name]).read_text(encoding="utf-8").strip()
