"""Difference: how far two codes of one dimension lie apart ("Māori than non-Māori", "between yes and no").

Both figures are for the same period and have one unit; two shares differ in percentage points. A gap asked for without
naming its sides is taken only where the dimension has just two codes.
"""

from __future__ import annotations

from collections.abc import Iterator

from bot.ask.codes import implied
from bot.ask.compute.arithmetic import not_a_count, same_unit
from bot.ask.compute.bench import Bench
from bot.ask.compute.count import of_difference
from bot.ask.grammar.cue import Cue
from bot.ask.outcome import Result, Stop
from bot.ask.say import results as say
from bot.ask.say.amounts import amount
from bot.ask.select import Picked, Wish
from bot.ask.units import difference_unit, is_percent
from bot.ask.words import TOTAL_WORDS


def apply(bench: Bench) -> Result | None:
    if not bench.wants(Cue.GAP, Cue.MORE, Cue.LESS):
        return None
    pair = sides(bench)
    return result(bench, *pair) if pair else None


def sides(bench: Bench, wish: Wish | None = None) -> tuple[Picked, Picked] | None:
    """The two figures that are compared, in the question's order; None where the question does not name two."""
    found = side_codes(bench)
    if found is None:
        return None
    dimension, codes = found
    rest = {key: code for key, code in bench.reading.single.items() if key != dimension}
    if "" not in codes:
        needed = {**{key: (code,) for key, code in rest.items()}, dimension: codes}
        rest = {key: held[0] for key, held in implied(needed, bench.shelf).items() if key != dimension}
    one, other = bench.together([{**rest, dimension: code} if code else rest for code in codes], wish)
    return one, other


def side_codes(bench: Bench) -> tuple[str, tuple[str, str]] | None:
    several = bench.reading.several
    if several is not None:
        dimension, codes = several
        return (dimension, (codes[0], codes[1])) if len(codes) == 2 else None
    against_all = _against_all(bench)
    if against_all is not None:
        return against_all
    if not bench.wants(Cue.GAP, Cue.WIDEST, Cue.NARROWEST):
        return None
    for dimension, held in bench.shelf.codes.items():
        if len(held) == 2:
            one, other = sorted(held, key=lambda code: bench.reading.single.get(dimension) != code)
            return dimension, (one, other)
    return None


def _against_all(bench: Bench) -> tuple[str, tuple[str, str]] | None:
    """One code against everybody: the dimension with the code, and no code for its total."""
    if not any(token.stem in TOTAL_WORDS for token in bench.query.sentence.tokens):
        return None
    for dimension, code in bench.reading.single.items():
        rest = tuple(sorted(item for item in bench.reading.single.items() if item[0] != dimension))
        if rest in bench.shelf.by_key:
            return dimension, (code, "")
    return None


def gaps(bench: Bench) -> Iterator[Result]:
    """The differences between the two codes of each dimension that has just two, whatever the other codes are."""
    for dimension, held in bench.shelf.codes.items():
        if len(held) != 2:
            continue
        rests = [
            {tuple(pair for pair in row.key.dimensions if pair[0] != dimension) for row in bench.shelf.rows
             if (dimension, code) in row.key.dimensions}
            for code in held
        ]  # fmt: skip
        for rest in sorted(rests[0] & rests[1]):
            try:
                one, other = (bench.at({**dict(rest), dimension: code}) for code in held)
                if not (one.rivals or other.rivals):
                    yield result(bench, one, other)
            except Stop:
                continue


def result(bench: Bench, one: Picked, other: Picked) -> Result:
    high, low = (one, other) if one.figure.value >= other.figure.value else (other, one)
    unit = same_unit(bench, [high.figure, low.figure])
    if bench.query.counts_things and is_percent(unit):
        counted = of_difference(bench, high, low)
        if counted is not None:
            return counted
    not_a_count(bench, [high.figure, low.figure])
    value = high.figure.value - low.figure.value
    style, prose = bench.prose.style, bench.prose
    gap = amount(prose, high.figure, value, difference_unit(unit), near=[high.figure, low.figure]) if value else ""
    return Result(
        "difference",
        say.difference(prose, high.figure, low.figure, unit, gap),
        value,
        difference_unit(unit),
        (high, low),
        prose.qualified([high.figure.qualifier, low.figure.qualifier]),
        f"{style.number(high.figure.value)} − {style.number(low.figure.value)} = {style.number(value)}",
    )
