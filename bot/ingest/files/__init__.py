"""Files: bytes of any format as sheets of cells as printed, before anybody asks what the cells mean."""

from __future__ import annotations

from bot.ingest.files.kinds import Kind, kind_of
from bot.ingest.files.opening import Opened, opened, sheets_of, visible_sheets
from bot.ingest.files.unpacking import Part

__all__ = ["Kind", "Opened", "Part", "kind_of", "opened", "sheets_of", "visible_sheets"]
