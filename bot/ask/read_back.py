"""The meaning of what was answered by phrases: the one that comes to the same, of those that its figures allow.

Phrases compute without a meaning. Whoever takes an answer as JSON gets one all the same, where evaluating it gives the
same value by the same figures; nothing is guessed beyond that.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from bot.ask.evaluate.held import Held
from bot.ask.evaluate.operations import evaluate
from bot.ask.meaning import (
    Asks,
    Change,
    Difference,
    Extreme,
    Group,
    Lookup,
    Mean,
    Meaning,
    Members,
    PercentChange,
    Periods,
    Ratio,
    Selection,
    Several,
    Share,
    Sum,
)
from bot.ask.meaning_json import MAX_SELECTIONS, to_json
from bot.ask.outcome import Dispute, Result
from bot.domain import Figure

_OF_TWO: Mapping[str, Callable[[Selection, Selection], Meaning]] = {
    "difference": Difference,
    "comparison": Difference,
    "change": Change,
    "percent change": PercentChange,
    "percent difference": PercentChange,
    "ratio": Ratio,
}
_PLACES = ("", "second ", "third ", "fourth ", "fifth ", "sixth ", "seventh ", "eighth ")
_RANKED = re.compile(r"(?P<place>.*?)(?P<side>highest|lowest)")
_TOP = re.compile(r"(?P<side>top|bottom) (?P<count>\d+)")


def read_back(result: Result, held: Held) -> Mapping[str, Any] | None:
    """As JSON; None where no meaning comes to the same."""
    figures = [one.figure for one in result.used]
    if result.meaning is not None and _comes_to(result.meaning, result, held):
        return to_json(result.meaning)
    if not 1 <= len(figures) <= MAX_SELECTIONS:
        return None
    found = (meaning for meaning in _candidates(result, figures) if _comes_to(meaning, result, held))
    meaning = next(found, None)
    return None if meaning is None else to_json(meaning)


def _comes_to(meaning: Meaning, result: Result, held: Held) -> bool:
    outcome = evaluate(meaning, held.afresh())
    found = outcome.withheld if isinstance(outcome, Dispute) else outcome
    return isinstance(found, Result) and _is_same(found, result)


def _is_same(one: Result, other: Result) -> bool:
    ids = ({used.figure.id for used in result.used} for result in (one, other))
    return (one.value, one.unit, one.label) == (other.value, other.unit, other.label) and next(ids) == next(ids)


def _candidates(result: Result, figures: Sequence[Figure]) -> Iterator[Meaning]:
    selected = tuple(_selection(figure) for figure in figures)
    if len(selected) == 1:
        yield Lookup(selected[0])
        return
    if len(selected) == 2:
        for one, other in (selected, selected[::-1]):
            of_two = _OF_TWO.get(result.operation)
            if of_two is not None:
                yield of_two(one, other)
            elif result.operation == "share":
                yield Share((one,), other)
    if result.operation in ("sum", "mean"):
        yield Sum(Several(selected)) if result.operation == "sum" else Mean(Several(selected))
    yield from _ranked(result, figures, selected)


def _ranked(result: Result, figures: Sequence[Figure], selected: tuple[Selection, ...]) -> Iterator[Meaning]:
    asks = Asks.VALUE if result.label is None else Asks.MEMBER
    top, ranked = _TOP.fullmatch(result.operation), _RANKED.fullmatch(result.operation)
    for group in _groups(figures, selected) if top or ranked else ():
        if top:
            yield Extreme(group, top["side"] == "top", count=int(top["count"]), asks=asks)
        elif ranked and ranked["place"] in _PLACES:
            yield Extreme(group, ranked["side"] == "highest", _PLACES.index(ranked["place"]) + 1, asks=asks)


def _groups(figures: Sequence[Figure], selected: tuple[Selection, ...]) -> Iterator[Group]:
    """What the figures may be the members of: all codes of the one dimension in which they differ, some of them, all
    periods of a series; or just these, one by one."""
    first, dimensions = selected[0], [dict(figure.dimensions) for figure in figures]
    differing = {name for one in dimensions for name in one if len({other.get(name) for other in dimensions}) > 1}
    if len({figure.period for figure in figures}) == 1 and len(differing) == 1:
        name = differing.pop()
        of = first.without(name)
        yield Members(of, name)
        yield Members(of, name, tuple(one[name] for one in dimensions if name in one))
    elif not differing:
        yield Periods(replace(first, period=None))
    yield Several(selected)


def _selection(figure: Figure) -> Selection:
    settled = figure.status.is_settled
    return Selection(
        figure.indicator,
        figure.dimensions,
        figure.period,
        frozenset() if settled else frozenset((figure.status,)),
        figure.attributed_to,
    )
