"""Two words of a member's name stand to each other as in that name: a theft from a car is no theft of a car."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bot.ask.language.rows import words_of
from bot.ask.prove.finding import PROVEN, Asked, Finding, Given, Verdict, vetoed
from bot.ask.text import stem

REFUSES = (
    "losses from grazing animals in 2020",
    "losses by a grazing animal in 2020",
)
LETS_THROUGH = (
    "losses of grazing animals in 2020",
    "loss of the grazing animals in 2020",
    "fires in parked cars in Aster in 2020",
)

_ALIKE = tuple(
    frozenset(map(stem, words.split()))
    for words in ("of for", "from by through", "in at on within inside among", "to into", "with", "without", "against")
)
"""Prepositions that one may say for each other."""
_APART = frozenset(map(stem, ("from", "against", "without", "by")))
_PREPOSITIONS = frozenset().union(*_ALIKE)
_ARTICLES = frozenset(map(stem, words_of("function_words", "word", means="article")))


def check(asked: Asked, given: Given) -> Finding:
    if _PREPOSITIONS.isdisjoint(asked.stems):
        return PROVEN
    held: dict[tuple[str, str], set[str]] = {}
    for label in given.member_labels:
        for one, between, other in _related(label):
            held.setdefault((one, other), set()).add(between)
    for one, between, other in _related(asked.stems) if held else ():
        found = held.get((one, other))
        if found and not any(_are_alike(between, each) for each in found):
            place = asked.stems.index(between)
            said = asked.quoted(place)
            return vetoed(said, f"We don't hold that: nothing for “{said}” there.")
    return _of_compounds(asked, given.member_labels)


def _of_compounds(asked: Asked, labels: Sequence[Sequence[str]]) -> Finding:
    """A "car theft" is hardly one from a car, while "wind power" is power from the wind."""
    ends = {(label[-1], label[0]): label for label in labels if len(label) > 1}
    for one, between, other in _related(asked.stems):
        if between in _APART and (one, other) in ends:
            said = asked.quoted(asked.stems.index(between))
            return Finding(Verdict.UNPROVEN, said, f"We cannot tell whether “{said}” is what is meant there.")
    return PROVEN


def _related(stems: Sequence[str]) -> Iterator[tuple[str, str, str]]:
    """Two words with the preposition between them, articles aside."""
    row = [one for one in stems if one not in _ARTICLES]
    for one, between, other in zip(row, row[1:], row[2:], strict=False):
        if between in _PREPOSITIONS:
            yield one, between, other


def _are_alike(one: str, other: str) -> bool:
    """Whether two prepositions may stand for each other; what is neither from, by, against nor without, may."""
    return _APART.isdisjoint((one, other)) or any(one in words and other in words for words in _ALIKE)
