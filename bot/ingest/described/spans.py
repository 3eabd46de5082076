"""Stretches of days as the shortest ISO text of a period."""

from __future__ import annotations

from datetime import date, timedelta

from bot.periods import Period

_MONTHS = 12
_QUARTER = 3


def span(first: date, last: date) -> str:
    """The period from `first` to `last`, both included: a year, a quarter, a month, a day, or an interval."""
    if first == last:
        return first.isoformat()
    if first.day > 1 or (last + timedelta(days=1)).day > 1:
        return f"{first.isoformat()}/{last.isoformat()}"
    months = (last.year - first.year) * _MONTHS + last.month - first.month + 1
    if months == _MONTHS and first.month == 1:
        return f"{first.year:04}"
    if months == _QUARTER and first.month % _QUARTER == 1:
        return f"{first.year:04}-Q{first.month // _QUARTER + 1}"
    if months == 1:
        return f"{first:%Y-%m}"
    if first.month == 1 and last.month == _MONTHS:
        return f"{first.year:04}/{last.year:04}"
    return f"{first:%Y-%m}/{last:%Y-%m}"


def from_month(year: int, month: int, months: int) -> str:
    """The period of `months` whole months from a month on, which may be counted past December. Raises ValueError
    outside the calendar."""
    first, after = _month(year, month), _month(year, month + months)
    return span(first, after - timedelta(days=1))


def _month(year: int, month: int) -> date:
    years, month = divmod(month - 1, _MONTHS)
    return date(year + years, month + 1, 1)


def bounds(iso: str) -> tuple[date, date]:
    """First and last day of a period whose ends are known. Raises InvalidDate."""
    period = Period.parse(iso)
    assert period.start is not None
    assert period.end is not None
    return period.start, period.end
