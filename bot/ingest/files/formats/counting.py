"""What a format counts in: digits left out by threes, and units behind the number."""

from __future__ import annotations

import re
from functools import lru_cache

from bot.ingest.cells.flags import Flag, read_flag
from bot.ingest.cells.measured import measured_unit
from bot.ingest.cells.numbers import read_number
from bot.ingest.cells.units import scale_of, scaled, unit_of

_SCALES = ("thousands", "millions", "billions", "trillions")
_FIRST_WORD = re.compile(r"\s*([^\W\d_]+)\.?(?![^\W\d_])")
_LETTERS = {"mm": "millions", "tsd": "thousands", "mrd": "billions", "md": "billions", "g": "billions"}
"""What formats print of a scale that means something else where no digits are left out."""
_WORDS = re.compile(r"\s+[^\W\d_]{3,}[^\d]{0,40}")
"""Of something that is counted. What is short or stands close may be a mark, or make an ordinal."""


@lru_cache(maxsize=1024)
def counted(behind: str, times: int) -> tuple[str, str | None]:
    """What stands behind a number of which `times` three digits are left out, and the unit that nothing in it says to
    who reads numbers. A scale that the format names itself ("m" of millions) comes in a word."""
    scale = _SCALES[times - 1] if 0 < times <= len(_SCALES) else None
    found = _FIRST_WORD.match(behind) if scale else None
    if scale and found and scale in (scale_of(found[1]), _LETTERS.get(found[1].casefold())):
        behind, scale = f" {scale.removesuffix('s')}{behind[found.end() :]}", None
    unit = _unit(behind)
    if unit:
        return "", scaled(scale, unit)
    marked = f" ({behind.strip()})"
    return (marked if read_number(f"1{behind}") is None and read_number(f"1{marked}") else behind), scale


def _unit(behind: str) -> str | None:
    """The unit that the words behind a number are, and that is no part of a number as people type it."""
    text = behind.strip()
    if not text or read_number(f"1{behind}") is not None or scale_of(text) is not None:
        return None
    known = measured_unit(text) or unit_of(text)
    if known:
        return known
    return text if _WORDS.fullmatch(behind) and read_flag(text) == Flag(note=text) else None
