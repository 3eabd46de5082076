"""The observations of a group: those of the members of a dimension, of the periods of a series, or named one by one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from bot.ask.evaluate.held import Held, Row, Shelf
from bot.ask.evaluate.together import for_one_period, lateness, same_unit
from bot.ask.lengths import of_one_length
from bot.ask.meaning import Group, Members, Periods, Ranked, Selection, Several
from bot.ask.outcome import Stop
from bot.ask.prove.wholes import is_group, is_total, wholes
from bot.ask.say import lacking
from bot.ask.say.sides import names, time_name
from bot.ask.select import Absent, Picked, last_of, pick
from bot.domain import Figure, Status
from bot.periods import Period


@dataclass(frozen=True, slots=True)
class Field:
    """What competes, or is added up: each with its name. `over_time`: they are of one series, at different times.
    `level` are names of which only some are among the ranked that are taken, as their values are the same."""

    named: tuple[tuple[str, Picked], ...]
    over_time: bool
    level: tuple[str, ...] = ()

    @property
    def picked(self) -> list[Picked]:
        return [one for _, one in self.named]

    @property
    def figures(self) -> list[Figure]:
        return [one.figure for _, one in self.named]


def field_of(ledger: Held, group: Group | Ranked) -> Field:
    """The observations of a group. Raises Stop where there are none, fewer than are asked for, or they are for
    different times."""
    match group:
        case Ranked():
            return _ranked(ledger, group)
        case Members():
            found = members(ledger, group)
            prose = ledger.prose
            field = Field(tuple((prose.code(group.dimension, code), one) for code, one in found.items()), False)
        case Periods():
            times = periods(ledger, group)
            field = Field(tuple((time_name(ledger.prose, one.figure), one) for one in times), True)
        case Several(each):
            together = _several(ledger, each)
            labels = names(ledger.prose, [one.figure for one in together])
            one_series = len({one.figure.series for one in together}) == 1
            field = Field(tuple(zip(labels, together, strict=True)), one_series)
    ledger.rest_on(field.picked)
    return field


def _ranked(ledger: Held, group: Ranked) -> Field:
    """Rests on all members: any of them might have been among the first."""
    field = field_of(ledger, group.of)
    if group.count > len(field.named):
        raise Stop(lacking.place(group.count, len(field.named), field.figures))
    same_unit(ledger, field.figures)
    ordered = sorted(field.named, key=lambda item: item[1].figure.value, reverse=group.highest)
    taken, left = ordered[: group.count], ordered[group.count :]
    last = taken[-1][1].figure.value
    level = tuple(name for name, one in ordered if one.figure.value == last)
    is_open = bool(left) and left[0][1].figure.value == last
    return replace(field, named=tuple(taken), level=level if is_open else ())


def _several(ledger: Held, each: Sequence[Selection]) -> list[Picked]:
    distinct = list(dict.fromkeys(each))
    rows = {ledger.row(of).id for of in distinct}
    found = [ledger.at(of) for of in distinct] if len(rows) == 1 else for_one_period(ledger, distinct)
    return list({one.figure.id: one for one in found}.values())


def members(ledger: Held, group: Members) -> dict[str, Picked]:
    """Code -> figure, all for one period. Of members that are not named, wholes of the others are left out. Raises Stop
    where one that is named has no figure, or there is none at all."""
    of = group.of.without(group.dimension)
    if group.codes:
        each = [_with(of, group.dimension, code) for code in dict.fromkeys(group.codes)]
        return dict(zip(dict.fromkeys(group.codes), for_one_period(ledger, each), strict=True))
    shelf = ledger.shelf(of.indicator)
    rows = _rows(ledger, shelf, of, group.dimension)
    loaded = ledger.figures(list(rows.values()))
    if not rows:
        raise Stop(lacking.members(ledger.prose, group.dimension, of))
    found = {code: pick(loaded[row.id], ledger.wish(of)) for code, row in rows.items()}
    picked = {code: one for code, one in found.items() if isinstance(one, Picked)}
    if not picked:
        absent = next(one for one in found.values() if isinstance(one, Absent))
        raise Stop(ledger.absent(absent, of))
    together = _at_one_time(ledger, of, rows, picked)
    values = {code: one.figure.value for code, one in together.items()}
    left_out = wholes(group.dimension, values, ledger.catalogue.codes)
    return {code: one for code, one in together.items() if code not in left_out}


def not_held(ledger: Held, group: Members, field: Field) -> list[str]:
    """The members that have figures, but none for the time of those that are held together; wholes aside."""
    figures = field.figures
    known = {dict(figure.dimensions).get(group.dimension) for figure in figures}
    of = group.of.without(group.dimension)
    rows = {} if group.codes else _rows(ledger, ledger.shelf(of.indicator), of, group.dimension)
    values = {code: figure.value for code, figure in _held_at(ledger, rows, figures[0].period).items()}
    left_out = wholes(group.dimension, values, ledger.catalogue.codes)
    return [ledger.prose.code(group.dimension, code) for code in rows if code not in known | left_out]


def _held_at(ledger: Held, rows: Mapping[str, Row], period: Period) -> dict[str, Figure]:
    loaded = ledger.figures(list(rows.values()))
    found = {code: [one for one in loaded[row.id] if one.period == period] for code, row in rows.items()}
    return {code: figures[-1] for code, figures in found.items() if figures}


def _at_one_time(ledger: Held, of: Selection, rows: Mapping[str, Row], picked: dict[str, Picked]) -> dict[str, Picked]:
    """The members that are held for the last period that half of them have."""
    held: dict[Period, int] = {}
    for row in rows.values():
        for period in {figure.period for figure in ledger.figures([row])[row.id]}:
            held[period] = held.get(period, 0) + 1
    if of.period is not None:
        latest = max((one.figure.period for one in picked.values()), key=lateness)
        return {code: one for code, one in picked.items() if one.figure.period == latest}
    shown = {one.figure.period for one in picked.values()}
    common = [period for period in shown if 2 * held[period] >= len(rows)]
    latest = max(common or shown, key=lateness)
    wish = replace(ledger.wish(of), named=latest)
    found = {code: pick(ledger.figures([row])[row.id], wish) for code, row in rows.items()}
    return {code: one for code, one in found.items() if isinstance(one, Picked) and one.figure.period == latest}


def _rows(ledger: Held, shelf: Shelf, of: Selection, dimension: str) -> dict[str, Row]:
    """Code -> its series, the other dimensions as they are selected, or where that gives none, at their totals; what is
    a whole whatever its figures is left out."""
    known, every = ledger.catalogue.codes, shelf.codes.get(dimension, {})
    parents = {known[dimension, code].broader for code in every if (dimension, code) in known}
    labels = {code: ledger.prose.code(dimension, code) for code in every}
    codes = {code for code, label in labels.items() if not (code in parents or is_total(label) or is_group(label))}
    exact = {code: shelf.by_key.get(_with(of, dimension, code).dimensions) for code in every if code in codes}
    found = {code: row for code, row in exact.items() if row is not None}
    return found or _rows_at_totals(ledger, shelf, set(of.dimensions), dimension, codes)


def _rows_at_totals(
    ledger: Held, shelf: Shelf, selected: set[tuple[str, str]], dimension: str, codes: set[str]
) -> dict[str, Row]:
    candidates: dict[str, list[Row]] = {}
    for key, row in shelf.by_key.items():
        own = dict(key).get(dimension)
        rest = [pair for pair in key if pair[0] != dimension and pair not in selected]
        if own in codes and selected <= set(key) and all(ledger.is_left_out(shelf, pair) for pair in rest):
            candidates.setdefault(own, []).append(row)
    return {code: rows[0] for code, rows in candidates.items() if len(rows) == 1}


def periods(ledger: Held, group: Periods) -> list[Picked]:
    """The figures of one series for every period within the stretch, oldest first, of one length. Forecasts wait until
    they are asked for, or are all there is. Raises Stop where there is none."""
    of = replace(group.of, period=None)
    held = ledger.by_period(of)
    inside = {period: one for period, one in held.items() if group.within is None or group.within.covers(period)}
    if not of.statuses:
        known = {period: one for period, one in inside.items() if one.figure.status is not Status.FORECAST}
        inside = known or inside
    alike = {figure.period for figure in of_one_length([one.figure for one in inside.values()], ())}
    found = sorted(
        (one for period, one in inside.items() if period in alike), key=lambda one: lateness(one.figure.period)
    )
    if not found:
        row = ledger.row(of)
        nearest = last_of(ledger.figures([row])[row.id], 3)
        raise Stop(ledger.absent(Absent("period", nearest), replace(of, period=group.within)))
    return found


def _with(of: Selection, dimension: str, code: str) -> Selection:
    return replace(of, dimensions=tuple(sorted((*of.dimensions, (dimension, code)))))
