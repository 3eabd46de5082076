"""Change: one series between two periods, or between two vintages of one period.

A share changes in percentage points, or in per cent where per cent is asked for; anything else in its own unit, or in
per cent. "In 2014" means against the period before; with no times named, from the first vintage or period to the last.
"""

from __future__ import annotations

from dataclasses import replace

from bot.ask.compute.arithmetic import not_a_count, percent_change, same_unit, wants_percent_of
from bot.ask.compute.bench import Bench
from bot.ask.compute.lookup import plain
from bot.ask.grammar.cue import Cue
from bot.ask.grammar.moves import MOVES_COMPARED
from bot.ask.grammar.statuses import SINCE_EARLIER
from bot.ask.outcome import Missing, Result, Stop
from bot.ask.say import results as say
from bot.ask.say.amounts import amount
from bot.ask.select import Picked, Wish, quoted
from bot.ask.units import HUNDRED, difference_unit
from bot.domain import Status
from bot.periods import Period

CHANGE = (Cue.RISE, Cue.FALL, Cue.CHANGE)


def apply(bench: Bench) -> Result | None:
    if bench.wants(*CHANGE) and not bench.wants(Cue.HIGHEST, Cue.LOWEST) and MOVES_COMPARED.search(_joined(bench)):
        raise Stop(Missing("changes compared", "Ask for each of the changes by itself; we do not compare changes."))
    quoted = _from_quoted(bench)
    if quoted is not None:
        return quoted
    compared = bench.wants(Cue.GAP, Cue.MORE, Cue.LESS, Cue.COMPARE)
    if not bench.wants(*CHANGE, Cue.BEGAN) and not (compared and (_two_moments(bench) or _against_vintage(bench))):
        return None
    if bench.reading.several is not None:
        return _between_codes(bench)
    start, end = ends(bench, bench.reading.single)
    if bench.wants(Cue.BEGAN):
        return plain(bench, start)
    return result(bench, start, end, wants_percent_of(bench, start.figure))


def _from_quoted(bench: Bench) -> Result | None:
    """How far the figure that stands is from another of its series, which the question tells by its value ("than the
    12,000 expected")."""
    stated = bench.query.numbers(bench.reading.claimed)
    if len(stated) != 1 or stated[0] < HUNDRED or not bench.wants(Cue.MORE, Cue.LESS, Cue.GAP, *CHANGE):
        return None
    if bench.reading.several is not None:
        return None
    row = bench.row(bench.reading.single)
    other = quoted(bench.figures([row])[row.id], stated[0])
    stands = bench.at(bench.reading.single, replace(bench.wish(), statuses=None), rests=False)
    if other is None or stands.figure.value == other.figure.value:
        return None
    return result(bench, other, stands, bench.query.wants_percent)


def _joined(bench: Bench) -> str:
    return bench.query.sentence.joined


def _two_moments(bench: Bench) -> bool:
    return len(bench.statuses) == 2 or len(bench.reading.times) == 2 or len(bench.reading.names("period")) == 2


def _against_vintage(bench: Bench) -> bool:
    """Whether a figure is compared with nothing but what it was before: "was it higher in the final count"."""
    return (
        len(bench.statuses) == 1
        and Status.FINAL in bench.statuses[0]
        and bench.wants(Cue.MORE, Cue.LESS)
        and not bench.wants(Cue.GAP)
        and bench.reading.several is None
        and bool(bench.reading.bound)
        and not bench.reading.claimed
    )


def _between_codes(bench: Bench) -> Result | None:
    """Codes that are times ("2015", "2018"), as tables have them, are moments too."""
    several = bench.reading.several
    if several is None or len(several[1]) != 2 or not all(code[:4].isdecimal() for code in several[1]):
        return None
    dimension, codes = several
    first, last = sorted(codes)
    single = bench.reading.single
    start = bench.at({**single, dimension: first})
    return result(bench, start, bench.at({**single, dimension: last}), wants_percent_of(bench, start.figure))


