"""Typing errors: the ledger's word that a reporter meant, and only where no other word was meant.

A word is mended when it is in neither the ledger nor the grammar, is no English word, and exactly one word of the
ledger is near: same first letter, and one slip of the finger (two in words of nine letters and more).
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property

from rapidfuzz.distance import OSA

from bot.ask.lexicon import Lexicon
from bot.ask.text import Token
from bot.ask.words import FILLER, PEOPLE

_SHORTEST = 5
_LONG = 9

IsWord = Callable[[str], bool]


class Speller:
    """Mends words against one ledger's vocabulary. `is_word` knows the language's words; it is asked last."""

    def __init__(self, lexicon: Lexicon, is_word: IsWord) -> None:
        self._lexicon = lexicon
        self._is_word = is_word

    @cached_property
    def _by_letter(self) -> dict[str, list[tuple[str, str]]]:
        """First letter -> the words of the ledger, each with its stem."""
        index: dict[str, list[tuple[str, str]]] = {}
        for stem, words in self._lexicon.vocabulary.items():
            for word in words:
                if word.isalpha() and len(word) >= _SHORTEST - 1:
                    index.setdefault(word[0], []).append((word, stem))
        return index

    def correct(self, token: Token) -> str | None:
        """The word meant, or None where the word stands as it is."""
        word = token.norm
        if len(word) < _SHORTEST or not word.isalpha() or token.stem in self._lexicon.vocabulary:
            return None
        if token.stem in FILLER or word in FILLER or token.stem in PEOPLE:
            return None
        slips = 2 if len(word) >= _LONG else 1
        near: dict[str, tuple[int, str]] = {}
        for candidate, stem in self._by_letter.get(word[0], ()):
            if abs(len(candidate) - len(word)) > slips + 2:
                continue
            distance = OSA.distance(word, candidate, score_cutoff=slips)
            # "Centralised" is made from "central", and no slip of it.
            if token.stem.startswith(stem):
                distance = distance if distance <= 1 else slips + 1
            else:
                distance = min(distance, OSA.distance(token.stem, stem, score_cutoff=slips))
            if distance <= slips:
                near[stem] = min(near.get(stem, (distance, candidate)), (distance, candidate))
        if not near:
            return None
        best = min(distance for distance, _ in near.values())
        closest = [candidate for distance, candidate in near.values() if distance == best]
        if len(closest) != 1 or self._is_word(word):
            return None
        return closest[0]
