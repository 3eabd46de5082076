"""Both sides have one period: figures of different series are compared, added or ranked for the same time only, and
those of one series for times that are equally long."""

from __future__ import annotations

from bot.ask.prove.finding import PROVEN, Asked, Finding, Given, vetoed
from bot.periods import Period

REFUSES = ("how did the barley harvest of Birch change from 2020 to 2021?",)
LETS_THROUGH = (
    "barley harvest of Aster compared with Birch in 2020",
    "how did the barley harvest of Aster change from 2020 to 2021?",
)

_TOGETHER = frozenset(("difference", "ratio", "sum", "mean", "median", "share", "difference of sums", "comparison"))
_OVER_TIME = frozenset(("change", "percent change", "ratio", "sum", "mean", "median", "difference"))
_CALENDAR = ((28, 31, "month"), (90, 92, "quarter"), (365, 366, "year"), (1, 1, "day"))
"""Fewest and most days of the periods that calendars know."""


def check(_asked: Asked, given: Given) -> Finding:
    if len(given.periods) < 2:
        return PROVEN
    if not given.is_over_time:
        return _of_several(given)
    lengths = {_length(period) for period in given.periods} - {None}
    if len(lengths) > 1 and (given.operation in _OVER_TIME or given.ranks):
        return _refused("times that are equally long", given)
    return PROVEN


def _of_several(given: Given) -> Finding:
    if given.operation in _TOGETHER or given.ranks:
        return _refused("figures for one period", given)
    return PROVEN


def _refused(missing: str, given: Given) -> Finding:
    held = " and ".join(given.written(period) or "at a time not recorded" for period in given.periods)
    return vetoed(missing, f"Those figures are for different times, {held}: they cannot be set side by side.")


def _length(period: Period) -> str | None:
    """What a calendar calls a period so long; None where it has no name for it."""
    days = period.days or 0
    return next((name for fewest, most, name in _CALENDAR if fewest <= days <= most), None)
