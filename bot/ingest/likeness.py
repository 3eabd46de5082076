"""What makes a file another issue of one seen before: its columns and titles, but for numbers and months."""

from __future__ import annotations

import json
import re
from calendar import month_abbr, month_name
from pathlib import PurePath

from bot.ingest.laid_out import LaidOut

_MONTHS = frozenset(name.casefold() for name in (*month_name, *month_abbr) if name)
_WORD = re.compile(r"[^\W\d_]+")
_TELLING = 3
"""Letters of a word that says what a file is about: “a” and “b” do not."""


def likeness(laid_out: LaidOut) -> str:
    """A text that two issues of one file share."""
    return json.dumps(
        [
            [sorted(column.casefold() for column in reading.columns), lasting(reading.indicator or "")]
            for reading in laid_out.readings
        ],
        ensure_ascii=False,
    )


def are_named_alike(one: str, other: str) -> bool:
    """Whether two names of files may be those of one thing: they share a word that tells, or one of them has none."""
    first, second = (set(_telling(PurePath(name).stem)) for name in (one, other))
    return not first or not second or not first.isdisjoint(second)


def _telling(name: str) -> list[str]:
    return [word for word in lasting(name).split() if len(word) >= _TELLING]


def lasting(text: str) -> str:
    """Its words, without numbers and months."""
    return " ".join(word for word in _WORD.findall(text.casefold()) if word not in _MONTHS)
