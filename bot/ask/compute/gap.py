"""Gap: how the distance between two codes changed, and when it was widest or narrowest.

The gap itself is a difference (percentage points for shares); so is its change. A gap over time is taken for every
period that both sides are held for.
"""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from bot.ask.compute.arithmetic import not_a_count, same_unit, unit_of
from bot.ask.compute.bench import Bench
from bot.ask.compute.change import CHANGE, is_later
from bot.ask.compute.difference import side_codes, sides
from bot.ask.grammar.cue import Cue
from bot.ask.outcome import Missing, Result, Stop
from bot.ask.say import results as say
from bot.ask.say.amounts import amount, valued
from bot.ask.say.sides import shared
from bot.ask.select import Picked, Wish, figures_of
from bot.ask.units import difference_unit


def apply(bench: Bench) -> Result | None:
    if bench.wants(Cue.WIDEST, Cue.NARROWEST) and side_codes(bench):
        return _extreme(bench)
    moved = bench.wants(*CHANGE)
    if bench.wants(Cue.GAP) and (moved or _two_moments(bench)):
        found = side_codes(bench)
        # One side alone at two moments ("no, final minus preliminary") is set against itself.
        if found is not None and (moved or found[0] not in bench.reading.single):
            return change(bench, *_moments(bench))
    return None


def _two_moments(bench: Bench) -> bool:
    return len(bench.statuses) == 2 or len(bench.reading.times) == 2 or len(bench.reading.names("period")) == 2


def _moments(bench: Bench) -> tuple[Wish, Wish]:
    wish, reading = bench.wish(), bench.reading
    if len(bench.statuses) == 2:
        ranked = sorted(bench.statuses, key=lambda statuses: min(status.rank for status in statuses))
        return replace(wish, statuses=ranked[0]), replace(wish, statuses=ranked[1])
    if len(reading.times) == 2:
        return tuple(replace(wish, when=time.when) for time in reading.times)  # type: ignore[return-value]
    named = [bench.catalogue.periods[mention.id].period for mention in reading.names("period")]
    if len(named) == 2:
        return replace(wish, named=named[0]), replace(wish, named=named[1])
    return _first_and_last(bench, wish)


def _first_and_last(bench: Bench, wish: Wish) -> tuple[Wish, Wish]:
    """With no moments named: the first and last period held, or the first and last vintage of the only one."""
    dimension, codes = _sides_of(bench)
    series = bench.over_time({**bench.reading.single, dimension: codes[0]}, rests=False)
    if len(series) > 1:
        return replace(wish, named=series[0].figure.period), replace(wish, named=series[-1].figure.period)
    return replace(wish, first_given=True, statuses=None), wish


def change(bench: Bench, first: Wish, last: Wish) -> Result:
    """The change of the gap between two moments, all four figures shown; from the earlier to the later, in whichever
    order the question names them."""
    before, after = _pair(bench, first), _pair(bench, last)
    if is_later(before[0].figure.period, after[0].figure.period):
        before, after = after, before
    if {one.figure.id for one in before} == {one.figure.id for one in after}:
        raise Stop(
            Missing(
                "a second moment to compare with",
                "We hold that gap at one moment only.",
                tuple(one.figure for one in after),
            )
        )
    unit = difference_unit(same_unit(bench, [one.figure for one in (*before, *after)]))
    not_a_count(bench, [one.figure for one in after])
    start, end = _size(before), _size(after)
    value = end - start
    style, prose = bench.prose.style, bench.prose
    figures = [one.figure for one in (*before, *after)]
    sizes = [amount(prose, figures[0], size, unit) for size in (start, end, abs(value))]
    terms = [
        f"({style.number(max(a.figure.value, b.figure.value))} − {style.number(min(a.figure.value, b.figure.value))})"
        for a, b in (after, before)
    ]
    return Result(
        "change of gap", say.gap(prose, figures, sizes, value), value, unit, (*before, *after),
        prose.qualified([one.figure.qualifier for one in (*before, *after)]),
        f"{terms[0]} − {terms[1]} = {style.number(end)} − {style.number(start)} = {style.number(value)}",
    )  # fmt: skip


def _sides_of(bench: Bench) -> tuple[str, tuple[str, str]]:
    found = side_codes(bench)
    if found is None:
        raise Stop(Missing("two sides", "Say between which two the gap is meant."))
    return found


def _pair(bench: Bench, wish: Wish) -> tuple[Picked, Picked]:
    found = sides(bench, wish)
    if found is None:
        raise Stop(Missing("two sides", "Say between which two the gap is meant."))
    return found


def over_time(bench: Bench) -> list[tuple[Picked, Picked]]:
    """Both sides in the question's order, for every period that both are held for. Raises Stop where there is none."""
    dimension, codes = _sides_of(bench)
    one, other = (bench.over_time({**bench.reading.single, dimension: code}, rests=False) for code in codes)
    partner = {picked.figure.period: picked for picked in other}
    pairs = [(picked, partner[picked.figure.period]) for picked in one if picked.figure.period in partner]
    if not pairs:
        raise Stop(
            Missing(
                "both sides for one period",
                "We hold no period for which both sides are known.",
                figures_of((one[0], other[0])),
            )
        )
    bench.rest_on(picked for pair in pairs for picked in pair)
    return pairs


def _size(pair: tuple[Picked, Picked]) -> Decimal:
    return abs(pair[0].figure.value - pair[1].figure.value)


def _extreme(bench: Bench) -> Result:
    """The period with the widest (or narrowest) gap; every winner of a tie is named."""
    pairs = over_time(bench)
    best = (min if bench.wants(Cue.NARROWEST) else max)(_size(pair) for pair in pairs)
    winners = [pair for pair in pairs if _size(pair) == best]
    unit = difference_unit(same_unit(bench, [pair[0].figure for pair in pairs]))
    style, prose = bench.prose.style, bench.prose
    high, low = winners[0]
    both = (high.figure, low.figure)
    sides_ = [valued(prose, figure, unit_of(bench, figure), both) for figure in both]
    names = prose.apart(high.figure, low.figure)
    when = prose.list_of([prose.period(pair[0].figure.period) for pair in winners])
    kind = "narrowest" if bench.wants(Cue.NARROWEST) else "widest"
    values = "; ".join(f"{style.period(a.figure.period)}: {style.number(_size((a, b)))}" for a, b in pairs)
    sentence = (
        f"The gap between {names[0]} and {names[1]} in {shared(prose, [high.figure, low.figure])} was {kind} {when}, "
        f"at {amount(prose, high.figure, best, unit)} ({sides_[0]} against {sides_[1]})."
    )
    return Result(
        f"{kind} gap", sentence, best, unit, tuple(picked for pair in pairs for picked in pair),
        expression=f"gap by period: {values}",
        date=winners[0][0].figure.period.iso if len(winners) == 1 else None,
    )  # fmt: skip
