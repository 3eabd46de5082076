"""A count from a share: "how many boats are wooden" from 37.5 per cent of all boats.

Taken only where the base of the share is held for the same period. The share is rounded, so the count is no better than
its last digit: the answer says within which bounds it lies, and rounds to the digits that these bounds leave.
"""

from __future__ import annotations

from decimal import Decimal

from bot.ask.compute.arithmetic import unit_of
from bot.ask.compute.base import counterpart
from bot.ask.compute.bench import Bench
from bot.ask.compute.rate import RATE_STEMS, rate_noun
from bot.ask.outcome import Result
from bot.ask.say import results as say
from bot.ask.select import Picked
from bot.ask.style import decimals, rounded
from bot.ask.text import stem
from bot.ask.units import HUNDRED, is_percent
from bot.domain import Figure, Qualifier


def apply(bench: Bench) -> Result | None:
    if not bench.query.counts_things or not is_percent(bench.indicator.unit):
        return None
    picked = bench.at(bench.reading.single, rests=False)
    figure = picked.figure
    part = counterpart(bench, bench.indicator.numerator, figure)
    if part is not None:
        return Result(
            "lookup",
            say.statement(bench.prose, part.figure, unit_of(bench, part.figure)),
            part.figure.value,
            part.figure.unit,
            (part,),
            part.figure.qualifier,
        )
    bench.rest_on([picked])
    whole = base_of(bench, figure) or _rate_of(bench, figure)
    if whole is None:
        raise bench.lacks("the number of them", f"We hold the share, not the count: {bench.held(picked)}.", picked)
    style = bench.prose.style
    value = rounded(figure.value / HUNDRED * whole.figure.value, 0)
    unit = whole.figure.unit or bench.catalogue.indicators[whole.figure.indicator].unit
    noun = rate_noun(bench.query)
    each = f" a {noun}" if noun else ""
    sentence = (
        f"About {style.quantity(value, unit)}{each}: {bench.prose.value(figure)} of {style.number(whole.figure.value)} "
        f"({bench.prose.subject(figure.indicator, figure.dimensions)}{bench.prose.tail(figure)})."
    )
    return Result(
        "count from share",
        sentence,
        value,
        unit,
        (picked, whole),
        Qualifier.ABOUT,
        f"{style.number(figure.value)} ÷ 100 × {style.number(whole.figure.value)} = {style.number(value)}",
        f"{bench.prose.value(figure)} of {style.number(whole.figure.value)} {unit or ''}".rstrip(),
        (_bounds(bench, value, _slack(figure, whole.figure)),),
    )


def of_difference(bench: Bench, high: Picked, low: Picked) -> Result | None:
    """How many more one share's people are than another's, of one base; None where the base is not held."""
    whole = base_of(bench, high.figure)
    if whole is None or base_of(bench, low.figure) != whole:
        return None
    style, prose = bench.prose.style, bench.prose
    value = rounded((high.figure.value - low.figure.value) / HUNDRED * whole.figure.value, 0)
    unit = whole.figure.unit or bench.catalogue.indicators[whole.figure.indicator].unit
    names = prose.apart(high.figure, low.figure)
    size = style.number(whole.figure.value)
    sentence = (
        f"About {style.quantity(value, unit)} more for {names[0]} than for {names[1]}: {prose.value(high.figure)} "
        f"against {prose.value(low.figure)} of {size} "
        f"({prose.shared([high.figure, low.figure])}{prose.tail(high.figure)})."
    )
    terms = f"({style.number(high.figure.value)} − {style.number(low.figure.value)}) ÷ 100 × {size}"
    slack = _slack(high.figure, whole.figure) + _slack(low.figure, whole.figure)
    return Result(
        "count from share",
        sentence,
        value,
        unit,
        (high, low, whole),
        Qualifier.ABOUT,
        f"{terms} = {style.number(value)}",
        caveats=(_bounds(bench, value, slack),),
    )


def base_of(bench: Bench, share: Figure) -> Picked | None:
    """The count of which a share is taken, for its period."""
    indicator = bench.catalogue.indicators[share.indicator]
    universe = bench.catalogue.universes.get(share.universe or indicator.universe or "")
    size = indicator.denominator or (universe.size if universe else None)
    return counterpart(bench, size, share)


def _rate_of(bench: Bench, share: Figure) -> Picked | None:
    """The number a month (or week, year) that a share is taken of, where the question wants it for each month.

    It has to be a rate of just those that the share's universe counts, and for the share's period.
    """
    universe, noun = share.universe or bench.catalogue.indicators[share.indicator].universe, rate_noun(bench.query)
    if universe is None or noun is None:
        return None
    bases = {phrase.content for phrase in bench.lexicon.universe_phrases[universe]}
    for indicator in bench.catalogue.indicators.values():
        if indicator.universe != universe or is_percent(indicator.unit):
            continue
        phrases = bench.lexicon.entry(indicator.id).phrases
        if any(stem(noun) in phrase.stems and phrase.content - RATE_STEMS in bases for phrase in phrases):
            found = counterpart(bench, indicator.id, share)
            if found is not None:
                return found
    return None


def _slack(share: Figure, whole: Figure) -> Decimal:
    """How many of the whole half of a share's last digit is."""
    return Decimal(5).scaleb(-decimals(share.value) - 1) / HUNDRED * whole.value


def _bounds(bench: Bench, value: Decimal, slack: Decimal) -> str:
    low, high = (bench.prose.style.number(rounded(bound, 0)) for bound in (value - slack, value + slack))
    between = f": the count lies between {low} and {high}" if low != high else ""
    return f"Computed from a rounded share{between}."
