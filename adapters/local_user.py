"""Who sits at this terminal, as the log of changes names them."""

from __future__ import annotations

import os

_TERMINAL = "terminal"


def local_user(name: str | None = None) -> str:
    """As "terminal:NAME"; without a name, that of the operating system's user, or their number where they have none."""
    if name is not None:
        return f"{_TERMINAL}:{name}"
    try:
        import pwd
    except ImportError:  # Windows has no such users.
        return _TERMINAL
    number = os.getuid()
    try:
        return f"{_TERMINAL}:{pwd.getpwuid(number).pw_name}"
    except KeyError:
        return f"{_TERMINAL}:{number}"
