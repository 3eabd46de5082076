"""Bases: what a count is a part of, and shares that are computed from the counts they are made of.

A share is computed only where part and base are held for the same period and the ledger says that the one is counted
within the other. Its unit is per cent, to one decimal.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from bot.answer import Option
from bot.ask.evaluate.held import Held
from bot.ask.evaluate.numbers import qualified
from bot.ask.evaluate.wholes import bases_of
from bot.ask.meaning import Selection
from bot.ask.outcome import Result
from bot.ask.say import results as say
from bot.ask.select import Picked, pick
from bot.ask.style import decimals, rounded
from bot.ask.units import HUNDRED
from bot.domain import Figure, Qualifier, Status


@dataclass(frozen=True, slots=True)
class Parts:
    """A part and the whole it is counted within. `name` is how the whole is called: a universe's label."""

    part: Picked
    whole: Picked
    name: str


def counterpart(ledger: Held, indicator: str | None, beside: Figure, source: str | None = None) -> Picked | None:
    """Another indicator's figure for the same codes (where it has the dimension), the same period and a like vintage.

    A preliminary share is no share of the final count, nor a final one of an estimate.
    """
    if indicator is None or indicator not in ledger.catalogue.indicators:
        return None
    shelf = ledger.shelf_of(indicator)
    if shelf is None:
        return None
    row = shelf.by_key.get(tuple(pair for pair in beside.dimensions if pair[0] in shelf.codes))
    if row is None:
        return None
    figures = [figure for figure in ledger.figures([row])[row.id] if figure.period == beside.period]
    of = Selection(indicator, statuses=_like(beside.status))
    found = pick(figures, ledger.wish(of))
    if isinstance(found, Picked) and found.rivals and source is not None:
        told = pick(figures, ledger.wish(replace(of, source=source)))
        found = told if isinstance(told, Picked) else found
    return found if isinstance(found, Picked) else None


def parts_of(ledger: Held, ratio: Figure, source: str | None = None) -> Parts | None:
    """Numerator and denominator of a ratio's figure, where the ledger holds both for its period."""
    indicator = ledger.catalogue.indicators[ratio.indicator]
    part = counterpart(ledger, indicator.numerator, ratio, source)
    whole = counterpart(ledger, indicator.denominator, ratio, source)
    if part is None or whole is None or whole.figure.value == 0:
        return None
    return Parts(part, whole, name_of(ledger, whole.figure, indicator.universe))


def within(ledger: Held, part: Picked) -> Iterator[Parts]:
    """A count within each universe that it is counted in, the nearest first."""
    for base in bases_of(ledger, part.figure.indicator):
        universe = ledger.catalogue.universes[base]
        whole = counterpart(ledger, universe.size, part.figure)
        if whole is not None and whole.figure.value != 0 and whole.figure.id != part.figure.id:
            yield Parts(part, whole, ledger.prose.style.spelling(universe.label))


def share_of(ledger: Held, parts: Parts, reported: Sequence[Figure]) -> Result:
    """The share as an answer, with its workings, the other bases it could be taken of, and what sources report."""
    style, part, whole = ledger.prose.style, parts.part.figure, parts.whole.figure
    value, how = _percentage(parts), qualified([part, whole])
    numbers = f"{style.number(part.value)} of {style.number(whole.value)}"
    others = [one for one in within(ledger, parts.part) if one.whole.figure.id != whole.id and not one.whole.rivals]
    return Result(
        "share",
        say.of_base(
            ledger.prose, replace(reported[0], period=part.period), style.quantity(value, "percent", how), numbers
        ),
        value,
        "percent",
        (parts.part, parts.whole),
        how,
        f"{style.number(part.value)} ÷ {style.number(whole.value)} × 100 = {style.number(value)}",
        f"{numbers} {parts.name}",
        tuple(_reported(ledger, figure) for figure in reported if not _agrees(figure, parts)),
        tuple(_other(ledger, one) for one in others),
        beside=tuple(reported),
    )


def _like(status: Status) -> frozenset[Status]:
    """The statuses as settled as this one."""
    return frozenset(other for other in Status if other.is_settled == status.is_settled)


def name_of(ledger: Held, whole: Figure, universe: str | None) -> str:
    """The universe that a count is the size of, or else the count's own label."""
    universes = ledger.catalogue.universes
    for key in (universe, *universes):
        found = universes.get(key or "")
        if found is not None and found.size == whole.indicator:
            return ledger.prose.style.spelling(found.label)
    return ledger.prose.subject(whole.indicator, whole.dimensions)


def _percentage(parts: Parts) -> Decimal:
    return rounded(HUNDRED * parts.part.figure.value / parts.whole.figure.value, 1)


def _agrees(reported: Figure, parts: Parts) -> bool:
    """Whether a reported share is the computed one, to the precision it is written in."""
    return (
        reported.period == parts.part.figure.period
        and reported.qualifier in (Qualifier.EXACT, Qualifier.ABOUT)
        and rounded(_percentage(parts), decimals(reported.value)) == reported.value
    )


def _reported(ledger: Held, figure: Figure) -> str:
    prose = ledger.prose
    claimant = prose.claimant(figure)
    who = f"{claimant} in {prose.source(figure)}" if claimant else prose.source(figure)
    return f"Reported: {prose.value(figure)}{say.with_period(prose, figure)} ({who})."


def _other(ledger: Held, parts: Parts) -> Option:
    style, value = ledger.prose.style, _percentage(parts)
    part, whole = style.number(parts.part.figure.value), style.number(parts.whole.figure.value)
    text = f"{style.quantity(value, 'percent')} of the {whole} {parts.name} ({part} of {whole})"
    return Option(text, f"{value}", "percent", (parts.part.figure.id, parts.whole.figure.id))
