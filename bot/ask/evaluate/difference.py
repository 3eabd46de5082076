"""Difference: how far two observations lie apart, the higher less the lower. Both have one unit and one period, or are
of one series; two percentages differ in percentage points."""

from __future__ import annotations

from bot.ask.evaluate.held import Held
from bot.ask.evaluate.numbers import qualified
from bot.ask.evaluate.together import pair, same_unit
from bot.ask.meaning import Difference
from bot.ask.outcome import Result
from bot.ask.say import results as say
from bot.ask.say.amounts import amount
from bot.ask.units import difference_unit


def difference(meaning: Difference, ledger: Held) -> Result:
    one, other = pair(ledger, meaning.one, meaning.other)
    high, low = (one, other) if one.figure.value >= other.figure.value else (other, one)
    figures = [high.figure, low.figure]
    unit = same_unit(ledger, figures)
    value, style = high.figure.value - low.figure.value, ledger.prose.style
    gap = amount(ledger.prose, high.figure, value, difference_unit(unit), near=figures) if value else ""
    return Result(
        "difference",
        say.difference(ledger.prose, high.figure, low.figure, unit, gap),
        value,
        difference_unit(unit),
        (high, low),
        qualified(figures),
        f"{style.number(high.figure.value)} − {style.number(low.figure.value)} = {style.number(value)}",
    )
