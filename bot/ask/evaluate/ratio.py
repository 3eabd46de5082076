"""Ratio: how many times one observation is another. Both have one unit; the result is in times, to three figures."""

from __future__ import annotations

from bot.ask.evaluate.held import Held
from bot.ask.evaluate.numbers import qualified, significant
from bot.ask.evaluate.together import pair, same_unit
from bot.ask.meaning import Ratio
from bot.ask.outcome import Result, Stop
from bot.ask.say import lacking
from bot.ask.say import results as say
from bot.ask.units import TIMES


def ratio(meaning: Ratio, ledger: Held) -> Result:
    over, under = pair(ledger, meaning.one, meaning.other)
    figures = [over.figure, under.figure]
    unit = same_unit(ledger, figures)
    if under.figure.value <= 0 or over.figure.value < 0:
        raise Stop(lacking.ratio_of_zero(figures))
    value, style = significant(over.figure.value / under.figure.value), ledger.prose.style
    return Result(
        "ratio",
        say.ratio(ledger.prose, over.figure, under.figure, unit, f"{style.number(value)} times"),
        value,
        TIMES,
        (over, under),
        qualified(figures),
        f"{style.number(over.figure.value)} ÷ {style.number(under.figure.value)} = {style.number(value)}",
    )
