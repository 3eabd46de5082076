"""Figures that a source reports ready-made but that follow from others ("the gap shrank by 2.4 points").

An indicator's `derivation` says how. The value given is the one computed from the components, when the ledger holds
them; what the source reports stands in a caveat.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace

from bot.ask.compute import change, difference, gap, lookup
from bot.ask.compute.bench import Bench
from bot.ask.derivation import Derivation
from bot.ask.evaluate.derived import disagreement
from bot.ask.outcome import Missing, Result, Stop
from bot.ask.select import Wish
from bot.domain import Dimensions, Figure, Status
from bot.errors import InvalidDate
from bot.periods import Period


def apply(bench: Bench) -> Result | None:
    """The figure computed by its indicator's derivation, with the reported one in a caveat where the two differ.

    None where the indicator has no derivation, or the ledger lacks a component. The vintages that the question names
    are those the derivation runs between, so they do not choose among the reported figures.
    """
    derivation = Derivation.parse(bench.indicator.derivation or "")
    if derivation is None:
        return None
    reported = bench.at(bench.reading.single, replace(bench.wish(), statuses=None), rests=False)
    result = _evaluate(bench, derivation, reported.figure.dimensions)
    if result is None:
        return None
    otherwise = (caveat for figure in reported.figures for caveat in disagreement(bench.prose, figure, result))
    return replace(result, caveats=(*result.caveats, *otherwise), beside=(*result.beside, *reported.figures))


def ready_made(bench: Bench) -> Result | None:
    """A change that a source reports, where the figures that it would be computed from are not held; None where none is
    held as the question wants it."""
    if not bench.wants(*change.CHANGE) or bench.reading.several is not None or bench.query.wants_count:
        return None
    bound = {key: (code,) for key, code in bench.reading.single.items()}
    for indicator in bench.lexicon.derived_from(bench.indicator.id):
        derivation = Derivation.parse(indicator.derivation or "")
        shelf = bench.shelf_of(indicator.id)
        if derivation is None or shelf is None or derivation.operation not in ("change", "fall") or not bound:
            continue
        if dict(derivation.bound) == bound and len(shelf.rows) == 1:
            reading = replace(bench.reading, entry=bench.lexicon.entry(indicator.id), shelf=shelf, bound={})
            wish = replace(bench.wish(), statuses=None)
            with suppress(Stop):
                return lookup.plain(bench, replace(bench, reading=reading).at({}, wish))
    return None


def contradicted(bench: Bench, result: Result) -> Result:
    """A computed result, with a caveat for each figure that a source reports otherwise: one whose derivation has the
    same inputs."""
    if result.expression is None or not result.used:
        return result
    inputs = {one.figure.id for one in result.used}
    bench = replace(bench, disputes={})  # What disagrees elsewhere is nothing to this result.
    reported: list[Figure] = []
    for indicator in bench.lexicon.derived_from(bench.indicator.id):
        derivation = Derivation.parse(indicator.derivation or "")
        shelf = bench.shelf_of(indicator.id)
        if derivation is None or shelf is None:
            continue
        for row in shelf.rows:
            again = _evaluate(bench, derivation, row.key.dimensions)
            if again is None or again.operation != result.operation or {one.figure.id for one in again.used} != inputs:
                continue
            reported += [one for one in bench.figures([row])[row.id] if disagreement(bench.prose, one, result)]
    if not reported:
        return result
    caveats = dict.fromkeys(caveat for one in reported for caveat in disagreement(bench.prose, one, result))
    return replace(result, caveats=(*result.caveats, *caveats), beside=(*result.beside, *reported))


def _evaluate(bench: Bench, derivation: Derivation, dimensions: Dimensions) -> Result | None:
    """The derivation computed, for the codes it names and, beyond them, those of the reported series."""
    shelf = bench.shelf_of(derivation.indicator)
    if shelf is None:
        return None
    own = {dimension: (code,) for dimension, code in dimensions if dimension in shelf.codes}
    reading = replace(
        bench.reading,
        entry=bench.lexicon.entry(derivation.indicator),
        shelf=shelf,
        bound={**own, **derivation.bound},
        times=(),
        named=(),
        universe=None,
    )
    other = replace(bench, reading=reading, disputes={})
    try:
        result = _OPERATIONS[derivation.operation](other, derivation)
    except (Stop, InvalidDate):
        return None
    bench.disputes |= other.disputes
    return result


def _moments(bench: Bench, derivation: Derivation) -> tuple[Wish, Wish]:
    if derivation.moments is None:
        raise Stop(Missing("two moments", "The derivation of that figure names no two moments."))
    first, last = (moment(bench, word) for word in derivation.moments)
    return first, last


def moment(bench: Bench, word: str) -> Wish:
    """A status or an ISO period of a derivation, as a wish."""
    if word in set(Status):
        same = (
            {Status.PRELIMINARY, Status.PROVISIONAL} if Status(word).rank == Status.PRELIMINARY.rank else {Status(word)}
        )
        return Wish(statuses=frozenset(same), as_of=bench.query.as_of)
    return Wish(named=Period.parse(word), as_of=bench.query.as_of)


def _change(bench: Bench, derivation: Derivation, in_percent: bool) -> Result:
    bound = bench.reading.single
    start, end = (bench.at(bound, wish) for wish in _moments(bench, derivation))
    return change.result(bench, start, end, in_percent)


def _fall(bench: Bench, derivation: Derivation) -> Result:
    """A fall is reported as a positive number: the change with its sign turned round."""
    result = _change(bench, derivation, in_percent=False)
    return replace(result, value=None if result.value is None else -result.value)


def _difference(bench: Bench, _: Derivation) -> Result | None:
    pair = difference.sides(bench, Wish(as_of=bench.query.as_of))
    return difference.result(bench, *pair) if pair else None


_OPERATIONS: dict[str, Callable[[Bench, Derivation], Result | None]] = {
    "change": lambda bench, derivation: _change(bench, derivation, in_percent=False),
    "fall": _fall,
    "percent change": lambda bench, derivation: _change(bench, derivation, in_percent=True),
    "difference": _difference,
    "change of gap": lambda bench, derivation: gap.change(bench, *_moments(bench, derivation)),
}
