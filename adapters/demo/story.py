"""The week that the demo tells: what was known when, and the moments that a visitor goes to.

The days are those of the sample ledger's sources. It tells no hours; those are the demo's.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime
from importlib.resources import as_file
from zoneinfo import ZoneInfo

from adapters.embedded import sample
from bot.domain import Figure, KeyDate, KeyDateStatus
from bot.ingest.batch import Batch
from bot.ingest.datapackage import read_package
from bot.ingest.descriptor import DESCRIPTOR
from bot.periods import PartialDate
from bot.zones import day_in

ZONE = "Pacific/Auckland"


def _at(day: int, month: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2020, month, day, hour, minute, tzinfo=ZoneInfo(ZONE))


START = _at(30, 10, 14, 30)
ENTERED = _at(6, 11, 14)
RESULT = _at(6, 11, 14, 15)
"""When the result is published."""
END = _at(7, 11, 18)
AWAITED = "final-referendum-result"
"""The key date that brings it."""


@dataclass(frozen=True, slots=True)
class Stop:
    """A moment of the story, and what happens there."""

    at: datetime
    title: str
    told: str


STOPS = (
    Stop(START, "Preliminary count", "The referendum’s preliminary result is out. Ask for it."),
    Stop(_at(5, 11, 9), "The day before", "#politics is reminded that the final result is due tomorrow."),
    Stop(
        ENTERED,
        "Result entered",
        "It is in #desk for a second person: publish it there, or Hana does.",
    ),
    Stop(RESULT, "Result published", "Every answer that gave the old figure is corrected."),
    Stop(_at(7, 11, 9), "Next morning", "The morning’s digest says what is new."),
)

QUESTIONS = (
    "what share voted yes to cannabis?",
    "when was the gap between Māori and non-Māori prosecutions widest?",
    "prosecution share in June",
    "how many special votes were there?",
    "when is the final referendum result announced?",
    "which party won the most seats?",
)
"""To begin with: an answer, one with a chart, a question back, a forecast, a date, and what is held only in the end."""


@dataclass(frozen=True, slots=True)
class Known:
    """What of the sample was `known` at the start, and what came with the `result`."""

    known: Batch
    result: Batch


def read_sample() -> Known:
    """The sample ledger, parted by the days on which its sources were published."""
    with as_file(sample()) as folder:
        whole = read_package(folder / DESCRIPTOR)
    start, result = day_in(START, ZONE), day_in(RESULT, ZONE)
    return Known(_between(whole, date.min, start), _between(whole, start, result))


def _between(whole: Batch, after: date, until: date) -> Batch:
    """What became known after one day and until another. Concepts tell nothing by themselves, and are in both."""
    came = {one.id: day.latest for one in whole.sources if (day := one.published_on) is not None}

    def is_in(source: str | None, own: PartialDate | None = None) -> bool:
        day = came.get(source or "")
        day = max(filter(None, (day, own.latest if own else None)), default=None)
        return day is not None and after < day <= until

    figures = tuple(one for one in whole.figures if _came(one, is_in))
    dates = tuple(_as_known(one, until) for one in whole.key_dates if is_in(one.source))
    sources = tuple(one for one in whole.sources if is_in(one.id))
    return replace(whole, figures=figures, key_dates=dates, sources=sources, warnings=())


def _came(figure: Figure, is_in: Callable[[str | None, PartialDate | None], bool]) -> bool:
    return is_in(figure.source, figure.published_on)


def _as_known(key_date: KeyDate, on: date) -> KeyDate:
    """What lies ahead has not happened."""
    ahead = key_date.at.earliest > on
    return replace(key_date, status=KeyDateStatus.SCHEDULED) if ahead else key_date
