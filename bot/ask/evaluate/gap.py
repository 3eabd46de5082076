"""How the distance between two series moved from one time, or one vintage, to another; all four figures are shown."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from bot.ask.evaluate.held import Held
from bot.ask.evaluate.numbers import qualified
from bot.ask.evaluate.together import pair, same_unit
from bot.ask.meaning import Selection
from bot.ask.outcome import Result
from bot.ask.say import results as say
from bot.ask.say.amounts import amount
from bot.ask.units import difference_unit
from bot.domain import Figure

Sides = tuple[Selection, Selection]


def change_of_gap(before: Sides, after: Sides, ledger: Held) -> Result:
    """Raises Stop where a side is not held, or the sides cannot be compared."""
    first, last = pair(ledger, *before), pair(ledger, *after)
    used = (*first, *last)
    figures = [one.figure for one in used]
    unit, style = difference_unit(same_unit(ledger, figures)), ledger.prose.style
    start, end = (abs(one.figure.value - other.figure.value) for one, other in (first, last))
    value = end - start
    terms = [_difference(ledger, one.figure, other.figure) for one, other in (last, first)]
    return Result(
        "change of gap",
        say.gap(ledger.prose, figures, _sizes(ledger, figures[0], (start, end, abs(value)), unit), value),
        value,
        unit,
        used,
        qualified(figures),
        f"{terms[0]} − {terms[1]} = {style.number(end)} − {style.number(start)} = {style.number(value)}",
    )


def _sizes(ledger: Held, of: Figure, sizes: Sequence[Decimal], unit: str | None) -> list[str]:
    """The distances before and after, told apart, and how far the one is from the other."""
    return [amount(ledger.prose, of, size, unit, sizes[:2] if size in sizes[:2] else ()) for size in sizes]


def _difference(ledger: Held, one: Figure, other: Figure) -> str:
    high, low = (max(one.value, other.value), min(one.value, other.value))
    return f"({ledger.prose.style.number(high)} − {ledger.prose.style.number(low)})"
