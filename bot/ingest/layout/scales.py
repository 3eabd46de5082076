"""Lines beside a table that say in what all of it is counted: "Units: thousands", "Figures in '000"."""

from __future__ import annotations

import re
from collections.abc import Iterable

from bot.ingest.cells.exceptions import before_exception
from bot.ingest.cells.unit_words import SCALES
from bot.ingest.cells.units import is_generic, scaled, unit_of
from bot.ingest.reading import Assumption
from bot.ingest.words import quoted

_NAMED = re.compile(
    r"(?:all |the )?(?:units?(?: of measure(?:ment)?)?|magnitude|scale|multiplier"
    r"|(?:measured|counted|expressed|reported) in)\s*(?:are|is|[=:–-])?\s*(?:in )?"
    r"(?P<unit>.+)",
    re.IGNORECASE,
)
_TOLD = re.compile(
    r"(?:all |the )?(?:figures?|values?|amounts?|numbers?|data|estimates?|totals?)"
    r"(?: (?:above|here|in (?:this|the) table))?(?: (?:are|is))?(?: (?:shown|given|expressed|reported|stated|quoted"
    r"|presented|measured))?(?: in |\s*[=:(]\s*)(?P<unit>.+)",
    re.IGNORECASE,
)
_NOTE = re.compile(r"(?:notes?\s*[:.]?\s+)", re.IGNORECASE)
_MAY = re.compile(
    r"\b(?:in|are|figures|magnitude|unit|units)\b[^.;]*?\b(thousands|millions|billions|hundreds)\b"
    r"|\(\s*(?:[$£€]\s*)?['’‘]?000s?'?\s*\)|\((?:[A-Z]{0,3}[$£€]) ?(?:k|m|mn|bn|million|billion|thousand)s?\)"
    r"|\bmagnitude\s*[=:]\s*(?:thousands?|millions?|billions?)"
    r"|\b(?:thousands|millions|billions|hundreds|000s?)\b[^.;]*\bexcept\b",
    re.IGNORECASE,
)
_COUNTS = frozenset({"number", "numbers", "count", "counts", "units", "persons", "people", "households", "jobs"})
_APART = frozenset(
    {"rate", "rates", "share", "shares", "ratio", "percent", "percentage", "pct", "average", "mean", "median", "index",
     "per", "score", "turnout", "proportion", "age"}
)  # fmt: skip
"""Words of headers whose figures no scale is said of."""
_SHARES = re.compile(r"percent|per |ratio|index|rate|score|points|= ?100", re.IGNORECASE)
_LONGEST = 100


def unit_said(line: str) -> str | None:
    """The unit or the scale that a line says of all figures; None where it says neither, or says more."""
    if len(line) > _LONGEST:
        return None
    plain = line.strip(" ()[]*.;")
    plain = plain[found.end() :] if (found := _NOTE.match(plain)) else plain
    plain = before_exception(plain) or plain
    found = _NAMED.fullmatch(plain) or _TOLD.fullmatch(plain)
    unit = unit_of(found["unit"].strip(" .;()")) if found else None
    alone = unit_of(plain) if unit is None else None
    unit = unit or (alone if alone and is_generic(alone) and alone.partition(" of ")[0] in SCALES else None)
    return None if unit == "units" else unit


def said_of_all(lines: Iterable[str]) -> tuple[str, str] | None:
    """The unit that one of the lines says of all figures, and the line; None where none does, or several differ."""
    found = {unit: line for line in reversed([*lines]) if (unit := unit_said(line))}
    return next(iter(found.items())) if len(found) == 1 else None


def in_scale(scale: str, own: str) -> str | None:
    """What a unit of figures is in a scale that is said of all of them: sums of money and plain counts are in it,
    shares and what has a scale of its own are not. None where that is open ("tonnes")."""
    first, _, _ = own.partition(" of ")
    if scale not in SCALES or first in SCALES or _SHARES.search(own):
        return own
    return scaled(scale, own) if own in _COUNTS or is_generic(own) else None


def stands_apart(words: Iterable[str]) -> bool:
    """Whether the words of a header, in small letters, name what is not counted in the scale of the rest: "rate"."""
    return not _APART.isdisjoint(words)


def says_exception(text: str) -> bool:
    """Whether a text is what all figures but some are counted in, and no more."""
    return before_exception(text) is not None and unit_said(text) is not None


def assumed_of_all(unit: str, line: str) -> Assumption:
    if before_exception(line) is not None:
        sentence = f"Figures are in {quoted(unit)} where nothing by them says otherwise, as {quoted(line)} says"
        return Assumption(sentence, "--unit number", doubtful=True)
    return Assumption(f"Figures are in {quoted(unit)}, as the line {quoted(line)} says.", "--unit number")


def may_scale(lines: Iterable[str]) -> Iterable[Assumption]:
    """The doubt about the first line that seems to say a scale which the figures do not get."""
    for line in lines:
        if _MAY.search(line) or (unit_said(line) or "").partition(" of ")[0] in SCALES:
            sentence = f"The line {quoted(line)} seems to say in what the figures are counted; it is not read."
            yield Assumption(sentence, "--unit number", doubtful=True)
            return
