"""Which rows are parts of which: by indents, by bold, by a label "all ...", or because the parts add up.

Nothing is a part of another row on looks alone: without indents or bold, rows of numbers must show it.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Context, Decimal
from itertools import groupby, pairwise
from typing import NamedTuple

from bot.ingest.layout.chance import says_lead
from bot.ingest.layout.grid.canvas import Canvas
from bot.ingest.layout.grid.lines import Line
from bot.ingest.layout.totals import is_part_of_above, is_total, may_be_total

Values = Mapping[int, Decimal]
_EXACT = Context(prec=200)
"""Holds the quotient of any value by any step; a value has up to 60 digits."""
"""Value by column."""

_CONVINCING = 3.5
_WORTH_TRYING = 2.5
"""Decimal digits in which sums agree: 3.5 is a chance of one in three thousand."""
_MOST_PARTS = 60
_SEVERAL = 3
_PARTS, _COLUMNS = 3, 2
"""So many rows that add up to another in so many columns are its parts whatever it is called: of two, one may be the
lead of the other over a third."""
_WHOLE = 0.6
"""A row with so much of the rows as its parts is the whole of the table."""


@dataclass(slots=True)
class Tree:
    """A row with the rows that are its parts. `evidence` is in how many digits the parts add up to it, over `columns`
    columns; `is_weak` where that is too little to say that it is their total. `by_chance` are the labels of rows below
    it that add up to it, and are not taken for its parts; `said_parts` those that say "of which"."""

    line: Line
    parts: list[Tree] = field(default_factory=list)
    evidence: float = 0.0
    columns: int = 0
    is_weak: bool = False
    by_chance: tuple[str, ...] = ()
    said_parts: list[Tree] = field(default_factory=list)


class Again(NamedTuple):
    """How well rows of one label, with as many parts, add up in all sections together."""

    evidence: float = 0.0
    columns: int = 0


def nested(canvas: Canvas, lines: Sequence[Line], columns: Sequence[int], header: str) -> list[Tree]:
    """The rows of the body as trees, and the ancestors of each noted in its line. `header` stands over the labels."""
    forest: list[Tree] = []
    for _, group in groupby(lines, key=lambda line: (line.panel, line.group, line.sections)):
        trees = [Tree(line) for line in group]
        roots = _nested(canvas, _without_parts_said(trees), columns, header)
        for root in roots:
            _name_ancestors(root, (), is_whole=len(all_trees([root])) > _WHOLE * len(trees))
        forest.extend(roots)
    return forest


def _without_parts_said(trees: Sequence[Tree]) -> list[Tree]:
    """The trees, without the rows "of which ..." that follow one of them: these are parts of it, and of no sum."""
    kept: list[Tree] = []
    for tree in trees:
        if kept and is_part_of_above(tree.line.label):
            kept[-1].said_parts.append(tree)
        else:
            kept.append(tree)
    return kept


def values_of(canvas: Canvas, line: Line, columns: Sequence[int]) -> dict[int, Decimal]:
    return {column: Decimal(found.text) for column in columns if (found := canvas.number(line.row, column))}


def _name_ancestors(tree: Tree, above: tuple[str, ...], *, is_whole: bool = False) -> None:
    """Notes what each row is a part of; that all rows are parts of one goes without saying."""
    tree.line.ancestors = above
    for part in tree.parts:
        _name_ancestors(part, above if is_whole else (*above, tree.line.label))
    for part in tree.said_parts:
        part.line.ancestors = (*above, tree.line.label)


def _nested(canvas: Canvas, trees: list[Tree], columns: Sequence[int], header: str) -> list[Tree]:
    if len({tree.line.indent for tree in trees}) > 1:
        return _by_depth(trees, [tree.line.indent for tree in trees])
    bold = [tree.line.bold for tree in trees]
    if len(set(bold)) > 1 and bold[0] and not is_total(trees[0].line.label, header):
        if bold.count(True) > 1:
            return _by_depth(trees, [0 if is_bold else 1 for is_bold in bold])
        if not any(says_lead(tree.line.label) for tree in trees):
            return _under_one(canvas, trees, columns)
    found = _by_sums(trees, {id(tree): values_of(canvas, tree.line, columns) for tree in trees}, header)
    return _under_heads(found, header)


def _under_one(canvas: Canvas, trees: list[Tree], columns: Sequence[int]) -> list[Tree]:
    """All rows under the first, which alone is bold: their total where they add up to it, else what is made much of."""
    head, *parts = trees
    values = [values_of(canvas, tree.line, columns) for tree in trees]
    whole, *others = values
    held = [column for column in whole if all(column in one for one in others)]
    left = {column: whole[column] - sum((one[column] for one in others), Decimal(0)) for column in held}
    found = agreement(whole, left, len(parts), _grains(values))
    head.parts, head.columns = parts, found.columns
    head.is_weak = found.evidence < _CONVINCING or len(parts) < _PARTS or found.columns < _COLUMNS
    return [head]


def _by_depth(trees: list[Tree], depths: list[int]) -> list[Tree]:
    roots: list[Tree] = []
    open_trees: list[tuple[int, Tree]] = []
    for tree, depth in zip(trees, depths, strict=True):
        while open_trees and open_trees[-1][0] >= depth:
            open_trees.pop()
        (open_trees[-1][1].parts if open_trees else roots).append(tree)
        open_trees.append((depth, tree))
    return roots


def _under_heads(trees: list[Tree], header: str) -> list[Tree]:
    """Rows under the "all ..." above them, where several such rows part the rows between them, by their names or as
    kinds of one thing ("all motor boats", "all sailing boats"). A last one with nothing below it is the total of
    all."""
    may_head = [tree.line.label for tree in trees if may_be_total(tree.line.label, header)]
    nouns = Counter(label.split()[-1] for label in may_head)
    named = {label for label in may_head if is_total(label, header) or nouns[label.split()[-1]] > 1}
    heads = [place for place, tree in enumerate(trees) if tree.line.label in named and not tree.parts]
    end = len(trees)
    if heads and heads[-1] == end - 1:
        end = heads.pop()
    bounds = list(pairwise([*heads, end]))
    if len(heads) < 2 or heads[0] or any(after - before < 2 for before, after in bounds):
        return trees
    for before, after in bounds:
        trees[before].parts = trees[before + 1 : after]
    return [*(trees[before] for before, _ in bounds), *trees[end:]]


def _by_sums(trees: list[Tree], values: Mapping[int, Values], header: str) -> list[Tree]:
    """Rows whose following rows add up to them, from the bottom up, as far as the digits convince."""
    grains = _grains(list(values.values()))
    open_trees: list[Tree] = []
    for tree in reversed(trees):
        whole = values[id(tree)]
        left = dict(whole)
        for count, part in enumerate(open_trees[:_MOST_PARTS], 1):
            left = {column: left[column] - value for column, value in values[id(part)].items() if column in left}
            if all(value < -grains[column] * count for column, value in left.items()):
                break
            found = agreement(whole, left, count, grains) if count > 1 else Again()
            if found.evidence >= _WORTH_TRYING:
                tree.parts, tree.evidence, tree.columns = open_trees[:count], *found
                del open_trees[:count]
                break
        open_trees.insert(0, tree)
    again: dict[tuple[str, int], Again] = defaultdict(Again)
    for tree in all_trees(open_trees):
        before = again[tree.line.label, len(tree.parts)]
        again[tree.line.label, len(tree.parts)] = Again(before.evidence + tree.evidence, before.columns + tree.columns)
    return [kept for tree in open_trees for kept in _convincing(tree, again, header, supported=False)]


def all_trees(trees: Sequence[Tree]) -> list[Tree]:
    """Every tree among these and their parts."""
    return [one for tree in trees for one in (tree, *tree.said_parts, *all_trees(tree.parts))]


def _convincing(tree: Tree, again: Mapping[tuple[str, int], Again], header: str, *, supported: bool) -> list[Tree]:
    """The tree, or its row and its parts side by side where chance, or what the rows are, may make them add up."""
    found = again[tree.line.label, len(tree.parts)]
    convinces = bool(tree.parts) and (supported or found.evidence >= _CONVINCING)
    is_named = may_be_total(tree.line.label, header)
    holds = convinces and (is_named or not any(says_lead(part.line.label) for part in tree.parts))
    if convinces and not holds:
        tree.by_chance = tuple(part.line.label for part in tree.parts)
    was = tree.parts
    parts = [kept for part in was for kept in _convincing(part, again, header, supported=holds)]
    if not was or holds:
        tree.parts = parts
        again_below = any(part.parts and not part.is_weak for part in was)
        several = len(was) >= _PARTS and (found.columns >= _COLUMNS or again_below)
        tree.is_weak = holds and not (supported or several or is_named)
        return [tree]
    tree.parts = []
    return [tree, *parts]


def _grains(rows: Sequence[Values]) -> dict[int, Decimal]:
    """By column, the steps in which its values are rounded: 0.1, 1, 5, 100."""
    found = {}
    for column in {column for row in rows for column in row}:
        held = [row[column] for row in rows if column in row]
        places = min(int(value.as_tuple().exponent) for value in held)
        step = Decimal(1).scaleb(places)
        while step < 10_000:
            wider = next(
                (
                    step * times
                    for times in (5, 10)
                    if all(_EXACT.remainder(value, step * times) == 0 for value in held)
                ),
                None,
            )
            if wider is None or not any(held):
                break
            step = wider
        found[column] = step
    return found


def agreement(whole: Values, left: Values, count: int, grains: Mapping[int, Decimal]) -> Again:
    """In how many decimal digits parts add up to their whole, over how many columns; none where too few columns agree,
    as columns of shares and averages do not. `left` is what is left of the whole without its `count` parts, in columns
    where none is missing."""
    digits, agreeing = 0.0, 0
    for column, off in left.items():
        value, grain = whole[column], grains[column]
        if abs(off) > grain * (count + 1) / 2 or value <= 0:
            continue
        agreeing += 1
        digits += max(0.0, math.log10(float(value / (2 * abs(off) + grain))))
    is_enough = agreeing * 5 >= len(left) * 2 or (len(left) > _SEVERAL and digits > 2 * _CONVINCING)
    return Again(digits, agreeing) if is_enough else Again()
