"""Messages that set out with yes or no: whether they answer somebody and ask nothing, by the ledger's words.

A question has a word of the ledger besides its yes or no, or one for what is to be told of it: "the no vote", "no lead
over yes", "no per cent". Without one it is said to whoever asked, whatever else is said: "no, my mistake".
"""

from __future__ import annotations

from collections.abc import Container, Sequence

from bot.ask.grammar.cue import Cue
from bot.ask.language.followups import Relation, told_in
from bot.ask.language.rows import words_of
from bot.ask.language.wordings import wording_at, wordings_in
from bot.ask.query import Query
from bot.ask.text import Token
from bot.ask.words import is_filler

_ANSWERS = frozenset(("no", "nope", "nah", "yes", "yep", "yeah", "yup"))
_TALK_CUES = frozenset((Cue.NOT, Cue.MORE, Cue.LESS, Cue.SUM, Cue.LATEST))
"""What is said in talk as well: "no, it isn't", "no more", "that's all"."""


_MORE = frozenset(("more", "less", "fewer", "further"))


def only_replies(query: Query, vocabulary: Container[str]) -> bool:
    """Whether a message answers with yes or no and asks nothing. `vocabulary` are the stems of the ledger's labels."""
    tokens = query.sentence.tokens
    start = _opening(query.norms)
    if start is None or "?" in query.text:
        return False
    if query.times or query.as_of or query.statuses or query.sources or query.cues.keys() - _TALK_CUES:
        return False
    if any(wording_at("claims", query.norms, place, "asking") for place in range(len(tokens))):
        return False
    gives_thanks = bool(wordings_in("replies", query.norms, "thanks"))
    rest = [token for token in tokens[start + 1 :] if token.norm not in _ANSWERS]
    return not any(_asks(token, vocabulary) or (_is_a_name(token) and not gives_thanks) for token in rest)


def goes_on(query: Query, named: frozenset[int]) -> bool:
    """Whether a message asks something of what was answered before it, beside its yes or no: "no, the year before".
    `named` are the places of its words that belong to times and names."""
    start = _opening(query.norms) or 0
    if query.norms[start + 1 : start + 2] and query.norms[start + 1] in _MORE:
        named |= {start + 1}  # "No more" is no comparison.
    told = told_in(query.norms, named)
    if told.relations == {Relation.WHOLE}:
        # "No, all of them" asks for the whole; "no, that will be all" does not.
        whole = wordings_in("followups", query.norms, "whole")
        return sum(one.end - one.start for one in whole) == len(query.norms) - 1
    return bool(told.relations or told.steps) or told.asks_which or told.asks_when


def is_friendly(query: Query) -> bool:
    """Whether a reply thanks, cheers or takes leave."""
    return bool(wordings_in("followups", query.norms, "talk") or wordings_in("replies", query.norms, "thanks"))


def _opening(norms: Sequence[str]) -> int | None:
    """The place of the yes or no that a message sets out with, after words such as "oh"."""
    place = 0
    while place < len(norms) and (beside := wording_at("replies", norms, place, "beside")) is not None:
        place = beside.end
    return place if place < len(norms) and norms[place] in _ANSWERS else None


def _asks(token: Token, vocabulary: Container[str]) -> bool:
    """Whether a word may be of a question: a number, a word of the ledger, or of what figures are called."""
    if token.norm[:1].isdecimal() or token.norm in words_of("quantities", "word"):
        return True
    return token.stem in vocabulary and not is_filler(token)


def _is_a_name(token: Token) -> bool:
    """Whether a word is written as a name that the ledger does not have."""
    return token.is_name_like and not is_filler(token)
