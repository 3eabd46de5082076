"""Messages that begin by taking back what was asked, or by turning down what was answered: "no, I meant South"."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from bot.ask.language.wordings import Wording, wording_at
from bot.ask.text import Token

_SIGNS = frozenset(",;:.!-\N{EN DASH}\N{EM DASH}\n")


class Lead(NamedTuple):
    """How many words at the start take something back. `says`: they say that something else was meant; `bare`: no sign
    comes after them, so that they may belong to what follows: "no votes", "wait times"."""

    end: int
    says: bool
    bare: bool


def lead_in(text: str, tokens: Sequence[Token]) -> Lead | None:
    """The words that a message takes something back with, before others; None without any."""
    words = [token.norm for token in tokens]
    found: list[Wording] = []
    place = 0
    while (one := _next(words, place, found)) is not None:
        found.append(one)
        place = one.end
    if found and found[-1].means == "complains":
        place = found.pop().start  # "Not what" without "I asked" turns nothing down.
    if not found or place >= len(tokens):
        return None
    unsigned = _SIGNS.isdisjoint(text[tokens[place - 1].end : tokens[place].start])
    return Lead(place, any(one.means == "says" for one in found), unsigned and found[-1].means != "says")


def _next(words: Sequence[str], place: int, before: Sequence[Wording]) -> Wording | None:
    one = wording_at("taking_back", words, place)
    if one is None or (before and before[-1].means == "complains" and one.means != "says"):
        return None
    return one
