"""Only regular files are read: a pipe, a socket or a device may never begin or never end. No path raises for its form,
be it too long, in a circle of links or in a folder that is closed."""

from __future__ import annotations

from pathlib import Path
from stat import S_ISDIR, S_ISREG

from bot.errors import LedgerUnreadable


def require_regular(path: Path, name: str) -> None:
    """Before it is opened, which may wait for ever. Raises LedgerUnreadable, in one sentence with `name`, where there
    is nothing, or anything but a regular file or a link to one."""
    try:
        mode = path.stat().st_mode
    except FileNotFoundError:
        raise LedgerUnreadable(f"{name} does not exist; check the path") from None
    except (OSError, ValueError) as error:
        raise unreadable(name, error) from None
    if S_ISDIR(mode):
        raise LedgerUnreadable(f"{name} is a folder; give the path of a file in it")
    if not S_ISREG(mode):
        raise LedgerUnreadable(f"{name} is no regular file but a pipe or a device; give the path of a file on the disk")


def unreadable(name: str, error: Exception) -> LedgerUnreadable:
    """What is said of a file that cannot be opened."""
    reason = getattr(error, "strerror", None) or str(error)
    return LedgerUnreadable(f"{name} cannot be read ({reason}); check the path and its permissions")


def is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except OSError:
        return False


def is_regular(path: Path) -> bool:
    try:
        return path.is_file()
    except OSError:
        return False


def is_there(path: Path) -> bool:
    """Whether there is anything; also where it cannot be told."""
    try:
        path.stat()
    except FileNotFoundError:
        return False
    except (OSError, ValueError):
        pass  # Whoever opens it tells why it cannot be read.
    return True
