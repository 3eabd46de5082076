"""Which of several is highest is answered where the question asks for an order: by a superlative, a comparison, a rank.

A rule on readings that were learned, which look at all of several wherever nothing says which one is meant.
"""

from __future__ import annotations

from bot.ask.language.asking import cues_of
from bot.ask.language.rows import words_of
from bot.ask.prove.finding import PROVEN, Asked, Finding, Given, Verdict

_ORDER = frozenset(("most", "least", "more", "less", "than", "order", "or"))
_SUPERLATIVE, _SHORTEST = "est", 6


def check(asked: Asked, given: Given) -> Finding:
    if not given.ranks or not cues_of(asked.words).isdisjoint(_ORDER) or any(map(_is_of_order, asked.words)):
        return PROVEN
    return Finding(Verdict.UNPROVEN, "which one", "Say whether the highest, the lowest or another one is meant.")


def _is_of_order(word: str) -> bool:
    return word in words_of("order", "word") or (word.endswith(_SUPERLATIVE) and len(word) >= _SHORTEST)
