"""What is asked for each of something is told for each of it: cyclists a year are none a day."""

from __future__ import annotations

from bot.ask.language.rates import rates_in, scales_in
from bot.ask.prove.finding import PROVEN, Asked, Finding, Given, vetoed
from bot.ask.text import tokenize
from bot.ask.vocabulary.terms import stands_in

REFUSES = (
    "how many eggs were laid per year in Aster in 2020?",
    "how many eggs were laid each year in Aster in 2020?",
)
LETS_THROUGH = (
    "how many eggs were laid a day in Aster in 2020?",
    "eggs laid per day in Aster in 2020",
    "bee hives per 100,000 people in Aster in 2020",
)

_MOVES = frozenset(("change", "percent change", "change of gap", "change of sum", "rate"))
"""What tells for how long by itself: "the annual change"."""

_TOTAL = frozenset(("total", "altogether", "overall", "whole", "entire"))
_ALL_OF_IT = (("over", "the", "year"), ("in", "all"))


def check(asked: Asked, given: Given) -> Finding:
    rates, scales, is_total = rates_in(asked.words), scales_in(asked.words), _is_of_all_of_it(asked)
    if not rates and not scales and not is_total:
        return PROVEN
    told = [tuple(token.norm for token in tokenize(text)) for text in _told(given)]
    held = frozenset(noun for words in told for noun in rates_in(words))
    if rates and held and held.isdisjoint(rates) and given.operation not in _MOVES:
        wanted = sorted(rates)[0]
        return vetoed(f"a {wanted}", f"We don't hold that for each {wanted}, but for each {sorted(held)[0]}.")
    if is_total and held and given.operation == "lookup":
        return vetoed("their total", f"We don't hold their total, but how many for each {sorted(held)[0]}.")
    so_many = frozenset(number for words in told for number in scales_in(words))
    if scales and so_many and given.operation == "lookup" and so_many.isdisjoint(scales):
        return vetoed("per so many", "We don't hold that for each so many.")
    return PROVEN


def _is_of_all_of_it(asked: Asked) -> bool:
    """Whether all of a time is asked for together."""
    return not _TOTAL.isdisjoint(asked.words) or any(stands_in(one, asked.words) for one in _ALL_OF_IT)


def _told(given: Given) -> list[str]:
    """What the figures are called and measured in."""
    units = [given.unit, *(figure.unit for figure in given.figures)]
    return [*(name for measure in given.measures for name in measure.names), *filter(None, units)]