def ends(bench: Bench, bound: dict[str, str]) -> tuple[Picked, Picked]:
    """The two figures a change is measured between. Raises Stop where there is only one."""
    wish, reading = bench.wish(), bench.reading
    if len(bench.statuses) == 2:
        one, other = of_one_period(bench, bound, wish)
        return (one, other) if one.figure.status.rank <= other.figure.status.rank else (other, one)
    if len(reading.times) == 2:
        return _ordered(*(bench.at(bound, replace(wish, when=time.when)) for time in reading.times))
    named = [bench.catalogue.periods[mention.id].period for mention in reading.names("period")]
    if len(named) == 2:
        return _ordered(*(bench.at(bound, replace(wish, named=period)) for period in named))
    series = bench.over_time_of(bound)
    if len(reading.times) == 1 and not _open_ended(reading.times[0].when.period):
        return _against_earlier(bench, bound, wish, series)
    if len(named) == 1:
        return _against_earlier(bench, bound, wish, series)
    within = bench.over_time(bound, rests=False)
    if len(within) > 1:
        return within[0], within[-1]
    latest = within[0]
    if latest.replaces:
        return superseded(latest), latest
    return _since_earlier(bench, latest)


def _since_earlier(bench: Bench, earlier: Picked) -> tuple[Picked, Picked]:
    """The earlier result that the question begins at, and the one that stands. Raises Stop for any other question."""
    if earlier.replaced_by and SINCE_EARLIER.search(_joined(bench)):
        later, *rivals = earlier.replaced_by
        return earlier, Picked(later, tuple(rivals), replaces=earlier.figures)
    raise _only_one(bench, earlier)


def superseded(later: Picked) -> Picked:
    """What a figure superseded."""
    figure, *rivals = later.replaces
    return Picked(figure, tuple(rivals), replaced_by=later.figures)


def of_one_period(bench: Bench, bound: dict[str, str], wish: Wish) -> tuple[Picked, Picked]:
    """The figures of the two statuses that the question names, for the period that has the earlier of them."""
    first, second = sorted(bench.statuses, key=lambda statuses: min(status.rank for status in statuses))
    one = bench.at(bound, replace(wish, statuses=first))
    return one, bench.at(bound, replace(wish, statuses=second, when=None, named=one.figure.period))


def _open_ended(period: Period | None) -> bool:
    return period is not None and period.end is None


def _against_earlier(bench: Bench, bound: dict[str, str], wish: Wish, series: list[Picked]) -> tuple[Picked, Picked]:
    """The figure named, and the one for the period before it. A stretch with figures inside goes from first to last."""
    inside = bench.over_time(bound, rests=False)
    if len(inside) > 1:
        return inside[0], inside[-1]
    end = bench.at(bound, wish)
    before = [
        one
        for one in series
        if one.figure.period.end and end.figure.period.start and one.figure.period.end < end.figure.period.start
    ]
    if before:
        return before[-1], end
    if end.replaces:
        return superseded(end), end
    return _since_earlier(bench, end)


def _only_one(bench: Bench, picked: Picked) -> Stop:
    sentence = f"We hold no second figure to measure a change by, only this: {bench.held(picked)}."
    return bench.lacks("a second figure to compare with", sentence, picked)


def _ordered(one: Picked, other: Picked) -> tuple[Picked, Picked]:
    return (other, one) if is_later(one.figure.period, other.figure.period) else (one, other)


def is_later(one: Period, other: Period) -> bool:
    """Whether a period begins after another, as far as both have a beginning."""
    return bool(one.start and other.start and other.start < one.start)


def result(bench: Bench, start: Picked, end: Picked, in_percent: bool) -> Result:
    """The change from start to end, in per cent of start or in the figures' own unit."""
    bench.rest_on([start, end])
    unit = same_unit(bench, [start.figure, end.figure])
    if start.figure.id == end.figure.id:
        raise _only_one(bench, end)
    style = bench.prose.style
    not_a_count(bench, [start.figure, end.figure])
    if in_percent:
        value, value_unit = percent_change(start.figure, end.figure), "percent"
        first = style.number(start.figure.value)
        expression = f"({style.number(end.figure.value)} − {first}) ÷ {first} × 100 = {style.number(value)}"
    else:
        value, value_unit = end.figure.value - start.figure.value, difference_unit(unit) or ""
        expression = f"{style.number(end.figure.value)} − {style.number(start.figure.value)} = {style.number(value)}"
    figures = [start.figure, end.figure]
    size = amount(bench.prose, end.figure, abs(value), value_unit or None, near=figures) if value else ""
    return Result(
        "percent change" if in_percent else "change",
        say.change(bench.prose, start.figure, end.figure, unit, size, value > 0),
        value,
        value_unit or None,
        (start, end),
        bench.prose.qualified([start.figure.qualifier, end.figure.qualifier]),
        expression,
    )
