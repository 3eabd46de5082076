"""Categories of a time dimension as periods."""

from __future__ import annotations

import re

from bot.ingest.cells.periods import read_period
from bot.ingest.cells.styles import style_of
from bot.ingest.described.jsonstat.dataset import Axis
from bot.ingest.described.sdmx.periods import sdmx_period

_NORDIC = re.compile(r"([0-9]{4})([KUV])([0-9]{1,2})")
_LETTERS = {"K": "Q", "U": "W", "V": "W"}
NAMES = frozenset(
    {
        "time", "time_period", "year", "years", "quarter", "month", "period", "date", "tid", "vuosi", "calendar year",
        "reference period",
    }
)  # fmt: skip
"""What dimensions of time are called where no role says which one is."""


def periods_of(axis: Axis) -> dict[str, str | None]:
    """ISO text of each code's period: by the code, else by its label; None where neither is a period."""
    labels = [axis.labels.get(code, code) for code in axis.codes]
    style = style_of(labels).style
    return {code: _by_code(code) or read_period(label, style) for code, label in zip(axis.codes, labels, strict=True)}


def _by_code(code: str) -> str | None:
    """Quarters and weeks as the Nordic offices write them (2020K1, 2020U05), and all that SDMX has."""
    nordic = _NORDIC.fullmatch(code)
    return sdmx_period(f"{nordic[1]}-{_LETTERS[nordic[2]]}{nordic[3]}" if nordic else code)
