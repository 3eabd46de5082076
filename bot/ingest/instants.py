"""Whether a cell names an instant, however an office writes it: a day, a time of day and a time zone, in any order.

Nothing is read from it: it only tells what a column is about. What may be given as an instant is in `dates`, and is one
here as well.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from datetime import UTC, datetime
from functools import lru_cache

from bot.ingest.dates import is_date_time, parse_instant
from bot.ingest.faults import BadCell
from bot.zones import zone_names, zone_of

_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?)\.?"
)
_DAY_OF_MONTH = r"\d{1,2}(?:st|nd|rd|th)?"
_DAYS = (
    r"\d{4}[-/.]\d{1,2}[-/.]\d{1,2}",
    r"\d{4}-?w\d{2}-?[1-7]",
    r"\d{1,2}[-/.]\d{1,2}[-/.](?:\d{4}|\d{2})(?!\d)",
    r"(?<!\d)(?:19|20)\d{6}(?!\d)",
    rf"{_DAY_OF_MONTH}(?: of)?[- ]*{_MONTH}[-, ]*\d{{4}}",
    rf"{_MONTH} *{_DAY_OF_MONTH},? *\d{{4}}",
    rf"\d{{4}}[-, ]*{_MONTH}[- ]*{_DAY_OF_MONTH}",
)
DAY = re.compile("|".join(rf"(?<![\d.]){day}" for day in _DAYS))
_TIME = re.compile(
    r"(?<![\d.:+-])(?:[01]?\d|2[0-4])[:.h][0-5]\d(?:[:.][0-5]\d(?:[.,]\d+)?)? *(?:[ap]\.?m\.?(?![a-z])|hrs?|hours)?"
    r"|(?<![\d.:+-])(?:[01]\d|2[0-4])[0-5]\d(?:[0-5]\d)?(?: *(?:hrs?|hours)|(?!\d))"
    r"|(?<![\d.:+-])\d{1,2} *(?:[ap]\.?m\.?(?![a-z])|hrs?|hours|h|o'clock)"
    r"|\b(?:noon|midday|midnight)\b"
)
_OFFSET = re.compile(r"(?:utc|gmt|z)? *[+\-\u2212\u2013±] *\d{1,2}(?:[:.]?\d{2})?")
_NAMED_TIME = re.compile(r"[a-z]+(?:[ /_-][a-z]+){0,4} time")
_YEAR_LAST = re.compile(
    rf"({_MONTH} +\d{{1,2}}) +(\d{{1,2}}:[\d:]+ +[a-z]+) +(\d{{4}})"
)  # as the command `date` writes
_WEEKDAY = r"(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?"
_NOISE = re.compile(
    rf"\b(?:{_WEEKDAY}|on|at|from|until|till|til|to|not|before|after|for|release|released|strictly|the|is|in|of|lifts?"
    r"|publish|publication|under|hold|held|t|tbc|tba|tbd|approx|about|circa|ca|probably|provisional(?:ly)?|tentative(?:ly)?"
    r"|expected|planned)\b"
)
_HOUR_ALONE = re.compile(r"(?<![a-z])t(\d{2})(?![\d:.])")  # 2027-01-01T00Z
_BEFORE_TIME = re.compile(r"(?<![a-z])t(?=\d)")
_MARKS = " \"'“”„‘’«»`?!¿¡~≈<>≤≥=*#^_"
"""What stands around a cell by way of comment."""
_REST = re.compile(r"(?:[\s,;.()\[\]|@?!*~]|(?<![a-z])/|/(?![a-z]))+")
_MORE_ZONES = frozenset(
    {
        "z", "ut", "nzt", "mez", "mesz", "oez", "oesz", "wez", "wesz", "et", "ct", "mt", "pt", "aet", "ist", "sgt",
        "gst", "brt", "art", "clt", "cot", "pet", "npt", "uzt", "bdt", "mmt", "ict", "myt",
    }
)  # fmt: skip
"""Abbreviations that offices use and the rules of time zones do not know."""


def is_instant(cell: str) -> bool:
    """Whether the cell is a day, a time of day and a time zone, and little else: 2027-01-01T00:00Z, "Friday 1 January
    2027, 12.01am (NZDT)", "00:01 on 1/1/27 Auckland time"."""
    plain = _plain(cell)
    rest = _beside_day_and_time(plain)
    return (rest is not None and _is_zone(rest)) or _is_read(plain)


def is_local_time(cell: str) -> bool:
    """The same without a time zone."""
    return _beside_day_and_time(_plain(cell)) == ""


def is_day(cell: str) -> bool:
    """Whether the cell is a day alone."""
    plain = _plain(cell)
    day = DAY.search(plain)
    return day is not None and not _said(_without(plain, day))


def has_day(cell: str) -> bool:
    """Whether the cell names a day, whatever else it says."""
    return DAY.search(_plain(cell)) is not None


def _plain(cell: str) -> str:
    """In small letters of the usual width, without the marks around it."""
    return unicodedata.normalize("NFKC", cell).casefold().strip(_MARKS)


def _is_read(plain: str) -> bool:
    """Whether it is what an import takes for an instant."""
    text = plain.upper()
    if not is_date_time(text):
        return False
    try:
        parse_instant(text)
    except BadCell:
        return False
    return True


def _beside_day_and_time(plain: str) -> str | None:
    """What a cell tells beside a day and a time of day; None where it has not both."""
    plain = _YEAR_LAST.sub(r"\1 \3 \2", plain)
    day = DAY.search(plain)
    if day is None:
        return None
    rest = _BEFORE_TIME.sub(" ", _HOUR_ALONE.sub(r" \1h ", _without(plain, day)))
    time = _TIME.search(rest)
    return None if time is None else _said(_without(rest, time))


def _said(text: str) -> str:
    return _REST.sub(" ", _NOISE.sub(" ", text)).strip()


def _without(text: str, match: re.Match[str]) -> str:
    return f"{text[: match.start()]} {text[match.end() :]}"


def _is_zone(text: str) -> bool:
    """An offset from UTC, a zone by its name or abbreviation, "Auckland time", or several of these."""
    return bool(text) and all(_is_one_zone(part) for part in _parts(text))


def _parts(text: str) -> Iterable[str]:
    offset = _OFFSET.search(text)
    if offset is not None:
        text = _without(text, offset).strip()
    return ([text] if _NAMED_TIME.fullmatch(text) else text.split()) if text else ()


def _is_one_zone(word: str) -> bool:
    return word in _zones() or _NAMED_TIME.fullmatch(word) is not None


@lru_cache(maxsize=1)
def _zones() -> frozenset[str]:
    """Names of zones, of the places in them, and the abbreviations that their clocks go by."""
    names = zone_names()
    halves = (datetime(2026, month, 1, tzinfo=UTC) for month in (1, 7))
    short = {at.astimezone(zone_of(name)).tzname() for at in halves for name in names}
    places = {name.rpartition("/")[2] for name in names}
    return _MORE_ZONES | {str(one).casefold() for one in (*names, *short, *places)}
