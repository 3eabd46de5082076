"""Messages that ask whether what was said holds, or say that it does not: "is that right?", "that's wrong"."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from enum import StrEnum, auto
from itertools import pairwise

from bot.ask.language.wordings import wording_at, wordings_in
from bot.ask.text import Token


class Doubt(StrEnum):
    ASKS = auto()
    OBJECTS = auto()


def doubt_in(text: str, tokens: Sequence[Token], is_known: Callable[[Token], bool]) -> Doubt | None:
    """What a message doubts that has no words besides; `is_known`: whether a word may be one of the ledger's."""
    words = [token.norm for token in tokens]
    found = wordings_in("doubts", words)
    told = [one for one in found if one.means in _TOLD]
    places = {place for one in found for place in range(one.start, one.end)}
    rest = ["" if place in places else word for place, word in enumerate(words)]
    talk = wordings_in("followups", rest, "talk", "beside talk")
    places.update(place for one in talk for place in range(one.start, one.end))
    if not told or len(places) < len(words):
        return None
    if any(is_known(tokens[place]) for one in told for place in range(one.start, one.end)):
        return None
    if is_asked(text, words):
        return Doubt.ASKS
    means = {one.means for one in found}
    return Doubt.OBJECTS if ("fails" in means) != ("holds" in means and "denies" in means) else None


def is_asked(text: str, words: Sequence[str]) -> bool:
    """Whether a message asks: by its sign, or by a verb before whom it is about ("is it", "can I")."""
    if "?" in text:
        return True
    turned = (place for place, (verb, who) in enumerate(pairwise(words)) if verb in _VERBS and who in _WHOM)
    return any(not place or wording_at("claims", words, place - 1, "asking") is None for place in turned)


_TOLD = frozenset(("holds", "fails", "asks", "use"))
_VERBS = frozenset(("is", "are", "was", "were", "can", "could", "may", "should", "shall", "do", "does"))
_WHOM = frozenset(("it", "that", "this", "these", "those", "they", "you", "i", "we"))
