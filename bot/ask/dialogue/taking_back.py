"""A message that turns down the last answer and asks anew: what it asks, without the words that turn it down."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from bot.ask.conversation import Conversation
from bot.ask.dialogue import memory
from bot.ask.dialogue.naming import codes_named
from bot.ask.dialogue.session import Session
from bot.ask.language.rows import words_of
from bot.ask.language.taking_back import lead_in
from bot.ask.language.wordings import wording_at
from bot.ask.meaning import Selection, selections
from bot.ask.prove.finding import Member
from bot.ask.text import Token, tokenize


class Anew(NamedTuple):
    """What is asked instead. `is_sure`: it asks something, whatever else it may look like."""

    question: str
    is_sure: bool


def asked_anew(session: Session, question: str, last: Conversation | None) -> Anew | None:
    """None where a message of a thread takes nothing back, or may name what it seems to turn down: "no votes"."""
    tokens = tokenize(question)
    lead = lead_in(question, tokens) if last is not None else None
    if lead is None or last is None:
        return None
    rest = question[tokens[lead.end].start :]
    meant = memory.read(last.reading, session.prose.catalogue).meant
    of = selections(meant[-1]) if meant else ()
    said = _codes(session, question[: tokens[lead.end - 1].end], of)
    others = _codes(session, rest, of)
    if lead.bare and not (_sets_out(session, question, tokens, lead.end) if not said else _are_others(said, others)):
        return None
    answered = {pair for one in of for pair in one.dimensions}
    return Anew(rest, lead.says or not others <= answered)


def _codes(session: Session, words: str, of: tuple[Selection, ...]) -> frozenset[Member]:
    return frozenset(codes_named(session.parse(words), session, of))


def _are_others(said: frozenset[Member], others: frozenset[Member]) -> bool:
    """Whether two names are of one dimension: one figure has no two of them."""
    return not {name for name, _ in said}.isdisjoint(name for name, _ in others)


def _sets_out(session: Session, question: str, tokens: Sequence[Token], place: int) -> bool:
    """Whether a message could begin with a word: it joins words, asks, or is a name where what comes before it is none.
    Any other word belongs to that: "no change", "no more than 40", "wait times"."""
    words = [token.norm for token in tokens]
    if (
        words[place] in words_of("function_words", "word") - _BELONGING
        or wording_at("claims", words, place, "asking") is not None
    ):
        return True
    named = session.named(question, tokens)
    return place in named and 0 not in named and words[place] not in words_of("order", "word")


_BELONGING = frozenset(("than", "of", "to"))
"""After "rather", "instead", "sorry"."""
