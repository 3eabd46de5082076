"""An average is one of what stands behind the word: an average wait is none of those who wait."""

from __future__ import annotations

from itertools import pairwise

from bot.ask.language.nouns import noun_phrase, nouns_of
from bot.ask.language.rates import rates_in
from bot.ask.language.rows import words_of
from bot.ask.prove.finding import PROVEN, Asked, Finding, Given, vetoed
from bot.ask.prove.heads import units_of
from bot.ask.text import tokenize
from bot.ask.words import TIME_NOUNS

REFUSES = (
    "average shearing in Aster in 2020 and 2021",
    "average gate visit in Aster in 2020 and 2021",
)
LETS_THROUGH = (
    "average ewes on the shearing list in Aster in 2020 and 2021",
    "average gate visits in Aster in 2020 and 2021",
    "average number of gate visits in Aster in 2020 and 2021",
)

_OF = ("of",)
_ON_AVERAGE = ("on", "average")


def check(asked: Asked, given: Given) -> Finding:
    averages = words_of("quantities", "word", means="mean") - {"means"}
    if not given.measures or averages.isdisjoint(asked.words):
        return PROVEN
    held = frozenset(stem for measure in given.measures for name in measure.names for stem in nouns_of(name))
    for place, word in enumerate(asked.words):
        if word not in averages:
            continue
        whole = noun_phrase(asked.words, place + 1)
        phrase = [at for at in whole if not _is_aside(at, asked, given, held)]
        if not phrase or asked.words[phrase[-1]] in words_of("plain", "words"):
            if whole and _is_of_others(whole, bool(phrase), asked, held | units_of(given)):
                return vetoed("that average", f"We don't hold that average, but the {given.measures[0].label}.")
            continue
        last, words = phrase[-1], asked.quoted(place, phrase[-1] - place + 1)
        if asked.stems[last] not in held | units_of(given):
            return vetoed(words, f"We don't hold that: no “{words}”, but the {given.measures[0].label}.")
        if given.operation == "mean" and _is_of_one(last, asked, given):
            return vetoed(words, f"We don't hold that of one: we hold how many {given.unit} there were.")
    if _waits(asked, given, held):
        return vetoed("that average", f"We don't hold that average, but the {given.measures[0].label}.")
    return PROVEN


def _is_of_others(whole: range, is_number: bool, asked: Asked, held: frozenset[str]) -> bool:
    """Whether it is the average number of something that nothing there is called by: of days; or a member's, of what
    the question does not say."""
    if not is_number:
        return held.isdisjoint(asked.stems)
    counted = asked.stems[whole.stop + 1 : whole.stop + 2] if asked.words[whole.stop : whole.stop + 1] == _OF else ()
    return bool(counted) and counted[0] in TIME_NOUNS and counted[0] not in held


def _waits(asked: Asked, given: Given, held: frozenset[str]) -> bool:
    """Whether what is done on average only tells of what kind those are that are counted: "what did they wait on
    average"."""
    labels = frozenset(stem for label in given.measures[0].labels for stem in label)
    ends = (at for at in range(1, len(asked.words) - 1) if asked.words[at : at + 2] == _ON_AVERAGE)
    counts = (("how", "many"), ("number", "of"))
    if any(pair in counts for pair in pairwise(asked.words)):
        return False
    return any(asked.stems[at - 1] in labels - held - units_of(given) for at in ends)


def _is_aside(place: int, asked: Asked, given: Given, held: frozenset[str]) -> bool:
    """Whether it names a member, or for how long: "the average monthly rent"."""
    is_rate = bool(rates_in(asked.words[place : place + 1]))
    return is_rate or (asked.stems[place] in given.named and asked.stems[place] not in held)


def _is_of_one(place: int, asked: Asked, given: Given) -> bool:
    """Whether it is the one of what is counted: an average visit is no average of how many visits there were."""
    word, stem = asked.words[place], asked.stems[place]
    units = {token.norm for token in tokenize(given.unit or "") if token.stem == stem}
    names = {token.norm for measure in given.measures for name in measure.names for token in tokenize(name)}
    return bool(units) and word not in units | names
