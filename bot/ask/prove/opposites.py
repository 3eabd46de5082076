"""What is asked for by a word is not answered with its opposite: late buses are none that ran on time."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from bot.ask.language.rows import rows
from bot.ask.prove.finding import PROVEN, Asked, Finding, Given, vetoed
from bot.ask.text import stem as stem_of
from bot.ask.vocabulary.terms import stands_in

REFUSES = (
    "what share of sheep dogs in Aster were late in 2020?",
    "percentage of sheep dogs late in Aster in 2020",
)
LETS_THROUGH = ("share of sheep dogs of Aster on time in 2020",)

_TURNS_ROUND = frozenset(("complement", "rest"))
_ON_TIME = ("on", "time")


def check(asked: Asked, given: Given) -> Finding:
    if _opposites().keys().isdisjoint(asked.stems):
        return PROVEN
    if given.operation in _TURNS_ROUND or (given.value is not None and given.value < 0):
        return PROVEN
    called = {stem for label in given.labels for stem in label}
    called |= {stem_of("ontime") for label in given.labels if stands_in(_ON_TIME, label)}
    for place, stem in enumerate(asked.stems):
        opposites = _opposites().get(stem, frozenset())
        if stem not in called and called & opposites and opposites.isdisjoint(asked.stems):
            word = asked.quoted(place)
            return vetoed(word, f"We don't hold that for “{word}”, but for the opposite.")
    return PROVEN


@cache
def _opposites() -> dict[str, frozenset[str]]:
    """Stem -> those of its opposites, both ways."""
    return dict(_pairs())


def _pairs() -> Iterator[tuple[str, frozenset[str]]]:
    for row in rows("opposites"):
        sides = [frozenset(map(stem_of, row[column].split())) for column in ("words", "others")]
        for one, other in (sides, sides[::-1]):
            yield from ((stem, other) for stem in one)
