"""How two that are named compare is not which of them is highest, nor the other way round."""

from __future__ import annotations

from bot.ask.language.rows import words_of
from bot.ask.prove.finding import PROVEN, Asked, Finding, Given, vetoed

REFUSES = (
    "how was the barley harvest of Birch top over that of Aster in 2020?",
    "where did Aster beat Birch in barley harvest in 2020?",
)
LETS_THROUGH = (
    "by how much did the barley harvest of Birch top that of Aster in 2020?",
    "which was less in 2020, the barley harvest of Aster or of Birch?",
    "which had the higher barley harvest in 2020, Aster or Birch?",
    "was the barley harvest higher in Aster or in Birch in 2020?",
)


def check(asked: Asked, given: Given) -> Finding:
    if len(asked.members) < 2:
        return PROVEN
    choosing = words_of("choosing", "word")
    if given.ranks and choosing.isdisjoint(asked.words):
        return vetoed("how they compare", "Ask how much higher the one was than the other, or which was highest.")
    sized = words_of("choosing", "size")
    if given.operation == "difference" and asked.words[0] in choosing and sized.isdisjoint(asked.words):
        return vetoed("which of them it was", "Ask which of them was highest or lowest, or how far apart they were.")
    return PROVEN
