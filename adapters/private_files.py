"""What Factdesk keeps is its user's alone, whatever the machine's habit (umask) is: 0600 in folders of 0700."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

_OTHERS = 0o077
_READ_AND_WRITE = 0o666
_habit = 0o022
"""What the machine takes from the files that its user makes."""


@contextmanager
def kept_private() -> Iterator[None]:
    """Whatever is made meanwhile is the user's alone, also by libraries and in threads."""
    global _habit  # noqa: PLW0603 - a process has one umask
    _habit = os.umask(_OTHERS)
    try:
        yield
    finally:
        os.umask(_habit)


def make_private_folder(folder: Path) -> None:
    """Makes a folder of Factdesk's own, or takes it away from others where an earlier version left it open. Raises
    OSError where it cannot be made."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    close_to_others(folder)


def close_to_others(path: Path) -> None:
    """Of a file or folder that is there. One of somebody else's stays as it is."""
    with suppress(OSError):
        mode = path.stat().st_mode
        if mode & _OTHERS:
            path.chmod(mode & ~_OTHERS & 0o7777)


def write_for_the_user(path: Path, content: bytes) -> None:
    """A file that the user asked for, to give away: it is made as the machine makes any other. Raises OSError, also for
    a pipe or a device, which may wait for ever."""
    is_new = not path.exists()
    if not is_new and not path.is_file():
        raise OSError(errno.EINVAL, "it is a pipe or a device")
    path.write_bytes(content)
    if is_new and path.is_file():
        path.chmod(_READ_AND_WRITE & ~_habit)
