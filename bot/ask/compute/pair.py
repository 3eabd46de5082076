"""Two figures of different indicators: their difference, ratio, sum or share. Units and periods must agree.

A share of two counts is given only where the ledger says that the one is counted within the other, or where both are
counted in the same unit for the same period: then the answer says that the base is taken as asked.
"""

from __future__ import annotations

from dataclasses import replace

from bot.ask.compute.arithmetic import not_a_count, quotient, same_unit
from bot.ask.compute.base import Parts, share
from bot.ask.compute.bench import Bench
from bot.ask.outcome import Missing, Result, Stop
from bot.ask.say.amounts import written
from bot.ask.say.sides import subject
from bot.ask.select import Picked
from bot.ask.units import difference_unit


def apply(bench: Bench, kind: str, one: Picked, other: Picked) -> Result:
    """Combine two figures. Raises Stop where they are of different periods or units."""
    if one.figure.period != other.figure.period:
        both = f"{bench.prose.short(one.figure)}; {bench.prose.short(other.figure)}"
        sentence = f"Those two figures are for different periods: {both}."
        raise Stop(Missing("figures for one period", sentence, (one.figure, other.figure)))
    bench.rest_on([one, other])
    unit = same_unit(bench, [one.figure, other.figure])
    not_a_count(bench, [one.figure, other.figure])
    if kind == "share":
        return _share(bench, one, other)
    if kind == "ratio":
        return _result(bench, kind, one, other, "times")
    return _result(bench, kind, one, other, difference_unit(unit) if kind == "difference" else unit)


def _share(bench: Bench, part: Picked, whole: Picked) -> Result:
    if whole.figure.value == 0 or part.figure.value > whole.figure.value:
        sentence = (
            f"The one is no part of the other: {bench.prose.short(part.figure)}; {bench.prose.short(whole.figure)}."
        )
        raise Stop(Missing("a base that holds the part", sentence, (part.figure, whole.figure)))
    result = share(bench, Parts(part, whole, bench.prose.subject(whole.figure.indicator, whole.figure.dimensions)))
    return replace(result, caveats=(*result.caveats, "The base is taken as asked; no source gives this share."))


def _result(bench: Bench, kind: str, one: Picked, other: Picked, unit: str | None) -> Result:
    style, prose = bench.prose.style, bench.prose
    a, b = one.figure, other.figure
    if kind == "ratio":
        value, sign, words = quotient(a, b), "÷", "ratio of"
    elif kind == "sum":
        value, sign, words = a.value + b.value, "+", "sum of"
    else:
        a, b = (a, b) if a.value >= b.value else (b, a)
        value, sign, words = a.value - b.value, "−", "difference between"
    link = "to" if kind == "ratio" else "and"
    sentence = (
        f"The {words} {subject(prose, a)} ({prose.value(a)}) {link} {subject(prose, b)} ({prose.value(b)}) "
        f"was {written(style, value, unit)}{prose.tail(a)}."
    )
    return Result(
        kind, sentence, value, unit, (one, other), prose.qualified([a.qualifier, b.qualifier]),
        f"{style.number(a.value)} {sign} {style.number(b.value)} = {style.number(value)}",
    )  # fmt: skip
