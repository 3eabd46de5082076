"""Steps in time from a figure: the year before it, the quarter after it, the next time that is held."""

from __future__ import annotations

from dataclasses import replace

from bot.ask.evaluate.held import Held
from bot.ask.language.followups import Step, Unit
from bot.ask.lengths import length_of
from bot.ask.meaning import Lookup, Meaning, Selection
from bot.ask.times import partial
from bot.periods import Period


def stepped(held: Held, meaning: Meaning, step: Step) -> Meaning | None:
    """The last figure, for a time before or after its own; None where there is no such time, or no such step."""
    if not isinstance(meaning, Lookup):
        return None
    own = held.at(meaning.of).figure.period
    period = _next_held(held, meaning.of, own, step) if step.unit is Unit.HELD else _moved(own, step)
    # How settled the last figure was says nothing of one for another time.
    return None if period is None else Lookup(replace(meaning.of, period=period, statuses=frozenset()))


def _next_held(held: Held, of: Selection, own: Period, step: Step) -> Period | None:
    found = held.by_period(replace(of, period=None))
    order = sorted((period for period in found if length_of(period) == length_of(own)), key=_begin)
    place = order.index(own) + (-1 if step.is_back else 1) if own in order else -1
    return order[place] if 0 <= place < len(order) else None


def _begin(period: Period) -> str:
    return period.start.isoformat() if period.start else ""


_MONTHS = {Unit.YEAR: 12, Unit.QUARTER: 3, Unit.MONTH: 1}


def _moved(period: Period, step: Step) -> Period | None:
    """A period of the same kind, so many months before or after; None for one that has no such."""
    months = _MONTHS[step.unit] * step.count * (-1 if step.is_back else 1)
    ends = period.iso.split("/")
    found = [_shifted(end, months) for end in ends]
    return None if None in found else partial("/".join(str(one) for one in found))


def _shifted(iso: str, months: int) -> str | None:
    year, _, rest = iso.partition("-")
    if not year.isdecimal() or len(rest) > 2 or (not rest and months % 12) or (rest.startswith("Q") and months % 3):
        return None
    if not rest:
        return str(int(year) + months // 12)
    size = 3 if rest.startswith("Q") else 1
    number = int(rest.lstrip("Q")) - 1 + months // size
    count = 12 // size
    year, number = str(int(year) + number // count), number % count + 1
    return f"{year}-Q{number}" if size == 3 else f"{year}-{number:02}"
