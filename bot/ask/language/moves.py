"""Words of change: where they ask for what a figure came to or where it began, and not how far it went."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from bot.ask.language.lexemes import forms_of, nouns_of, with_particle
from bot.ask.language.rows import words_of

_AFTER_TO = frozenset(("in", "by", "at", "on", "after", "when", "once", "during", "for", "over"))
_AFTER_FROM = frozenset(("in", "between", "before", "over", "during", "when"))
_LEVEL = frozenset((("to", "what"), ("how", "high"), ("how", "low")))
_EXTENT = (["extent"], ["degree"])
_BETWEEN = frozenset(("up", "down", "back", "off"))


def comes_to(words: Sequence[str]) -> range | None:
    """The words that ask where a figure came to: "what did it drop to in May", "to what level did it rise"."""
    moves = forms_of("moves")
    for place, pair in enumerate(pairwise(words)):
        if pair in _LEVEL and list(words[place + 2 : place + 3]) not in _EXTENT:
            return next((found for at in range(place + 2, len(words)) if (found := _move_at(words, at))), None)
    return _moved("to", words, _AFTER_TO, moves)


def began_at(words: Sequence[str]) -> range | None:
    """The words that ask where a change began: "what did it fall from between May and June"."""
    if "what" not in words and "where" not in words:
        return None
    return _moved("from", words, _AFTER_FROM, forms_of("moves") - words_of("moves", "forms", means="level"))


def _moved(preposition: str, words: Sequence[str], after: frozenset[str], moves: frozenset[str]) -> range | None:
    for place, word in enumerate(words):
        if word != preposition or place == 0:
            continue
        if place + 1 < len(words) and words[place + 1] not in after:
            continue
        if words[place - 1] in moves:
            return range(place - 1, place + 1)
        if place > 1 and _is_with(words[place - 2], words[place - 1], moves):
            return range(place - 2, place + 1)
    return None


def _move_at(words: Sequence[str], place: int) -> range | None:
    if tuple(words[place : place + 2]) in with_particle("moves"):
        return range(place, place + 2)
    return range(place, place + 1) if words[place] in forms_of("moves") else None


def _is_with(word: str, particle: str, moves: frozenset[str]) -> bool:
    return (word in moves and particle in _BETWEEN) or (word, particle) in with_particle("moves")


def is_move(word: str) -> bool:
    """Whether a word may say that a figure changed; some have another sense as well."""
    return word in forms_of("moves") or word in nouns_of("moves")
