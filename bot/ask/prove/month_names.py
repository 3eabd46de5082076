"""A month is a date and names no member that is only written like it: March is not Marche."""

from __future__ import annotations

from bot.ask.prove.finding import PROVEN, Asked, Finding, Given, Member, vetoed
from bot.ask.text import tokenize
from bot.ask.times import MONTH_NAMES

REFUSES = ("olive harvest in March",)
LETS_THROUGH = ("olive harvest in Marche", "olive harvest in Marche in 2020")


def check(asked: Asked, given: Given) -> Finding:
    months = [place for place, word in enumerate(asked.words) if word in MONTH_NAMES]
    if not months:
        return PROVEN
    for member in asked.members:
        for place in months:
            if _names_only_by_its_root(place, member, asked, given):
                word = asked.quoted(place)
                return vetoed(word, f"We don't hold that: nothing for {word} there.")
    return PROVEN


def _names_only_by_its_root(place: int, member: Member, asked: Asked, given: Given) -> bool:
    tokens = tokenize(given.label(member))
    if asked.stems[place] not in {token.stem for token in tokens}:
        return False
    return {token.norm for token in tokens}.isdisjoint(asked.words)
