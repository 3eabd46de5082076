"""Complement: those of a base that a figure does not count ("how many of those referred did not engage").

A count is taken from the base that the question names, else the nearest it is counted within; a share from 100.
"""

from __future__ import annotations

from bot.ask.compute.base import HUNDRED, Parts, base_words, bases, is_percent, of_total, parts_of, within
from bot.ask.compute.bench import Bench, Missing, Result, Stop
from bot.ask.grammar import Cue
from bot.ask.select import Picked
from bot.ask.style import rounded


def apply(bench: Bench) -> Result | None:
    if not bench.wants(Cue.NOT):
        return None
    picked = bench.at(bench.reading.single)
    parts = _parts(bench, picked)
    if parts is None:
        if is_percent(picked.figure.unit or bench.indicator.unit):
            return _from_hundred(bench, picked)
        sentence = f"We hold {bench.prose.short(picked.figure)}, but not the base that would tell how many were not."
        raise Stop(Missing("the base of that count", sentence, (picked.figure,)))
    return _rest(bench, parts)


def _parts(bench: Bench, picked: Picked) -> Parts | None:
    if is_percent(picked.figure.unit or bench.indicator.unit):
        return parts_of(bench, picked.figure)
    named = bench.reading.universe
    return within(bench, picked, named) if named else next(bases(bench, picked), None) or of_total(bench, picked)


def _rest(bench: Bench, parts: Parts) -> Result:
    style, prose = bench.prose.style, bench.prose
    part, whole = parts.part.figure, parts.whole.figure
    rest = whole.value - part.value
    unit = whole.unit or bench.catalogue.indicators[whole.indicator].unit
    numbers = f"{style.number(whole.value)} − {style.number(part.value)} = {style.number(rest)}"
    subject = prose.subject(part.indicator, part.dimensions)
    if bench.query.wants_percent:
        value = rounded(HUNDRED * rest / whole.value, 1)
        sentence = (
            f"{style.quantity(value, 'percent')} of {parts.whole_name} were not counted in the {subject}"
            f"{prose.tail(part)} "
            f"({style.number(rest)} of {style.number(whole.value)})."
        )
        numbers += f"; {style.number(rest)} ÷ {style.number(whole.value)} × 100 = {style.number(value)}"
        shown_unit: str | None = "percent"
    else:
        value, shown_unit = rest, unit
        sentence = (
            f"{style.number(rest)} of the {style.number(whole.value)} {parts.whole_name} were not counted in the "
            f"{subject}{prose.tail(part)}, which was {prose.value(part)}."
        )
    return Result(
        "complement", sentence[:1].upper() + sentence[1:], value, shown_unit, (parts.whole, parts.part),
        prose.qualified([part.qualifier, whole.qualifier]), numbers, base_words(bench, parts),
    )  # fmt: skip


def _from_hundred(bench: Bench, picked: Picked) -> Result:
    style, prose, figure = bench.prose.style, bench.prose, picked.figure
    value = HUNDRED - figure.value
    sentence = (
        f"{style.quantity(value, 'percent')} were outside the {prose.subject(figure.indicator, figure.dimensions)}, "
        f"which was {prose.value(figure)}{prose.tail(figure)}."
    )
    return Result(
        "complement", sentence[:1].upper() + sentence[1:], value, "percent", (picked,), figure.qualifier,
        f"100 − {style.number(figure.value)} = {style.number(value)}",
    )  # fmt: skip
