"""The period of a row, from one column or several, each different text read once."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from bot.ingest.breaks import break_note
from bot.ingest.cells.flags import read_flag
from bot.ingest.cells.missing import is_missing
from bot.ingest.cells.months import MONTHS
from bot.ingest.cells.periods import Marked, PeriodStyle, read_marked, read_period
from bot.ingest.cells.spans import could_be_month, two_years
from bot.ingest.layout.grid.kinds import within_year
from bot.ingest.layout.long.names import Role
from bot.ingest.layout.long.plan import Dating


class Dated(NamedTuple):
    """A period as observations take it: ISO, or as printed where it is none; with what its mark says, and its words."""

    iso: str
    status: str | None = None
    note: str | None = None
    text: str | None = None


NOWHEN = Dated("")
PeriodOf = Callable[[Sequence[str]], Dated]


_PART = re.compile(r"([MQSA])([0-9]{2})")
_PARTS_OF = {"M": 12, "Q": 4, "S": 2, "A": 0}
_ISO_PART = {"M": "-M", "Q": "-Q", "S": "-S", "A": ""}
"""Parts of a year beside it ("M07"), as far as they are not all of it ("M13")."""
_QUARTERS = ("1", "2", "3", "4")
_QUARTER = re.compile(r"2000-Q([1-4])")
_FIRST = re.compile(r"[0-9]{4}-[0-9]{2}-01")
_RUN = 4
"""First days that show what they stand for."""
_WHOLES = frozenset({"total", "totals", "all", "grand total"})
"""What a row of totals says in every column of names, that of the period among them."""
_ANNUAL = frozenset(
    {"year", "total", "annual", "year total", "whole year", "full year", "total year", "annual total", "total annual",
     "yearly", "yearly total", "total for year", "total for the year", "calendar year", "all", "all year", "all months",
     "all quarters", "all weeks", "annual average", "yearly average"}
)  # fmt: skip
"""What the row of the whole year is called in a column of its months or quarters."""


def is_annual(cell: str) -> bool:
    """Whether a cell in a column of parts of a year says that its row is of the whole of it."""
    return cell.strip(" .:()").casefold() in _ANNUAL


def quarter_number(cell: str) -> str | None:
    """The number of a quarter in a column of them: "2" of "Q2", "K2" and "2. Quartal"; None of what is none."""
    plain = cell.strip("QqTtKk ")
    if plain in _QUARTERS:
        return plain
    found = _QUARTER.fullmatch(read_period(f"{cell} 2000") or "")
    return found[1] if found else None


def period_reader(dating: Dating | None, since: str | None, year: str | None = None) -> PeriodOf:
    """What reads the period of a row's cells, in the `year` over the column where years stand there. From the period
    `since` on figures do not compare with earlier ones, and get a note that says so."""
    if dating is None or (dating.year_above and year is None):
        return lambda _cells: NOWHEN
    cache: dict[object, Dated] = {}
    single = dating.single
    if single is not None:

        def of_one(cells: Sequence[str]) -> Dated:
            text = cells[single]
            if text.casefold() in _WHOLES and dating.alone is not None:
                text = dating.alone
            found = cache.get(text)
            if found is None:
                bare = text.removeprefix(dating.prefix)
                found = _stretch(bare, dating, since) or dated(
                    bare, dating.style, dating.unsure, since, dating.firsts_of
                )
                found = cache[text] = found._replace(text=text) if dating.prefix and found.text else found
            return found

        return of_one

    def of_several(cells: Sequence[str]) -> Dated:
        texts = tuple(cells[at] for _, at in dating.columns)
        found = cache.get(texts)
        if found is None:
            parts = {role: text for (role, _), text in zip(dating.columns, texts, strict=True)}
            parts |= {Role.YEAR: year} if year else {}
            found = cache[texts] = dated(joined(parts, dating.style), dating.style, dating.unsure, since)
        return found

    return of_several


def part_reader(part: str, dating: Dating | None, since: str | None) -> PeriodOf:
    """What reads the period of a month or a quarter of the year in a row; one of no single year comes back as printed,
    and is refused."""
    of_row = period_reader(dating, since)
    cache: dict[Dated, Dated] = {}

    def of_part(cells: Sequence[str]) -> Dated:
        year = of_row(cells)
        if year.iso and year not in cache:
            words = f"{part} {year.text or year.iso}"
            cache[year] = year._replace(iso=within_year(part, year.iso) or words, text=words)
        return cache.get(year, NOWHEN)

    return of_part


def _stretch(text: str, dating: Dating, since: str | None) -> Dated | None:
    """The stretch that a cell stands for, where its header says so."""
    if dating.stretch is None or not text or is_missing(text) or _contradicts(text, dating.style, dating.unsure):
        return None
    marked = dating.stretch.read(text, dating.style)
    return of_marked(marked, text, since) if marked else None


def dated(text: str, style: PeriodStyle, unsure: Mapping[str, str], since: str | None, firsts_of: int = 0) -> Dated:
    """One text as a period. What contradicts the style of its column comes back as printed, and is refused."""
    if not text or is_missing(text):
        return NOWHEN
    marked = None if _contradicts(text, style, unsure) else read_marked(text, style)
    if marked and firsts_of and _FIRST.fullmatch(marked.iso):
        marked = marked._replace(iso=_beginning(marked.iso, firsts_of))
    return of_marked(marked, text, since) if marked else Dated(text, text=text)


def _beginning(first: str, months: int) -> str:
    """The month, quarter or year that begins on a day."""
    year, month = first[:4], int(first[5:7])
    return {1: first[:7], 3: f"{year}-Q{(month + 2) // 3}"}.get(months, year)


def months_between(cells: Iterable[str]) -> int:
    """How many months lie between days that are all the first of one: 1, 3 or 12 where they stand for what begins on
    them, be some left out; 0 where they do not show it."""
    days = sorted(set(cells))
    if len(days) < _RUN or not all(map(_FIRST.fullmatch, days)):
        return 0
    months = [int(day[:4]) * 12 + int(day[5:7]) for day in days]
    steps = {later - earlier for earlier, later in pairwise(months)}
    step = steps.pop()
    return step if not steps and step in (1, 3, 12) and (months[0] - 1) % step == 0 else 0


def of_marked(marked: Marked, text: str, since: str | None) -> Dated:
    flag = read_flag(marked.mark or "")
    notes = [note for note in (flag.note, break_note(marked.iso, since)) if note]
    return Dated(marked.iso, flag.status, "; ".join(notes) or None, text)


def joined(parts: Mapping[Role, str], style: PeriodStyle) -> str:
    """The text of a period that several columns make up, as a person would write it in one."""
    if Role.STARTS in parts:
        return _span(parts[Role.STARTS], parts[Role.ENDS], style)
    year = parts[Role.YEAR]
    quarter = parts.get(Role.QUARTER)
    if quarter and not is_annual(quarter):
        return f"{year}-Q{quarter_number(quarter) or quarter}"
    if (week := parts.get(Role.WEEK)) and not is_annual(week):
        return f"{year}-W{week.strip('Ww ').rjust(2, '0')}" if week.strip("Ww ").isdecimal() else f"{year} {week}"
    month = parts.get(Role.MONTH)
    if month and (part := _PART.fullmatch(month)):
        return f"{year}{_ISO_PART[part[1]]}{int(part[2])}" if int(part[2]) <= _PARTS_OF[part[1]] else year
    if not month or is_missing(month) or is_annual(month):
        return year
    number = month if month.isdecimal() else str(MONTHS.get(month.strip(". ").casefold(), ""))
    if not number:
        return f"{month} {year}"
    day = parts.get(Role.DAY)
    return f"{year}-{number.rjust(2, '0')}" + (f"-{day.rjust(2, '0')}" if day else "")


def _span(start: str, end: str, style: PeriodStyle) -> str:
    first, last = read_marked(start, style), read_marked(end, style)
    if first is None or last is None:
        return f"{start} to {end}"
    return first.iso if first.iso == last.iso else f"{first.iso} to {last.iso}"


def _contradicts(text: str, style: PeriodStyle, unsure: Mapping[str, str]) -> bool:
    """Whether a text that the sample did not have shows that its column is not written as the sample was read."""
    years = two_years(text.casefold())
    if years is None or not could_be_month(text.casefold()):
        return False
    follows = years[1] == years[0] + 1
    return (style.two_years and not follows) or (follows and "two_years" in unsure and text != unsure["two_years"])
