"""The readings that a question may have over a frame: operations over the cells that its words may name."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import combinations

import numpy as np

from bot.ask.propose.sheet import Sheet
from bot.ask.vocabulary.arrays import Floats, Ints
from bot.ask.vocabulary.frame import EMPTY

_LOOKUPS = 40
_TOP_CELLS = 14
"""Cells whose neighbours are gone through for pairs and groups."""
_PAIRS = 34
_GROUPS = 12
_MENTIONED = 0.45
_SUBSET = 12


class Op(StrEnum):
    LOOKUP = "lookup"
    DIFFERENCE = "difference"
    RATIO = "ratio"
    PERCENT_CHANGE = "percent change"
    SUM_OF_TWO = "sum of two"
    HIGHER = "higher"
    LOWER = "lower"
    SHARE = "share"
    HIGHEST = "highest"
    LOWEST = "lowest"
    HIGHEST_VALUE = "highest value"
    LOWEST_VALUE = "lowest value"
    PLACE_FROM_TOP = "place from the top"
    PLACE_FROM_BOTTOM = "place from the bottom"
    SUM = "sum"
    SHARE_OF_SUM = "share of a sum"
    MEAN = "mean"


OPS = tuple(Op)
OF_GROUP = frozenset((Op.HIGHEST, Op.LOWEST, Op.HIGHEST_VALUE, Op.LOWEST_VALUE, Op.PLACE_FROM_TOP,
                      Op.PLACE_FROM_BOTTOM, Op.SUM, Op.MEAN))  # fmt: skip


@dataclass(frozen=True, slots=True)
class Candidate:
    """An operation over cells. `cells` are those that it names one by one, in order (for a share the parts, then the
    whole); `facet` is the one in which they differ, or which a group (`group`: its cells) goes along; -1 for a lookup.
    `value` is what it comes to, to compare by; `winner` the cell that is named by a superlative. `named` says whether a
    group's cells were picked by their mention."""

    op: Op
    cells: tuple[int, ...]
    facet: int
    value: float
    group: tuple[int, ...] = ()
    winner: int = -1
    place: int = 1
    named: bool = False


def candidates(sheet: Sheet, scores: Floats, place: int | None) -> list[Candidate]:
    """All of them, without order. `scores` are the cells' as lookups; `place` an ordinal that is asked for."""
    ranked = np.argsort(-scores, kind="stable")
    found = [Candidate(Op.LOOKUP, (int(cell),), -1, float(sheet.frame.values[cell])) for cell in ranked[:_LOOKUPS]]
    lines = _lines(sheet, ranked[:_TOP_CELLS].tolist())
    for pair in _pairs(sheet, lines, scores):
        found += _of_pair(sheet, *pair)
    for facet, line in _groups(sheet, lines, scores):
        found += _of_group(sheet, facet, line, place)
    return found


Line = tuple[int, Ints]
"""A facet, and cells that differ in it alone."""


def _lines(sheet: Sheet, cells: list[int]) -> list[Line]:
    found: dict[tuple[int, tuple[int, ...]], Line] = {}
    for cell in cells:
        for facet in np.nonzero(sheet.frame.varies)[0].tolist():
            line = sheet.frame.line(cell, facet)
            if len(line) > 1:
                found[facet, tuple(line[:3].tolist())] = (facet, line)
    return list(found.values())


def _coverage(sheet: Sheet, cells: list[int] | Ints) -> Floats:
    covered: Floats = sheet.cell_like[cells].max(0)
    return covered


def _pairs(sheet: Sheet, lines: list[Line], scores: Floats) -> list[tuple[int, int, int]]:
    """Two cells of a line, the likeliest first: those that together account for most, each with words of its own."""
    ends = np.array([pair for line in lines for pair in _ends(sheet, *line)], dtype=np.int64).reshape(-1, 4)
    if not len(ends):
        return []
    covers = sheet.cell_like[ends[:, :2]]
    own = np.maximum(covers - covers[:, ::-1], 0) @ sheet.weights
    likely = 3 * (covers.max(1) @ sheet.weights) + 2 * own.min(1) + 0.3 * ends[:, 3]
    likely += 0.05 * (scores[ends[:, :2]].max(1) - scores.max())
    found: dict[tuple[int, int], tuple[float, int]] = {}
    for (left, right, facet, _), score in zip(ends.tolist(), likely.tolist(), strict=True):
        key = (left, right) if sheet.frame.values[left] >= sheet.frame.values[right] else (right, left)
        if score > found.get(key, (-1.0, 0))[0]:
            found[key] = (score, facet)
    ranked = sorted(found.items(), key=lambda one: (-one[1][0], one[0]))
    return [(high, low, facet) for (high, low), (_, facet) in ranked[:_PAIRS]]


