"""Lookup: one figure as the ledger holds it. Unit and base are the figure's own.

A ratio whose numerator and denominator are held for the same period is computed from them, since counts say more than a
rounded share; so is a figure whose indicator has a derivation. What the sources report then stands in a caveat.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from bot.answer import Option
from bot.ask.compute.base import bases, counterpart, of_total, parts_of, share, within
from bot.ask.compute.bench import Bench
from bot.ask.compute.meant import members, result, selection
from bot.ask.grammar.cue import Cue
from bot.ask.meaning import Share
from bot.ask.outcome import Result
from bot.ask.say import results as say
from bot.ask.select import Picked, figures_of, quoted
from bot.ask.units import is_percent, is_share_like

_PERIODS = 3


def apply(bench: Bench) -> Result | None:
    picked = bench.at(bench.reading.single, rests=False)
    aside = replace(bench, disputes={})
    result = (
        _of_named_base(aside, picked)
        or _from_parts(aside, picked)
        or _share_of_count(aside, picked)
        or _share_of_all(aside, picked)
        or plain(aside, picked)
    )
    stated = _of_stated_value(bench, picked, result)
    if stated is None:
        bench.rest_on(aside.disputes.values())
    result = stated or result
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
    found = quoted(bench.figures([row])[row.id], stated[0])
    if found is None:
        return None
    others = bench.prose.options([one for one in picked.figures if one.id != found.figure.id])
    return replace(plain(bench, found), options=tuple(others))


def _others(bench: Bench, picked: Picked) -> Iterator[Option]:
    """Where the question names no time, what is held for the other periods, newest first."""
    wish = bench.wish()
    if wish.when is None and wish.named is None:
        series = reversed(bench.over_time_of(bench.reading.single))
        others = [one for one in series if one.figure.period != picked.figure.period][:_PERIODS]
        yield from bench.prose.options(figures_of(others))


def plain(bench: Bench, picked: Picked) -> Result:
    bench.rest_on([picked])
    figure = picked.figure
    unit = figure.unit or bench.catalogue.indicators[figure.indicator].unit
    if bench.query.wants_percent and unit and not is_share_like(unit):
        sentence = f"We hold the count, {bench.held(picked)}, but not what it would be a share of."
        raise bench.lacks("the base of that share", sentence, picked)
    result = Result("lookup", say.statement(bench.prose, figure, unit), figure.value, unit, (picked,), figure.qualifier)
    within = None if is_percent(unit) else next(bases(bench, picked), None)
    if within is None:
        return result
    whole = within.whole.figures
    return replace(result, base=f"of {within.whole_name}: {bench.prose.values(whole)}", beside=whole)


def _from_parts(bench: Bench, picked: Picked) -> Result | None:
    """The ratio from its own counts; of overlapping periods, one that has counts comes first."""
    if not is_percent(picked.figure.unit or bench.indicator.unit):
        return None
    for figure in (picked.figure, *picked.elsewhere):
        parts = parts_of(bench, figure)
        if parts is not None:
            others = [other for other in (*picked.figures, *picked.elsewhere) if other.id != figure.id]
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


def _share_of_all(bench: Bench, picked: Picked) -> Result | None:
    """The same where no total is held, of the members that make up a whole: the named one in all of them."""
    figure, wholes = picked.figure, bench.catalogue.dimensions
    found = [key for key, _ in figure.dimensions if wholes[key].whole and key in bench.reading.bound]
    if not bench.query.wants_percent or is_share_like(bench.indicator.unit or "") or len(found) != 1:
        return None
    return result(bench, Share((selection(bench, dict(figure.dimensions)),), members(bench, found[0])))
