"""Headers that name a measure and a period in one: "Births 2019", "2011 population", "pop_2020"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from bot.ingest.cells.dates import FIRST_YEAR, LAST_YEAR
from bot.ingest.cells.periods import Marked, PeriodStyle, read_marked
from bot.ingest.cells.styles import style_of
from bot.ingest.cells.units import is_generic, unit_of

_RELATIONS = frozenset(
    {"since", "from", "base", "constant", "vs", "versus", "to", "over", "than", "by", "before", "after", "of", "at",
     "on", "prices", "until", "till", "up", "against", "per", "and", "&", "route", "no", "no.", "number", "under",
     "above"}
)  # fmt: skip
"""Words after which a year is no period of the figures, but belongs to what is measured."""
_AROUND = " ,:;-–—"
_BRACKETS = re.compile(r"([^()]*[^()\s])\s+(\([^()]*\))")
"""What stands behind a period: "Rate 2019 (%)"."""


_NAMED = frozenset(
    {"index", "indices", "cpi", "ppi", "rpi", "hicp", "deflator", "real", "chained", "reference", "ref", "target",
     "goal", "agenda", "model", "version", "form", "code", "route", "room", "line", "bus", "flight", "highway", "class",
     "iso", "sector", "area", "zone"}
)  # fmt: skip
"""Words beside which a year may be a base, an aim or a name, where no other header shows that it is when."""


def headed_period(header: str) -> tuple[str, Marked | None]:
    """The header of the only column of values without its period, and the period; without one where the year may be
    another thing than when the figures are of: prices of a year, the base of an index."""
    name, period = _parted(header, style_of(tails(header)).style)
    words = {word.casefold().strip(_AROUND + "()[]") for word in re.split(r"[\s_]+", name)}
    unit = unit_of(name.strip(_AROUND + "()"))
    is_unit = unit is not None and is_generic(unit)
    is_when = any(map(str.isalpha, name)) and words.isdisjoint(_NAMED | _RELATIONS) and not is_unit
    return (name, period) if period and is_when else (header, None)


def headed_periods(headers: Sequence[str]) -> list[tuple[str, Marked | None]]:
    """Each header without its period, and the period, where together they show that they have them: two are of
    different periods, or all of one. Elsewhere a number behind a name is part of it."""
    style = style_of(part for header in headers for part in tails(header)).style
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
    if behind := _BRACKETS.fullmatch(header):
        name, period = _parted(behind[1], style)
        return (f"{name} {behind[2]}", period) if period else (header, None)
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


def tails(header: str) -> Iterator[str]:
    """What stands behind each of its first words."""
    words, _ = _words(header)
    return (" ".join(words[count:]).strip(_AROUND) for count in range(1, len(words)))
