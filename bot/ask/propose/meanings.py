"""Candidates as meanings."""

from __future__ import annotations

from dataclasses import replace

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
from bot.ask.propose.candidates import OF_GROUP, Candidate, Op
from bot.ask.propose.sheet import Sheet
from bot.ask.vocabulary.frame import Kind
from bot.ask.vocabulary.ledger import Ledger

_HIGHEST = frozenset((Op.HIGHEST, Op.HIGHEST_VALUE, Op.PLACE_FROM_TOP))
_VALUE = frozenset((Op.HIGHEST_VALUE, Op.LOWEST_VALUE))


def meaning_of(one: Candidate, sheet: Sheet, ledger: Ledger) -> Meaning:
    """What a candidate means. A period that the question does not name is left to be the latest."""
    if one.op in OF_GROUP:
        return _of_group(one, _group(one, sheet, ledger))
    cells = [_selected(cell, sheet, ledger) for cell in one.cells]
    if one.op in (Op.DIFFERENCE, Op.PERCENT_CHANGE) and _kind(one, ledger) is Kind.PERIOD:
        before, after = _in_time(one, ledger)
        return Change(before, after) if one.op is Op.DIFFERENCE else PercentChange(before, after)
    match one.op:
        case Op.LOOKUP:
            return Lookup(cells[0])
        case Op.DIFFERENCE:
            return Difference(cells[0], cells[1])
        case Op.PERCENT_CHANGE:
            return PercentChange(cells[0], cells[1])
        case Op.RATIO:
            return Ratio(cells[0], cells[1])
        case Op.SUM_OF_TWO:
            return Sum(Several(tuple(cells)))
        case Op.HIGHER | Op.LOWER:
            return Extreme(Several(tuple(cells)), one.op is Op.HIGHER)
        case _:
            return Share(tuple(cells[:-1]), cells[-1])


def _of_group(one: Candidate, group: Group) -> Meaning:
    match one.op:
        case Op.SUM:
            return Sum(group)
        case Op.MEAN:
            return Mean(group)
        case _:
            asks = Asks.VALUE if one.op in _VALUE else Asks.MEMBER
            return Extreme(group, one.op in _HIGHEST, one.place, asks=asks)


def _group(one: Candidate, sheet: Sheet, ledger: Ledger) -> Group:
    first = ledger.selections[one.group[0]]
    facet = ledger.frame.facets[one.facet]
    if one.named or facet.kind is Kind.INDICATOR:
        return Several(tuple(_selected(cell, sheet, ledger) for cell in one.group))
    if facet.kind is Kind.PERIOD:
        return Periods(replace(first, period=None))
    rest = tuple(pair for pair in first.dimensions if pair[0] != facet.id)
    return Members(replace(_selected(one.group[0], sheet, ledger), dimensions=rest), facet.id)


def _selected(cell: int, sheet: Sheet, ledger: Ledger) -> Selection:
    frame, selection = ledger.frame, ledger.selections[cell]
    place = next(place for place, facet in enumerate(frame.facets) if facet.kind is Kind.PERIOD)
    named = sheet.is_mentioned[frame.cells[cell, place]]
    return selection if named or not frame.is_default[cell, place] else replace(selection, period=None)


def _kind(one: Candidate, ledger: Ledger) -> Kind:
    return ledger.frame.facets[one.facet].kind


def _in_time(one: Candidate, ledger: Ledger) -> tuple[Selection, Selection]:
    first, last = sorted(one.cells, key=lambda cell: int(ledger.frame.cells[cell, one.facet]))
    return ledger.selections[first], ledger.selections[last]
