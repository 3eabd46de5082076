"""Names in a question: the named periods, agents, publishers and bases that its words stand for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from bot.ask.lexicon import Lexicon
from bot.ask.phrases import GLUE, SAME_TIME, content_of
from bot.ask.query import Mask, Sentence
from bot.ask.text import stem as stem_of
from bot.ask.words import FILLER

_BEFORE, _AFTER = stem_of("before"), stem_of("after")
_A_YEAR, _YEAR = ("12", stem_of("months")), stem_of("year")
_APART = 3
"""Between "before" and "after" there may be so many words: "before and then after"."""


@dataclass(frozen=True, slots=True)
class Mention:
    """A name found in the question: of which kind and concept, and the words that name it."""

    kind: str
    id: str
    mask: Mask
    length: int


def union(named: Iterable[Mention]) -> Mask:
    """The words of all of them."""
    mask = 0
    for mention in named:
        mask |= mention.mask
    return mask


def runs(sentence: Sentence) -> list[tuple[str, int]]:
    """The content stems of a question with their places: labels match along this row, whatever stands between."""
    return [(token.stem, index) for index, token in enumerate(sentence.tokens) if token.stem not in FILLER]


def matches_at(row: list[tuple[str, int]], place: int, stems: tuple[str, ...]) -> Mask:
    """The words of `stems` in the row from `place` on, or 0."""
    if place + len(stems) > len(row):
        return 0
    mask = 0
    for offset, stem in enumerate(stems):
        found, index = row[place + offset]
        if found != stem:
            return 0
        mask |= 1 << index
    return mask


def mentions(lexicon: Lexicon, sentence: Sentence) -> list[Mention]:
    """Named periods, agents and publishers in a question, longest first, none overlapping another of its kind."""
    row = [
        (SAME_TIME.get(token.stem, token.stem), index)
        for index, token in enumerate(sentence.tokens)
        if token.stem not in GLUE
    ]
    rows = [one for whole in (row, *_as_years(row)) for one in (whole, *_shared_ends(whole))]
    found = [mention for part in rows for mention in _mentions_in(lexicon, part)]
    found.sort(key=lambda mention: -mention.length)
    kept: list[Mention] = []
    for mention in found:
        if not any(other.kind == mention.kind and _clash(sentence, other.mask, mention.mask) for other in kept):
            kept.append(mention)
    return kept


def _as_years(row: list[tuple[str, int]]) -> list[list[tuple[str, int]]]:
    """The row with "twelve months" said as a year, where it says that; the number itself stays a number."""
    for place, ((number, _), (month, index)) in enumerate(pairwise(row)):
        if (number, month) == _A_YEAR:
            return [[*row[:place], (_YEAR, index), *row[place + 2 :]]]
    return []


def _clash(sentence: Sentence, one: Mask, other: Mask) -> bool:
    """Whether two names cannot both be meant. "Before and after the change" are two that share their end."""
    if not one & other:
        return False
    sides = [
        {SAME_TIME.get(token.stem, token.stem) for index, token in enumerate(sentence.tokens) if mask >> index & 1}
        & {_BEFORE, _AFTER}
        for mask in (one, other)
    ]
    return not (sides[0] and sides[1]) or sides[0] == sides[1]


def _shared_ends(row: list[tuple[str, int]]) -> list[list[tuple[str, int]]]:
    """For "before and after X" the row in which "before" stands next to X as well, and likewise for "before X and
    since", where the second of them ends a clause."""
    places = [place for place, (stem, _) in enumerate(row) if stem in (_BEFORE, _AFTER)]
    if len(places) != 2 or row[places[0]][0] == row[places[1]][0]:
        return []
    first, second = places
    if second - first <= _APART:
        return [[row[first], *row[second + 1 :]]]
    return [[row[second], *row[first + 1 : second]]]


def _mentions_in(lexicon: Lexicon, row: list[tuple[str, int]]) -> Iterator[Mention]:
    for place, (stem, _) in enumerate(row):
        for stems, kind, id_ in lexicon.names.get(stem, ()):
            mask = matches_at(row, place, stems)
            if mask:
                yield Mention(kind, id_, mask, len(stems))


def dated_words(lexicon: Lexicon, sentence: Sentence) -> Mask:
    """The words that name an event by its year ("the 2019 change"), as labels of periods and key dates do."""
    mask = 0
    stems = [token.stem for token in sentence.tokens]
    for index, pair in enumerate(pairwise(stems)):
        if pair[0].isdecimal() and pair in lexicon.event_pairs:
            mask |= 0b11 << index
    return mask


def base_words(lexicon: Lexicon, sentence: Sentence) -> Mask:
    """The words that name a universe in full."""
    row = runs(sentence)
    mask = 0
    for own in lexicon.universe_phrases.values():
        for phrase in own:
            stems = content_of(phrase.stems)
            for place in range(len(row) - len(stems) + 1):
                mask |= matches_at(row, place, stems)
    return mask


def labels_in(lexicon: Lexicon, sentence: Sentence) -> list[str]:
    """The labels of the codes that a sentence names in full."""
    stems = {token.stem for token in sentence.tokens}
    found: dict[tuple[str, str], str] = {}
    for dimension, index in lexicon.code_names.items():
        for code, phrase in (named for stem in stems for named in index.get(stem, ())):
            if phrase.content <= stems:
                found[dimension, code] = lexicon.catalogue.codes[dimension, code].label
    return list(found.values())


def named_words(lexicon: Lexicon, sentence: Sentence) -> Mask:
    """The words inside labels that hold a number, whose years are part of the name."""
    row = runs(sentence)
    mask = 0
    for place, (stem, _) in enumerate(row):
        for stems in lexicon.dated_labels.get(stem, ()):
            mask |= matches_at(row, place, stems)
    return mask
