"""Thresholds: how many parties won more than ten seats, in which months a share was below 15 per cent.

What is counted are the codes of one dimension or the periods of one series that the ledger holds; the unit of the count
is the noun that the question counts.
"""

from __future__ import annotations

from decimal import Decimal
from operator import eq

from bot.ask.bounds import Bound, bound_in
from bot.ask.compute.arithmetic import same_unit
from bot.ask.compute.bench import Bench
from bot.ask.compute.change import CHANGE
from bot.ask.lengths import length_of
from bot.ask.outcome import Missing, Result, Stop
from bot.ask.say import results as say
from bot.ask.say.agreement import plural
from bot.ask.say.amounts import amount
from bot.ask.say.sides import listed
from bot.ask.select import Picked
from bot.ask.words import TIME_NOUNS

Named = list[tuple[str, Picked]]
_JUST = "just"
_TIMES = frozenset(TIME_NOUNS.values())
_NOT_COUNTED = frozenset({"time", "date"})
"""Nouns of time that are no length of it: "how many times as many"."""


def apply(bench: Bench) -> Result | None:
    """None where nothing is counted but what the figure itself counts. Raises Stop where no bound is set."""
    noun, counting = _noun(bench)
    if noun is None:
        return None
    bound = bound_in(bench.query.sentence, bench.query.text) or (None if counting or noun in _TIMES else _exact(bench))
    if bound is None:
        if not counting:
            return None
        figure = bench.prose.label(bench.indicator.id)
        raise Stop(
            Missing(
                f"a count of {plural(noun)}", f"That asks how many {plural(noun)}; the {figure} does not count them."
            )
        )
    return _counted(bench, noun, _field(bench, noun), bound, counting)


def _exact(bench: Bench) -> Bound | None:
    """The one number that the question tells and nothing else explains: "which party had 33 seats"."""
    stated = bench.query.numbers(bench.reading.claimed)
    if len(stated) != 1 or bench.wants(*CHANGE) or bench.reading.several is not None:
        return None
    return Bound(_JUST, stated[0], eq, bench.reading.claimed)


def _noun(bench: Bench) -> tuple[str | None, bool]:
    """The dimension or length of time whose members are asked for, and whether they are to be counted."""
    for stems, counting in ((bench.query.counted, True), (bench.query.axis, False)):
        for stem in stems:
            if stem in bench.reading.entry.words or stem in _NOT_COUNTED:
                continue
            if stem in TIME_NOUNS:
                return TIME_NOUNS[stem], counting
            if any(stem in bench.lexicon.dimension_words.get(key, frozenset()) for key in bench.shelf.codes):
                words = (token.norm for token in bench.query.sentence.tokens if token.stem == stem)
                return next(words).removesuffix("s"), counting
    return None, False


def _field(bench: Bench, noun: str) -> Named:
    if noun in _TIMES:
        held = bench.over_time(bench.reading.single)
        fitting = [one for one in held if length_of(one.figure.period) == noun]
        if not fitting:
            raise bench.lacks_each(noun, held[-1])
        return [(bench.prose.style.period(one.figure.period), one) for one in fitting]
    stems = {*bench.query.counted, *bench.query.axis}
    dimension = next(key for key in bench.shelf.codes if bench.lexicon.dimension_words.get(key, frozenset()) & stems)
    found = bench.along(dimension, {key: code for key, code in bench.reading.single.items() if key != dimension})
    if not found:
        raise Stop(Missing(f"such figures by {noun}", f"We don't hold that: there are no such figures by {noun}."))
    return [(bench.prose.code(dimension, code), one) for code, one in found.items()]


def _counted(bench: Bench, noun: str, field: Named, bound: Bound, counting: bool) -> Result:
    prose = bench.prose
    unit = same_unit(bench, [one.figure for _, one in field])
    inside = [(name, one) for name, one in field if bound.allows(one.figure.value)]
    size = amount(prose, field[0][1].figure, bound.number, unit)
    than = size if bound.name == _JUST else f"{bound.name} {size}"
    figures = [one.figure for _, one in field]
    sentence = say.count(prose, [(name, one.figure) for name, one in inside], figures, plural(noun), than)
    if not counting and not inside:
        each = listed(prose, [f"{name} ({prose.value(one.figure)})" for name, one in field])
        raise Stop(Missing(f"such a {noun}", f"{sentence[:-1]}: {each}.", beside=tuple(figures)))
    alike = len({one.figure.value for _, one in inside}) == 1
    single = inside[0][1].figure if not counting and alike else None
    value = single.value if single else Decimal(len(inside)) if counting else None
    return Result(
        "threshold", sentence, value, (unit if single else plural(noun)) if value is not None else None,
        tuple(one for _, one in field), stated=(bound.number,),
    )  # fmt: skip