def _ends(sheet: Sheet, facet: int, line: Ints) -> Iterator[tuple[int, int, int, bool]]:
    """Pairs of a line's cells: the five that are said most, and two wholes; its facet, and whether one is a whole."""
    items = sheet.frame.cells[line, facet]
    wholes = sheet.frame.is_whole[items] | (items == EMPTY)
    order = np.argsort(-(sheet.said[items] + sheet.part_telling[items]), kind="stable")[:5]
    some = dict.fromkeys([*order.tolist(), *np.nonzero(wholes)[0][:2].tolist()])
    for one, other in combinations(some, 2):
        yield int(line[one]), int(line[other]), facet, bool(wholes[one] or wholes[other])


def _of_pair(sheet: Sheet, high: int, low: int, facet: int) -> Iterator[Candidate]:
    values = sheet.frame.values
    more, less = float(values[high]), float(values[low])
    yield Candidate(Op.DIFFERENCE, (high, low), facet, more - less)
    yield Candidate(Op.SUM_OF_TWO, (high, low), facet, more + less)
    if high != low and more != less:
        yield Candidate(Op.HIGHER, (high, low), facet, more, winner=high)
        yield Candidate(Op.LOWER, (high, low), facet, less, winner=low)
    for one, other in ((high, low), (low, high)):
        if values[other]:
            ratio = float(values[one] / values[other])
            yield Candidate(Op.RATIO, (one, other), facet, ratio)
            yield Candidate(Op.PERCENT_CHANGE, (other, one), facet, ratio - 1)
            if 0 <= ratio <= 1:
                yield Candidate(Op.SHARE, (one, other), facet, ratio)


def _groups(sheet: Sheet, lines: list[Line], scores: Floats) -> list[Line]:
    """The lines that a group may go along, without their wholes, the likeliest first."""
    ranked: list[tuple[float, int, Line]] = []
    for number, (facet, line) in enumerate(lines):
        items = sheet.frame.cells[line, facet]
        members = line[~sheet.frame.is_whole[items] & (items != EMPTY)]
        if len(members) < 2:
            continue
        covered = without(sheet, sheet.by_like, int(members[0]), facet)
        score = 3 * float(covered @ sheet.weights) + 0.05 * min(len(members), 8)
        score += 0.05 * float(scores[members].max() - scores.max())
        ranked.append((-score, number, (facet, members)))
    return [line for _, _, line in sorted(ranked, key=lambda one: one[:2])[:_GROUPS]]


def without(sheet: Sheet, by_item: Floats, cell: int, facet: int) -> Floats:
    """What a cell accounts for, term by term, without one of its facets."""
    telling = sheet.frame.varies.copy()
    telling[facet] = False
    covered: Floats = by_item[sheet.frame.cells[cell, telling]].max(0, initial=0.0)
    return covered


def _of_group(sheet: Sheet, facet: int, line: Ints, place: int | None) -> Iterator[Candidate]:
    values = sheet.frame.values[line]
    order = np.argsort(values, kind="stable")
    group = tuple(line.tolist())
    top, bottom = int(line[order[-1]]), int(line[order[0]])
    yield Candidate(Op.HIGHEST, (), facet, float(values[order[-1]]), group, top)
    yield Candidate(Op.LOWEST, (), facet, float(values[order[0]]), group, bottom)
    yield Candidate(Op.HIGHEST_VALUE, (), facet, float(values[order[-1]]), group, top)
    yield Candidate(Op.LOWEST_VALUE, (), facet, float(values[order[0]]), group, bottom)
    if place is not None and 1 < place <= len(group):
        down, up = int(line[order[-place]]), int(line[order[place - 1]])
        yield Candidate(Op.PLACE_FROM_TOP, (), facet, float(values[order[-place]]), group, down, place)
        yield Candidate(Op.PLACE_FROM_BOTTOM, (), facet, float(values[order[place - 1]]), group, up, place)
    yield Candidate(Op.SUM, (), facet, float(values.sum()), group)
    yield Candidate(Op.MEAN, (), facet, float(values.mean()), group)
    yield from _of_subset(sheet, facet, line)


def _of_subset(sheet: Sheet, facet: int, line: Ints) -> Iterator[Candidate]:
    """Sums and means of the members that are mentioned, and their share of a whole."""
    items = sheet.frame.cells[line, facet]
    some = line[sheet.part_telling[items] > _MENTIONED]
    if not 2 <= len(some) <= _SUBSET or len(some) == len(line):
        return
    total, cells = float(sheet.frame.values[some].sum()), tuple(some.tolist())
    if len(some) > 2:
        yield Candidate(Op.SUM, cells, facet, total, cells, named=True)
    yield Candidate(Op.MEAN, cells, facet, total / len(some), cells, named=True)
    around = sheet.frame.line(cells[0], facet)
    wholes = around[
        sheet.frame.is_whole[sheet.frame.cells[around, facet]] | (sheet.frame.cells[around, facet] == EMPTY)
    ]
    for whole in wholes[:3].tolist():
        if sheet.frame.values[whole]:
            share = total / float(sheet.frame.values[whole])
            yield Candidate(Op.SHARE_OF_SUM, (*cells, whole), facet, share, cells, named=True)
