"""No percentage change from zero or below, nor to below zero: such a percentage says nothing."""

from __future__ import annotations

from bot.ask.prove.finding import PROVEN, Asked, Finding, Given, vetoed

REFUSES = (
    "by what percentage did the farm balance change from 2020 to 2021?",
    "by what percentage did the farm balance change from 2021 to 2022?",
)
LETS_THROUGH = (
    "how did the farm balance change from 2020 to 2021?",
    "by what percentage did the barley harvest of Aster change from 2020 to 2021?",
)


def check(_asked: Asked, given: Given) -> Finding:
    if given.operation not in ("percent change", "percent difference"):
        return PROVEN
    start, *rest = (figure.value for figure in given.figures)
    if start > 0 and all(value >= 0 for value in rest):
        return PROVEN
    return vetoed("a base above zero", "A percentage change from zero, or from or to below it, says nothing.")
