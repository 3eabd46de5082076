"""A time that is named is that of a figure in the answer. A longer one that it lies in may be meant, and is not it.

A rule on readings that were learned: phrases look at it where they are read. Tables that keep their times in a column
like any other have no periods; what is said of them is a matter of words.
"""

from __future__ import annotations

from bot.ask.prove.finding import PROVEN, Asked, Finding, Given, Verdict
from bot.ask.prove.named_times import is_of, is_of_alone, none_for


def check(asked: Asked, given: Given) -> Finding:
    dated = [figure for figure in given.figures if figure.period.iso]
    if not dated:
        return PROVEN
    lacking = [time for time in asked.times if not any(is_of(figure, time) for figure in dated)]
    if not lacking or (asked.is_span and len(lacking) < len(asked.times)):
        within = [time for time in asked.times if not any(is_of_alone(figure, time) for figure in dated)]
        if not within or asked.is_span:
            return PROVEN
        words = " and ".join(map(given.written, within))
        return Finding(Verdict.UNPROVEN, words, f"We hold nothing {words} alone, but for a longer time.")
    return none_for(lacking, asked, given.written)
