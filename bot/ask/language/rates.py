"""For how much of something a figure is told: "a day", "monthly", "per 100,000 people"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache

from bot.ask.language.rows import rows, words_of

_EACH = frozenset(("per", "a", "an", "each", "every"))
_AGO = frozenset(("ago", "earlier", "before", "later", "after", "on", "old"))
_SPANS = frozenset(("in", "over", "within", "for", "than", "half", "of", "about", "once", "twice", "such", "what"))


def rates_in(words: Sequence[str]) -> frozenset[str]:
    """The times, each by its noun, that words tell a figure for each of: "a year ago" and "in a year" are none."""
    return frozenset(_rates(words)) if not _words().keys().isdisjoint(words) else frozenset()


def _rates(words: Sequence[str]) -> Iterator[str]:
    for place, word in enumerate(words):
        noun, is_adverb = _words().get(word, ("", False))
        earlier, before = ("", "", *words[:place])[-2:]
        after = (*words[place + 1 : place + 2], "")[0]
        if noun and (is_adverb or (before in _EACH and after not in _AGO and earlier not in _SPANS)):
            yield noun


@cache
def _words() -> dict[str, tuple[str, bool]]:
    """Word -> the noun, and whether it is an adverb, which tells a rate wherever it stands."""
    found = {word: (row["noun"], False) for row in rows("rates") for word in row["words"].split()}
    return found | {word: (row["noun"], True) for row in rows("rates") for word in row["adverbs"].split()}


def scales_in(words: Sequence[str]) -> frozenset[int]:
    """The numbers that words tell a figure for so many of: "per million people", "per 100,000"."""
    return frozenset(_scales(words)) if "per" in words else frozenset()


def _scales(words: Sequence[str]) -> Iterator[int]:
    for place, word in enumerate(words):
        number, end = 1, place + 1
        while (
            word == "per" and end < len(words) and (words[end].isdecimal() or words[end] in words_of("scales", "word"))
        ):
            number, end = number * _number(words[end]), end + 1
        if end > place + 1:
            yield number


def _number(word: str) -> int:
    known = {row["word"]: row["number"] for row in rows("scales")}
    return int(known.get(word, word))
