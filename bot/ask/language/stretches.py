"""The stretches of a message between its signs of punctuation."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from bot.ask.text import Token

_ENDS = frozenset(".?!;:,–—\n")


def stretches(text: str, tokens: Sequence[Token]) -> list[range]:
    """The places of the words of each, in order; none without a word."""
    starts = [place for place in range(len(tokens)) if not place or _is_apart(text, tokens[place - 1], tokens[place])]
    return [range(start, end) for start, end in pairwise((*starts, len(tokens)))]


def _is_apart(text: str, one: Token, other: Token) -> bool:
    between = text[one.end : other.start]
    return not _ENDS.isdisjoint(between) or " - " in between
