"""Headers of columns of values that may say more of the time than the year that is read from them."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from bot.ingest.cells.headed import tails
from bot.ingest.cells.months import is_month_name
from bot.ingest.cells.periods import Marked, read_period
from bot.ingest.cells.styles import style_of
from bot.ingest.cells.unit_headers import split_unit
from bot.ingest.cells.units import unit_of
from bot.ingest.layout.grid.kinds import are_measures, kind_of
from bot.ingest.layout.long.names import words_of
from bot.ingest.reading import Assumption
from bot.ingest.words import quoted, quoted_option

_TIME_WORDS = frozenset(
    {"spring", "summer", "autumn", "fall", "winter", "season", "term", "semester", "trimester", "session", "ytd",
     "year", "to", "date", "fy", "fiscal", "financial", "half", "week", "month", "quarter", "months", "quarters",
     "qtr", "wk", "h", "q", "t", "k", "s", "w", "kw", "kv", "first", "second", "third", "fourth", "last", "early",
     "late", "mid", "end", "start", "beginning", "i", "ii", "iii", "iv", "st", "nd", "rd", "th", "of", "the", "school",
     "academic", "michaelmas", "hilary", "trinity", "lent", "easter", "christmas"}
)  # fmt: skip
_MOST_LETTERS = 2
"""A word of so few letters beside a number is a code of a part: “P1”, “kv 1”."""
_NUMBER = re.compile(r"[0-9]{1,2}")


def doubts_of_headers(headers: Sequence[str], found: Sequence[tuple[str, Marked | None]]) -> Iterator[Assumption]:
    """`found` is each header without its period, and the period. In doubt are those without it that name a time, and
    those that differ within one year, where none of them is plainly what is measured."""
    named = [(header, name, period.iso) for header, (name, period) in zip(headers, found, strict=True) if period]
    by_period: dict[str, dict[str, str]] = defaultdict(dict)
    for header, name, iso in named:
        by_period[iso].setdefault(name.casefold(), header)
    timely = [header for header, name, _ in named if _may_be_time(name)]
    alike = [
        list(of.values())
        for of in by_period.values()
        if len(of) > 1 and not any(map(_is_measure, of)) and kind_of(of) is None
    ]
    shown = timely or (alike[0] if alike else [])
    if shown:
        first = next(one for one in named if one[0] == shown[0])
        sentence = (
            f"{quoted(first[1])} in the header {quoted(first[0])} is read as what is measured, and may be a part of"
            f" {first[2]}."
        )
        option = f"--map value={quoted_option(first[0])},period=2020-01"
        yield Assumption(sentence, option, doubtful=True)


def part_in_doubt(example: str) -> Assumption:
    """That "2023-T1" may be a quarter or a third of the year; `example` is such a text."""
    found = read_period(example) or example
    is_quarter = "-Q" in found
    read, other = ("a quarter", "four months") if is_quarter else ("four months", "a quarter")
    right = "2023-01/2023-04" if is_quarter else "2023-Q1"
    sentence = f"{quoted(example.upper())} is read as {read}, {found}, and may be {other}; if it is, write {right}."
    return Assumption(sentence, "", doubtful=True, about="quarters or thirds")


def parts_in_doubt(headers: Sequence[str]) -> Iterator[Assumption]:
    """The same of headers that are such a text, or end with one."""
    example = style_of(text for header in headers for text in (header, *tails(header))).open.get("quarters")
    if example:
        yield part_in_doubt(example)


def _may_be_time(name: str) -> bool:
    """Whether each word of a header may be one of time: a season, a term, a month, a number of a part."""
    words = words_of(name)
    if not words:
        return False
    coded = any(map(_NUMBER.fullmatch, words)) and all(
        _NUMBER.fullmatch(word) or len(word) <= _MOST_LETTERS for word in words
    )
    return coded or all(word in _TIME_WORDS or _NUMBER.fullmatch(word) or is_month_name(word) for word in words)


def _is_measure(name: str) -> bool:
    label, unit = split_unit(name)
    return unit is not None or unit_of(label) is not None or are_measures([name.replace("_", " ")])
