"""Workbooks in OpenDocument (.ods, .fods), read as XML one row at a time."""

from __future__ import annotations

from bot.ingest.files.ods.document import ods_sheets

__all__ = ["ods_sheets"]
