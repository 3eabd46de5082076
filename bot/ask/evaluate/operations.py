"""A meaning evaluated: by the operation it is, and past the rules that need no question to judge by."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from bot.ask.evaluate.assumed import with_assumptions
from bot.ask.evaluate.breakdown import breakdown
from bot.ask.evaluate.change import change, percent_change
from bot.ask.evaluate.count import count
from bot.ask.evaluate.crossing import crossing
from bot.ask.evaluate.derived import contradicted
from bot.ask.evaluate.difference import difference
from bot.ask.evaluate.extent import extent
from bot.ask.evaluate.extreme import extreme
from bot.ask.evaluate.held import Held
from bot.ask.evaluate.lookup import lookup
from bot.ask.evaluate.ratio import ratio
from bot.ask.evaluate.share import share
from bot.ask.evaluate.total import mean, total
from bot.ask.meaning import (
    Breakdown,
    Change,
    Count,
    Crossing,
    Difference,
    Extreme,
    Lookup,
    Mean,
    Meaning,
    PercentChange,
    Range,
    Ratio,
    Share,
    Sum,
    members_of,
    selections,
)
from bot.ask.outcome import Missing, Outcome, Result, Stop, unless_disputed
from bot.ask.prove import one_period, wholes
from bot.ask.prove import percent_change as percentages
from bot.ask.prove.finding import Asked, Given, Verdict
from bot.ask.prove.rules import judged

_OPERATIONS: Mapping[type, Callable[[Any, Held], Result]] = {
    Lookup: lookup,
    Difference: difference,
    Change: change,
    PercentChange: percent_change,
    Ratio: ratio,
    Share: share,
    Sum: total,
    Mean: mean,
    Extreme: extreme,
    Count: count,
    Range: extent,
    Crossing: crossing,
    Breakdown: breakdown,
}
_RULES = (one_period.check, percentages.check, wholes.check)


def evaluate(meaning: Meaning, ledger: Held) -> Outcome:
    """What a meaning comes to: a result; what the ledger lacks, with the nearest; which of several is meant; or a
    dispute, where figures of equal standing disagree that it rests on. Raises StoreUnavailable where figures cannot be
    read."""
    ledger = ledger.afresh()
    try:
        result = contradicted(ledger, _OPERATIONS[type(meaning)](meaning, ledger))
    except Stop as stop:
        return unless_disputed(stop.outcome, ledger.disputes)
    return unless_disputed(
        _vetoed(meaning, result, ledger) or with_assumptions(meaning, result, ledger), ledger.disputes
    )


def _vetoed(meaning: Meaning, result: Result, ledger: Held) -> Missing | None:
    figures = tuple(one.figure for one in result.used)
    dimensions = {dimension: frozenset[str]() for figure in figures for dimension, _ in figure.dimensions}
    given = Given(
        result.operation, result.value, result.unit, figures, dimensions=dimensions, members=ledger.catalogue.codes
    )
    finding = judged(Asked((), (), (), members=_named(meaning)), given, _RULES)
    if finding.verdict is not Verdict.VETOED:
        return None
    return Missing(finding.missing, finding.sentence, figures)


def _named(meaning: Meaning) -> frozenset[tuple[str, str]]:
    """The members that a meaning names one by one."""
    found = {pair for of in selections(meaning) for pair in of.dimensions}
    group = members_of(meaning)
    if group is not None:
        found = {pair for pair in found if pair[0] != group.dimension}
        found |= {(group.dimension, code) for code in group.codes}
    return frozenset(found)
