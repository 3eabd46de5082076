"""Figures that a source reports ready-made but that follow from others ("the gap shrank by 2.4 points").

An indicator's `derivation` says how. The value given is the one computed from the components, where the ledger holds
them; what the source reports stands in a caveat.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from bot.ask.derivation import Derivation
from bot.ask.evaluate.change import change, percent_change
from bot.ask.evaluate.difference import difference
from bot.ask.evaluate.gap import change_of_gap
from bot.ask.evaluate.held import Held
from bot.ask.meaning import Change, Difference, PercentChange, Selection
from bot.ask.outcome import Result, Stop
from bot.ask.prose import Prose
from bot.ask.say import results as say
from bot.ask.select import Picked
from bot.ask.style import decimals, rounded
from bot.domain import Dimensions, Figure, Indicator, Status
from bot.errors import InvalidDate
from bot.periods import Period


def derived(ledger: Held, reported: Picked) -> Result | None:
    """The figure computed by its indicator's derivation, with the reported one in a caveat where the two differ; None
    where the indicator has none, or the ledger lacks a component."""
    figure = reported.figure
    result = _evaluated(ledger, ledger.catalogue.indicators[figure.indicator], figure.dimensions)
    if result is None:
        return None
    ledger.rest_on(result.used)
    caveats = dict.fromkeys(caveat for one in reported.figures for caveat in disagreement(ledger.prose, one, result))
    return replace(result, caveats=(*result.caveats, *caveats), beside=(*result.beside, *reported.figures))


def contradicted(ledger: Held, result: Result) -> Result:
    """A computed result, with a caveat for each figure that a source reports otherwise: one whose derivation has the
    same inputs."""
    if result.operation not in _COMPUTED or result.beside:
        return result
    inputs = {one.figure.id for one in result.used}
    reported: list[Figure] = []
    for indicator in ledger.derived_from(result.used[0].figure.indicator):
        shelf = ledger.shelf_of(indicator.id)
        for row in shelf.by_key.values() if shelf else ():
            again = _evaluated(ledger, indicator, row.key.dimensions)
            if again is not None and {one.figure.id for one in again.used} == inputs:
                same = again.operation == result.operation
                held = ledger.figures([row])[row.id]
                reported += [one for one in held if same and disagreement(ledger.prose, one, result)]
    if not reported:
        return result
    caveats = dict.fromkeys(caveat for one in reported for caveat in disagreement(ledger.prose, one, result))
    return replace(result, caveats=(*result.caveats, *caveats), beside=(*result.beside, *reported))


def _evaluated(ledger: Held, indicator: Indicator, dimensions: Dimensions) -> Result | None:
    """A derivation computed, for the codes that it names and, beyond them, those of the reported series."""
    derivation = Derivation.parse(indicator.derivation or "")
    shelf = ledger.shelf_of(derivation.indicator) if derivation is not None else None
    if derivation is None or shelf is None:
        return None
    own = {dimension: (code,) for dimension, code in dimensions if dimension in shelf.codes}
    try:
        return _OPERATIONS[derivation.operation](
            replace(derivation, bound={**own, **derivation.bound}), ledger.afresh()
        )
    except (Stop, InvalidDate):
        return None


def _sides(derivation: Derivation) -> list[Selection]:
    """What is derived from: the one series, or the two of a difference."""
    count = max((len(codes) for codes in derivation.bound.values()), default=1)
    return [
        Selection(
            derivation.indicator,
            tuple(sorted((key, codes[min(side, len(codes) - 1)]) for key, codes in derivation.bound.items())),
        )
        for side in range(count)
    ]


def _moments(derivation: Derivation, of: Selection) -> tuple[Selection, Selection]:
    """Raises InvalidDate where there are none."""
    first, last = derivation.moments or ("-", "-")
    return _moment(of, first), _moment(of, last)


def _moment(of: Selection, word: str) -> Selection:
    """A status or an ISO period of a derivation."""
    if word not in set(Status):
        return replace(of, period=Period.parse(word))
    same = frozenset(status for status in Status if status.rank == Status(word).rank)
    return replace(of, statuses=same)


def _change(derivation: Derivation, ledger: Held) -> Result:
    return change(Change(*_moments(derivation, _sides(derivation)[0])), ledger)


def _fall(derivation: Derivation, ledger: Held) -> Result:
    """A fall is reported as a positive number: the change with its sign turned round."""
    result = _change(derivation, ledger)
    return replace(result, value=None if result.value is None else -result.value)


def _percent_change(derivation: Derivation, ledger: Held) -> Result:
    return percent_change(PercentChange(*_moments(derivation, _sides(derivation)[0])), ledger)


def _difference(derivation: Derivation, ledger: Held) -> Result:
    one, other = _two(_sides(derivation))
    return difference(Difference(one, other), ledger)


def _change_of_gap(derivation: Derivation, ledger: Held) -> Result:
    one, other = (_moments(derivation, of) for of in _two(_sides(derivation)))
    return change_of_gap((one[0], other[0]), (one[1], other[1]), ledger)


def _two(sides: Sequence[Selection]) -> tuple[Selection, Selection]:
    """Where a derivation does not name two sides, the same side twice, which cannot be compared."""
    return sides[0], sides[-1]


def disagreement(prose: Prose, reported: Figure, result: Result) -> tuple[str, ...]:
    """What a source reports, where it is not the computed value to the precision it is written in."""
    if result.value is None or rounded(abs(result.value), decimals(reported.value)) == abs(reported.value):
        return ()
    return (say.disagreement(prose, reported, abs(result.value), result.unit),)


_OPERATIONS: dict[str, Callable[[Derivation, Held], Result]] = {
    "change": _change,
    "fall": _fall,
    "percent change": _percent_change,
    "difference": _difference,
    "change of gap": _change_of_gap,
}
_COMPUTED = frozenset(("change", "percent change", "difference"))
