"""Joint change: how the sum of several codes moved between two moments ("the two parties' combined share grew by")."""

from __future__ import annotations

from decimal import Decimal

from bot.ask.compute.arithmetic import same_unit
from bot.ask.compute.bench import Bench
from bot.ask.compute.change import CHANGE, ends
from bot.ask.compute.total import total_of
from bot.ask.grammar.cue import Cue
from bot.ask.outcome import Missing, Result, Stop
from bot.ask.say import results as say
from bot.ask.say.amounts import amount
from bot.ask.say.sides import capital, shared, verb
from bot.ask.text import stem
from bot.ask.units import difference_unit


def against(bench: Bench) -> Result | None:
    """One code against the sum of others: "how many more has A than B and C combined"."""
    several, joined = bench.reading.several, bench.query.sentence.joined
    if several is None or not bench.wants(Cue.SUM) or not bench.wants(Cue.MORE, Cue.LESS) or " than " not in joined:
        return None
    dimension, codes = several
    sides = [frozenset(stem(word) for word in side.split()) for side in joined.rsplit(" than ", 1)]
    left, right = ([code for code in codes if _is_in(bench, dimension, code, side)] for side in sides)
    if not left or not right or len(left) + len(right) != len(codes):
        raise Stop(Missing("two sides", "Say which are added up, and what they are compared with."))
    totals = [[bench.at({**bench.reading.single, dimension: code}) for code in side] for side in (left, right)]
    used = [one for side in totals for one in side]
    figures = [one.figure for one in used]
    total_of(bench, "sum", used)
    one, other = (sum((picked.figure.value for picked in side), Decimal(0)) for side in totals)
    style, prose = bench.prose.style, bench.prose
    value, unit, both = one - other, same_unit(bench, figures), (one, other)
    names = [prose.list_of([prose.code(dimension, code) for code in side]) for side in (left, right)]
    of, tail = f"{capital(shared(prose, figures))} {verb(prose, figures[0])}", prose.tail(figures[0])
    first, second = (amount(prose, figures[0], side, unit, both) for side in both)
    size = amount(prose, figures[0], abs(value), difference_unit(unit))
    sentence = (
        f"{of} {size} {'higher' if value > 0 else 'lower'} for {names[0]} than for {names[1]}{tail}: "
        f"{first} against {second}."
        if value
        else f"{of} the same for {names[0]} and for {names[1]}{tail}: {first}."
    )
    return Result(
        "difference of sums", sentence, value, difference_unit(unit), tuple(used),
        prose.qualified([figure.qualifier for figure in figures]),
        f"{style.number(one)} − {style.number(other)} = {style.number(value)}",
    )  # fmt: skip


def _is_in(bench: Bench, dimension: str, code: str, stems: frozenset[str]) -> bool:
    return any(phrase.content <= stems for phrase in bench.lexicon.code_phrases(dimension, code))


def apply(bench: Bench) -> Result | None:
    """None where no change of a sum is asked for. Raises Stop where they do not add up, or one is lacking."""
    several = bench.reading.several
    if several is None or not bench.wants(Cue.SUM) or not bench.wants(*CHANGE):
        return None
    dimension, codes = several
    pairs = [ends(bench, {**bench.reading.single, dimension: code}) for code in codes]
    before, after = (total_of(bench, "sum", list(side)) for side in zip(*pairs, strict=True))
    start, end = before.value or Decimal(0), after.value or Decimal(0)
    style, prose = bench.prose.style, bench.prose
    value, unit = end - start, difference_unit(after.unit)
    figures, both = [one.figure for one in after.used], (start, end)
    size = amount(prose, figures[0], abs(value), unit)
    moved = "did not change" if value == 0 else f"{'rose' if value > 0 else 'fell'} by {size}"
    ends_ = [amount(prose, figures[0], end_, after.unit, both) for end_ in both]
    names = prose.list_of([prose.own_codes(figure, figures) for figure in figures])
    moments = [prose.moment(one.figure, other.figure) for one, other in (pairs[0], pairs[0][::-1])]
    sentence = (
        f"{capital(say.total_of(prose, 'total', figures))} for {names} {moved}, "
        f"from {ends_[0]}{moments[0]} to {ends_[1]}{moments[1]}."
    )
    return Result(
        "change of sum", sentence, value, unit, (*before.used, *after.used),
        prose.qualified([one.figure.qualifier for one in (*before.used, *after.used)]),
        f"({after.expression}) − ({before.expression}) = {style.number(value)}",
    )  # fmt: skip
