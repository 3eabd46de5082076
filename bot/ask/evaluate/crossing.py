"""Crossing: when a series first came to lie above or below a bound, or above or below another series in its unit.

The time before has to be held, and to be on the other side: of a series that begins beyond a bound nobody can tell when
it first was, nor of one with a time missing. One that overtakes another may have been ahead of it once before.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from itertools import pairwise

from bot.ask.evaluate.groups import periods
from bot.ask.evaluate.held import Held
from bot.ask.evaluate.together import same_unit
from bot.ask.meaning import Crossing, Periods, Selection, Side
from bot.ask.outcome import Result, Stop
from bot.ask.say import lacking
from bot.ask.say import results as say
from bot.ask.say.sides import time_name
from bot.ask.select import Picked
from bot.domain import Figure


@dataclass(frozen=True, slots=True)
class _Moment:
    """A figure of the series, and for the same time one of what it is set against."""

    one: Picked
    other: Picked | None
    is_beyond: bool

    @property
    def picked(self) -> list[Picked]:
        return [self.one] if self.other is None else [self.one, self.other]


def crossing(meaning: Crossing, ledger: Held) -> Result:
    moments = _moments(meaning, ledger)
    figures = [one.figure for moment in moments for one in moment.picked]
    ledger.rest_on(one for moment in moments for one in moment.picked)
    if len(moments) < 2:
        raise Stop(lacking.others(figures))
    unit = same_unit(ledger, figures)
    crossed = [place for place in range(1, len(moments)) if moments[place].is_beyond > moments[place - 1].is_beyond]
    bound = meaning.bound if isinstance(meaning.bound, str) else None
    prose, side = ledger.prose, meaning.side.value
    size = None if bound is None else prose.style.quantity(Decimal(bound), unit)
    if not any(moment.is_beyond for moment in moments):
        raise Stop(lacking.crossing(prose, figures, say.beyond(prose, side, size, figures), "never"))
    if not crossed or (bound is not None and moments[0].is_beyond):
        raise Stop(lacking.crossing(prose, figures, say.beyond(prose, side, size, figures), "always"))
    first = crossed[0]
    if not _are_whole([moment.one.figure for moment in moments[: first + 1]]):
        raise Stop(lacking.times_between(figures))
    at = moments[first]
    iso = at.one.figure.period.iso
    again = [time_name(prose, moments[place].one.figure) for place in crossed[1:]]
    return Result(
        f"first {side}",
        say.crossing(prose, [one.figure for one in (*moments[first - 1].picked, *at.picked)], unit, side, size),
        at.one.figure.value,
        unit,
        tuple(one for moment in moments for one in moment.picked),
        at.one.figure.qualifier,
        _workings(ledger, moments),
        caveats=(
            *((say.already(prose, moments[0].one.figure),) if moments[0].is_beyond else ()),
            *((say.again(prose, again),) if again else ()),
        ),
        date=iso if iso and "/" not in iso else None,
        stated=() if bound is None else (Decimal(bound),),
        label=(time_name(prose, at.one.figure),),
    )


def _moments(meaning: Crossing, ledger: Held) -> list[_Moment]:
    """All times of the series, oldest first; of two series those that both of them have."""
    series = periods(ledger, meaning.of)
    if not isinstance(meaning.bound, Selection):
        bound = Decimal(meaning.bound)
        return [_Moment(one, None, _is_beyond(one.figure.value, bound, meaning.side)) for one in series]
    if ledger.row(meaning.bound).id == ledger.row(meaning.of.of).id:
        raise Stop(lacking.others([one.figure for one in series]))
    others = {one.figure.period: one for one in periods(ledger, Periods(meaning.bound, meaning.of.within))}
    return [
        _Moment(one, other, _is_beyond(one.figure.value, other.figure.value, meaning.side))
        for one in series
        if (other := others.get(one.figure.period)) is not None
    ]


def _is_beyond(value: Decimal, bound: Decimal, side: Side) -> bool:
    return value > bound if side is Side.ABOVE else value < bound


def _are_whole(figures: Sequence[Figure]) -> bool:
    """Whether each time follows on the one before."""
    ends = [(one.period.end, other.period.start) for one, other in pairwise(figures)]
    return all(end and start and start - end == timedelta(days=1) for end, start in ends)


def _workings(ledger: Held, moments: Sequence[_Moment]) -> str:
    style = ledger.prose.style
    return "; ".join(
        f"{time_name(ledger.prose, moment.one.figure)}: "
        + " and ".join(style.number(one.figure.value) for one in moment.picked)
        for moment in moments
    )
