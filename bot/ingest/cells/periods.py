"""Cells that hold a period, however an office writes it."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from bot.errors import InvalidDate
from bot.ingest.cells.counted_parts import as_quarter, as_third, lettered_part
from bot.ingest.cells.dates import one_date
from bot.ingest.cells.flags import MARKS
from bot.ingest.cells.months import in_english, named_in_english
from bot.ingest.cells.spans import could_be_month, one_span, short_years, two_years
from bot.periods import Period

_LONGEST = 80
_PLAIN_YEAR = re.compile(r"(?!0000)[0-9]{4}")
_OPEN_ENDED = re.compile(r"[0-9]{4}(?:-[0-9q]{2}(?:-[0-9]{2})?)?/\.\.|\.\./[0-9]{4}(?:-[0-9q]{2}(?:-[0-9]{2})?)?")
_DASHES = str.maketrans({"\u2011": "-", "\u2010": "-", "−": "-", "’": "'", "‘": "'"})
_STATUS = (
    "actuals?|outturn|est(?:imate[ds]?)?\\.?|forecasts?|fc|f'cast|provisional|prov\\.?|prelim(?:inary)?\\.?|final|revised"
    "|rev\\.?"
    "|projected|projections?|budget(?:ed)?|planned|target|flash|unofficial|official|certified|recount|amended"
)
_MARKED = re.compile(
    rf"(?P<period>.*?[0-9s'])(?P<mark>(?: ?(?:{MARKS}))+| \([0-9]{{1,2}}\)| ?[(\[]?(?:{_STATUS})[)\]]?)", re.IGNORECASE
)
_MARKED_BEFORE = re.compile(rf"(?P<mark>{_STATUS}) (?P<period>[0-9].*)", re.IGNORECASE)


class PeriodStyle(NamedTuple):
    """What a column as a whole settles (`cells.styles.style_of`).

    `day_first`: whether 03/04/2020 is in April; None: nobody knows, and the day is taken to come first. `two_years`:
    whether 2009-10 is a year and the next, not October. `language`: whose names its months have, in short too, None:
    English, and full names in others. `short_years`: whether 98/99 is 1998 and 1999.
    `quarters`: whether 2023-T1 is a quarter, not the first third of the year; None: nobody knows.
    """

    day_first: bool | None = None
    two_years: bool = False
    language: str | None = None
    short_years: bool = False
    quarters: bool | None = None


_STYLE = PeriodStyle()


class Marked(NamedTuple):
    """A period in ISO form, and the flag or word behind it, as printed and without its brackets ("p", "forecast")."""

    iso: str
    mark: str | None = None


def read_period(text: str, style: PeriodStyle = _STYLE) -> str | None:
    """The ISO text of the period that `text` is, as `bot.periods.Period.parse` takes it; None where it is none.

    A flag or a word of status behind it is left aside: `read_marked` gives both. A year of no known months that names
    two years ("2019/20", "FY2019-20") is the whole of both ("2019/2020"); one that names a single year ("FY2019") is
    that year. A time of day other than midnight is no period.
    """
    if _PLAIN_YEAR.fullmatch(text):
        return text
    marked = read_marked(text, style)
    return marked and marked.iso


@lru_cache(maxsize=65536)
def read_marked(text: str, style: PeriodStyle = _STYLE) -> Marked | None:
    """As `read_period`, with what stands behind the period: "2019p", "2020 (forecast)", "2017 actual", "2019¹"."""
    if not 4 <= len(text) <= _LONGEST:
        return None
    if (iso := _iso(text, style)) is not None:
        return Marked(iso)
    found = _MARKED.fullmatch(text) or _MARKED_BEFORE.fullmatch(text)
    if found is None or (iso := _iso(found["period"].strip(), style)) is None:
        return None
    return Marked(iso, found["mark"].strip(" ()[]"))


def _iso(text: str, style: PeriodStyle) -> str | None:
    if not any(map(str.isdecimal, text)):
        return None
    plain = text.translate(_DASHES).casefold()
    plain = named_in_english(plain) if style.language is None else in_english(plain, style.language)
    iso = plain.upper() if _OPEN_ENDED.fullmatch(plain) else None
    plain = plain.strip(" .,:;")
    if style.short_years and (short := short_years(plain)):
        iso = f"{short[0]}/{short[1]}"
    if style.quarters is not None and (part := lettered_part(plain)):
        iso = as_quarter(*part) if style.quarters else as_third(*part)
    if style.two_years and could_be_month(plain):
        years = two_years(plain)
        iso = f"{years[0]:04}/{years[1]:04}" if years and years[1] == years[0] + 1 else None
    iso = iso or one_date(plain, style.day_first) or one_span(plain, style.day_first, style.two_years)
    try:
        return iso and Period.parse(iso).iso
    except InvalidDate:
        return None
