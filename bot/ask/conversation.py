"""Follow-ups: "and for non-Māori?", "what about June?", "source?" resolve against the last question of their thread.

A follow-up is made a complete question: the words of the last one, less those that it replaces, and its own. So all
that holds for a question holds for a follow-up too. A complete question inherits nothing.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from bot.ask.codes import named_codes
from bot.ask.compute.change import CHANGE
from bot.ask.grammar.cue import Cue
from bot.ask.lexicon import Lexicon
from bot.ask.names import base_words, mentions
from bot.ask.outcome import Missing
from bot.ask.query import Mask, Query
from bot.ask.reading import Reading
from bot.ask.words import TOTAL_WORDS

_LEAD = re.compile(
    r"^(?:ok(?:ay)?|so|and|but|well|then|now|also|right|thanks|thank you|hm+|what about|how about|what of"
    r"|same (?:again |thing )?(?:for|but)|for|in|only|just)\b"
)
_RELATES = re.compile(r"^(?:and |but |so )?(?:as an? |as the |vs\b|versus\b|compared (?:to|with)\b|of )")
_PRONOUN = re.compile(r"\b(?:it|they|them|that|this|those|these)\b")
_KEPT_LEADS = ("for", "in")
_ABOUT = (Cue.SOURCE, Cue.WHY, Cue.DEFINITION)
_FEW_WORDS = 5


@dataclass(frozen=True, slots=True)
class Conversation:
    """What a thread remembers: its last complete question; of a choice that no question leads to, what it means, beside
    an empty question. Adapters store it for each thread and hand it back."""

    question: str
    reading: str | None = None
    """A meaning as JSON text."""


WITHOUT_WORDS = Missing("", "I can't tell what that goes on from: ask the whole question.")
"""What a follow-up is told where nothing that was answered, and no question, can be gone on from."""


def stands_for_something(query: Query) -> bool:
    """Whether it has a word for what was answered: "that", "them"."""
    return _PRONOUN.search(query.sentence.joined) is not None


def adds_nothing(query: Query) -> bool:
    """Whether it names nothing, and asks nothing, that could tell its answer from the one before: "really?"."""
    says = query.content or query.times or query.statuses or query.cues or query.as_of or query.sources
    return not says and not stands_for_something(query) and _RELATES.match(query.sentence.joined) is None


def is_about_the_last(query: Query) -> bool:
    """Whether it asks for the source or the workings of what was just said."""
    return query.has(*_ABOUT) and not query.content


def continues(query: Query, readings: Sequence[Reading]) -> bool:
    """Whether a question goes on from the last one: it relates to it, or leads in without naming a figure itself."""
    joined = query.sentence.joined
    if is_about_the_last(query) or _RELATES.match(joined) or (_PRONOUN.search(joined) and not query.content):
        return True
    names_a_figure = bool(readings) and readings[0].says_label and not readings[0].unexplained
    few = query.content.bit_count() <= 1 and len(query.sentence.tokens) <= _FEW_WORDS
    return not names_a_figure and (bool(_LEAD.match(joined)) or few)


def completed(last: Query, reading: Reading | None, followup: Query, lexicon: Lexicon) -> str:
    """The follow-up as a complete question: the last one's words, less those whose slots it fills anew, and its own."""
    gone = _replaced(last, reading, followup, lexicon) if reading is not None else 0
    words = [token.text for index, token in enumerate(last.sentence.tokens) if not gone >> index & 1]
    return " ".join([*words, _without_lead(followup)])


def _replaced(last: Query, reading: Reading, followup: Query, lexicon: Lexicon) -> Mask:
    """The words of the last question for the times, statuses, codes and bases that the follow-up names anew."""
    gone = 0
    old_periods = [mention.mask for mention in mentions(lexicon, last.sentence) if mention.kind == "period"]
    new_periods = [mention for mention in mentions(lexicon, followup.sentence) if mention.kind == "period"]
    if followup.times or new_periods:
        gone |= last.time_words
        for mask in old_periods:
            gone |= mask
    if followup.statuses or followup.has(*CHANGE):
        gone |= last.status_words
    old_codes = named_codes(lexicon, reading.shelf, last)
    new_codes = named_codes(lexicon, reading.shelf, followup)
    for dimension in new_codes:
        gone |= old_codes.get(dimension, 0)
    if not new_codes and any(stem in TOTAL_WORDS for stem in followup.stems):
        gone |= _breakdowns(reading, old_codes)
    if followup.source_words:
        gone |= last.source_words
    if base_words(lexicon, followup.sentence):
        gone |= base_words(lexicon, last.sentence) & ~reading.carried
    return gone


def _breakdowns(reading: Reading, named: dict[str, Mask]) -> Mask:
    """The words of the codes without which the series has a total to fall back on."""
    gone = 0
    for dimension in reading.single:
        rest = tuple(sorted(item for item in reading.single.items() if item[0] != dimension))
        if rest in reading.shelf.by_key:
            gone |= named.get(dimension, 0)
    return gone


def _without_lead(query: Query) -> str:
    joined = query.sentence.joined
    words = [token.text for token in query.sentence.tokens]
    while (match := _LEAD.match(joined)) is not None and match.group() not in _KEPT_LEADS:
        words = words[match.group().count(" ") + 1 :]
        joined = joined[match.end() :].strip()
    return " ".join(words)
