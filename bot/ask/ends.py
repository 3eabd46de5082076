"""Ends: whether a question asks by when something has to be, or when it is over, and whether a key date is that.

A key date is when something begins. Only one whose label says an end, or which is over in a moment, answers for it.
"""

from __future__ import annotations

import re

from bot.ask.phrases import phrases
from bot.ask.text import stem, tokenize
from bot.domain import KeyDate

_VERBS = "end finish close conclude stop expire expiry lapse cease terminate shut deadline cutoff"
ENDS = frozenset(map(stem, _VERBS.split()))
"""Stems that say an end, of a question and of a label."""
_MOMENT_VERBS = "announce announcement declare release publish reveal unveil result"
_MOMENTS = frozenset(map(stem, _MOMENT_VERBS.split()))
_WHEN = r"(?:when|(?:what|which) (?:day|date|time|hour|month|year))"
_MUST = r"(?:must|(?:have|has|had|need|needs) (?:got )?to)"
_LAST = r"(?:last|final) (?:possible )?(?:days?|date|chance|moment|opportunity|call)|latest (?:possible )?(?:day|date)"
_UNTIL = re.compile(
    rf"\b(?:until|till?|up to|to|through) {_WHEN}\b|\bleft (?:in|of)\b|\b(?:over|done|through|to|until|till?)$"
    rf"|\b(?:run|runs|ran|running) out\b|\bwrap(?:s|ped)? up\b|\bend date\b|\b(?:{_LAST})\b|\bclosing\b"
)
"""A label may say so, too: "last day of term"."""
_BY = re.compile(
    rf"\b(?:by|before|no later than|not later than) {_WHEN}\b|\bby(?: (?:in|for|at|on)\b|$)|\bcut off\b|\bdue date\b"
    rf"|\bat (?:the )?latest\b|\b(?:latest|last) (?:anyone|one|people|i|we|you|they|it|that)\b|\bhow late\b"
    rf"|\bno later\b|\b{_MUST}\b"
)


def ends_asked(joined: str, stems: tuple[str, ...]) -> int:
    """How many ends a question asks for by its joined words; 0 where it asks for none."""
    said = _ends(stems)
    return said or int(bool(_UNTIL.search(joined) or _BY.search(joined)))


def says(key_date: KeyDate, ends: int, joined: str) -> bool:
    """Whether a key date is an end that is asked for. “End of Life Choice referendum” is called so, and its own end is
    another. What is over in a moment is when it has to be, and has no end of its own."""
    if ends_said(key_date) >= ends:
        return True
    is_due = bool(_BY.search(joined)) and not _UNTIL.search(joined)
    return is_due and any(_MOMENTS & set(phrase.stems) for phrase in phrases(key_date))


def ends_said(key_date: KeyDate) -> int:
    """How many ends a label of a key date says."""
    said = max(_ends(phrase.stems) for phrase in phrases(key_date))
    labels = (key_date.label, *key_date.alt_labels)
    joined = (" ".join(token.norm for token in tokenize(label)) for label in labels)
    return said or int(any(_UNTIL.search(label) for label in joined))


def _ends(stems: tuple[str, ...]) -> int:
    return sum(one in ENDS for one in stems)
