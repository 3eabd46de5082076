"""A measure is named by what it is: what only stands before that says of what kind it is. Fares are no fare revenue."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache

from bot.ask.language.rows import words_of
from bot.ask.prove.finding import PROVEN, Asked, Finding, Given, Measure, vetoed
from bot.ask.prove.quantities import kinds_in
from bot.ask.text import stem as stem_of
from bot.ask.text import tokenize
from bot.ask.words import FILLER

REFUSES = ("how much milk did Aster have in 2020?",)
LETS_THROUGH = (
    "milk yield of Aster in 2020",
    "wool sold in June 2023",
    "how many bales in the Upper block in 2020?",
)

_PARTICIPLES = ("ed", "ing")


def check(asked: Asked, given: Given) -> Finding:
    if not given.measures:
        return PROVEN
    measure, said = given.measures[0], frozenset(asked.stems)
    if said & units_of(given):
        return PROVEN
    heard = [(before & said, rest & said) for before, rest in _parts(measure)]
    if not any(before for before, _ in heard) or any(rest for _, rest in heard):
        return PROVEN
    words = next(asked.quoted(place) for place, stem in enumerate(asked.stems) if any(stem in one for one, _ in heard))
    return vetoed(words, f"We don't hold that for “{words}” alone: we hold the {measure.label}.")


def units_of(given: Given) -> frozenset[str]:
    """The stems of the units of the answer and of its figures."""
    units = {given.unit, *(one.unit for one in given.figures)} - {None}
    return frozenset(token.stem for unit in units for token in tokenize(unit or ""))


def says_nothing_of(asked: Asked, given: Given) -> bool:
    """Whether a question says no word of the measure that is answered with: no name, unit or kind of quantity."""
    if not given.measures:
        return False
    measure, said = given.measures[0], frozenset(asked.stems)
    # "Share" is the name of a measure where that is one, and of none where it was worked out.
    units = {given.unit} if given.operation == "lookup" else {one.unit for one in given.figures}
    kinds = kinds_in(measure.label).union(*(kinds_in(unit or "") for unit in units))
    known = said & (measure.described - FILLER | units_of(given))
    return not known and not any(kinds & kinds_in(word) for word in asked.words)


def _parts(measure: Measure) -> Iterator[tuple[frozenset[str], frozenset[str]]]:
    """Of each label, the stems with a meaning that stand before what it is, and all others."""
    yield _part(tuple(token.norm for token in tokenize(measure.label)))
    yield from (_part(label) for label in measure.labels[1:])


@lru_cache(maxsize=10_000)
def _part(words: Sequence[str]) -> tuple[frozenset[str], frozenset[str]]:
    ends = words_of("function_words", "word")
    first = next((place for place, word in enumerate(words) if word not in ends), 0)
    phrase = words[first : next((at for at, word in enumerate(words) if at > first and word in ends), len(words))]
    last = next((at for at, word in enumerate(phrase) if at and word.endswith(_PARTICIPLES)), len(phrase)) - 1
    stems = [stem_of(word) for word in words]
    before = frozenset(stems[first : first + last]) - FILLER
    rest = frozenset(stems) - before - FILLER
    # What is said of quantities of any kind is no name, and is left to the rule on these.
    is_kind = stem_of(phrase[last]) in FILLER or bool(kinds_in(phrase[last]))
    return (frozenset(), before | rest) if is_kind else (before, rest)
