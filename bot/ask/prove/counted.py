"""What is counted is what is asked how many there are of: library books are no loans, and injuries no crashes.

A member or a base may be named for it where the question says as well what is counted of them: "how many children are
library members".
"""

from __future__ import annotations

from collections.abc import Iterator

from bot.ask.language.nouns import counted_by, noun_phrase
from bot.ask.language.rows import words_of
from bot.ask.prove.finding import PROVEN, Asked, Finding, Given, vetoed
from bot.ask.prove.heads import units_of
from bot.ask.text import tokenize
from bot.ask.words import FILLER, PEOPLE

REFUSES = (
    "how many farm library books were there in 2020?",
    "how many hoof injuries in crashes were there in Aster in 2020?",
    "how many tracks were there in Aster in 2020?",
)
LETS_THROUGH = (
    "how many loans of farm library books were there in 2020?",
    "how many hoof injury crashes were there in Aster in 2020?",
    "how many fires in parked cars were there in Aster in 2020?",
)

_OF_AMOUNTS = frozenset(("lookup", "sum", "mean", "change", "difference"))
_HOW_MANY = ("how", "many")


def check(asked: Asked, given: Given) -> Finding:
    if given.operation not in _OF_AMOUNTS or given.is_alone or not asked.counts or not given.measures:
        return PROVEN
    units = units_of(given)
    counted = units.union(*(counted_by(name) for measure in given.measures for name in measure.names))
    labels = frozenset(stem for measure in given.measures for label in measure.labels for stem in label)
    others = _members_and_bases(given)
    for place in _after_how_many(asked):
        phrase = _phrase_at(place, asked)
        stems = frozenset(asked.stems[phrase.start : phrase.stop])
        if not stems.isdisjoint(PEOPLE) or not stems.isdisjoint(units):
            continue
        # What nothing of the answer is called by is explained by something else: a definition, or an idle word.
        named = stems & (labels | others) - FILLER
        said = frozenset((*asked.stems[: phrase.start], *asked.stems[phrase.stop :])) - FILLER
        is_of_them = not said.isdisjoint(counted) and not stems.isdisjoint(others)
        if named and (_is_measured(given) or (stems.isdisjoint(counted) and not is_of_them)):
            words = asked.quoted(phrase.start, len(phrase))
            return vetoed(words, f"We don't hold how many “{words}” there are, but the {given.measures[0].label}.")
    return PROVEN


def _phrase_at(place: int, asked: Asked) -> range:
    """What is counted from a place on: "health and justice organisations" are one thing."""
    phrase = noun_phrase(asked.words, place)
    while phrase and asked.words[phrase.stop : phrase.stop + 1] in (("and",), ("or",)):
        longer = range(place, noun_phrase(asked.words, phrase.stop + 1).stop)
        if len(longer) <= len(phrase) + 1:
            break
        phrase = longer
    return phrase


def _after_how_many(asked: Asked) -> Iterator[int]:
    return (at + 2 for at in range(len(asked.words) - 2) if asked.words[at : at + 2] == _HOW_MANY)


def _is_measured(given: Given) -> bool:
    """Whether the answer is in a unit that nothing is counted in: kilometres, dollars."""
    units = {token.norm for token in tokenize(given.unit or "")}
    return not units.isdisjoint(words_of("measures", "words"))


def _members_and_bases(given: Given) -> frozenset[str]:
    """The stems of the members of the answer and of its bases."""
    bases = (name for measure in given.measures for base in (*measure.bases, *measure.sizes) for name in base)
    return given.named.union(*bases) - FILLER
