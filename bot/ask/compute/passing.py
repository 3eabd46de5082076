"""When a series first passed a bound ("when did rents first exceed 400"), or overtook another series."""

from __future__ import annotations

from dataclasses import replace

from bot.ask.bounds import bound_in
from bot.ask.compute.bench import Bench
from bot.ask.compute.meant import asks_else, result, selection
from bot.ask.grammar.cue import Cue
from bot.ask.language.requests import Request, requests_in
from bot.ask.meaning import Crossing, Periods, Selection, Side
from bot.ask.outcome import Missing, Result, Stop

_SIDES = {"more than": Side.ABOVE, "fewer than": Side.BELOW}
_BESIDE = (Cue.FIRST_TIME, Cue.OVERTAKES, Cue.DATE, Cue.MORE, Cue.LESS, Cue.RISE, Cue.FALL, Cue.CHANGE)


def apply(bench: Bench) -> Result | None:
    """None where neither is asked for. Raises Stop where it is not told what passed what."""
    if not bench.wants(Cue.FIRST_TIME, Cue.OVERTAKES):
        return None
    if not bench.query.asks_when or asks_else(bench, *_BESIDE):
        raise Stop(Missing("when it first was so", "Ask when a figure first was above a number, or above another one."))
    return result(bench, _overtaking(bench) if bench.wants(Cue.OVERTAKES) else _first(bench))


def _first(bench: Bench) -> Crossing:
    several, bound = bench.reading.several, bound_in(bench.query.sentence, bench.query.text)
    if bound is not None and several is None:
        side = _SIDES.get(bound.name)
        if side is None:
            raise Stop(Missing("a number to pass", "Ask when it first was above or below a number."))
        return Crossing(_times(_one(bench, dict(bench.reading.single))), side, f"{bound.number:f}")
    side = Side.BELOW if bench.wants(Cue.LESS) else Side.ABOVE
    one, other = _two(bench)
    return Crossing(_times(one), side, replace(other, period=None))


def _overtaking(bench: Bench) -> Crossing:
    one, other = _two(bench)
    words = [token.norm for token in bench.query.sentence.tokens]
    if requests_in(words, Request.OVERTAKEN):
        one, other = other, one
    return Crossing(_times(one), Side.ABOVE, replace(other, period=None))


def _two(bench: Bench) -> tuple[Selection, Selection]:
    several = bench.reading.several
    if several is None or len(several[1]) != 2:
        raise Stop(Missing("two to compare", "Name the two of which one came to be above the other."))
    dimension, codes = several
    one, other = (_one(bench, {**bench.reading.single, dimension: code}) for code in codes)
    return one, other


def _one(bench: Bench, bound: dict[str, str]) -> Selection:
    """The series with these codes. Raises Stop where they name none, or several."""
    return selection(bench, dict(bench.row(bound).key.dimensions))


def _times(of: Selection) -> Periods:
    return Periods(replace(of, period=None), of.period)
