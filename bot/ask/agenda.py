"""What is next: key dates in order of time, which of them are over, and questions for those that are not."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import datetime, time
from typing import Protocol

from bot.answer import Answer
from bot.ask.ends import ends_said
from bot.ask.prose import Prose
from bot.ask.query import Query
from bot.domain import KeyDate, KeyDateStatus, Outcome
from bot.zones import day_in, first_instant

_LISTED = 6
_DATES = "(?:key )?(?:dates?|events?|releases?|deadlines?|announcements?)"
_AHEAD = "(?:next|coming(?: up| next)?|upcoming|ahead|up next|planned|scheduled|to come)"
_ON = "(?: (?:for us|here|on the (?:calendar|agenda)|in the (?:calendar|diary)))?"
_ASKED = re.compile(
    rf"(?:(?:what|whats|which) (?:(?:is|are|comes|will be) )?(?:{_AHEAD}|on the (?:calendar|agenda)){_ON}"
    rf"|(?:(?:what|whats|which|when) (?:is |are )?)?(?:(?:all )?the )?(?:next|coming|upcoming) {_DATES}{_ON}"
    rf"|(?:what|which) {_DATES} (?:(?:is|are|come|comes|lie|do (?:we|you) have|have (?:we|you) got) )?{_AHEAD}{_ON}"
    rf"|(?:is there )?(?:anything|any {_DATES}) {_AHEAD}{_ON})"
)
_DEADLINES = re.compile(r"\bdeadlines?\b")
_OVER = (KeyDateStatus.HAPPENED, KeyDateStatus.CANCELLED)


def in_order(key_dates: Iterable[KeyDate], zone: str) -> list[KeyDate]:
    """By when they begin, wherever that is; those that may be on several days before those that may not be as late.
    `zone` (IANA) is that of dates that have none."""
    return sorted(key_dates, key=lambda one: (_begins(one, zone), one.at.latest, one.id))


def is_past(key_date: KeyDate, now: datetime, zone: str) -> bool:
    """Whether its time has come, or its last day is over by the calendar of a zone."""
    if key_date.at_time is not None:
        return key_date.at_time <= now
    return key_date.at.latest < day_in(now, zone)


def is_ahead(key_date: KeyDate, now: datetime, zone: str) -> bool:
    """Whether it is still to come: neither past nor called off, and nobody has said that it has happened."""
    return key_date.status not in _OVER and not is_past(key_date, now, zone)


def next_time(key_dates: Iterable[KeyDate], now: datetime) -> datetime | None:
    """When the next of them passes within a day: until then what is next stays so as long as the day does."""
    return min((one.at_time for one in key_dates if one.at_time is not None and one.at_time > now), default=None)


class Clock(Protocol):
    """What time it is, where, and how it is told when a key date is."""

    @property
    def now(self) -> datetime: ...
    @property
    def zone(self) -> str: ...
    def text(self, key_date: KeyDate, prose: Prose) -> str: ...
    def moments(self, key_dates: Iterable[KeyDate], prose: Prose) -> tuple[tuple[str, datetime], ...]: ...


def answer(query: Query, prose: Prose, clock: Clock) -> Answer | None:
    """What is next, and some of what comes after it; None where that is not asked."""
    key_dates = prose.catalogue.key_dates.values()
    if _ASKED.fullmatch(query.sentence.joined) is None:
        return None
    ahead = in_order((one for one in key_dates if is_ahead(one, clock.now, clock.zone)), clock.zone)
    if ahead and _DEADLINES.search(query.sentence.joined):
        ahead = [one for one in ahead if ends_said(one)]
        if not ahead:
            text = "No key date ahead is called a deadline or an end; ask what is next for all that are ahead."
            return Answer(query.text, "what is next", Outcome.ABSTAINED, text, missing="a deadline to come")
    if not ahead:
        held = "all that the ledger holds are past or cancelled" if key_dates else "the ledger holds none"
        text = f"No key date is ahead: {held}."
        return Answer(query.text, "what is next", Outcome.ABSTAINED, text, missing="a date to come")
    listed = ahead[:_LISTED]
    first, *others = [f"{prose.style.spelling(one.label)}, {clock.text(one, prose)}" for one in listed]
    then = f" Then: {'; '.join(others)}" if others else ""
    more = f"; and {len(ahead) - _LISTED:,} more" if len(ahead) > _LISTED else ""
    return Answer(
        question=query.text,
        understood_as="the key dates to come",
        outcome=Outcome.ANSWERED,
        text=f"Next: {first}.{then}{more}{'.' if then else ''}",
        date=ahead[0].at.iso,
        names=tuple(("key_dates", one.id) for one in listed),
        moments=clock.moments(listed, prose),
    )


def _begins(key_date: KeyDate, zone: str) -> datetime:
    if key_date.at_time is not None:
        return key_date.at_time
    return first_instant(datetime.combine(key_date.at.earliest, time()), key_date.zone or zone)
