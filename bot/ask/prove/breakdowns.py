"""What is asked by county has a figure for each county, not one for all of them."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from bot.ask.prove.finding import PROVEN, Asked, Finding, Given, Member, vetoed
from bot.ask.text import tokenize
from bot.ask.words import FILLER

REFUSES = ("what was the milk yield, originally, by county in 2020?",)
LETS_THROUGH = ("milk yield in 2020", "milk yield of Aster county in 2020")

_LEAD = frozenset(("by", "per", "each", "every", "across"))
_BETWEEN = frozenset(("the", "each", "every", "all"))


def check(asked: Asked, given: Given) -> Finding:
    if given.value is None or not given.figures or _LEAD.isdisjoint(asked.words):
        return PROVEN
    for dimension, word in _asked_by(asked, given):
        codes = {dict(figure.dimensions).get(dimension) for figure in given.figures}
        if len(codes) < 2 and not any(_is_named(one, asked, given) for one in asked.members if one[0] == dimension):
            return vetoed(f"a figure for each {word}", f"That asks for each {word}; ask for one of them by name.")
    return PROVEN


def _stems(name: str) -> list[str]:
    return [token.stem for token in tokenize(name)]


def _is_named(member: Member, asked: Asked, given: Given) -> bool:
    """Whether more of a member's label is said than what all members are: "by zone" says no word of "Zone A" alone."""
    label = tuple(token.stem for token in tokenize(given.label(member)))
    own = frozenset(label) - given.dimensions.get(member[0], frozenset()) - FILLER
    if own:
        return not own.isdisjoint(asked.stems)
    starts = range(len(asked.stems) - len(label) + 1)
    return any(asked.stems[start : start + len(label)] == label for start in starts)


def _asked_by(asked: Asked, given: Given) -> Iterator[tuple[str, str]]:
    """The dimensions that follow a word such as "by", each with the word for it."""
    described = {pair for measure in given.measures for name in measure.names for pair in pairwise(_stems(name))}
    for place, word in enumerate(asked.words):
        after = place + 1 + (asked.words[place + 1 : place + 2] in [(one,) for one in _BETWEEN])
        if word not in _LEAD or after >= len(asked.words):
            continue
        for dimension, names in given.dimensions.items():
            if asked.stems[after] in names and (asked.stems[after - 1], asked.stems[after]) not in described:
                yield dimension, asked.written[after]
