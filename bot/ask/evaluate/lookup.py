"""Lookup: one figure as the ledger holds it. Unit and base are the figure's own.

A ratio whose numerator and denominator are held for the same period is computed from them, since counts say more than a
rounded share; so is a figure whose indicator has a derivation. What the sources report then stands in a caveat.
"""

from __future__ import annotations

from dataclasses import replace

from bot.ask.evaluate.bases import parts_of, share_of, within
from bot.ask.evaluate.derived import derived
from bot.ask.evaluate.held import Held
from bot.ask.evaluate.together import lateness, unit_of
from bot.ask.meaning import Lookup, Selection
from bot.ask.outcome import Result
from bot.ask.say import results as say
from bot.ask.select import Picked, figures_of
from bot.ask.units import is_percent

_PERIODS = 3


def lookup(meaning: Lookup, ledger: Held) -> Result:
    of = meaning.of
    picked = ledger.afresh().at(of)
    computed = _from_parts(ledger, of, picked) or (derived(ledger, picked) if of.agent is None else None)
    if computed is not None:
        return computed  # It tells already what was reported.
    ledger.rest_on([picked])
    result = _plain(ledger, picked)
    others = tuple(ledger.prose.options(figures_of(_others(ledger, of, picked))))
    return replace(result, options=others) if others else result


def _plain(ledger: Held, picked: Picked) -> Result:
    figure, prose = picked.figure, ledger.prose
    unit = unit_of(ledger, figure)
    result = Result("lookup", say.statement(prose, figure, unit), figure.value, unit, (picked,), figure.qualifier)
    base = None if is_percent(unit) else next(within(ledger, picked), None)
    if base is None:
        return result
    whole = base.whole.figures
    return replace(result, base=f"of {base.name}: {prose.values(whole)}", beside=whole)


def _from_parts(ledger: Held, of: Selection, picked: Picked) -> Result | None:
    """The ratio from its own counts; of overlapping periods, one that has counts comes first."""
    if of.agent is not None or not is_percent(unit_of(ledger, picked.figure)):
        return None
    for figure in (picked.figure, *picked.elsewhere):
        parts = parts_of(ledger, figure, of.source)
        if parts is not None:
            others = [other for other in (*picked.figures, *picked.elsewhere) if other.id != figure.id]
            return share_of(ledger, parts, (figure, *others))
    return None


def _others(ledger: Held, of: Selection, picked: Picked) -> list[Picked]:
    """Where no time is selected, what is held for the other periods, newest first."""
    if of.period is not None:
        return []
    held = sorted(ledger.by_period(of).values(), key=lambda one: lateness(one.figure.period), reverse=True)
    return [one for one in held if one.figure.period != picked.figure.period][:_PERIODS]
