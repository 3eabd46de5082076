"""Messages that ask whether what was said holds, or say that it does not: "is that right?", "that's wrong"."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum, auto
from functools import cache
from itertools import pairwise

from bot.ask.language.amounts import Amount, amounts_in
from bot.ask.language.negation import only_asks_to_agree
from bot.ask.language.rows import words_of
from bot.ask.language.wordings import wording_at, wordings_in
from bot.ask.text import Token


class Doubt(StrEnum):
    ASKS = auto()
    ASKS_TO_USE = auto()
    OBJECTS = auto()


@dataclass(frozen=True, slots=True)
class DoubtedAmount:
    """An amount that a message sets against what was answered: "are you sure it's not 65?". `words` says it; `unit` are
    all other words of the message, which may be its unit. `agrees`: the message only asks whether it is so, as "isn't
    it 65?" does."""

    amount: Amount
    words: str
    unit: str
    agrees: bool


def doubt_in(text: str, tokens: Sequence[Token], is_known: Callable[[Token], bool]) -> Doubt | None:
    """What a message doubts that has no words besides; `is_known`: whether a word may be one of the ledger's."""
    words = [token.norm for token in tokens]
    found = wordings_in("doubts", words)
    told = [one for one in found if one.means in _TOLD]
    places = {place for one in found for place in range(one.start, one.end)}
    rest = ["" if place in places else word for place, word in enumerate(words)]
    talk = wordings_in("followups", rest, "talk", "beside talk")
    places.update(place for one in talk for place in range(one.start, one.end))
    means = {one.means for one in found}
    if "use" in means:
        places.update(place for place, word in enumerate(words) if word in _work())
    if not told or len(places) < len(words):
        return None
    speaks_of_it = not _THAT.isdisjoint(words)
    if not speaks_of_it and any(is_known(tokens[place]) for one in told for place in range(one.start, one.end)):
        return None
    if is_asked(text, words):
        return Doubt.ASKS_TO_USE if "use" in means else Doubt.ASKS
    return Doubt.OBJECTS if ("fails" in means) != ("holds" in means and "denies" in means) else None


def amounts_doubted(text: str, tokens: Sequence[Token], named: frozenset[int]) -> list[DoubtedAmount]:
    """The amounts of a message that doubts by them what was answered; none of another one, as a claim without a word of
    doubt is. Words at the places `named` belong to times or to names."""
    words = [token.norm for token in tokens]
    amounts = amounts_in(tokens, named)
    said_by = frozenset[int]().union(*(one.words for one in amounts))
    found = wordings_in("doubts", ["" if place in said_by else word for place, word in enumerate(words)])
    means = {one.means for one in found}
    if not amounts or means.isdisjoint(_SET_AGAINST):
        return []
    places = {place for one in found for place in range(one.start, one.end)}
    agrees = means.isdisjoint(("asks", "thinks")) and (only_asks_to_agree(words) or "denies" not in means)
    unit = " ".join(token.text for place, token in enumerate(tokens) if place not in places | said_by)
    return [
        DoubtedAmount(one, text[tokens[min(one.words)].start : tokens[max(one.words)].end], unit, agrees)
        for one in amounts
    ]


@cache
def _work() -> frozenset[str]:
    """Words for what a newsroom makes of a figure."""
    return words_of("talk", "words", means="work") | words_of("function_words", "word", means="preposition")


def is_asked(text: str, words: Sequence[str]) -> bool:
    """Whether a message asks: by its sign, or by a verb before whom it is about ("is it", "can I")."""
    if "?" in text:
        return True
    turned = (place for place, (verb, who) in enumerate(pairwise(words)) if verb in _VERBS and who in _WHOM)
    return any(not place or wording_at("claims", words, place - 1, "asking") is None for place in turned)


_SET_AGAINST = frozenset(("denies", "asks", "fails", "thinks"))
_TOLD = frozenset(("holds", "fails", "asks", "use"))
_THAT = frozenset(("it", "that", "this", "these", "those", "them"))
_VERBS = frozenset(("is", "are", "was", "were", "can", "could", "may", "should", "shall", "do", "does"))
_WHOM = frozenset(("it", "that", "this", "these", "those", "they", "you", "i", "we"))
