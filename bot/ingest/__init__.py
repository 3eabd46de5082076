"""Imports: what a newsroom has on file, read and checked in full before any of it is recorded."""

from __future__ import annotations

from pathlib import Path

from bot.ingest.batch import Batch
from bot.ingest.datapackage import read_package
from bot.ingest.files import opened
from bot.ingest.gathered import batch_of
from bot.ingest.orders import Orders
from bot.ingest.parts import lay_out, package_at

__all__ = ["Batch", "Orders", "read"]


def read(path: Path, orders: Orders | None = None) -> Batch:
    """The figures and concepts at `path`: a data package (its folder or its datapackage.json) or a file with tables.

    Raises LedgerUnreadable where there is nothing that can be read, ImportRefused with every fault of what was read.
    """
    package = package_at(path)
    if package is not None:
        return read_package(package)
    with opened(path) as file:
        return batch_of(lay_out(file, orders or Orders()))
