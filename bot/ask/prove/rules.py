"""All rules, and what they find together."""

from __future__ import annotations

from collections.abc import Callable

from bot.ask.prove import (
    averaged,
    bands,
    bases,
    breakdowns,
    changes,
    comparisons,
    counted,
    counts,
    currencies,
    dates,
    denials,
    durations,
    ends,
    halves,
    heads,
    levels,
    levels_added,
    losses,
    means,
    members,
    month_names,
    moved_gaps,
    named_times,
    numbers,
    of_what,
    one_period,
    one_time,
    opposites,
    order_of_what,
    orders,
    outside,
    percent_change,
    qualifiers,
    quantities,
    rates,
    relations,
    revisions,
    siblings,
    sides,
    sizes,
    spans,
    statuses,
    stretches,
    two_moments,
    wholes,
)
from bot.ask.prove.finding import PROVEN, Asked, Finding, Given, Verdict

Rule = Callable[[Asked, Given], Finding]

RULES: tuple[Rule, ...] = (
    dates.check,
    siblings.check,
    sides.check,
    rates.check,
    outside.check,
    losses.check,
    halves.check,
    counted.check,
    changes.check,
    bases.check,
    averaged.check,
    bands.check,
    breakdowns.check,
    comparisons.check,
    currencies.check,
    denials.check,
    durations.check,
    ends.check,
    heads.check,
    levels.check,
    levels_added.check,
    means.check,
    members.check,
    month_names.check,
    moved_gaps.check,
    named_times.check,
    numbers.check,
    one_period.check,
    opposites.check,
    order_of_what.check,
    percent_change.check,
    qualifiers.check,
    quantities.check,
    relations.check,
    revisions.check,
    sizes.check,
    spans.check,
    stretches.check,
    statuses.check,
    two_moments.check,
    wholes.check,
)
"""In any order: a veto is a veto, whichever finds it first."""

OF_MEANINGS: tuple[Rule, ...] = (*RULES, counts.check, of_what.check, one_time.check, orders.check)
"""What a reading that was learned has to pass."""


def judged(asked: Asked, given: Given, rules: tuple[Rule, ...] | None = None) -> Finding:
    """The first veto, else the first doubt, else proven."""
    doubt = PROVEN
    for rule in RULES if rules is None else rules:
        finding = rule(asked, given)
        if finding.verdict is Verdict.VETOED:
            return finding
        if doubt is PROVEN:
            doubt = finding
    return doubt
