"""Days and times in English words: "tomorrow 10am", "Friday 21 May 2027 at 17", "5pm next Monday", "in 2 hours".

Every word has to be known here, and to stand where it is known: whoever passes over a word makes 20 May of
“20-21 May”, and any day at all of “tomorrow at 5”.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date, time, timedelta
from typing import NamedTuple

from bot.calendar.errors import UnclearMoment
from bot.ingest.cells.months import MONTH, MONTHS
from bot.ingest.words import quoted

RIGHT = "write it as 2027-05-20 14:00, 2027-05-20 or tomorrow 10am"
"""What to write instead of what is refused."""

_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_WEEKDAY = (
    "(?P<weekday>mon(?:day)?|tue(?:s(?:day)?)?|wed(?:nesday)?|thu(?:r(?:s(?:day)?)?)?|fri(?:day)?|sat(?:urday)?|"
    r"sun(?:day)?)\.?"
)
_DAY = "(?P<day>[0-9]{1,2})(?:st|nd|rd|th)?"
_YEAR = "(?P<year>[0-9]{4})"
_ISO = r"(?P<year>[0-9]{4})-(?P<number>[0-9]{2})-(?P<day>[0-9]{2})"
_NAMED = {
    "today": 0, "tonight": 0, "tomorrow": 1, "day after tomorrow": 2, "the day after tomorrow": 2, "yesterday": -1,
}  # fmt: skip
_NUMBERS = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"]
_COUNT = f"(?P<count>an?|[0-9]{{1,5}}|{'|'.join(_NUMBERS)})"
_CLOCK = r"""(?:at\ )?(?:
    (?P<hour12>0?[1-9]|1[0-2])(?:[:.](?P<minute12>[0-5][0-9]))?\ ?(?P<half>[ap])\.?m\b\.?
    |(?P<hour>[01]?[0-9]|2[0-3])(?:(?P<mark>[:.])(?P<minute>[0-5][0-9])(?::00)?|\ ?h(?P<behind>[0-5][0-9])?\b)
    |(?<=at\ )(?P<alone>1[3-9]|2[0-3])\b
    |(?P<noon>noon|midday)
    )(?P<utc>\ ?z\b|\ (?:utc|gmt)\b)?"""
"""Hours that stand alone are told from 13 on: “at 5” may be morning or evening."""
_CLOCK_FIRST = re.compile(_CLOCK + r"(?:,?\ (?:on\ )?|$)", re.VERBOSE)
_CLOCK_LAST = re.compile(r"(?:^|,?\ )" + _CLOCK + "$", re.VERBOSE)
_HOURS_AWAY = re.compile(rf"in {_COUNT} ?(?P<unit>minutes?|mins?|hours?|hrs?|h)")
_RANGE = re.compile(r"[0-9](?:st|nd|rd|th|[ap]\.?m\.?|h)? ?(?:[-/\u2010-\u2015\u2212]|to|till?|until) ?[0-9]")
_ONE_DATE = re.compile(r"\b[0-9]{4}-(?:[0-9]{2}-[0-9]{2}|w[0-9]{2}(?:-[0-9])?|[0-9]{2,3})(?![0-9])t?")
"""A day, week or month, whose hyphens join no two of them."""
_HOUR_OF_EVENING = 17


class Written(NamedTuple):
    """A day and a time of day, of which one may not be written; the time is UTC's (`is_utc`) or that of the zone that
    is meant."""

    day: date | None
    clock: time | None
    is_utc: bool


def read(text: str, today: date) -> Written:
    """What a text with single spaces means on a day. Raises UnclearMoment."""
    parts = _matched(text)
    if parts is None:
        raise UnclearMoment(f"{quoted(text)} {_why_not(text)}; {RIGHT}")
    day, clock = parts
    shown = None if clock is None else _time(clock)
    is_utc = clock is not None and clock["utc"] is not None
    if day is None:
        return Written(None, shown, is_utc)
    match, reader = day
    try:
        found = reader(match, today)
    except (ValueError, OverflowError):
        raise UnclearMoment(f"{quoted(text)} is not a day in the calendar; {RIGHT}") from None
    if match[0] == "tonight" and (shown is None or shown.hour < _HOUR_OF_EVENING):
        raise UnclearMoment(f"{quoted(text)} is no day or time that can be told; {RIGHT}")
    return Written(found, shown, is_utc)


def away(text: str) -> timedelta | None:
    """How far off something is that is counted in hours or minutes from now on; None: it is written otherwise."""
    match = _HOURS_AWAY.fullmatch(text.casefold())
    if match is None:
        return None
    return _count(match) * (timedelta(hours=1) if match["unit"].startswith("h") else timedelta(minutes=1))


def is_read(text: str) -> bool:
    """Whether a text has the form of a day or a time, be it none of the calendar."""
    return _matched(text) is not None or away(text) is not None


_Reader = Callable[[re.Match[str], date], date]


def _matched(text: str) -> tuple[tuple[re.Match[str], _Reader] | None, re.Match[str] | None] | None:
    """The day and the time of a text, of which one may be missing; None: it is neither."""
    for rest, clock in _halves(text.casefold().strip(" ,")):
        if not rest:
            # “20.05” may be a day.
            dotted = clock is not None and clock["mark"] == "." and not clock[0].lstrip(" ,").startswith("at ")
            return None if dotted else (None, clock)
        for pattern, reader in _DAYS:
            if match := pattern.fullmatch(rest):
                return (match, reader), clock
    return None


def _halves(text: str) -> Iterator[tuple[str, re.Match[str] | None]]:
    """The text as a day alone, and with each time that it may end or begin with."""
    if not text:
        return
    yield text.removeprefix("on "), None
    if match := _CLOCK_LAST.search(text):
        yield text[: match.start()].removeprefix("on "), match
    if match := _CLOCK_FIRST.match(text):
        yield text[match.end() :], match


def _time(clock: re.Match[str]) -> time:
    if clock["noon"]:
        return time(12)
    if clock["half"]:
        hour = int(clock["hour12"]) % 12 + (12 if clock["half"] == "p" else 0)
        return time(hour, int(clock["minute12"] or 0))
    return time(int(clock["hour"] or clock["alone"]), int(clock["minute"] or clock["behind"] or 0))


def _why_not(text: str) -> str:
    if _RANGE.search(_ONE_DATE.sub("0", text.casefold())):
        return "may be from one time to another; give the one that it begins with"
    words = text.split()
    ends = (place for place in range(len(words) - 1, 0, -1) if is_read(" ".join(words[:place])))
    behind = " ".join(words[next(ends, len(words)) :])
    if behind:
        return f"has {quoted(behind)} behind it, which is not read (a zone is given by itself, as Europe/Paris)"
    return "is no day or time that can be told"


def _count(match: re.Match[str]) -> int:
    word = match["count"]
    if word in ("a", "an"):
        return 1
    return _NUMBERS.index(word) + 1 if word in _NUMBERS else int(word)


def _named(match: re.Match[str], today: date) -> date:
    return today + timedelta(days=_NAMED[match[0]])


def _days_away(match: re.Match[str], today: date) -> date:
    return today + timedelta(days=_count(match) * (7 if match["unit"].startswith("w") else 1))


def _days_ago(match: re.Match[str], today: date) -> date:
    return today - (_days_away(match, today) - today)


def _of_the_week(match: re.Match[str], today: date) -> date:
    """The nearest one to come; on that day itself it has to be said which is meant."""
    ahead = (_weekday(match) - today.weekday()) % 7
    if ahead or match["which"] == "this":
        return today + timedelta(days=ahead)
    if match["which"] == "next":
        return today + timedelta(days=7)
    raise UnclearMoment(f"{quoted(match[0])} is today, and in a week; {RIGHT}")


def _of_the_calendar(match: re.Match[str], today: date) -> date:
    """Without a year the first one to come. Raises UnclearMoment where it is on another day of the week than it
    says."""
    parts = match.groupdict()
    month = MONTHS[parts["month"]] if parts.get("month") else int(parts["number"])
    if parts["year"]:
        found = date(int(parts["year"]), month, int(parts["day"]))
    else:
        found = _next(month, int(parts["day"]), today)
    if parts["weekday"] and _weekday(match) != found.weekday():
        told = f"{found.isoformat()} is a {_WEEKDAYS[found.weekday()]}"
        raise UnclearMoment(f"{quoted(match[0])} contradicts itself, as {told}; write the day that is meant")
    return found


def _next(month: int, day: int, today: date) -> date:
    """Raises ValueError for a day that no year has."""
    # A leap year is at most eight years off.
    for year in range(today.year, today.year + 9):
        try:
            found = date(year, month, day)
        except ValueError:
            continue
        if found >= today:
            return found
    raise ValueError(month, day)


def _weekday(match: re.Match[str]) -> int:
    return next(number for number, name in enumerate(_WEEKDAYS) if name.casefold().startswith(match["weekday"][:3]))


_MONTH = f"(?P<month>{MONTH})\\.?"
_DAYS: tuple[tuple[re.Pattern[str], _Reader], ...] = tuple(
    (re.compile(pattern), reader)
    for pattern, reader in (
        ("|".join(_NAMED), _named),
        (rf"(?:(?P<which>this|next) )?{_WEEKDAY}", _of_the_week),
        (rf"(?:{_WEEKDAY},? )?(?:the )?{_DAY}(?: of)?[ -]{_MONTH}(?:(?:,? |-){_YEAR})?", _of_the_calendar),
        (rf"(?:{_WEEKDAY},? )?{_MONTH} (?:the )?{_DAY}(?:,? {_YEAR})?", _of_the_calendar),
        (rf"(?:{_WEEKDAY},? )?{_ISO}", _of_the_calendar),
        (rf"in {_COUNT} (?P<unit>days?|weeks?)", _days_away),
        (rf"{_COUNT} (?P<unit>days?|weeks?) from (?:now|today)", _days_away),
        (rf"{_COUNT} (?P<unit>days?|weeks?) ago", _days_ago),
    )
)
