"""A small disk of its own for a test: file modes mean nothing to root, a full or read-only disk does."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest


def mount(*arguments: str) -> None:
    """Skips the test where mounting is not permitted."""
    if shutil.which("mount") is None:
        pytest.skip("there is no mount command here")
    result = subprocess.run(["mount", *arguments], capture_output=True, text=True)
    if result.returncode:
        pytest.skip(f"mounting is not permitted here: {result.stderr.strip()}")


@contextmanager
def disk(folder: Path, size: str) -> Iterator[Path]:
    """A new folder on a disk of this size ("1m")."""
    folder.mkdir()
    mount("-t", "tmpfs", "-o", f"size={size}", "tmpfs", str(folder))
    try:
        yield folder
    finally:
        # Whoever still has a file of it open keeps it until then; it is gone from its place at once.
        subprocess.run(["umount", "--lazy", str(folder)], check=True)
