"""How many of a group lie above or below a bound, or another observation for the same period and in the same unit."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from bot.ask.evaluate.groups import Field, field_of
from bot.ask.evaluate.held import Held
from bot.ask.evaluate.together import same_unit
from bot.ask.lengths import length_of
from bot.ask.meaning import Count, Members, Selection, Side
from bot.ask.outcome import Result, Stop
from bot.ask.say import lacking
from bot.ask.say import results as say
from bot.ask.say.agreement import plural
from bot.ask.say.amounts import amount
from bot.ask.say.sides import noun
from bot.ask.select import Picked


def count(meaning: Count, ledger: Held) -> Result:
    field = field_of(ledger, meaning.of)
    against = _against(meaning.bound, field, ledger) if isinstance(meaning.bound, Selection) else None
    if against is not None:
        named = tuple((name, one) for name, one in field.named if one.figure.series != against.figure.series)
        field = replace(field, named=named)
    if len(field.named) < (1 if against else 2):
        raise Stop(lacking.others([*field.figures, *([against.figure] if against else [])]))
    figures = [*field.figures, *([against.figure] if against else [])]
    unit = same_unit(ledger, figures)
    bound = against.figure.value if against else Decimal(str(meaning.bound))
    above = meaning.side is Side.ABOVE
    inside = [(name, one.figure) for name, one in field.named if _is_beyond(one.figure.value, bound, above)]
    of = _noun(meaning, field, ledger)
    size = amount(ledger.prose, field.figures[0], bound, unit)
    beyond = say.compared(ledger.prose, against.figure, field.figures[0], size) if against else size
    than = f"{meaning.side.value} {beyond}"
    return Result(
        "threshold",
        say.count(ledger.prose, inside, field.figures, of, than),
        Decimal(len(inside)),
        of,
        (*field.picked, *([against] if against else [])),
        expression=_workings(ledger, field, bound, above),
    )


def _is_beyond(value: Decimal, bound: Decimal, above: bool) -> bool:
    return value > bound if above else value < bound


def _against(bound: Selection, field: Field, ledger: Held) -> Picked:
    """What the members are compared with, for their period. Raises Stop where there is none."""
    if field.over_time:
        return ledger.at(bound)
    period = field.figures[0].period
    if bound.period is not None and not (bound.period == period or bound.period.covers(period)):
        raise Stop(lacking.one_period(ledger.prose, [field.figures[0], ledger.at(bound).figure]))
    return ledger.at(bound, period)


def _noun(meaning: Count, field: Field, ledger: Held) -> str | None:
    """What is counted, in the plural."""
    if field.over_time:
        length = length_of(field.figures[0].period)
        return "periods" if length == "other" else f"{length}s"
    word = noun(ledger.prose, meaning.of.dimension) if isinstance(meaning.of, Members) else None
    return plural(word) if word else None


def _workings(ledger: Held, field: Field, bound: Decimal, above: bool) -> str:
    number = ledger.prose.style.number
    inside = sum(_is_beyond(one.value, bound, above) for one in field.figures)
    each = ", ".join(number(figure.value) for figure in field.figures)
    return f"of {each}: {inside} {'>' if above else '<'} {number(bound)}"
