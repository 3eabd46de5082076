"""What the headers over each column say of the figures below: period, unit, measure, dimensions."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from bot.ingest.cells.periods import PeriodStyle
from bot.ingest.cells.units import unit_of
from bot.ingest.layout.grid.heading import Heading, dimension_name, joined
from bot.ingest.layout.grid.heads import Heads, Level
from bot.ingest.layout.grid.kinds import (
    are_measures,
    are_units,
    dated,
    is_name_of,
    is_part_of_year,
    is_plain_total,
    is_plain_unit,
    kind_of,
    label_and_unit,
    says_more,
    status_of,
)
from bot.ingest.layout.grid.quarters import is_mixed
from bot.ingest.layout.scales import says_exception

_OUTER, _INNER = "column group", "column heading"


def column_headings(
    heads: Heads,
    columns: Sequence[int],
    style: PeriodStyle,
    names: Sequence[str],
    years: Mapping[int, str],
    *,
    rows_measure: bool,
) -> dict[int, Heading]:
    """By column. `years` are those of columns of quarters that stand beside years. `names` are what the dimensions of
    the columns may be called, where the sheet says so; `rows_measure` where the labels of the rows say what is
    measured, so that the headers do not."""
    found = {column: Heading() for column in columns}
    labels: list[dict[int, str]] = []
    for level in _units_taken(heads.levels, found):
        rest = _periods_taken(level, found, style, years)
        if rest:
            labels.append(rest)
    labels = _without_common(labels, found)
    if not rows_measure:
        place = _measure_level(labels, found)
        if place is not None:
            for column, text in labels.pop(place).items():
                label, unit = label_and_unit(text)
                found[column].unit = found[column].unit or unit
                found[column].measure = (*found[column].measure, label)
    _take_units_in_brackets(labels, found)
    _name_dimensions(_crossed(labels), found, names)
    for heading in found.values():
        heading.measure = (*heading.measure, *filter(None, [heading.counted]))
    return found


def _units_taken(levels: Sequence[Level], found: Mapping[int, Heading]) -> list[dict[int, str]]:
    """The levels without their units, which are the lowest over each column. What stands beside a unit under one and
    the same header, and is counted, is what the column measures: “Votes” beside “%”."""
    rest = [{at: text for at, text in level.items() if not says_exception(text)} for level in levels]
    for place, level in reversed([*enumerate(rest)]):
        for column in _counted(rest, place):
            found[column].unit = found[column].unit or unit_of(level[column])
            found[column].counted = level.pop(column)
        units = are_units(level.values()) and (len(rest) > 1 or all(map(is_plain_unit, level.values())))
        for column, text in list(level.items()):
            if found[column].unit is None and (units or is_plain_unit(text)):
                found[column].unit = unit_of(text)
                if not says_more(text):
                    del level[column]
    return [level for level in rest if level]


def _counted(levels: Sequence[Level], place: int) -> list[int]:
    """The columns of a level under whose header above stand plain units, and this one thing besides."""
    under: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for column in levels[place] if place else ():
        under[tuple(level.get(column, "") for level in levels[:place])].append(column)
    found = []
    for columns in under.values():
        counted = [column for column in columns if not is_plain_unit(levels[place][column])]
        if len(counted) == 1 < len(columns):
            found += counted
    things = {levels[place][column] for column in found}
    return found if len(things) == 1 and len(found) == len(under) and not any(map(is_plain_total, things)) else []


def _periods_taken(
    level: dict[int, str], found: Mapping[int, Heading], style: PeriodStyle, years: Mapping[int, str]
) -> dict[int, str]:
    """The level without its periods, where half of its headers are some."""
    if is_mixed(level, style):
        return _mixed_taken(level, found, style, years)
    texts = set(level.values())
    periods = {text: marked for text in texts if (marked := dated(text, style))}
    parts = {text for text in texts if is_part_of_year(text)}
    rest = dict(level)
    if len(parts) * 2 > len(texts):
        for column in [column for column, text in level.items() if text in parts]:
            heading = found[column]
            heading.part = rest.pop(column)
            heading.period_text = " ".join(filter(None, (heading.period_text, heading.part)))
    else:
        if len(periods) * 2 < len(texts):
            periods = {text: marked for text, marked in periods.items() if text.isdecimal()}
        for column in [column for column, text in level.items() if text in periods]:
            marked, heading = periods[level[column]], found[column]
            heading.period, heading.period_text = marked.iso, _words(heading, rest.pop(column))
            heading.status, heading.note = status_of(marked.mark)
    return rest


def _mixed_taken(
    level: dict[int, str], found: Mapping[int, Heading], style: PeriodStyle, years: Mapping[int, str]
) -> dict[int, str]:
    """The same of a level of years and parts of them."""
    rest = dict(level)
    for column, text in level.items():
        heading, year = found[column], years.get(column, "")
        marked = dated(year if is_part_of_year(text) else text, style)
        if is_part_of_year(text):
            heading.part = rest.pop(column)
            heading.period_text = " ".join(filter(None, (text, year)))
        elif marked:
            heading.period_text = rest.pop(column)
        if marked:
            heading.period = marked.iso
            heading.status, heading.note = status_of(marked.mark)
    return rest


def _words(heading: Heading, text: str) -> str:
    return f"{heading.period_text} {text}" if heading.part and heading.period_text else text


def _without_common(labels: Sequence[dict[int, str]], found: Mapping[int, Heading]) -> list[dict[int, str]]:
    """The levels without a header that stands over all columns, which tells none of them apart: it says what is
    measured in all of them."""
    rest = []
    for place, level in enumerate(labels):
        below = labels[place + 1].values() if place + 1 < len(labels) else ()
        counts = any(text.isdecimal() for text in below)  # "rooms" over 1, 2, 3
        if len(set(level.values())) > 1 or len(level) < len(found) or counts:
            rest.append(level)
            continue
        for column, text in level.items():
            label, unit = label_and_unit(text)
            found[column].unit = found[column].unit or unit
            if not is_plain_total(label):
                found[column].measure = (*found[column].measure, label)
    return rest


def _measure_level(labels: Sequence[Level], found: Mapping[int, Heading]) -> int | None:
    """The level whose headers say what is measured: each has a unit of its own, or they are called averages, rates."""
    for place, level in enumerate(labels):
        units: dict[str, set[str | None]] = defaultdict(set)
        for column, text in level.items():
            if not is_plain_total(text):
                units[text].add(found[column].unit or label_and_unit(text)[1])
        kinds = {unit for held in units.values() for unit in held}
        if len(level) == len(found) and len(kinds) > 1 and all(len(held) == 1 for held in units.values()):
            return place
    return next((place for place, level in enumerate(labels) if are_measures(level.values())), None)


def _take_units_in_brackets(labels: Sequence[dict[int, str]], found: Mapping[int, Heading]) -> None:
    for level in reversed(labels):
        for column, text in level.items():
            label, unit = label_and_unit(text)
            if unit is not None and found[column].unit is None:
                found[column].unit, level[column] = unit, label


def _crossed(labels: Sequence[Level]) -> list[Level]:
    """Levels that cross each other; a level whose headers belong to one header above each is joined with it."""
    found: list[Level] = []
    for level in labels:
        if found and not _cross(found[-1], level):
            columns = [*dict.fromkeys([*found[-1], *level])]
            found[-1] = {column: joined(found[-1].get(column, ""), level.get(column, "")) for column in columns}
        else:
            found.append(level)
    return found


def _cross(outer: Level, inner: Level) -> bool:
    """Whether most of the inner headers come again under several of the outer ones."""
    under: dict[str, set[str]] = defaultdict(set)
    for column, text in inner.items():
        under[text].add(outer.get(column, ""))
    return sum(1 for held in under.values() if len(held) > 1) * 2 > len(under)


def _name_dimensions(levels: Sequence[Level], found: Mapping[int, Heading], names: Sequence[str]) -> None:
    known = [kind_of(level.values()) for level in levels]
    free = [name for name in names if not any(is_name_of(name, one) for one in known if one)]
    open_levels = sum(1 for name in known if not name)
    taken: list[str] = []
    for place, level in enumerate(levels):
        name = known[place]
        if name is None and len(free) == 1 and open_levels == 1:
            name = free[0]
        name = dimension_name(name or (_INNER if place == len(levels) - 1 else _OUTER), taken)
        taken.append(name)
        plain_totals = {text for text in level.values() if is_plain_total(text)}
        for column, text in level.items():
            if len(plain_totals) != 1 or text not in plain_totals:
                found[column].dimensions[name] = text
