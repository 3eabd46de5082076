"""The slowest wait is not the lowest: words of order that are said of one kind of measure tell nothing of another."""

from __future__ import annotations

from bot.ask.language.order import unfit
from bot.ask.prove.finding import PROVEN, Asked, Finding, Given, vetoed
from bot.ask.say.agreement import with_article

REFUSES = (
    "which county had the slowest barley harvest in 2020?",
    "which county had the cheapest barley harvest in 2020?",
)
LETS_THROUGH = ("when were lamb prices dearest?", "when were lamb prices cheapest?")


def check(asked: Asked, given: Given) -> Finding:
    place = unfit(asked.words, frozenset[str]().union(*given.labels))
    if place is None:
        return PROVEN
    said = asked.written[place]
    label = given.measures[0].label if given.measures else "figure"
    sentence = f"What is {said} is not told by {with_article(label)}: ask for the highest, or for the lowest."
    return vetoed(said, sentence)
