"""How two that are named compare is not which of them is highest, nor the other way round."""

from __future__ import annotations

from bot.ask.language.rows import words_of
from bot.ask.language.verbs import said
from bot.ask.prove.finding import PROVEN, Asked, Finding, Given, vetoed

REFUSES = (
    "how was the barley harvest of Birch top over that of Aster in 2020?",
    "where did Aster beat Birch in barley harvest in 2020?",
    "how many times did the barley harvest of Aster exceed that of Birch?",
    "which county beat Aster in logs sold in May and June 2023?",
    "was Aster ahead in logs sold in May and June 2023?",
)
LETS_THROUGH = (
    "by how much did the barley harvest of Birch top that of Aster in 2020?",
    "which was less in 2020, the barley harvest of Aster or of Birch?",
    "which had the higher barley harvest in 2020, Aster or Birch?",
    "was the barley harvest higher in Aster or in Birch in 2020?",
)

_SIZES = frozenset(("difference", "percent difference", "change", "percent change", "change of gap"))
_CHANGES = frozenset(("change", "percent change"))
_DID = frozenset(("did", "has", "have", "had", "does", "do", "was", "were", "is", "are"))


def check(asked: Asked, given: Given) -> Finding:
    if given.operation in _SIZES and _asks_how_often(asked):
        return vetoed("how often it was so", "Ask in which years or months it was so.")
    if given.operation == "change" and _is_of_another(asked):
        return vetoed("what it is compared with", "Say what it is to be compared with, at one time.")
    if given.operation in _CHANGES and _asks_which(asked, given):
        return vetoed("which of them it was", "Ask which of them was highest or lowest, or rose or fell most.")
    if len(asked.members) < 2:
        return PROVEN
    choosing = words_of("choosing", "word")
    if given.ranks and choosing.isdisjoint(asked.words):
        return vetoed("how they compare", "Ask how much higher the one was than the other, or which was highest.")
    sized = words_of("choosing", "size")
    if given.operation == "difference" and asked.words[0] in choosing and sized.isdisjoint(asked.words):
        return vetoed("which of them it was", "Ask which of them was highest or lowest, or how far apart they were.")
    return PROVEN


def _is_of_another(asked: Asked) -> bool:
    """Whether one is set against another that is not named, at two times: "was Aster ahead in 2020 and 2021"."""
    if len(asked.times) != 2 or not asked.is_span or "and" not in asked.words or "between" in asked.words:
        return False
    compares = words_of("order", "word", means="more") | words_of("order", "word", means="less")
    compares |= {asked.words[place] for one in said("comparisons", asked.words) for place in range(one.start, one.end)}
    return not compares.isdisjoint(asked.words) and "than" not in asked.words and not said("moves", asked.words)


def _asks_which(asked: Asked, given: Given) -> bool:
    """Whether a member is to be named: "which county beat Aster in 2020 and 2021"."""
    return any(not stems.isdisjoint(asked.axis) for stems in given.dimensions.values())


def _asks_how_often(asked: Asked) -> bool:
    """Whether times are counted: "how many times did the one exceed the other"."""
    fours = zip(asked.words, asked.words[1:], asked.words[2:], asked.words[3:], strict=False)
    return any(words[:3] == ("how", "many", "times") and words[3] in _DID for words in fours)
