"""Euros are no dollars: money is told in the currency that it is asked in, or not at all."""

from __future__ import annotations

from bot.ask.language.rows import words_of
from bot.ask.prove.finding import PROVEN, Asked, Finding, Given, vetoed
from bot.ask.text import stem as stem_of
from bot.ask.text import tokenize

REFUSES = ()
LETS_THROUGH = ("lamb prices in the first quarter of 2023",)

_PARTS = frozenset(("cent", "cents", "pence"))
"""Parts of more than one currency, or of "per cent"."""


def check(asked: Asked, given: Given) -> Finding:
    currencies = words_of("measures", "words", what="money") - _PARTS
    stems = frozenset(map(stem_of, currencies))
    held = {
        token.stem for one in (given.unit, *(figure.unit for figure in given.figures)) for token in tokenize(one or "")
    }
    held &= stems
    described = frozenset[str]().union(*(measure.described for measure in given.measures), given.named)
    for place, word in enumerate(asked.words):
        stem = asked.stems[place]
        if held and word in currencies and stem not in held and stem not in described:
            return vetoed(word, f"We don't hold that in {asked.written[place]}: it is in {given.unit}.")
    return PROVEN
