"""Movers: which of a dimension's codes rose or fell, by a number that the question tells, or the most of all.

Each change is one by the rules of `change`, between the two moments that the question names or the last two vintages.
Codes that are not held at both moments are left out. The value is the one mover's change; several have one only if all
moved as far.
"""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from bot.ask.compute.bench import Bench
from bot.ask.compute.change import CHANGE, ends
from bot.ask.compute.change import result as change
from bot.ask.grammar.cue import Cue
from bot.ask.outcome import Missing, Result, Stop

Moves = list[tuple[str, Result]]


def apply(bench: Bench) -> Result | None:
    """None where no change of several codes is asked for. Raises Stop where none of them moved like that."""
    if not bench.wants(*CHANGE) or bench.indicator.derivation is not None:
        return None
    most = bench.wants(Cue.HIGHEST, Cue.LOWEST) or bench.query.rank is not None or bench.query.top is not None
    dimension, codes = bench.reading.several or _open(bench)
    if dimension is None or bench.query.rank is not None or bench.query.top is not None:
        if most:
            raise Stop(Missing("which of them", "Say between which the changes are to be compared."))
        return None
    if not most and (bench.reading.several is not None or not bench.query.axis):
        return None
    moves = _moves(bench, dimension, codes)
    found = [(name, move) for name, move in moves if _is_like(bench, move)]
    if (most and len(moves) < 2) or not found:
        raise Stop(Missing("such a change", "None of them that we hold at both moments moved that way."))
    if most:
        return _in_order(bench, moves, _most(bench, found))
    if len(found) == 1:
        return _in_order(bench, moves, replace(found[0][1], operation="mover", label=(found[0][0],)))
    sentence = " ".join(move.sentence for _, move in found)
    used = tuple(one for _, move in found for one in move.used)
    together = replace(
        found[0][1], operation="movers", sentence=sentence, used=used, label=tuple(name for name, _ in found)
    )
    several = _in_order(bench, moves, together)
    alike = len({move.value for _, move in found}) == 1
    return several if alike else replace(several, value=None, unit=None)


def _in_order(bench: Bench, moves: Moves, result: Result) -> Result:
    """The result, with how far each of them moved in its workings."""
    order = "; ".join(f"{name} {bench.prose.style.number(move.value or Decimal(0))}" for name, move in moves)
    others = tuple(one.figure for _, move in moves for one in move.used)
    return replace(result, expression=order, beside=others)


def _open(bench: Bench) -> tuple[str | None, tuple[str, ...]]:
    """The dimension that is asked for, with its codes: "who" asks for the only one that is left open."""
    free = bench.free_dimensions() if bench.query.axis == ("who",) else []
    dimension = free[0] if len(free) == 1 else bench.axis_dimension()
    return dimension, () if dimension is None else tuple(bench.shelf.along(dimension, bench.reading.single))


def _moves(bench: Bench, dimension: str, codes: tuple[str, ...]) -> Moves:
    moves: Moves = []
    for code in codes:
        try:
            start, end = ends(bench, {**bench.reading.single, dimension: code})
            moves.append((bench.prose.code(dimension, code), change(bench, start, end, in_percent=False)))
        except Stop:
            continue
    return moves


def _is_like(bench: Bench, move: Result) -> bool:
    """Whether it went the way that is asked for, and by the number that the question tells, if it tells one."""
    if not move.value or (bench.wants(Cue.FALL) and move.value > 0) or (bench.wants(Cue.RISE) and move.value < 0):
        return False
    stated = bench.query.numbers(bench.reading.claimed)
    return not stated or abs(move.value) in stated


def _most(bench: Bench, found: Moves) -> Result:
    least = bench.wants(Cue.LOWEST)
    furthest = (min if least else max)(abs(move.value or Decimal(0)) for _, move in found)
    winners = [(name, move) for name, move in found if abs(move.value or Decimal(0)) == furthest]
    names = bench.prose.list_of([name for name, _ in winners])
    went = "fell" if (winners[0][1].value or Decimal(0)) < 0 else "rose"
    sentence = f"{names} {went} the {'least' if least else 'most'}: {winners[0][1].sentence}"
    operation, label = "smallest change" if least else "largest change", tuple(name for name, _ in winners)
    return replace(winners[0][1], operation=operation, sentence=sentence, label=label)
