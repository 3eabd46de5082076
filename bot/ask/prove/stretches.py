"""What is worked out over a stretch begins and ends where the question says: "since 2017" is no change since 2019."""

from __future__ import annotations

from bot.ask.prove.finding import PROVEN, Asked, Finding, Given
from bot.ask.prove.named_times import is_of, none_for
from bot.domain import Figure
from bot.periods import Period

REFUSES = (
    "how much has the barley harvest of Aster changed since 2015?",
    "which month between April and May had the most logs sold in Aster?",
)
LETS_THROUGH = (
    "how much has the barley harvest of Aster changed since 2020?",
    "how did the barley harvest of Aster change from 2020 to 2021?",
)

_OVER = frozenset(("change", "percent change", "change of gap", "change of sum", "sum", "mean"))
_OPEN = "/.."
_YEAR = 366


def check(asked: Asked, given: Given) -> Finding:
    if not given.figures or not all(figure.period.iso for figure in given.figures):
        return PROVEN
    if asked.is_span and not all(_lies_within(figure.period, asked.times) for figure in given.figures):
        lacking = list(asked.times)
    elif given.operation in _OVER:
        lacking = [end for end in _ends(asked) if not any(is_of(figure, end) for figure in given.figures)]
    elif given.operation == "lookup":
        lacking = [end for end in _ends(asked) if not all(_begins_there(figure, end) for figure in given.figures)]
    else:
        return PROVEN
    return none_for(lacking, asked, given.written) if lacking else PROVEN


def _ends(asked: Asked) -> list[Period]:
    """The ends of the stretch that is named; of one that goes on until today, its beginning."""
    if asked.is_span:
        return list(asked.times)
    return [Period(time.iso.removesuffix(_OPEN)) for time in asked.times if time.iso.endswith(_OPEN)]


def _lies_within(period: Period, ends: tuple[Period, ...]) -> bool:
    """Whether a period and the stretch between two others have a day in common."""
    starts, stops = [end.start for end in ends if end.start], [end.end for end in ends if end.end]
    is_before = bool(starts) and period.end is not None and period.end < min(starts)
    is_after = bool(stops) and period.start is not None and period.start > max(stops)
    return not is_before and not is_after


def _begins_there(figure: Figure, end: Period) -> bool:
    """Whether a figure of a stretch of more than a year begins where the one that is asked about does."""
    days = figure.period.days
    if days is not None and days <= _YEAR:
        return True
    return end.covers(Period(figure.period.iso.partition("/")[0]))
