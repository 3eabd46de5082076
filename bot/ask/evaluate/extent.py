"""Range: how far the highest of a group lies above the lowest, in their one unit. Members are compared for one period;
all that were compared are figures of the answer."""

from __future__ import annotations

from bot.ask.evaluate.groups import field_of
from bot.ask.evaluate.held import Held
from bot.ask.evaluate.numbers import qualified
from bot.ask.evaluate.together import same_unit
from bot.ask.meaning import Range
from bot.ask.outcome import Result, Stop
from bot.ask.say import lacking
from bot.ask.say import results as say
from bot.ask.units import difference_unit


def extent(meaning: Range, ledger: Held) -> Result:
    field = field_of(ledger, meaning.of)
    if len(field.named) < 2:
        raise Stop(lacking.others(field.figures))
    unit = same_unit(ledger, field.figures)
    ordered = sorted(field.picked, key=lambda one: one.figure.value, reverse=True)
    figures = [one.figure for one in ordered]
    high, low = figures[0], figures[-1]
    value, style = high.value - low.value, ledger.prose.style
    size = style.quantity(value, difference_unit(unit)) if value else ""
    return Result(
        "range",
        say.extent(ledger.prose, figures, unit, size),
        value,
        difference_unit(unit),
        tuple(ordered),
        qualified([high, low]),
        f"{style.number(high.value)} − {style.number(low.value)} = {style.number(value)}",
    )
