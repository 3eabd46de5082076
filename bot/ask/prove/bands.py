"""A band of numbers that is asked is the band that is answered, by both its ends: "15-19" is no part of "15-24".

Where figures are added up, their bands together may make the one that is asked. A number that is compared with, or that
is a time, is no band.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache

from bot.ask.language.bands import Band, bands_in
from bot.ask.prove.finding import PROVEN, Asked, Finding, Given, vetoed
from bot.ask.text import stem, tokenize
from bot.ask.times import MONTH_NAMES
from bot.ask.words import PERCENT_UNITS
from bot.domain import Code

REFUSES = ()
LETS_THROUGH = (
    "vet visits for herds of 10-19 in 2020",
    "vet visits for herds of 50 and over in 2020",
    "vet visits for herds of 10-19 and 20-49 together in 2020",
)

_ADDED = frozenset(("sum", "total", "share", "rest", "mean"))
_COUNTED = frozenset(("count", "threshold"))
_COMPARING = (("between",), ("from",))
_MANY = frozenset(map(stem, ("hundred", "thousand", "million", "billion", "times", "points", "cent", *PERCENT_UNITS)))
_TIMES = frozenset(map(stem, ("year", "month", "week", "day")))
_OLD = frozenset(map(stem, ("old", "age", "of")))


def check(asked: Asked, given: Given) -> Finding:
    wanted = [band for band in bands_in(asked.stems) if _is_of_what_is_measured(band, asked, given)]
    if not wanted or not any(_all_bands(given)):
        return PROVEN
    held = {band.ends for band in _borne(given)}
    if given.operation in _ADDED:
        held |= set(_together(held))
    for band in wanted:
        if band.ends not in held:
            return vetoed(str(band), f"We don't hold that: nothing for “{band}” there.")
    return PROVEN


def _is_of_what_is_measured(band: Band, asked: Asked, given: Given) -> bool:
    """Whether it can only be a group of what is measured: no time, and no value that a figure is compared with."""
    before, after = asked.words[band.start - 1 : band.start], asked.stems[band.end : band.end + 2]
    if not MONTH_NAMES.isdisjoint((*before, *asked.words[band.end : band.end + 1])):
        return False
    # "Between 10 and 20 visits" is how many there were, "25-34 visits" are those of a group.
    is_group = band.high is not None and before[:1] not in _COMPARING
    units = {token.stem for figure in given.figures for token in tokenize(figure.unit or "") if not is_group}
    if after and after[0] in _MANY | units:
        return False
    if band.high is None or not band.low:
        is_length = bool(after) and after[0] in _TIMES and _OLD.isdisjoint(after[1:]) and given.operation != "lookup"
        return given.operation not in _COUNTED and not is_length
    return True


def _borne(given: Given) -> Iterator[Band]:
    """The bands in the names of what is answered."""
    for measure in given.measures:
        for label in measure.labels:
            yield from bands_in(label)
    members = dict.fromkeys(member for figure in given.figures for member in figure.dimensions)
    yield from _of_codes(given.members[member] for member in members if member in given.members)


def _all_bands(given: Given) -> Iterator[Band]:
    """The bands in the names of what is answered, or could be: those of all members of its dimensions."""
    yield from _borne(given)
    yield from _of_codes(code for (dimension, _), code in given.members.items() if dimension in given.dimensions)


def _of_codes(codes: Iterable[Code]) -> Iterator[Band]:
    for code in codes:
        for label in (code.label, *code.alt_labels):
            yield from _of_label(label)


@lru_cache(maxsize=10_000)
def _of_label(label: str) -> tuple[Band, ...]:
    return tuple(bands_in([token.stem for token in tokenize(label)]))


def _together(held: set[tuple[int, int | None]]) -> Iterator[tuple[int, int | None]]:
    """What bands that follow upon each other make together."""
    starts = dict(held)
    for low, first in starts.items():
        high = first
        while high is not None and high + 1 in starts:
            high = starts[high + 1]
            yield low, high
