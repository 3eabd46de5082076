"""When the observations of a long table are of, as its columns say, and what is assumed of them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from bot.ingest.cells.periods import PeriodStyle, read_marked
from bot.ingest.cells.stretches import Stretch, stretch_of
from bot.ingest.cells.styles import style_of
from bot.ingest.layout.long.dated import months_between
from bot.ingest.layout.long.headed_doubts import part_in_doubt
from bot.ingest.layout.long.measures import in_years
from bot.ingest.layout.long.names import Role, may_name_other_time, names_time, role_of, words_of
from bot.ingest.layout.long.plan import Dating, Measure
from bot.ingest.layout.long.profile import Column
from bot.ingest.layout.long.roles import DATING, Roles
from bot.ingest.layout.totals import is_total
from bot.ingest.orders import Orders
from bot.ingest.reading import Assumption
from bot.ingest.words import quoted, quoted_option

_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_THIRDS = frozenset({"tertial", "tertiale", "quadrimestre", "cuatrimestre"})
_SERIES_ID = re.compile(r"[A-Z][A-Z0-9_.]+")


def dating_of(
    columns: Sequence[Column], roles: Roles, orders: Orders, measures: Sequence[Measure], said: list[Assumption]
) -> Dating | None:
    """How the columns that say when are read; None where none does. What is assumed of them is added to `said`."""
    if any(measure.period for measure in measures):
        return _under_periods(columns, roles, measures, said)
    parts = tuple((role, at) for role in DATING for at in roles.columns(role))
    if not parts:
        return None
    first = columns[parts[0][1]]
    if first.at not in roles.reserved:
        said += _taken_for_time(first)
    prefix = first.period_prefix if len(parts) == 1 and not first.is_mostly_periods else ""
    if prefix:
        sentence = f"{quoted(prefix)} before each period in column {quoted(first.name)} is a code, and is left aside."
        said.append(Assumption(sentence, "--map period=COLUMN"))
    settled = style_of(cell.removeprefix(prefix) for _, at in parts for cell in columns[at].told)
    style, unsure = settled.style, dict(settled.open)
    if (quarters := _says_quarters(first.name)) is not None:
        style = style._replace(quarters=quarters)
        unsure.pop("quarters", None)
    if orders.day_first is not None:
        style = style._replace(day_first=orders.day_first)
        unsure.pop("day_first", None)
    said += _styled(first, style, unsure, own=roles.own)
    if roles.own:
        unsure.pop("two_years", None)
    stretch = stretch_of(first.name) if len(parts) == 1 else None
    said += _stretched(first, stretch, style, mapped=first.at in roles.reserved)
    texts = [cell for cell in first.told if not is_total(cell)]
    firsts_of = _firsts_of(columns, first)
    if firsts_of:
        length = {1: "month", 3: "quarter"}.get(firsts_of, "year")
        said.append(Assumption(f"{quoted(texts[0])} and the like stand for the {length} that begins then.", ""))
    alone = texts[0] if len(texts) == 1 else None
    return Dating(parts, style, unsure, stretch=stretch, prefix=prefix, firsts_of=firsts_of, alone=alone)


def _styled(column: Column, style: PeriodStyle, unsure: Mapping[str, str], *, own: bool) -> Iterator[Assumption]:
    """What is assumed of how periods are written; `unsure` are texts that could mean two things. In the desk's own
    layout, a month is one."""
    if example := unsure.get("day_first"):
        where = f"{quoted(example)} in column {quoted(column.name)}"
        sentence = f"{where} is read with its day first; only --day-first settles it."
        yield Assumption(sentence, "--month-first", doubtful=True, settles=Orders(day_first=True))
    if example := unsure.get("quarters"):
        yield part_in_doubt(example)
    if example := unsure.get("two_years"):
        years = read_marked(example, PeriodStyle(two_years=True))
        sentence = f"{quoted(example)} in column {quoted(column.name)} is read as a month; it could be two years."
        yield Assumption(sentence, f"--map period={years.iso}" if years else "", doubtful=not own)
    elif style.two_years:
        sentence = f"Periods such as {quoted(column.told[0])} are each a year and the next, not months."
        yield Assumption(sentence, "--map period=COLUMN")


def _says_quarters(name: str) -> bool | None:
    """Whether a column is called quarters, or thirds of a year; None where it is neither."""
    words = words_of(name)
    if any(role_of(word) is Role.QUARTER for word in words):
        return True
    return None if _THIRDS.isdisjoint(words) else False


def _stretched(column: Column, stretch: Stretch | None, style: PeriodStyle, *, mapped: bool) -> Iterator[Assumption]:
    """Cells that stand for a stretch which neither they nor their header say; each is read as it stands."""
    alone = {cell: found.iso for cell in column.told if (found := read_marked(cell, style))}
    if stretch is not None:
        open_ = [cell for cell, iso in alone.items() if ".." not in iso and not stretch.settles(cell, style)]
        held = "does not say for what time"
    else:
        days = [cell for cell, iso in alone.items() if _DAY.fullmatch(iso)]
        open_ = days if role_of(column.name) is Role.WEEK else []
        held = "does not say whether a week begins or ends with"
    if open_ and not mapped:
        sentence = f"Column {quoted(column.name)} {held} {quoted(open_[0])}"
        sentence += " stands; it is read as it is written." if stretch else "; it is read as that day."
        option = f"--map period={quoted_option(column.name)}"
        yield Assumption(sentence, option, doubtful=True, about=f"{held} in {column.name}")


def _firsts_of(columns: Sequence[Column], dates: Column) -> int:
    """The months of what first days stand for, in a download of series by their ids, as FRED's: a column of dates of
    observation beside others that are called by ids."""
    ids = all(_SERIES_ID.fullmatch(column.name) for column in columns if column is not dates and column.name)
    called = words_of(dates.name) == ("observation", "date") or dates.name == "DATE"
    return months_between(dates.told) if ids and called and dates.at == 0 else 0


def _taken_for_time(first: Column) -> Iterator[Assumption]:
    """What is assumed of a column that says when, and is not called so."""
    if first.is_numeric and role_of(first.name) is None and not names_time(first.name):
        held = "months" if first.is_months_with_points else "years without a gap"
        sentence = f"{quoted(first.name)} holds {held}, and is taken for the period."
        yield Assumption(sentence, f"--map NAME={quoted_option(first.name)}")
    elif may_name_other_time(first.name) and stretch_of(first.name) is None:
        sentence = f"{quoted(first.name)} is taken for the time that the figures are of."
        yield Assumption(sentence, f"--map ignore={quoted_option(first.name)}", doubtful=True)


def _under_periods(
    columns: Sequence[Column], roles: Roles, measures: Sequence[Measure], said: list[Assumption]
) -> Dating | None:
    """What says when beside headers that do: months of their years; other times tell rows apart, in doubt."""
    dating = in_years(columns, roles, measures)
    for at in [] if dating else roles.columns(*DATING):
        roles.of[at] = Role.DIMENSION
        sentence = f"Column {quoted(columns[at].name)} and headers both say when; the period is that of the headers."
        said.append(Assumption(sentence, f"--map ignore={quoted_option(columns[at].name)}", doubtful=True))
    return dating
