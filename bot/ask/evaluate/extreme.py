"""Extremes and ranks of a group: the highest, the second lowest, the top three. Members are compared for one period;
winners of a tie are all named. Over time the answer is when it was."""

from __future__ import annotations

from dataclasses import replace

from bot.ask.evaluate.groups import Field, field_of
from bot.ask.evaluate.held import Held
from bot.ask.evaluate.together import same_unit
from bot.ask.meaning import Asks, Extreme
from bot.ask.outcome import Result, Stop
from bot.ask.say import lacking
from bot.ask.say import results as say
from bot.ask.select import Picked


def extreme(meaning: Extreme, ledger: Held) -> Result:
    field = field_of(ledger, meaning.of)
    if len(field.named) < 2:
        raise Stop(lacking.others(field.figures))
    unit = same_unit(ledger, field.figures)
    ordered = sorted(field.named, key=lambda item: item[1].figure.value, reverse=meaning.highest)
    last = meaning.place + meaning.count - 1
    if last > len(ordered):
        raise Stop(lacking.place(last, len(ordered), field.figures))
    wanted = {one.figure.value for _, one in ordered[meaning.place - 1 : last]}
    winners = [(name, one) for name, one in ordered if one.figure.value in wanted]
    result = _result(ledger, meaning, replace(field, named=tuple(ordered)), winners, unit)
    return replace(result, label=tuple(name for name, _ in winners)) if meaning.asks is Asks.MEMBER else result


def _result(
    ledger: Held, meaning: Extreme, field: Field, winners: list[tuple[str, Picked]], unit: str | None
) -> Result:
    prose, kind = ledger.prose, say.ranked(meaning.highest, meaning.place, meaning.count)
    chosen = [(name, one.figure) for name, one in winners]
    figures = [figure for _, figure in chosen]
    if meaning.count == 1:
        sentence = say.extreme(prose, kind, figures, field.figures, unit)
    else:
        sentence = say.top(prose, kind, chosen, field.figures, unit)
    sign = " > " if meaning.highest else " < "
    return Result(
        kind,
        sentence,
        figures[0].value,
        unit,
        tuple(field.picked),
        figures[0].qualifier,
        sign.join(f"{name} {prose.style.number(one.figure.value)}" for name, one in field.named),
        date=_date(field, winners),
    )


def _date(field: Field, winners: list[tuple[str, Picked]]) -> str | None:
    """When it was, where that is one time with a date of its own."""
    iso = winners[0][1].figure.period.iso
    return iso if field.over_time and len(winners) == 1 and iso and "/" not in iso else None
