"""What an import says comes out on a day that is still to come: it is not public yet, and nothing else would hold it
back."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from bot.domain import Figure, Review
from bot.errors import ImportRefused, Problem
from bot.ingest.batch import Batch, Release
from bot.ingest.spool import Spool
from bot.ingest.withholding import EMBARGO, SAY_EMBARGO
from bot.periods import PartialDate
from bot.zones import day_in

_RIGHT = (
    f"hold it back with the time from when on it is public in {EMBARGO} (--map {EMBARGO}=2026-05-01T09:30+01:00), or "
    "mend the date"
)
_SHOWN = 20
"""Rows that are named; as many as help."""
_NEAR = timedelta(days=1)
"""By how much the day of an instant differs from one clock to another."""


class _Coming:
    """Whether figures are published after today, and not held back until then."""

    def __init__(self, batch: Batch, today: date, zone: str) -> None:
        self._sources = {source.id: source.published_on for source in batch.sources}
        self._today = today
        self._zone = zone

    def day(self, figure: Figure) -> PartialDate | None:
        """The day that is still to come; None: the figure is public, or held back."""
        day = figure.published_on or self._sources.get(figure.source or "")
        if day is None or figure.review is Review.DRAFT or (start := day.earliest) <= self._today:
            return None
        until = figure.embargo_until
        return day if until is None or day_in(until, self._zone) + _NEAR < start else None


def unreleased(batch: Batch, now: datetime, zone: str) -> Iterator[Problem]:
    """A problem for each row of which the day of publication is after today by the clocks of `zone` (IANA), and that is
    neither a draft nor under embargo until that day; for the first of many."""
    today = day_in(now, zone)
    for one in batch.releases:
        if one.day > today:
            yield Problem(one.file, one.line, None, _told(one), SAY_EMBARGO)
    coming = _Coming(batch, today, zone)
    for count, (file, line, day) in enumerate(_rows(batch, coming)):
        if count == _SHOWN:
            return
        wrong = f"it is published on {day.iso}, which is still to come: the figure is not public yet"
        yield Problem(file, line, "published_on", wrong, _RIGHT)


def _told(release: Release) -> str:
    day = release.day.isoformat()
    if release.is_guess:
        return f"{release.what} names a day to come, {day}, and may withhold the figures until then"
    return f"{release.what} says that it is released on {day}, and it is not public until then"


def _rows(batch: Batch, coming: _Coming) -> Iterator[tuple[str, int | None, PartialDate]]:
    if not isinstance(batch.figures, Spool):
        for figure in batch.figures:
            if (day := coming.day(figure)) is not None:
                yield (*batch.lines.get(("figures", figure.id), ("observations", None)), day)
        return
    spool = batch.figures
    if not any(coming.day(common.figure) for common in spool.common()):
        return
    for portion in spool.portions():
        days = [coming.day(common.figure) for common in portion.common]
        for row in portion.rows:
            if (day := days[row[1]]) is not None:
                yield spool.file, row[-1] or None, day


def refuse_unreleased(batch: Batch, now: datetime, zone: str) -> None:
    """Raises ImportRefused with what `unreleased` finds."""
    problems = list(unreleased(batch, now, zone))
    if problems:
        raise ImportRefused(problems)
