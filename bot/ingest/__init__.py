"""Imports: what a newsroom has on file, read and checked in full before any of it is recorded."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from bot.errors import ImportDoubtful
from bot.ingest.batch import Batch
from bot.ingest.datapackage import read_package
from bot.ingest.files import opened
from bot.ingest.gathered import batch_of
from bot.ingest.laid_out import LaidOut
from bot.ingest.orders import Orders
from bot.ingest.parts import file_at, lay_out, package_at
from bot.ingest.reading import said_of

__all__ = ["Batch", "Orders", "read", "read_certain"]


def read(path: Path, orders: Orders | None = None) -> Batch:
    """The figures and concepts at `path`: a data package (its folder or its datapackage.json) or a file with tables.

    Raises LedgerUnreadable where there is nothing that can be read, ImportRefused with every fault of what was read.
    """
    return _read(path, orders or Orders(), lambda _: None)


def read_certain(path: Path) -> Batch:
    """The same of a file of which nothing is in doubt. Raises ImportDoubtful as well."""
    return _read(path, Orders(), _require_certain)


def _read(path: Path, orders: Orders, require: Callable[[LaidOut], None]) -> Batch:
    package = package_at(path)
    if package is not None:
        return read_package(package, orders)
    with opened(file_at(path)) as file:
        laid_out = lay_out(file, orders)
        require(laid_out)
        return batch_of(laid_out)


def _require_certain(laid_out: LaidOut) -> None:
    if laid_out.doubts:
        raise ImportDoubtful(
            f"{laid_out.file} may be read in more than one way; `factdesk import` asks which is right",
            [said_of(one) for one in laid_out.doubts],
        )
