"""What a short message says beside names and times: how it goes on from what was answered before it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

from bot.ask.language.rows import words_of
from bot.ask.language.verbs import said
from bot.ask.language.wordings import Wording, wording_at, wordings_in
from bot.ask.text import Token, stem


class Relation(StrEnum):
    """How it goes on: the first column of "followups"."""

    DIFFERENCE = "difference"
    CHANGE = "change"
    RATIO = "ratio"
    PERCENT = "percent"
    COUNT = "count"
    SHARE = "share"
    SUM = "sum"
    WHOLE = "whole"
    MEAN = "mean"
    HIGHEST = "highest"
    LOWEST = "lowest"
    SINCE = "since"
    LATEST = "latest"
    SOURCE = "source"
    WORKINGS = "workings"


class Unit(StrEnum):
    YEAR = "year"
    QUARTER = "quarter"
    MONTH = "month"
    HELD = ""
    """Whichever is held next."""


@dataclass(frozen=True, slots=True)
class Step:
    """From the time that was answered to another: a year before it, the next one that is held."""

    is_back: bool
    unit: Unit
    count: int = 1


@dataclass(frozen=True, slots=True)
class Told:
    """The relations that some words name, the steps in time, whether "which" is asked, and the places of all words that
    mean any of it or nothing."""

    relations: frozenset[Relation]
    steps: tuple[Step, ...]
    asks_which: bool
    words: frozenset[int]
    asks_when: bool = False
    """Whether a time is asked for: "which month"."""
    of_several: bool = False
    """Whether it speaks of all that was answered: "those two"."""
    adds: bool = False
    """Whether what it names comes to what was answered: "and with South"."""


def told_in(words: Sequence[str], named: frozenset[int]) -> Told:
    """What the words of a message say, where those at the places `named` belong to names."""
    unnamed = ["" if place in named else word for place, word in enumerate(words)]
    found = wordings_in("followups", unnamed, *_MEANT)
    places = {place for one in found for place in range(one.start, one.end)}
    places.update(one.start - 1 for one in found if one.start and (step := _step(one, words)) and step.count > 1)
    joined = {place for one in found if one.end - one.start > 1 for place in range(one.start, one.end)}
    meant = {one.means for one in found}
    relations = {Relation(one) for one in meant if one in _RELATIONS}
    for one in said("moves", words):
        if named.isdisjoint(range(one.start, one.end)) and one.start not in joined:
            relations.add(Relation.CHANGE)
            places.update(range(one.start, one.end))
    for start, end, _ in (*said("comparisons", words), *wordings_in("claims", words, "above", "below")):
        if named.isdisjoint(range(start, end)):
            relations.add(Relation.DIFFERENCE)
            places.update(range(start, end))
    idle = words_of("claims", "words", means="verb")
    places.update(place for place, word in enumerate(words) if word in idle and place not in named)
    for place, word in enumerate(words):
        ranked = _ranked(word)
        if ranked is not None and place not in named and place not in joined:
            relations.add(ranked)
            places.add(place)
    if not relations.isdisjoint((Relation.SUM, Relation.WHOLE)):
        places.update(place for place, word in enumerate(words) if word in _EACH)  # "All up, every town?"
    steps = tuple(step for one in found if (step := _step(one, words)) is not None)
    if relations - {Relation.COUNT, Relation.PERCENT}:
        relations.discard(Relation.COUNT)  # "How many did it lose" asks for what was lost.
    asks_when = not _TIMES.isdisjoint(word for place, word in enumerate(words) if place not in named)
    is_of_several, adds = not _SEVERAL.isdisjoint(words), "with" in words
    return Told(frozenset(relations), steps, "which" in meant, frozenset(places), asks_when, is_of_several, adds)


_EACH = frozenset(("each", "every"))
_SEVERAL = frozenset(("those", "these", "them", "both"))
_TIMES = frozenset(("month", "months", "year", "years", "quarter", "quarters"))


def goes_on_by_words(words: Sequence[str]) -> bool:
    """Whether a message leads in as one that goes on: "and its", "what about"."""
    return bool(words) and (words[0] in _GOING_ON or not _ITS.isdisjoint(words) or words[:2] in _ABOUT)


_GOING_ON = frozenset(("and", "but", "also"))
_ITS = frozenset(("its", "their", "his", "her"))
_ABOUT = (["what", "about"], ["how", "about"])


def base_asked(text: str, tokens: Sequence[Token]) -> str | None:
    """What a message asks the share of: "what share is that of all votes", "and of all votes"; None for another one."""
    words = [token.norm for token in tokens]
    place = next((place for place, word in enumerate(words) if word == "of"), None)
    if place is None:
        return None
    if not _NUMBERS.isdisjoint(words[:place]):
        return None  # "And the number of those invited" is asked for itself.
    before = wordings_in("followups", words[:place])
    relations = {one.means for one in before}
    if sum(one.end - one.start for one in before) != place or not relations <= {"idle", "share", "percent", "count"}:
        return None
    while place + 1 < len(words) and words[place + 1] in _ALL:
        place += 1
    return text[tokens[place].end :].strip(" ?.!") or None


_NUMBERS = frozenset(("number", "numbers", "count", "counts", "tally", "figure", "figures", "result", "results"))
_ALL = frozenset(("all", "the", "those", "these", "everyone", "every"))


def asks_how_many_that_is(words: Sequence[str]) -> bool:
    """Whether it is asked how many of something was answered: "how many votes is that?"."""
    ends = [*words[-2:]]
    asks = ("how", "many") in pairwise(words)
    return asks and len(ends) > 1 and ends[0] in _BE and ends[1] in _THAT


def asks_of_that(words: Sequence[str]) -> bool:
    """Whether something is asked of what was answered: "what share is that", "what's that as a share"."""
    return any(word in _BE and after in _THAT - {"it"} for word, after in pairwise(words))


_BE = frozenset(("what", "whats", "is", "are", "was", "were", "be"))
_THAT = frozenset(("that", "it", "this", "those", "these", "they", "them"))


def is_talk(words: Sequence[str]) -> bool:
    """Whether words are nothing but thanks, a greeting and the like."""
    found = wordings_in("followups", words, "talk", "beside talk", "idle")
    talk = [one for one in found if one.means == "talk"]
    return bool(talk) and sum(one.end - one.start for one in found) == len(words)


def gives_thanks(text: str, tokens: Sequence[Token]) -> bool:
    """Whether a message is thanks for something and nothing else: "thanks for the rents". A sign ends what they are
    for, and what comes after it may be a question."""
    words = [token.norm for token in tokens]
    start = next((place for place, word in enumerate(words) if word in _THANKS), len(words))
    if not (all(word in _BEFORE_THANKS for word in words[:start]) and "for" in words[start : start + _THANKS_END]):
        return False
    rest = text[tokens[start].start :].rstrip(" .!\n")
    asks = any(wording_at("claims", words, place, "asking") is not None for place in range(len(words)))
    return not asks and _SIGNS.isdisjoint(rest) and " - " not in rest and ". " not in rest


_THANKS = frozenset(("thanks", "thank", "thx", "cheers", "ta", "grateful"))
_BEFORE_THANKS = frozenset(("many", "ok", "okay", "great", "perfect", "lovely", "and", "so", "oh", "im", "we", "i"))
_THANKS_END = 6
"""Words from "thanks" to "for" at most: "thank you so very much for"."""
_SIGNS = frozenset("?:;,\n!\N{EN DASH}\N{EM DASH}")


_RELATIONS = frozenset(one.value for one in Relation)
_STEPS = tuple(f"{unit.value} {way}".strip() for unit in Unit for way in ("before", "after"))
_MEANT = (*_RELATIONS, *_STEPS, "which", "idle")


def _ranked(word: str) -> Relation | None:
    if word == "most" or word in words_of("order", "word", means="most") | words_of("order", "word", means="more"):
        return Relation.HIGHEST
    if word == "least" or word in words_of("order", "word", means="least") | words_of("order", "word", means="less"):
        return Relation.LOWEST
    return None


def _step(one: Wording, words: Sequence[str]) -> Step | None:
    unit, _, way = one.means.rpartition(" ")
    if way not in ("before", "after"):
        return None
    number = stem(words[one.start - 1]) if one.start and words[one.start].endswith("s") else ""
    return Step(way == "before", Unit(unit), int(number) if number.isdecimal() else 1)
