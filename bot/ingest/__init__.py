"""Imports: what a newsroom has on file, read and checked in full before any of it is recorded."""

from __future__ import annotations

from pathlib import Path

from bot.errors import LedgerUnreadable
from bot.ingest.batch import Batch
from bot.ingest.datapackage import read_package
from bot.ingest.descriptor import DESCRIPTOR
from bot.ingest.tidy import read_tidy

__all__ = ["Batch", "read"]


def read(path: Path) -> Batch:
    """The figures and concepts at `path`: a data package (its folder or its datapackage.json) or a tidy CSV file.

    Raises LedgerUnreadable where there is nothing that can be read, ImportRefused with every fault of what was read.
    """
    if path.is_dir():
        return read_package(path / DESCRIPTOR)
    if path.name == DESCRIPTOR:
        return read_package(path)
    if path.suffix.lower() == ".csv":
        return read_tidy(path)
    if not path.exists():
        raise LedgerUnreadable(f"{path} does not exist; give the path of a data package or of a CSV file")
    raise LedgerUnreadable(
        f"{path} is neither a data package nor a CSV file; give a folder with {DESCRIPTOR}, or a .csv"
    )
