"""A path opened: Factdesk's own data package, or a file laid out."""

from __future__ import annotations

from pathlib import Path

from bot.errors import LedgerUnreadable
from bot.ingest.descriptor import DESCRIPTOR
from bot.ingest.faults import Faults
from bot.ingest.laid_out import LaidOut
from bot.ingest.layout import read_sheet
from bot.ingest.orders import Orders
from bot.ingest.table import read_sheet_text


def package_at(path: Path) -> Path | None:
    """The descriptor of the data package at `path`, its folder or the descriptor itself; None where it is a file."""
    if path.is_dir():
        return path / DESCRIPTOR
    return path if path.name == DESCRIPTOR else None


def lay_out(path: Path, orders: Orders) -> LaidOut:
    """The tables of the file, each in the layout that it has. Raises LedgerUnreadable where there is nothing that can
    be read."""
    if path.suffix.lower() != ".csv":
        if not path.exists():
            raise LedgerUnreadable(f"{path} does not exist; give the path of a data package or of a CSV file")
        raise LedgerUnreadable(
            f"{path} is neither a data package nor a CSV file; give a folder with {DESCRIPTOR}, or a .csv"
        )
    faults = Faults()
    sheets = [read_sheet_text(path, path.name)]
    read = [read_sheet(sheet, orders, faults) for sheet in sheets]
    return LaidOut(" ".join(path.stem.split()), tuple(filter(None, read)), orders, faults)
