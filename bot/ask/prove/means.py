"""The plain average of members' averages or rates is nobody's average: members are not of one size."""

from __future__ import annotations

from bot.ask.prove.finding import PROVEN, Asked, Finding, Given, vetoed
from bot.ask.prove.quantities import kinds_in
from bot.ask.say.agreement import with_article

REFUSES = ("average calf birth rate of Aster and Birch in 2020",)
LETS_THROUGH = (
    "average barley harvest of Aster and Birch in 2020",
    "average exports growth of Aster in 2020 and 2021",
)

_RELATIVE = frozenset(("mean", "median", "relative", "density"))


def check(_asked: Asked, given: Given) -> Finding:
    if given.operation != "mean" or given.is_over_time:
        return PROVEN
    relative = [measure for measure in given.measures if is_relative(measure.label)]
    if not relative:
        return PROVEN
    label = relative[0].label
    return vetoed("that average", f"We don't hold that: no average over members of {with_article(label)}.")


def is_relative(label: str) -> bool:
    """Whether what a measure is called is an average, a rate or the like."""
    return bool(kinds_in(label) & _RELATIVE)
