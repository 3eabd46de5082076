"""Ranks, numbers in words, and what is highest, second or among the top three."""

from __future__ import annotations

import re

from bot.ask.grammar.patterns import HIGH, LOW

_RANKS = (
    ("second", "2nd", "runner-up", "runnerup"),
    ("third", "3rd"),
    ("fourth", "4th"),
    ("fifth", "5th"),
    ("sixth", "6th"),
    ("seventh", "7th"),
    ("eighth", "8th"),
)

LAST = -1
"""The rank of the last."""

RANKS = {word: rank for rank, words in enumerate(_RANKS, 2) for word in words}

_RANK = "|".join(RANKS)

RANKED = frozenset(("first", "1st", "last", *RANKS))
"""The words of which one has to stand where a rank is asked for."""

_NO_TIME = r"(?! (?:\d+ )?(?:days?|weeks?|months?|quarters?|years?|half|count)(?!\S))"

RANK = re.compile(
    rf"(?<!\S)(?:(?:came|come|comes|was|is|ranked?|ran|run|polled|finished|placed|sat|stood|landed|in) (?:in )?"
    rf"(?P<a>first|1st|last|{_RANK})(?: place| spot)?{_NO_TIME}"
    rf"|(?P<b>{_RANK}) (?:place|spot|(?={HIGH}|{LOW})))(?!\S)|(?<!\S)(?P<c>{_RANK})(?= (?:{HIGH}|{LOW})(?!\S))"
)

NUMBER_WORDS = {
    word: number
    for number, word in enumerate(
        ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
    )
}

_NUMBER = rf"\d+|{'|'.join(NUMBER_WORDS)}"

TOP = re.compile(rf"(?<!\S)(?:(?P<side>top|bottom) (?P<a>{_NUMBER})|(?P<b>{_NUMBER}) (?P<side2>{HIGH}|{LOW}))(?!\S)")

SUPERLATIVE_NOUN = re.compile(rf"(?<!\S)(?:{HIGH}|{LOW}) (?P<noun>\w+)")

AXIS_OF_EXTREME = re.compile(
    rf"(?<!\S)(?:(?:top|bottom) (?:{_NUMBER}) (?P<noun>\w+(?: \w+)?)"
    rf"|(?P<noun2>\w+) with (?:the )?(?:{HIGH}|{LOW})|(?:{HIGH}|{LOW}) (?P<noun3>day|week|month|quarter|year))(?!\S)"
)
"""The noun of "top three suburbs", "the suburb with the lowest" and "the highest month"."""
