"""What is there at a time is not added up over times: the debt of two years is no debt."""

from __future__ import annotations

from bot.ask.language.rows import words_of
from bot.ask.prove.finding import PROVEN, Asked, Finding, Given, vetoed
from bot.ask.say.agreement import with_article
from bot.ask.text import tokenize

REFUSES = ("total of the farm balance in 2020 and 2021",)
LETS_THROUGH = ("total barley harvest of Aster in 2020 and 2021",)


def check(_asked: Asked, given: Given) -> Finding:
    if given.operation != "sum" or not given.is_over_time or len(given.periods) < 2 or not given.measures:
        return PROVEN
    label = given.measures[0].label
    words = {token.norm for text in (label, given.unit or "") for token in tokenize(text)}
    if words.isdisjoint(words_of("levels", "words")):
        return PROVEN
    return vetoed("that total", f"We don't hold that: {with_article(label)} of several times is not added up.")
