"""How surely a word of a question stands for a word of a label: 1 where it is that word, less where it is like it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache

import numpy as np
from rapidfuzz.distance import Levenshtein

from bot.ask.dictionary import is_word
from bot.ask.text import stem as stem_of
from bot.ask.times import MONTH_NAMES
from bot.ask.vocabulary.arrays import Floats
from bot.ask.vocabulary.frame import Wording
from bot.ask.vocabulary.terms import Term
from bot.ask.words import FILLER

_SHORTEST = 4
"""Letters of a word that may be part of another, or mistyped."""
_SAME_ROOT = 0.8
_BEGINS_IT = 0.85
_MISTYPED = 0.75
_ACRONYM = 0.95
_IN_BAND = 0.6
_OLDEST = 130

_MONTHS = frozenset(stem_of(name) for name in MONTH_NAMES)

Equivalents = Mapping[str, Mapping[str, float]]
"""Stem of a question's word -> stem of a label's -> how often the first stood for the second where it was learned."""


class Matcher:
    """The words of some labels, by what finds them."""

    def __init__(self, wording: Wording, equivalents: Equivalents) -> None:
        self.words = wording.words
        self._equivalents = equivalents
        self._by_start: dict[str, list[tuple[str, int]]] = {}
        for word, number in self.words.items():
            if len(word) >= _SHORTEST and word.isalpha():
                self._by_start.setdefault(word[:2], []).append((word, number))
        self._initials = _initials(wording)
        self._bands = _bands(wording)

    def strengths(self, asked: Sequence[Term]) -> tuple[Floats, Floats]:
        """Term x word: for the words themselves and acronyms alone, and for what is like them as well. A last column
        stands for no word and is 0."""
        sure = np.zeros((len(asked), len(self.words) + 1))
        like = np.zeros_like(sure)
        for row, term in enumerate(asked):
            self._sure(term, sure[row])
            self._like(term, like[row])
        self._spelt_out(asked, sure)
        return sure, np.maximum(sure, like)

    def _sure(self, term: Term, row: Floats) -> None:
        number = self.words.get(term.stem)
        if number is not None:
            row[number] = 1.0
        for spelt in self._initials.get(term.word, ()):
            row[spelt] = np.maximum(row[spelt], _ACRONYM)

    def _like(self, term: Term, row: Floats) -> None:
        stem = term.stem
        if stem.isdecimal():
            for low, high, numbers in self._bands:
                if low < int(stem) < high and int(stem) < _OLDEST:
                    row[numbers] = np.maximum(row[numbers], _IN_BAND)
            return
        # A month is a date, and names nothing that is only written like it; nor does a word that the labels have.
        if len(stem) >= _SHORTEST and stem.isalpha() and stem not in _MONTHS and stem not in self.words:
            for word, number in self._by_start.get(stem[:2], ()):
                how = likeness(stem, word)
                if how != _MISTYPED or not is_word(term.word):
                    row[number] = max(row[number], how)
        for word, strength in self._equivalents.get(stem, {}).items():
            number = self.words.get(word, -1)
            if number >= 0:
                row[number] = max(row[number], strength)

    def _spelt_out(self, asked: Sequence[Term], sure: Floats) -> None:
        """Acronyms of labels, where the question spells them out."""
        # What only asks for an amount begins no name: “much police spend” spells no MPs.
        said = "".join(" " if term.word in FILLER else term.word[:1] for term in asked)
        for word, number in self.words.items():
            if 3 <= len(word) <= 6 and word.isalpha():
                start = said.find(word)
                # "What about religion" spells no war.
                if start >= 0 and not is_word(word):
                    sure[start : start + len(word), number] = np.maximum(
                        sure[start : start + len(word), number], _ACRONYM
                    )


@lru_cache(maxsize=200_000)
def likeness(stem: str, word: str) -> float:
    """How likely two stems are forms of one word, or one of them mistyped; 0 where they are not."""
    if stem == word or stem.startswith("non") != word.startswith("non"):
        return 0.0
    longest, shortest = max(len(stem), len(word)), min(len(stem), len(word))
    shared = next((at for at, (one, other) in enumerate(zip(stem, word, strict=False)) if one != other), shortest)
    if shared == shortest and longest - shortest <= 3:
        return _BEGINS_IT
    if shared >= 5 and shared >= 0.6 * longest:
        return _SAME_ROOT
    if shortest >= 5 and longest - shortest <= 2:
        return _MISTYPED if Levenshtein.normalized_similarity(stem, word) >= 0.8 else 0.0
    return 0.0


def _initials(wording: Wording) -> dict[str, np.ndarray]:
    """The first letters of each label of two words and more -> its words."""
    nothing = len(wording.words)
    spelt = {number: word for word, number in wording.words.items()}
    found: dict[str, list[int]] = {}
    for phrase in wording.phrases.tolist():
        numbers = [number for number in phrase if number != nothing]
        if len(numbers) >= 2:
            found.setdefault("".join(spelt[number][0] for number in numbers), numbers)
    return {letters: np.array(numbers) for letters, numbers in found.items()}


def _bands(wording: Wording) -> list[tuple[int, int, list[int]]]:
    """The numbers that a label's band lies between, as "20 to 24", with its words for them."""
    nothing = len(wording.words)
    spelt = {number: word for word, number in wording.words.items()}
    found = {}
    for phrase in wording.phrases.tolist():
        numbers = [number for number in phrase if number != nothing and spelt[number].isdecimal()]
        if len(numbers) == 2:
            low, high = (int(spelt[number]) for number in numbers)
            if low < high <= _OLDEST:
                found[low, high] = numbers
    return [(low, high, numbers) for (low, high), numbers in found.items()]
