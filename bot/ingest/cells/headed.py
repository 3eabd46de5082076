"""Headers that name a measure and a period in one: "Births 2019", "2011 population", "pop_2020"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bot.ingest.cells.dates import FIRST_YEAR, LAST_YEAR
from bot.ingest.cells.periods import Marked, PeriodStyle, read_marked
from bot.ingest.cells.styles import style_of

_RELATIONS = frozenset(
    {"since", "from", "base", "constant", "vs", "versus", "to", "over", "than", "by", "before", "after", "of", "at",
     "on", "prices", "until", "till", "up", "against", "per", "and", "&", "route", "no", "no.", "number", "under",
     "above"}
)  # fmt: skip
"""Words after which a year is no period of the figures, but belongs to what is measured."""
_AROUND = " ,:;-–—"


def headed_periods(headers: Sequence[str]) -> list[tuple[str, Marked | None]]:
    """Each header without its period, and the period, where together they show that they have them: two are of
    different periods, or all of one. Elsewhere a number behind a name is part of it."""
    style = style_of(part for header in headers for part in _tails(header)).style
    found = [_parted(header, style) for header in headers]
    periods = [period.iso for _, period in found if period]
    shown = len(set(periods)) > 1 or len(periods) == len(headers) > 1
    return found if shown else [(header, None) for header in headers]


def _parted(header: str, style: PeriodStyle) -> tuple[str, Marked | None]:
    words, between = _words(header)
    for count in range(1, len(words)):
        if words[count - 1].casefold().strip(_AROUND) not in _RELATIONS:
            period = _period(between.join(words[count:]), style)
            if period:
                return between.join(words[:count]).rstrip(_AROUND), period
    for count in range(len(words) - 1, 0, -1):
        if words[count].casefold() not in _RELATIONS:
            period = _period(between.join(words[:count]), style)
            if period:
                return between.join(words[count:]).lstrip(_AROUND), period
    return header, None


def _period(text: str, style: PeriodStyle) -> Marked | None:
    plain = text.replace("_", " ").strip(_AROUND)
    if plain.startswith("(") and plain.endswith(")"):
        plain = plain[1:-1]
    marked = read_marked(plain, style)
    if marked is None or not FIRST_YEAR <= int(marked.iso.lstrip("./")[:4]) <= LAST_YEAR:
        return None
    return marked


def _words(header: str) -> tuple[list[str], str]:
    """Its words, and what parts them."""
    between = " " if " " in header else "_"
    return [word for word in header.split(between) if word], between


def _tails(header: str) -> Iterator[str]:
    words, _ = _words(header)
    return (" ".join(words[count:]).strip(_AROUND) for count in range(1, len(words)))
