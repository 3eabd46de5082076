"""Bounds on a number that a question sets: "more than ten", "at most 20", "30 or fewer"."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from operator import ge, gt, le, lt

from bot.ask.grammar.order import NUMBER_WORDS
from bot.ask.grammar.patterns import any_of
from bot.ask.language.rows import words_of
from bot.ask.query import Mask, Sentence
from bot.ask.text import is_below_zero

_NUMBER = rf"(?:\d+(?:\.\d+)?|{'|'.join(NUMBER_WORDS)})"
_ABOVE = any_of(words_of("comparisons", "forms", means="above"))
_BELOW = any_of(words_of("comparisons", "forms", means="below", particle=""))
_KINDS: tuple[tuple[str, Callable[[Decimal, Decimal], bool], str], ...] = (
    ("at least", ge, r"(?:at least|no (?:fewer|less) than|not (?:fewer|less) than|a minimum of)"),
    ("at most", le, r"(?:at most|no more than|not more than|up to|a maximum of)"),
    ("more than", gt, rf"(?:(?:more|higher|greater|bigger|larger) than|over|above|{_ABOVE}|upwards of)"),
    ("fewer than", lt, rf"(?:(?:fewer|less|lower|smaller) than|under|below|{_BELOW})"),
)
_BEFORE = tuple(
    (name, holds, re.compile(rf"(?<!\S){words} (?:a |about |around )?(?P<number>{_NUMBER})(?!\S)"))
    for name, holds, words in _KINDS
)
_AFTER = tuple(
    (name, holds, re.compile(rf"(?<!\S)(?P<number>{_NUMBER})(?: \w+)?? or {words}(?!\S)"))
    for name, holds, words in (("at least", ge, "(?:more|over|higher|above)"), ("at most", le, "(?:fewer|less|under)"))
)


@dataclass(frozen=True, slots=True)
class Bound:
    """A bound with the words that set it. `name` is how it is said ("at least")."""

    name: str
    number: Decimal
    holds: Callable[[Decimal, Decimal], bool]
    mask: Mask

    def allows(self, value: Decimal) -> bool:
        return self.holds(value, self.number)


def bound_in(sentence: Sentence, text: str = "") -> Bound | None:
    """The bound that a question sets; None where it sets none, or more than one. `text`: as it is written, which tells
    numbers below zero."""
    found: dict[Mask, Bound] = {}
    for name, holds, pattern in (*_AFTER, *_BEFORE):
        for match in pattern.finditer(sentence.joined):
            mask = sentence.mask(match.start(), match.end())
            if not any(mask & other for other in found):
                number = sentence.tokens[sentence.mask(*match.span("number")).bit_length() - 1]
                sign = -1 if is_below_zero(text, number) else 1
                found[mask] = Bound(name, sign * _number(match["number"]), holds, mask)
    return next(iter(found.values())) if len(found) == 1 else None


def _number(word: str) -> Decimal:
    return Decimal(NUMBER_WORDS.get(word, word))
