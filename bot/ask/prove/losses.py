"""A loss is a profit below zero: a year of profit is no year of loss, and the biggest loss is the lowest profit."""

from __future__ import annotations

from bot.ask.language.rows import words_of
from bot.ask.prove.finding import PROVEN, Asked, Finding, Given, vetoed
from bot.ask.text import stem as stem_of

REFUSES = (
    "what was the dairy loss in 2021?",
    "what was the biggest dairy loss and in which year was it?",
)
LETS_THROUGH = (
    "what was the dairy loss in 2020?",
    "what was the dairy profit in 2021?",
    "losses of grazing animals in 2020",
)


def check(asked: Asked, given: Given) -> Finding:
    below, above = words_of("signed", "below"), frozenset(map(stem_of, words_of("signed", "above")))
    place = next((place for place, word in enumerate(asked.words) if word in below), None)
    if place is None or not given.measures or not above.isdisjoint(asked.stems):
        return PROVEN
    # A measure that is called a loss alone is one where its figures are above zero.
    if not any(stem in above for label in given.measures[0].labels for stem in label):
        return PROVEN
    is_below = bool(given.figures) and all(figure.value < 0 for figure in given.figures)
    is_biggest = not words_of("order", "word", means="most").isdisjoint(asked.words)
    is_lowest = is_biggest and given.operation == "lowest" and given.value is not None and given.value < 0
    if is_lowest or (given.operation == "lookup" and is_below):
        return PROVEN
    word = asked.quoted(place)
    return vetoed(word, f"We don't hold that for “{word}”: ask for the {given.measures[0].label}, which is held.")
