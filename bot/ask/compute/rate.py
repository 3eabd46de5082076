"""Rates: how many a month on average, from one figure for a longer time.

A count for a year, divided by its months. Only an average that is asked for as one is taken, only of figures that add
up over time, and only over whole years, quarters or months: 14 and a half months are no number to divide by.
"""

from __future__ import annotations

from decimal import Decimal

from bot.ask.compute.arithmetic import unit_of
from bot.ask.compute.bench import Bench
from bot.ask.evaluate.numbers import significant
from bot.ask.grammar.cue import Cue
from bot.ask.grammar.shares import ADVERBS
from bot.ask.lengths import length_of
from bot.ask.outcome import Result
from bot.ask.query import Query
from bot.ask.say.amounts import amount, valued
from bot.ask.say.sides import capital, subject, verb
from bot.ask.select import Picked
from bot.ask.text import stem
from bot.ask.units import is_share_like
from bot.ask.words import STRUCTURE
from bot.domain import Figure
from bot.periods import Period

_MONTHS = {"month": 1, "quarter": 3, "year": 12}
_STOCK_WORDS = """
    population resident residents household households debt level stock balance staff employees members roll list price
    index rent temperature age length median mean average rate share ratio per size height speed
"""
_STOCKS = frozenset(stem(word) for word in _STOCK_WORDS.split())
"""Stems in labels of figures that hold at a time and do not add up over it."""
RATE_STEMS = frozenset(
    stem(word) for word in ("average", "mean", "number", "daily", "weekly", "monthly", "yearly", "annual")
)
"""What a label of a rate has beyond the label of what it counts."""


def apply(bench: Bench) -> Result | None:
    noun = wanted(bench)
    if noun is None or not bench.wants(Cue.MEAN):
        return None
    series = bench.over_time(bench.reading.single)
    if all(length_of(one.figure.period) == noun for one in series) and len(series) > 1:
        return None
    figure = series[-1].figure
    times = _times(figure.period, noun)
    if len(series) > 1 or times is None or not _adds_up(bench, figure):
        raise bench.lacks_each(noun, series[-1])
    return _result(bench, series[-1], noun, times)


def rate_noun(query: Query) -> str | None:
    """The noun of time that a question wants a figure for each of: "month" of "a month" and "monthly"."""
    match = query.rate
    return None if match is None else match["noun"] or ADVERBS[match["adverb"]]


def wanted(bench: Bench) -> str | None:
    """The same, unless a label of the indicator has it."""
    query = bench.query
    match, noun = query.rate, rate_noun(query)
    if match is None or noun is None:
        return None
    said = query.sentence.mask(match.start(), match.end())
    stems = {stem(noun), *(token.stem for index, token in enumerate(query.sentence.tokens) if said >> index & 1)}
    return None if (stems - STRUCTURE) & bench.reading.entry.words else noun


def _times(period: Period, noun: str) -> int | None:
    """How many whole months, quarters or years a period has; days for "day", weeks only of whole weeks."""
    days = period.days or 0
    if noun == "day" and days:
        return days
    if noun not in _MONTHS or period.start is None or period.end is None or period.start.day != 1:
        return None
    months = (period.end.year - period.start.year) * 12 + period.end.month - period.start.month + 1
    whole = months % 12 == 0 or months in (3, 6)
    times, left = divmod(months, _MONTHS[noun])
    return times if whole and not left and times > 1 else None


def _adds_up(bench: Bench, figure: Figure) -> bool:
    unit = (unit_of(bench, figure) or "").lower()
    label = bench.reading.entry.phrases[0]
    return not is_share_like(unit) and " a " not in unit and " per " not in unit and not _STOCKS & set(label.stems)


def _result(bench: Bench, picked: Picked, noun: str, times: int) -> Result:
    figure, style, prose = picked.figure, bench.prose.style, bench.prose
    value = significant(figure.value / times)
    unit = unit_of(bench, figure)
    sentence = (
        f"{capital(subject(prose, figure))} {verb(prose, figure)} {amount(prose, figure, value, unit)} a {noun} "
        f"on average {prose.period(figure.period)}: {valued(prose, figure, unit)} in {times} {noun}s."
    )
    return Result(
        "rate", " ".join(sentence.split()), value, unit, (picked,), prose.qualified([figure.qualifier]),
        f"{style.number(figure.value)} ÷ {times} = {style.number(value)}",
        stated=(Decimal(times),),
        caveats=(f"Computed from the figure for all {times} {noun}s; no source held prints this average.",),
    )  # fmt: skip
