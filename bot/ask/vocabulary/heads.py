"""Offices label a figure by what it is and, behind a comma or in brackets, by how it was made: it is asked for by what
it is ("Inflation, consumer prices (annual %)")."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace

from bot.ask.language.rows import words_of
from bot.ask.text import fold, tokenize
from bot.domain import Catalogue

_BEHIND = re.compile(r"\s*(?:[,(:]|\s[-–]\s)")


def with_heads(catalogue: Catalogue) -> Catalogue:
    """The same with what stands before the technique in an indicator's label as an alternative label, where that is one
    indicator's alone."""
    heads = {id_: head for id_, indicator in catalogue.indicators.items() if (head := _head(indicator.label))}
    if not heads:
        return catalogue
    begun = Counter(fold(_BEHIND.split(indicator.label)[0]) for indicator in catalogue.indicators.values())
    named = Counter(fold(label) for indicator in catalogue.indicators.values() for label in indicator.alt_labels)
    indicators = dict(catalogue.indicators)
    for id_, head in heads.items():
        if begun[fold(head)] == 1 and not named[fold(head)]:
            indicators[id_] = replace(indicators[id_], alt_labels=(*indicators[id_].alt_labels, head))
    return replace(catalogue, indicators=indicators)


def _head(label: str) -> str | None:
    """What stands before a comma or bracket, where all behind it is technique; None without any."""
    head, *behind = _BEHIND.split(label, maxsplit=1)
    words = [token.norm for token in tokenize(" ".join(behind))]
    return head if head and words and all(word in words_of("techniques", "words") for word in words) else None
