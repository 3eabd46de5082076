"""Weeks are no days: a length of time is told in the unit that it is asked in, or not at all."""

from __future__ import annotations

from collections.abc import Sequence

from bot.ask.language.rows import words_of
from bot.ask.prove.finding import PROVEN, Asked, Finding, Given, vetoed
from bot.ask.text import stem as stem_of
from bot.ask.text import tokenize

REFUSES = (
    "shearing time in days in 2020",
    "shearing time in 2020, days",
    "shearing time in 2020 as months",
)
LETS_THROUGH = ("shearing time in weeks in 2020", "shearing time in 2020 in weeks")

_BEFORE = frozenset(("in", "into", "as"))
_YEAR_DIGITS = 4


def check(asked: Asked, given: Given) -> Finding:
    lengths = words_of("durations", "words")
    stems = frozenset(map(stem_of, lengths))
    held = {
        token.stem for one in (given.unit, *(figure.unit for figure in given.figures)) for token in tokenize(one or "")
    }
    held &= stems
    for place, word in enumerate(asked.words):
        if held and word in lengths and asked.stems[place] not in held and _is_unit(place, asked.words):
            return vetoed(word, f"We don't hold that in {asked.written[place]}: it is in {given.unit}.")
    return PROVEN


def _is_unit(place: int, words: Sequence[str]) -> bool:
    """Whether a length is what something is to be told in, and no time of it: "in days", "..., 2024, days"."""
    before = words[place - 1] if place else ""
    is_last = place + 1 == len(words)
    return before in _BEFORE or (is_last and before.isdecimal() and len(before) == _YEAR_DIGITS)
