"""What of a question the grammar explains without the ledger: how settled a figure is wanted, who says so, and talk."""

from __future__ import annotations

from typing import NamedTuple

from bot.ask.query import Mask, Query
from bot.ask.talk import SMALL_TALK
from bot.ask.text import Token, tokenize
from bot.ask.vocabulary.ledger import Scope
from bot.ask.words import DISTINGUISHING, IDLE, TIME_NOUNS, is_filler

_NARROWS = DISTINGUISHING | TIME_NOUNS.keys()
"""Stems that may single a figure out, whether or not a label has them."""


class Scoped(NamedTuple):
    """The scope that a question names, and the places of the words that need no label of the ledger."""

    scope: Scope
    idle: frozenset[int]


def scoped(query: Query, about: Mask) -> Scoped:
    """A status or a source is the scope where it is the only one named; of two, none is. `about` are the
    words for what the whole ledger is about, which narrow nothing down."""
    statuses = query.statuses[0] if len(query.statuses) == 1 else frozenset()
    source = next(iter(query.sources)) if len(query.sources) == 1 else None
    told = (query.status_words if statuses else 0) | (query.source_words if source else 0)
    told |= query.sentence.matches(SMALL_TALK) | about
    written = tokenize(query.text)
    idle = (
        place
        for place, token in enumerate(query.sentence.tokens[: len(written)])
        if token.text == written[place].text and (told >> place & 1 or _is_idle(token))
    )
    return Scoped(Scope(statuses, source), frozenset(idle))


def _is_idle(token: Token) -> bool:
    if token.stem in _NARROWS:
        return False
    return is_filler(token) or (token.is_plain and token.norm in IDLE)
