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
        other = _other(place, asked, given, held) if word in averages else ""
        if other:
            return vetoed(other, f"We don't hold that: no “{other}”, but the {given.measures[0].label}.")
    if _waits(asked, given, held):
        return vetoed("that average", f"We don't hold that average, but the {given.measures[0].label}.")
    return PROVEN


def _other(place: int, asked: Asked, given: Given, held: frozenset[str]) -> str:
    """The average behind a place that is one of something else than what is held; nothing for any other."""
    whole, known = noun_phrase(asked.words, place + 1), held | units_of(given)
    phrase = [at for at in whole if not _is_aside(at, asked, given, held)]
    words = asked.quoted(place, (phrase[-1] if phrase else whole.stop - 1) - place + 1)
    if not phrase:
        is_of_others = bool(whole) and given.operation == "mean" and known.isdisjoint(asked.stems)
    elif asked.words[phrase[-1]] in words_of("plain", "words"):
        is_of_others = _is_number_of_times(whole, asked, known)
    else:
        is_of_one = given.operation == "mean" and _is_of_one(phrase[-1], asked, given)
        is_of_others = asked.stems[phrase[-1]] not in known or is_of_one
    return words if is_of_others else ""


def _is_number_of_times(number: range, asked: Asked, known: frozenset[str]) -> bool:
    """Whether it is the average number of days or years, which the figures are not told in."""
    counted = (
        asked.stems[number.stop + 1 : number.stop + 2] if asked.words[number.stop : number.stop + 1] == _OF else ()
    )
    return bool(counted) and counted[0] in TIME_NOUNS and counted[0] not in known


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
