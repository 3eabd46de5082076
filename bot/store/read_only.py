"""SQLite files that can be read and not written: a disk, a mount or modes that let nobody write."""

from __future__ import annotations

import os
import sqlite3
import stat
from pathlib import Path
from urllib.parse import quote

_WRITE = stat.S_IWUSR | stat.S_IWGRP | stat.S_IWOTH


def is_read_only(path: Path) -> bool:
    """Whether the database is there, and this process may not write it. SQLite writes beside the file as well."""
    return path.is_file() and not (os.access(path, os.W_OK) and os.access(path.parent, os.W_OK))


def open_read_only(path: Path, patience: float) -> sqlite3.Connection:
    """A connection that reads. Raises sqlite3.OperationalError where SQLite cannot be sure what the file holds."""
    # Without the files beside it, which cannot be made, SQLite takes a file only if it is told that nobody changes it.
    told = "&immutable=1" if _nobody_writes(path) and not _has_unmerged_writes(path) else ""
    address = f"file:{quote(str(path))}?mode=ro{told}"
    return sqlite3.connect(address, timeout=patience, uri=True, check_same_thread=False)


def _nobody_writes(path: Path) -> bool:
    on_read_only_disk = bool(os.statvfs(path).f_flag & os.ST_RDONLY)
    return on_read_only_disk or not any(place.stat().st_mode & _WRITE for place in (path, path.parent))


def _has_unmerged_writes(path: Path) -> bool:
    log = path.with_name(f"{path.name}-wal")
    return log.exists() and log.stat().st_size > 0
