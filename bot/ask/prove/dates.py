"""What asks for a time is not answered with a figure: "the year of the letter" is no number of those who signed it."""

from __future__ import annotations

from bot.ask.language.rows import words_of
from bot.ask.prove.finding import PROVEN, Asked, Finding, Given, vetoed

REFUSES = ("give me the year of the barley harvest in Aster", "what is the date of the barley harvest of Aster?")
LETS_THROUGH = ("barley harvest of Aster in the year of 2020",)
_OF_FIGURES = frozenset(("lookup", "sum", "mean", "share"))
_TIMES = frozenset(("year", "date", "day", "month"))


def check(asked: Asked, given: Given) -> Finding:
    if given.operation not in _OF_FIGURES or _TIMES.isdisjoint(asked.words):
        return PROVEN
    within = words_of("function_words", "word", means="preposition") | words_of(
        "function_words", "word", means="conjunction"
    )
    for place in range(1, len(asked.words) - 1):
        is_of = asked.words[place] in _TIMES and asked.words[place + 1] == "of" and asked.words[place - 1] == "the"
        if is_of and (place < 2 or asked.words[place - 2] not in within):
            words = asked.quoted(place - 1, 3)
            return vetoed(words, f"That asks for a {asked.words[place]}, and what we hold is a figure.")
    return PROVEN
