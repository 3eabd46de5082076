"""Number formats of spreadsheets: what of a number is printed."""

from __future__ import annotations

from bot.ingest.files.formats.general import plain_number
from bot.ingest.files.formats.showing import Shown, show

__all__ = ["Shown", "plain_number", "show"]
