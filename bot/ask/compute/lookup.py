"""Lookup: one figure as the ledger holds it. Unit and base are the figure's own.

A ratio whose numerator and denominator are held for the same period is computed from them, since counts say more than a
rounded share; so is a figure whose indicator has a derivation. What the sources report then stands in a caveat.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from bot.answer import Option
from bot.ask.compute.base import bases, counterpart, is_percent, is_share_like, of_total, parts_of, share, within
from bot.ask.compute.bench import Bench, Missing, Result, Stop
from bot.ask.grammar.cue import Cue
from bot.ask.select import Picked

_PERIODS = 3


def apply(bench: Bench) -> Result | None:
    picked = bench.at(bench.reading.single)
    result = (
        _of_named_base(bench, picked)
        or _from_parts(bench, picked)
        or _share_of_count(bench, picked)
        or plain(bench, picked)
    )
    result = _of_stated_value(bench, picked, result) or result
    if result.operation != "lookup":
        return result  # a share already tells what was reported for other periods
    others = tuple(_others(bench, picked))
    return replace(result, options=(*result.options, *others)) if others else result


def _of_stated_value(bench: Bench, picked: Picked, result: Result) -> Result | None:
    """The figure that the question quotes ("where does the 12.5 per cent come from"), of those held for the series."""
    stated = bench.query.numbers(bench.reading.claimed)
    if len(stated) != 1 or result.value == stated[0] or not bench.wants(Cue.SOURCE, Cue.WHY):
        return None
    row = bench.row(bench.reading.single)
    quoted = next((figure for figure in bench.figures([row])[row.id] if figure.value == stated[0]), None)
    if quoted is None:
        return None
    others = tuple(bench.prose.option(one) for one in (picked.figure, *picked.rivals) if one.id != quoted.id)
    return replace(plain(bench, Picked(quoted)), options=others)


def _others(bench: Bench, picked: Picked) -> Iterator[Option]:
    """Rival figures, and, where the question names no time, what is held for the other periods, newest first."""
    for rival in picked.rivals:
        yield bench.prose.option(rival)
    wish = bench.wish()
    if wish.when is None and wish.named is None:
        series = [one.figure for one in bench.over_time_of(bench.reading.single)]
        for figure in [figure for figure in reversed(series) if figure.period != picked.figure.period][:_PERIODS]:
            yield bench.prose.option(figure)


def plain(bench: Bench, picked: Picked) -> Result:
    figure = picked.figure
    unit = figure.unit or bench.catalogue.indicators[figure.indicator].unit
    if bench.query.wants_percent and unit and not is_share_like(unit):
        raise Stop(
            Missing(
                "the base of that share",
                f"We hold the count, {bench.prose.short(figure)}, but not what it would be a share of.",
                (figure,),
            )
        )
    result = Result("lookup", bench.prose.statement(figure), figure.value, unit, (picked,), figure.qualifier)
    within = None if is_percent(unit) else next(bases(bench, picked), None)
    if within is None:
        return result
    whole = within.whole.figure
    return replace(result, base=f"of {within.whole_name}: {bench.prose.value(whole)}", beside=(whole,))


def _from_parts(bench: Bench, picked: Picked) -> Result | None:
    """The ratio from its own counts; of overlapping periods, one that has counts comes first."""
    if not is_percent(picked.figure.unit or bench.indicator.unit):
        return None
    for figure in (picked.figure, *picked.elsewhere):
        parts = parts_of(bench, figure)
        if parts is not None:
            others = [other for other in (picked.figure, *picked.rivals, *picked.elsewhere) if other.id != figure.id]
            return share(bench, parts, (figure, *others))
    return None


def _of_named_base(bench: Bench, picked: Picked) -> Result | None:
    """A share of another base than the ratio's own, where the question names that base."""
    named, indicator = bench.reading.universe, bench.indicator
    if named is None or named == indicator.universe or indicator.numerator is None or not is_percent(indicator.unit):
        return None
    for figure in (picked.figure, *picked.elsewhere):
        part = counterpart(bench, indicator.numerator, figure)
        parts = within(bench, part, named) if part else None
        if parts is not None:
            return share(bench, parts)
    return None


def _share_of_count(bench: Bench, picked: Picked) -> Result | None:
    """A count asked for as a share: of the base that the question names, else of the nearest it is counted within."""
    if not bench.query.wants_percent or is_percent(picked.figure.unit or bench.indicator.unit):
        return None
    named = bench.reading.universe
    parts = within(bench, picked, named) if named else next(bases(bench, picked), None) or of_total(bench, picked)
    return share(bench, parts) if parts else None
