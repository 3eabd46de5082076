"""The columns of values: what each of them measures, in what, and of when, as far as its header tells."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from bot.ingest.cells.headed import headed_period, headed_periods
from bot.ingest.cells.months import MONTHS
from bot.ingest.cells.periods import Marked, PeriodStyle, read_marked, read_period
from bot.ingest.cells.styles import style_of
from bot.ingest.cells.unit_headers import split_unit
from bot.ingest.cells.unit_words import SCALES
from bot.ingest.cells.units import is_generic, says_more, scaled, unit_of
from bot.ingest.layout.grid.kinds import is_part_of_year
from bot.ingest.layout.headed_stretches import as_stretch, stretch_over, unsettled
from bot.ingest.layout.long.dated import is_annual
from bot.ingest.layout.long.decimals import decimals_of
from bot.ingest.layout.long.headed_doubts import doubts_of_headers, parts_in_doubt
from bot.ingest.layout.long.heading import Heading, lines_above, scale_above
from bot.ingest.layout.long.names import Role, names_time, role_of, words_of
from bot.ingest.layout.long.plan import Dating, Measure
from bot.ingest.layout.long.profile import Column, is_datelike
from bot.ingest.layout.long.roles import BESIDE_PERIODS, DATING, Roles
from bot.ingest.layout.long.told import Told
from bot.ingest.orders import Orders
from bot.ingest.reading import Assumption
from bot.ingest.words import quoted, quoted_option

_FEWEST = 2
"""Headers that are months or quarters show that columns are of them: one may be a name."""
_NUMBERED = re.compile(r"Q ?[0-9]+", re.IGNORECASE)
_OF_OTHER_YEARS = frozenset({"financial", "fiscal", "fy", "tax", "school", "academic", "season", "budget"})
"""Years whose first quarter may be another than that of the calendar."""
_SEVERAL = 3
"""So many different months show that a column is of them, whatever it is called."""
_QUARTERS = frozenset({"q1", "q2", "q3", "q4"})


def measures_of(
    heading: Heading, columns: Sequence[Column], roles: Roles, orders: Orders, told: Told, said: list[Assumption]
) -> tuple[Measure, ...]:
    """The columns of values: the one that is called so, else those with numbers, or with periods over them; each with
    the unit that stands under its header, and its own column of flags."""
    flags = {of: at for at, of in heading.beside.items() if roles.of.get(at) is Role.FLAG}
    found = _as_stretches(_of_headers(columns, roles, orders, told, said), heading, columns, roles, said)
    scale = None
    if not (orders.unit or "unit" in told.constants):
        said += _scales_assumed([columns[one.column] for one in found])
        scale = scale_above(heading)
    if scale:
        said.append(Assumption(f"Figures are {scale}, as the line above the header says.", "--unit UNIT"))
    return tuple(
        replace(
            one,
            unit=_of_scale(scale, heading.units.get(one.column, one.unit)),
            flag=flags.get(one.column),
            short_scales=columns[one.column].has_short_scales,
        )
        for one in found
    )


def _as_stretches(
    measures: Sequence[Measure], heading: Heading, columns: Sequence[Column], roles: Roles, said: list[Assumption]
) -> list[Measure]:
    """The measures with the periods that a column of labels, or a line above, says that their headers stand for."""
    labels = [columns[at].name for at in roles.columns(Role.DIMENSION, Role.INDICATOR)]
    over = stretch_over([*labels, *lines_above(heading)])
    said += unsettled([one.period.iso for one in measures if one.period], over)
    return [
        replace(one, period=as_stretch(one.period.iso, one.period, over)) if one.period else one for one in measures
    ]


def _of_scale(scale: str | None, unit: str | None) -> str | None:
    """A unit in the scale of all figures, which no share and no unit with a scale of its own has."""
    plain = unit is None or not (unit.startswith(("percent", *SCALES)) or " per " in unit)
    return scaled(scale, unit) if plain else unit


def _scales_assumed(columns: Sequence[Column]) -> Iterator[Assumption]:
    """That an "m" is a million: in doubt where no other scale stands in the column."""
    for column in columns:
        if column.has_short_scales:
            example = next((cell for cell in column.told if cell[-1] in "mM"), None)
            others = any(cell[-1] not in "mM" for cell in column.told)
            if example is not None:
                sentence = f"{quoted(example)} in column {quoted(column.name)} is read as millions, not metres."
                yield Assumption(sentence, "--unit m", doubtful=not others)


def _of_headers(
    columns: Sequence[Column], roles: Roles, orders: Orders, told: Told, said: list[Assumption]
) -> tuple[Measure, ...]:
    at = roles.columns(Role.VALUE) or roles.columns(Role.MEASURE)
    dated = [one for one in at if is_datelike(columns[one].name)]
    if dated and not roles.columns(Role.VALUE):
        for other in set(at) - set(dated):
            roles.of.pop(other)
            roles.aside[other] = BESIDE_PERIODS
        at = dated
    parts = [] if dated else _parts_of_years(columns, at, roles, said)
    if parts:
        marks = decimals_of(columns, parts, True, orders, said)
        return tuple(Measure(one, name, marks[one], part="" if is_annual(name) else name)
                     for one in parts if (name := columns[one].name))  # fmt: skip
    named = [] if dated else _named(columns, at, roles, told.constants.get("period"), said)
    one_hand = bool(dated) or (len(named) > 1 and len({name for name, _ in named}) == 1)
    marks = decimals_of(columns, at, one_hand, orders, said)
    if "period" not in told.constants and not roles.columns(*DATING):
        said += parts_in_doubt([columns[one].name for one in at])
    if dated:
        return _of_periods(columns, at, marks)
    several = len({name for name, _ in named}) > 1
    found = [_measure(columns[one], *each, marks[one], several=several) for one, each in zip(at, named, strict=True)]
    return _with_order(_apart(found), orders.unit or told.constants.get("unit"))


def _of_periods(columns: Sequence[Column], at: Sequence[int], marks: Mapping[int, str]) -> tuple[Measure, ...]:
    """The columns that are headed by periods; two of the same, which differ by a mark behind it, keep their headers."""
    style = style_of([columns[one].name for one in at]).style
    periods = {one: read_marked(columns[one].name, style) for one in at}
    count = Counter(period.iso for period in periods.values() if period)
    return tuple(
        Measure(one, name, marks[one], name if period and count[period.iso] > 1 else None, period=period)
        for one, period in periods.items()
        if (name := columns[one].name)
    )


def _parts_of_years(columns: Sequence[Column], at: Sequence[int], roles: Roles, said: list[Assumption]) -> list[int]:
    """The columns that are headed by months or quarters of the years in the rows, with those of the whole year among
    them; none where it is not so. Others beside them are left aside."""
    years = roles.columns(Role.YEAR, Role.PERIOD)
    found = [one for one in at if is_part_of_year(columns[one].name)]
    if len(found) < _FEWEST or not years or roles.columns(Role.VALUE, Role.MONTH, Role.QUARTER, Role.WEEK):
        return []
    if any(_NUMBERED.fullmatch(columns[one].name) for one in at if one not in found):
        return []  # questions of a survey, or the like
    kept = [one for one in at if one in found or is_annual(columns[one].name)]
    for other in set(at) - set(kept):
        roles.of.pop(other)
        roles.aside[other] = BESIDE_PERIODS
    shown = ", ".join(quoted(columns[one].name) for one in found[:_FEWEST])
    sentence = f"{shown} and the like are parts of the year in {quoted(columns[years[0]].name)}."
    is_other = not _OF_OTHER_YEARS.isdisjoint(words_of(columns[years[0]].name))
    option = f"--map ignore={quoted_option(columns[years[0]].name)}"
    said.append(Assumption(sentence, option, doubtful=is_other))
    return kept


def in_years(columns: Sequence[Column], roles: Roles, measures: Sequence[Measure]) -> Dating | None:
    """The column of months or quarters whose years stand over the columns of values; it breaks nothing down."""
    if not all(one.period and len(one.period.iso) == len("2020") for one in measures):
        return None
    for at in roles.columns(Role.DIMENSION):
        role = _part_of_year(columns[at])
        if role is not None and at not in roles.renamed:
            roles.of[at] = role
            return Dating(((role, at),), PeriodStyle(), year_above=True)
    return None


def has_parts_of_year(columns: Sequence[Column], roles: Roles) -> bool:
    """Whether a column of what breaks figures down is one of months or quarters."""
    return any(_part_of_year(columns[at]) for at in roles.columns(Role.DIMENSION) if at not in roles.renamed)


def _part_of_year(column: Column) -> Role | None:
    cells = {cell.strip(". ").casefold() for cell in column.told if not is_annual(cell)}
    said = not column.name or names_time(column.name) or role_of(column.name) in DATING
    if not cells or (len(cells) < _SEVERAL and not said):
        return None
    if cells <= MONTHS.keys():
        return Role.MONTH
    return Role.QUARTER if cells <= _QUARTERS else None


def _named(
    columns: Sequence[Column], at: Sequence[int], roles: Roles, of_all: str | None, assumed: list[Assumption]
) -> list[tuple[str, Marked | None]]:
    """The header of each column without the period in it, and that period, where no column says when. A period that the
    desk says is `of_all` goes before the one that all headers have."""
    names = [columns[one].name for one in at]
    if roles.columns(*DATING) or roles.columns(Role.VALUE):
        return [(name, None) for name in names]
    found = headed_periods(names) if len(names) > 1 else [*map(headed_period, names)]
    assumed += doubts_of_headers(names, found) if of_all is None else ()
    periods = {period.iso for _, period in found if period}
    if of_all is not None and len(periods) == 1:
        is_same = periods == {read_period(of_all)}
        return [(name if is_same else header, None) for header, (name, _) in zip(names, found, strict=True)]
    if len(names) == 1 and periods:
        sentence = f"Figures are of the time in the header {quoted(names[0])}."
        assumed.append(Assumption(sentence, "--map period=2020"))
    return found


def _measure(column: Column, name: str, period: Marked | None, decimal: str, *, several: bool) -> Measure:
    """A header that is nothing but a unit names nothing, unless it says of what it is a share (“Percentage of drivers
    who were speeding”) among `several` that measure other things."""
    label, unit = split_unit(name)
    if role_of(name) is Role.VALUE:
        return Measure(column.at, column.name, decimal, unit=unit, period=period)
    whole = unit_of(name)
    unnamed = whole is not None and is_generic(whole) and not (several and says_more(name))
    return Measure(column.at, column.name, decimal, None if unnamed else label, unit, period)


def _apart(measures: Sequence[Measure]) -> list[Measure]:
    """Measures that would be told apart by their units alone keep them in their labels."""
    count = Counter((one.indicator, one.period) for one in measures)
    return [
        replace(one, indicator=one.header) if one.indicator and count[one.indicator, one.period] > 1 else one
        for one in measures
    ]


def _with_order(measures: Sequence[Measure], unit: str | None) -> tuple[Measure, ...]:
    """A unit that the desk says goes before what a header only happens to be called ("jobs"), and before the one that
    the header of a single measure has."""
    if unit is None:
        return tuple(measures)
    alone = len(measures) == 1
    return tuple(replace(one, unit=None) if alone or one.indicator == one.unit else one for one in measures)
