"""Change: one series between two periods or two vintages, in its unit (percentages in percentage points) or in per cent
of where it began; in per cent, also one observation against another.

A table may have its times as the codes of a dimension: two series that differ in nothing but years are one.
"""

from __future__ import annotations

from decimal import Decimal

from bot.ask.evaluate.held import Held
from bot.ask.evaluate.numbers import qualified
from bot.ask.evaluate.together import pair, same_unit
from bot.ask.meaning import Change, PercentChange
from bot.ask.outcome import Result, Stop
from bot.ask.say import lacking
from bot.ask.say import results as say
from bot.ask.say.amounts import amount
from bot.ask.select import Picked
from bot.ask.style import rounded
from bot.ask.units import HUNDRED, difference_unit
from bot.domain import Figure
from bot.ledger.vintage import standing
from bot.periods import Period


def change(meaning: Change, ledger: Held) -> Result:
    before, after = _in_order(*pair(ledger, meaning.before, meaning.after))
    figures = [before.figure, after.figure]
    if not is_one_series(*figures):
        raise Stop(lacking.one_series(figures))
    unit = same_unit(ledger, figures)
    value, style = after.figure.value - before.figure.value, ledger.prose.style
    size = amount(ledger.prose, after.figure, abs(value), difference_unit(unit), near=figures) if value else ""
    return Result(
        "change",
        say.change(ledger.prose, before.figure, after.figure, unit, size, value > 0),
        value,
        difference_unit(unit),
        (before, after),
        qualified(figures),
        f"{style.number(after.figure.value)} − {style.number(before.figure.value)} = {style.number(value)}",
    )


def percent_change(meaning: PercentChange, ledger: Held) -> Result:
    before, after = pair(ledger, meaning.before, meaning.after)
    if is_one_series(before.figure, after.figure):
        before, after = _in_order(before, after)
    figures = [before.figure, after.figure]
    unit = same_unit(ledger, figures)
    start, end = before.figure.value, after.figure.value
    if start <= 0 or end < 0:
        raise Stop(lacking.percent_of_zero(figures))
    value, style = rounded((end - start) / start * HUNDRED, 1), ledger.prose.style
    first = style.number(start)
    return Result(
        "percent change",
        _sentence(ledger, before.figure, after.figure, unit, value),
        value,
        "percent",
        (before, after),
        qualified(figures),
        f"({style.number(end)} − {first}) ÷ {first} × 100 = {style.number(value)}",
    )


def _sentence(ledger: Held, before: Figure, after: Figure, unit: str | None, value: Decimal) -> str:
    size = ledger.prose.style.quantity(abs(value), "percent") if value else ""
    if is_one_series(before, after):
        return say.change(ledger.prose, before, after, unit, size, value > 0)
    return say.difference(ledger.prose, after, before, unit, size, "lower" if value < 0 else "higher")


def is_one_series(one: Figure, other: Figure) -> bool:
    """Whether two figures are of one series, or differ in one dimension whose codes begin with a year."""
    if one.series == other.series:
        return True
    own, others = dict(one.dimensions), dict(other.dimensions)
    if one.indicator != other.indicator or own.keys() != others.keys():
        return False
    differing = [(own[key], others[key]) for key in own if own[key] != others[key]]
    return len(differing) == 1 and all(_year(code) for code in differing[0])


def _year(code: str) -> str:
    first = code.strip()[:4]
    return first if len(first) == 4 and first.isdecimal() else ""


def _in_order(one: Picked, other: Picked) -> tuple[Picked, Picked]:
    return (other, one) if _begins_later(one.figure, other.figure) else (one, other)


def _begins_later(one: Figure, other: Figure) -> bool:
    if one.series == other.series and one.period == other.period:
        return standing(one) > standing(other)
    if one.period == other.period:
        return any(_year(code) > _year(later) for code, later in _differing(one, other))
    first, second = _start(one.period), _start(other.period)
    return bool(first and second and second < first)


def _differing(one: Figure, other: Figure) -> list[tuple[str, str]]:
    others = dict(other.dimensions)
    return [(code, others[key]) for key, code in one.dimensions if key in others and others[key] != code]


def _start(period: Period) -> str:
    return period.start.isoformat() if period.start else ""
