"""What a title says of how settled its figures are: "Provisional results 2023" and "Final results 2023" are one table,
in two states."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import NamedTuple

from bot.domain import Status
from bot.ingest.cells.flags import STATUS_WORDS, read_flag
from bot.ingest.reading import Assumption, Reading
from bot.ingest.table import Row
from bot.ingest.words import quoted

_WHAT = (
    r"(?:(?:vote|ballot|election|survey|census) )?(?:results?|figures?|estimates?|data|counts?|totals?|tall(?:y|ies)"
    r"|numbers?|statistics|release|version|values?|outcome|returns)"
)
_COUNT = r"(?:(?:vote|ballot|election) )?(?:results?|counts?|tall(?:y|ies)|outcome|returns|declaration)"
_SAID = rf"(?:the )?(?:(?P<word>{STATUS_WORDS})(?: {_WHAT})?|(?P<count>official)(?: {_COUNT})?)"
"""A status, with what it is of behind it; “official statistics” are of any status."""
_FIRST = re.compile(
    rf"(?:the )?(?:(?P<word>{STATUS_WORDS}) (?={_WHAT}\b)|(?P<count>official) (?={_COUNT}\b))", re.IGNORECASE
)
_BRACKETED = re.compile(rf"\s*[(\[]{_SAID}[)\]]", re.IGNORECASE)
_LAST = re.compile(rf"(?:\s*[,:;]|\s+[–—-])\s*{_SAID}\s*$", re.IGNORECASE)
_AMID = re.compile(rf",\s*{_SAID}(?=,)", re.IGNORECASE)
_ALONE = re.compile(rf"\W*{_SAID}\W*", re.IGNORECASE)
_BEFORE = re.compile(r"(?P<word>provisional|preliminary|unofficial)\s+(?=\S)", re.IGNORECASE)
"""What may say it of anything: “Provisional road deaths”, and “Provisional tax”."""


class Titled(NamedTuple):
    """A title without what it says of its figures' status, and that; `open_` is a word of it that may be one."""

    label: str
    status: Status | None = None
    open_: str | None = None


def without_status(title: str, said: str | None = None) -> Titled:
    """`said` is the status that the desk gives: a word for it at the beginning of a title is then no part of it."""
    for pattern in (_FIRST, _BRACKETED, _LAST, _AMID):
        found = pattern.search(title) if pattern is not _FIRST else pattern.match(title)
        label = found and f"{title[: found.start()]}{title[found.end() :]}".strip()
        if found and label:
            return Titled(label[:1].upper() + label[1:], _status(found["word"] or found["count"]))
    before = _BEFORE.match(title)
    if before is None:
        return Titled(title)
    status = _status(before["word"])
    if said is not None and said == status:
        label = title[before.end() :]
        return Titled(label[:1].upper() + label[1:], status)
    return Titled(title, None, before["word"])


def _status(word: str) -> Status | None:
    return read_flag(word.replace("-", " ")).status or read_flag(word).status


def status_above(lines: Iterable[str]) -> tuple[Status, str] | None:
    """The status that one of the lines above a table says of all of it, and the line."""
    for line in lines:
        alone = _ALONE.fullmatch(line)
        status = _status(alone["word"] or alone["count"]) if alone else without_status(line).status
        if status is not None:
            return status, line
    return None


def assumed_status(status: Status, line: str) -> Assumption:
    return Assumption(f"Figures are {status}, as the line {quoted(line)} says.", "--status STATUS")


def open_status(titled: Titled) -> Assumption | None:
    """The doubt about a word that may say how settled figures are, and stays in their name."""
    if titled.open_ is None:
        return None
    sentence = f"{quoted(titled.open_)} is read as part of what is measured, and may say how settled the figures are"
    return Assumption(sentence, f"--status {titled.open_.casefold()}", doubtful=True)


def with_status(reading: Reading, status: Status) -> Reading:
    """The reading with the status of those figures that have none of their own."""

    def rows() -> Iterator[Row]:
        for row in reading.rows():
            if not row.text("status"):
                row.cells["status"] = status
            yield row

    return replace(reading, rows=rows, columns=tuple(dict.fromkeys((*reading.columns, "status"))))
