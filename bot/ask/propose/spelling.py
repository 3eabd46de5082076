"""Typing errors in words that no label has: those of asking, counting and comparing.

Mended for learned readings alone; what is like a word of the labels is left to matching.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator

from rapidfuzz import process
from rapidfuzz.distance import OSA, Levenshtein

from bot.ask.dictionary import is_word
from bot.ask.propose.weights import Weights
from bot.ask.text import Token, tokenize

_SHORTEST = 5
_LONG = 9
_OFTEN = 3
"""Tables on whose questions a word has stood."""
_LIKE_A_LABEL = 0.8


def mended(text: str, labels: Collection[str], weights: Weights) -> str:
    """A text with its mistyped words as they are written. `labels` are the stems of the ledger's words."""
    found = list(_slips(text, labels, weights))
    for token, word in reversed(found):
        text = text[: token.start] + word + text[token.end :]
    return text


def _slips(text: str, labels: Collection[str], weights: Weights) -> Iterator[tuple[Token, str]]:
    for token in tokenize(text):
        word = token.norm
        if (
            len(word) < _SHORTEST
            or not word.isalpha()
            or token.is_name_like
            or token.stem in labels
            or word in weights.loose
            or is_word(word)
        ):
            continue
        if process.extractOne(
            token.stem, [*labels], scorer=Levenshtein.normalized_similarity, score_cutoff=_LIKE_A_LABEL
        ):
            continue
        # Errors are seldom in the first letter.
        known = [one for one, (seen, _) in weights.loose.items() if one[0] == word[0] and seen >= _OFTEN]
        slips = 2 if len(word) >= _LONG else 1
        near = process.extract(word, known, scorer=OSA.distance, score_cutoff=slips, limit=2)
        if near and (len(near) == 1 or near[0][1] < near[1][1]) and is_word(near[0][0]):
            yield token, near[0][0]
