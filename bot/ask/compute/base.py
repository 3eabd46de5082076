"""Bases: what a count is a part of, and shares computed from counts.

A share is computed only where part and base are held for the same period and the ledger says that the one is counted
within the other. Its unit is per cent, to one decimal.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from bot.answer import Option
from bot.ask.compute.bench import Bench
from bot.ask.outcome import Result
from bot.ask.say.sides import capital, subject, verb
from bot.ask.select import Picked, pick
from bot.ask.style import decimals, rounded
from bot.ask.units import HUNDRED
from bot.domain import Figure, Qualifier, Status
from bot.periods import Period


@dataclass(frozen=True, slots=True)
class Parts:
    """A part and the whole it is counted within. `whole_name` is how the whole is called: a universe's label."""

    part: Picked
    whole: Picked
    whole_name: str


def counterpart(bench: Bench, indicator: str | None, beside: Figure) -> Picked | None:
    """Another indicator's figure for the same codes (where it has the dimension), the same period and a like vintage.

    A preliminary share is no share of the final count, nor a final one of an estimate.
    """
    shelf = bench.shelf_of(indicator) if indicator else None
    if shelf is None:
        return None
    bound = {dimension: code for dimension, code in beside.dimensions if dimension in shelf.codes}
    row = shelf.by_key.get(tuple(sorted(bound.items())))
    if row is None:
        return None
    figures = [figure for figure in bench.figures([row])[row.id] if figure.period == beside.period]
    wish = replace(bench.wish(), when=None, named=None, statuses=_like(beside.status), agent=None, sources=None)
    found = pick(figures, wish)
    if isinstance(found, Picked) and found.rivals and bench.wish().sources:
        told = pick(figures, replace(wish, sources=bench.wish().sources))
        found = told if isinstance(told, Picked) else found
    return found if isinstance(found, Picked) else None


def _like(status: Status) -> frozenset[Status]:
    """The statuses as settled as this one."""
    return frozenset(other for other in Status if other.is_settled == status.is_settled)


def parts_of(bench: Bench, ratio: Figure) -> Parts | None:
    """Numerator and denominator of a ratio's figure, where the ledger holds both for its period."""
    indicator = bench.catalogue.indicators[ratio.indicator]
    part = counterpart(bench, indicator.numerator, ratio)
    whole = counterpart(bench, indicator.denominator, ratio)
    if part is None or whole is None or whole.figure.value == 0:
        return None
    return Parts(part, whole, whole_name(bench, whole.figure, indicator.universe))


def whole_name(bench: Bench, whole: Figure, universe: str | None) -> str:
    """The universe that a count is the size of, or else the count's own label."""
    for key in (universe, *bench.catalogue.universes):
        found = bench.catalogue.universes.get(key or "")
        if found is not None and found.size == whole.indicator:
            return bench.prose.style.spelling(found.label)
    return bench.prose.subject(whole.indicator, whole.dimensions)


def within(bench: Bench, part: Picked, universe: str) -> Parts | None:
    """A count beside the size of a universe that it is counted within, for the same period."""
    concept = bench.catalogue.universes[universe]
    whole = counterpart(bench, concept.size, part.figure)
    if whole is None or whole.figure.value == 0 or whole.figure.id == part.figure.id:
        return None
    return Parts(part, whole, bench.prose.style.spelling(concept.label))


def bases(bench: Bench, part: Picked) -> Iterator[Parts]:
    """The part within each universe it is counted in, the nearest first."""
    for universe in bench.lexicon_universes(part.figure.indicator):
        found = within(bench, part, universe)
        if found is not None:
            yield found


def of_total(bench: Bench, part: Picked) -> Parts | None:
    """A count for one code beside the same indicator's total, where just one dimension is narrowed down."""
    figure = part.figure
    if len(figure.dimensions) != 1:
        return None
    whole = counterpart(bench, figure.indicator, replace(figure, dimensions=()))
    if whole is None or whole.figure.value == 0 or not _adds_up(bench, figure, whole.figure):
        return None
    return Parts(part, whole, f"the total {bench.prose.label(figure.indicator)}")


