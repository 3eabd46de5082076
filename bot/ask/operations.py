"""Operations: each a file with its unit and base rules. The first that knows what the question asks for answers it.

An operation takes a `Bench` and returns a `Result`, or None where the question is not for it; it raises `Stop` where
the question is for it but the ledger lacks something, or more than one figure fits.
"""

from __future__ import annotations

from collections.abc import Callable

from bot.ask.compute import (
    about,
    breakdown,
    change,
    complement,
    count,
    crossing,
    derived,
    difference,
    extent,
    extreme,
    gap,
    joint,
    lookup,
    movers,
    neither,
    one_in,
    passing,
    percent_difference,
    rate,
    ratio,
    reconstructed,
    revised,
    series,
    stated,
    threshold,
    total,
    unmet,
)
from bot.ask.compute.assumed import with_assumptions
from bot.ask.compute.bench import Bench
from bot.ask.outcome import Missing, Outcome, Result, Stop, unless_disputed

Operation = Callable[[Bench], Result | None]

OPERATIONS: tuple[Operation, ...] = (
    about.definition,
    passing.apply,
    revised.apply,
    breakdown.by_members,
    extent.apply,
    extent.of_first,
    one_in.apply,
    neither.apply,
    threshold.apply,
    derived.apply,
    gap.apply,
    crossing.apply,
    ratio.apply,
    complement.apply,
    rate.apply,
    joint.against,
    joint.apply,
    total.apply,
    movers.apply,
    extreme.apply,
    change.apply,
    percent_difference.apply,
    difference.apply,
    series.trend,
    series.compare,
    breakdown.of_result,
    reconstructed.apply,
    count.apply,
    stated.apply,
    unmet.apply,
    lookup.apply,
)
"""In this order: a question with the signs of two operations is for the more particular one."""


def compute(bench: Bench) -> Outcome:
    """Answer one reading by the first operation that takes it; where figures disagree that it rests on, by their
    dispute."""
    try:
        for operation in OPERATIONS:
            result = operation(bench)
            if result is not None:
                return unless_disputed(with_assumptions(bench, result), bench.disputes)
    except Stop as stop:
        ready = derived.ready_made(bench) if isinstance(stop.outcome, Missing) else None
        return unless_disputed(ready, {}) if ready else unless_disputed(stop.outcome, bench.disputes)
    raise AssertionError("lookup takes every question")
