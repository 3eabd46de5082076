"""Imports: what a newsroom has on file, read and checked in full before any of it is recorded."""

from __future__ import annotations

from pathlib import Path

from bot.ingest.batch import Batch
from bot.ingest.datapackage import read_package
from bot.ingest.gathered import batch_of
from bot.ingest.opened import lay_out, package_at
from bot.ingest.orders import Orders

__all__ = ["Batch", "Orders", "read"]


def read(path: Path, orders: Orders | None = None) -> Batch:
    """The figures and concepts at `path`: a data package (its folder or its datapackage.json) or a file with tables.

    Raises LedgerUnreadable where there is nothing that can be read, ImportRefused with every fault of what was read.
    """
    package = package_at(path)
    return read_package(package) if package else batch_of(lay_out(path, orders or Orders()))