def _adds_up(bench: Bench, part: Figure, whole: Figure) -> bool:
    """Whether a dimension's codes add up to the total, or less where some are not held: medians and prices do not."""
    shelf = bench.shelf_of(part.indicator)
    dimension = part.dimensions[0][0]
    if shelf is None:
        return False
    codes = bench.catalogue.codes
    held = shelf.along(dimension, {})
    rows = [row for code, row in held.items() if getattr(codes.get((dimension, code)), "broader", None) not in held]
    wish = replace(bench.wish(), when=None, named=None, statuses=None, agent=None, sources=None)
    figures = [
        pick([figure for figure in figures if figure.period == whole.period], wish)
        for figures in bench.figures(rows).values()
    ]
    parts = [max(figure.value for figure in one.figures) for one in figures if isinstance(one, Picked)]
    return len(parts) > 1 and sum(parts, Decimal(0)) * 100 <= whole.value * 101


def percentage(parts: Parts) -> Decimal:
    return rounded(HUNDRED * parts.part.figure.value / parts.whole.figure.value, 1)


def base_words(bench: Bench, parts: Parts) -> str:
    style = bench.prose.style
    return f"{style.number(parts.part.figure.value)} of {style.number(parts.whole.figure.value)} {parts.whole_name}"


def share(bench: Bench, parts: Parts, reported: tuple[Figure, ...] = ()) -> Result:
    """The share as an answer, with its workings, the other bases it could be taken of, and what sources report."""
    style = bench.prose.style
    value = percentage(parts)
    part, whole = parts.part.figure, parts.whole.figure
    numbers = f"{style.number(part.value)} of {style.number(whole.value)}"
    period = bench.prose.period(part.period)
    said = style.quantity(value, "percent", bench.prose.qualified([part.qualifier, whole.qualifier]))
    of = reported[0] if reported else part
    base = "" if reported else f" of {parts.whole_name}"
    sentence = f"{capital(subject(bench.prose, of))} {verb(bench.prose, of)} {said}{base} {period} ({numbers})."
    return Result(
        "share",
        " ".join(sentence.split()),
        value,
        "percent",
        (parts.part, parts.whole),
        bench.prose.qualified([part.qualifier, whole.qualifier]),
        f"{style.number(part.value)} ÷ {style.number(whole.value)} × 100 = {style.number(value)}",
        base_words(bench, parts),
        tuple(_reported(bench, figure) for figure in reported if not _agrees(figure, value, part.period)),
        tuple(
            _other(bench, other)
            for other in bases(bench, parts.part)
            if other.whole.figure.id != whole.id and not other.whole.rivals
        ),
        beside=reported,
    )


def _agrees(reported: Figure, value: Decimal, period: Period) -> bool:
    """Whether a reported share is the computed one, to the precision it is written in."""
    return (
        reported.period == period
        and reported.qualifier in (Qualifier.EXACT, Qualifier.ABOUT)
        and rounded(value, decimals(reported.value)) == reported.value
    )


def _reported(bench: Bench, figure: Figure) -> str:
    claimant = bench.prose.claimant(figure)
    who = f"{claimant} in {bench.prose.source(figure)}" if claimant else bench.prose.source(figure)
    period = bench.prose.period(figure.period)
    return f"Reported: {bench.prose.value(figure)}{' ' + period if period else ''} ({who})."


def _other(bench: Bench, parts: Parts) -> Option:
    style = bench.prose.style
    value = percentage(parts)
    whole = f"the {style.number(parts.whole.figure.value)} {parts.whole_name}"
    numbers = f"{style.number(parts.part.figure.value)} of {style.number(parts.whole.figure.value)}"
    text = f"{style.quantity(value, 'percent')} of {whole} ({numbers})"
    return Option(text, f"{value}", "percent", (parts.part.figure.id, parts.whole.figure.id))
