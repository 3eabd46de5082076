"""How far a figure was revised is not the figure."""

from __future__ import annotations

from bot.ask.language.rows import words_of
from bot.ask.prove.finding import PROVEN, Asked, Finding, Given, vetoed

REFUSES = ("how much was the revised barley harvest of Aster in 2020?",)
LETS_THROUGH = ("what was the revised barley harvest of Aster in 2020?",)


def check(asked: Asked, given: Given) -> Finding:
    if given.operation != "lookup" or words_of("revisions", "word").isdisjoint(asked.words):
        return PROVEN
    if words_of("revisions", "size").isdisjoint(asked.words):
        return PROVEN
    return vetoed("the size of that revision", "We hold that figure, but cannot tell how far it was revised.")
