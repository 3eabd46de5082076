"""Cells that hold dates, periods and instants. Each parser raises BadCell.

ISO 8601 is read, and beside it only what can mean one thing: a month's English name with a year ("April 2020",
"6 November 2020") and a quarter ("2020 Q2"). All else is refused with the ISO text that may have been meant.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime
from functools import lru_cache

from bot.errors import DistantDate, InvalidDate, UnknownZone
from bot.ingest.cells.dates import certain
from bot.ingest.cells.spans import two_years
from bot.ingest.faults import BadCell
from bot.ingest.words import quoted
from bot.periods import PartialDate, Period
from bot.workable import require_within
from bot.zones import day_in, zone_of

_SLASHED = re.compile(r"([0-9]{1,2})[/.-]([0-9]{1,2})[/.-]([0-9]{4})")
_TWO_YEARS = re.compile(r"([0-9]{4})[/–-]([0-9]{2})")
_WITH_TIME = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2})[T ].*")
_DATE_RIGHT = "write 2020, 2020-Q2, 2020-11 or 2020-11-06"
_PERIOD_RIGHT = "write 2020, 2020-Q2, 2020-11, 2020-11-06 or 2019-08/2020-07"
_INSTANT_RIGHT = "write 2020-11-06T14:00+13:00, with its offset from UTC or Z"


@lru_cache(maxsize=4096)
def parse_date(text: str) -> PartialDate:
    """A date as precise as it is known."""
    return PartialDate(_partial(text, "date", _DATE_RIGHT))


def parse_publication(text: str) -> PartialDate:
    """The date on which a figure was published, which withholds nothing."""
    try:
        return parse_date(text)
    except BadCell as bad:
        if not is_date_time(text):
            raise
        raise BadCell(bad.wrong, f"{bad.right}; what nobody may see before has its time in embargo_until") from None


def parse_day(text: str) -> PartialDate:
    """The date of an event, within the years of key dates."""
    return _require_within(parse_date(text))


@lru_cache(maxsize=4096)
def parse_period(text: str) -> Period:
    """A partial date, or an interval of two with either end open ("1980/.."); "" where the source does not say."""
    if not text:
        return Period("")
    if "/" not in text or _TWO_YEARS.fullmatch(text) or _SLASHED.fullmatch(text):
        return Period(_partial(text, "period", _PERIOD_RIGHT))
    ends = [end.strip() for end in text.split("/")]
    if len(ends) != 2 or not any(end not in ("", "..") for end in ends):
        raise BadCell(f"{quoted(text)} is not a period", _PERIOD_RIGHT)
    iso = "/".join(".." if end in ("", "..") else _partial(end, "date", _PERIOD_RIGHT) for end in ends)
    try:
        return Period.parse(iso)
    except InvalidDate:
        raise BadCell(f"{quoted(text)} ends before it begins", "write the earlier date first") from None


def parse_instant(text: str) -> datetime:
    """A date-time with its offset, in UTC."""
    moment = _date_time(text, _INSTANT_RIGHT)
    if moment.tzinfo is None:
        raise BadCell(f"{quoted(text)} has no time zone", _INSTANT_RIGHT)
    return _in_utc(moment, text)


def is_date_time(text: str) -> bool:
    """Whether the cell gives a time of day and not just a date."""
    return bool(_WITH_TIME.fullmatch(text))


def parse_local_time(text: str, zone: str) -> datetime:
    """The instant in UTC of an event, within the years of key dates by the clocks of `zone` (IANA), when they show
    `text`. An offset in the text wins over the zone's."""
    moment = _date_time(text, "write it as 2020-11-06T14:00")
    _require_within(PartialDate(text[:10]))
    instant = _in_utc(moment, text) if moment.tzinfo is not None else _when_shown(moment, text, zone)
    _require_within(PartialDate.of(day_in(instant, zone)))
    return instant


def _when_shown(moment: datetime, text: str, zone: str) -> datetime:
    earlier, later = (moment.replace(tzinfo=zone_of(zone), fold=fold) for fold in (0, 1))
    if earlier.utcoffset() == later.utcoffset():
        return _in_utc(earlier, text)
    first = _in_utc(earlier, text)
    if first.astimezone(zone_of(zone)).replace(tzinfo=None) != moment:
        raise BadCell(f"{quoted(text)} is skipped by the clocks of {zone}", "write a time that exists on that day")
    offset = earlier.isoformat(timespec="minutes")
    raise BadCell(f"{quoted(text)} comes twice in {zone}, as the clocks go back", f"add the offset meant, as {offset}")


def parse_zone(text: str) -> str:
    try:
        return zone_of(text).key
    except UnknownZone as error:
        raise BadCell.of(error) from None


def _partial(text: str, noun: str, right: str) -> str:
    """ISO 8601 text of a date that is in the calendar."""
    iso = certain(text.casefold())
    if iso is None:
        raise BadCell(f"{quoted(text)} is not a {noun}", _meant(text) or right)
    try:
        return PartialDate.parse(iso).iso
    except InvalidDate:
        raise BadCell(f"{quoted(text)} is not in the calendar", _meant(text) or right) from None


def _meant(text: str) -> str | None:
    """What the writer of a text that is no ISO date may have meant."""
    if slashed := _SLASHED.fullmatch(text):
        one, two, year = slashed.groups()
        pairs = {(int(one), int(two)), (int(two), int(one))}
        readings = sorted(f"{year}-{month:02}-{day:02}" for day, month in pairs if 1 <= month <= 12 and 1 <= day <= 31)
        return f"write {' or '.join(readings)}" if readings else None
    if years := two_years(text):
        start, end = years
        return f"write {start}/{end} for the whole of both years, or, say, {start}-07/{end}-06"
    if moment := _WITH_TIME.fullmatch(text):
        return f"write {moment[1]} without a time"
    return None


def _date_time(text: str, right: str) -> datetime:
    if not is_date_time(text):
        raise BadCell(f"{quoted(text)} is not a date and a time of day", right)
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        raise BadCell(f"{quoted(text)} is not a date and a time of day", right) from None


def _require_within(day: PartialDate) -> PartialDate:
    try:
        return require_within(day)
    except DistantDate as error:
        raise BadCell.of(error) from None


def _in_utc(moment: datetime, text: str) -> datetime:
    try:
        return moment.astimezone(UTC)
    except OverflowError:
        raise BadCell(f"{quoted(text)} is outside the calendar", "write a year from 1 to 9999") from None
