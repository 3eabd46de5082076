"""A rate, an index or a density is that of the word before it: an unemployment rate is no participation rate.

A rule on readings that were learned: phrases look at it where they are read.
"""

from __future__ import annotations

from bot.ask.language.asking import signs_of
from bot.ask.language.rows import words_of
from bot.ask.prove.finding import PROVEN, Asked, Finding, Given, Verdict
from bot.ask.words import FILLER


def check(asked: Asked, given: Given) -> Finding:
    told = given.named.union(*(measure.described for measure in given.measures))
    heads = words_of("quantities", "word", heads="yes")
    for place in range(1, len(asked.words)):
        before = asked.stems[place - 1]
        if asked.words[place] in heads and before not in told and not _is_of_any(place - 1, asked):
            words = asked.quoted(place - 1, 2)
            return Finding(Verdict.UNPROVEN, words, f"We cannot tell that “{words}” is what is meant there.")
    return PROVEN


def _is_of_any(place: int, asked: Asked) -> bool:
    """Whether a word stands before quantities of any kind: "the rate", "the highest rate", "average rate"."""
    word = asked.words[place]
    words = words_of("function_words", "word") | words_of("choosing", "word") | words_of("quantities", "word")
    return word in words or asked.stems[place] in FILLER or bool(signs_of([word])) or not word.isalpha()
