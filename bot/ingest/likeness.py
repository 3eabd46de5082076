"""What makes a file another issue of one seen before: its columns and titles, but for numbers and months."""

from __future__ import annotations

import json
import re
from calendar import month_abbr, month_name
from pathlib import PurePath

from bot.ingest.laid_out import LaidOut
from bot.ingest.reading import Reading
from bot.ingest.words import quoted

_MONTHS = frozenset(name.casefold() for name in (*month_name, *month_abbr) if name)
_WORD = re.compile(r"[^\W\d_]+")
_TELLING = 3
"""Letters of a word that says what a file is about: “a” and “b” do not."""


def likeness(laid_out: LaidOut) -> str:
    """A text that two issues of one file share."""
    return json.dumps(list(map(_of, laid_out.readings)), ensure_ascii=False)


def differs_in(one: str, other: str) -> str | None:
    """What of two likenesses differs where the rest is the same: the columns, or what is measured; None where both
    differ, or nothing does."""
    first, second = json.loads(one), json.loads(other)
    columns, measured = ([[table[at] for table in tables] for tables in (first, second)] for at in (0, 1))
    if not first or not second or (columns[0] == columns[1]) == (measured[0] == measured[1]):
        return None
    if columns[0] == columns[1]:
        return f"what it measures is {_named(measured[0])}, and not {_named(measured[1])}"
    return "its columns are others"


def _named(measured: list[str]) -> str:
    return " and ".join(quoted(one) for one in dict.fromkeys(measured))


def _of(reading: Reading) -> list[object]:
    """The columns of a table, and what it measures: files of an office have the same columns for all of it."""
    first = next(reading.rows(), None)
    measured = (first and first.text("indicator")) or reading.indicator or ""
    return [sorted(column.casefold() for column in reading.columns), lasting(measured)]


def are_named_alike(one: str, other: str) -> bool:
    """Whether two names of files may be those of one thing: they share a word that tells, or one of them has none."""
    first, second = telling(one), telling(other)
    return not first or not second or not first.isdisjoint(second)


def telling(name: str) -> frozenset[str]:
    """The words of a file's name that say what it is about."""
    return frozenset(word for word in lasting(PurePath(name).stem).split() if len(word) >= _TELLING)


def lasting(text: str) -> str:
    """Its words, without numbers and months."""
    return " ".join(word for word in _WORD.findall(text.casefold()) if word not in _MONTHS)
