"""Follow-ups: "and for non-Māori?", "what about June?", "source?" resolve against the last question of their thread.

A follow-up is made a complete question: the words of the last one, less those that it replaces, and its own. So all
that holds for a question holds for a follow-up too. A complete question inherits nothing.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from bot.ask.grammar import Cue
from bot.ask.query import Mask, Query
from bot.ask.resolve import Reading

_LEAD = re.compile(
    r"^(?:ok(?:ay)?|so|and|but|well|then|now|also|right|thanks|thank you|hm+|what about|how about|what of"
    r"|same (?:again |thing )?(?:for|but)|for|in|as|vs|versus|compared (?:to|with)|only|just)\b"
)
_META = (Cue.SOURCE, Cue.WHY, Cue.DEFINITION)
_FEW_WORDS = 5


@dataclass(frozen=True, slots=True)
class Conversation:
    """What a thread remembers: its last complete question. Adapters store it for each thread and hand it back."""

    question: str


def is_elliptic(query: Query) -> bool:
    """Whether the words alone look like a follow-up: a lead-in, or too few words to name a figure."""
    joined = query.sentence.joined
    return (
        bool(_LEAD.match(joined))
        or (query.content.bit_count() <= 1 and len(query.sentence.tokens) <= _FEW_WORDS)
        or query.has(*_META)
    )


def merged(last: Query, reading: Reading | None, followup: Query, replaced: Mask) -> str:
    """The follow-up as a complete question. `replaced` are the words of the last one whose slots it fills anew."""
    gone = replaced
    if followup.times or (followup.sentence.joined and reading is not None and _names_period(followup)):
        gone |= last.time_words
    if followup.statuses:
        gone |= last.status_words
    kept = ~gone
    words = [token.text for index, token in enumerate(last.sentence.tokens) if kept >> index & 1]
    return " ".join([*words, _without_lead(followup)])


def _names_period(query: Query) -> bool:
    return bool(query.times)


def _without_lead(query: Query) -> str:
    joined = query.sentence.joined
    words = [token.text for token in query.sentence.tokens]
    while True:
        match = _LEAD.match(joined)
        if match is None or match.group() in ("for", "in", "as", "vs", "versus", "compared to", "compared with"):
            return " ".join(words)
        count = match.group().count(" ") + 1
        words = words[count:]
        joined = joined[match.end() :].strip()
