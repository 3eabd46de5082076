"""Which rows are parts of which: by indents, by bold, by a label "all ...", or because the parts add up.

Nothing is a part of another row on looks alone: without indents or bold, rows of numbers must show it.
"""

from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Context, Decimal
from itertools import groupby, pairwise

from bot.ingest.layout.grid.canvas import Canvas
from bot.ingest.layout.grid.lines import Line

Values = Mapping[int, Decimal]
_EXACT = Context(prec=200)
"""Holds the quotient of any value by any step; a value has up to 60 digits."""
"""Value by column."""

_HEAD = re.compile(r"(?:all|total)\b(?! other)", re.IGNORECASE)
_CONVINCING = 3.5
_WORTH_TRYING = 2.5
"""Decimal digits in which sums agree: 3.5 is a chance of one in three thousand."""
_MOST_PARTS = 60
_SEVERAL = 3
_WHOLE = 0.6
"""A row with so much of the rows as its parts is the whole of the table."""


@dataclass(slots=True)
class Tree:
    """A row with the rows that are its parts. `evidence` is in how many digits the parts add up to it."""

    line: Line
    parts: list[Tree] = field(default_factory=list)
    evidence: float = 0.0


def nested(canvas: Canvas, lines: Sequence[Line], columns: Sequence[int]) -> list[Tree]:
    """The rows of the body as trees, and the ancestors of each noted in its line."""
    forest: list[Tree] = []
    for _, group in groupby(lines, key=lambda line: (line.panel, line.group, line.sections)):
        trees = [Tree(line) for line in group]
        roots = _nested(canvas, trees, columns)
        for root in roots:
            _name_ancestors(root, (), is_whole=len(_all([root])) > _WHOLE * len(trees))
        forest.extend(roots)
    return forest


def values_of(canvas: Canvas, line: Line, columns: Sequence[int]) -> dict[int, Decimal]:
    return {column: Decimal(found.text) for column in columns if (found := canvas.number(line.row, column))}


def _name_ancestors(tree: Tree, above: tuple[str, ...], *, is_whole: bool = False) -> None:
    """Notes what each row is a part of; that all rows are parts of one goes without saying."""
    tree.line.ancestors = above
    for part in tree.parts:
        _name_ancestors(part, above if is_whole else (*above, tree.line.label))


def _nested(canvas: Canvas, trees: list[Tree], columns: Sequence[int]) -> list[Tree]:
    if len({tree.line.indent for tree in trees}) > 1:
        return _by_depth(trees, [tree.line.indent for tree in trees])
    bold = [tree.line.bold for tree in trees]
    if len(set(bold)) > 1 and bold[0] and not _HEAD.match(trees[0].line.label):
        return _by_depth(trees, [0 if is_bold else 1 for is_bold in bold])
    found = _by_sums(trees, {id(tree): values_of(canvas, tree.line, columns) for tree in trees})
    return _under_heads(found)


def _by_depth(trees: list[Tree], depths: list[int]) -> list[Tree]:
    roots: list[Tree] = []
    open_trees: list[tuple[int, Tree]] = []
    for tree, depth in zip(trees, depths, strict=True):
        while open_trees and open_trees[-1][0] >= depth:
            open_trees.pop()
        (open_trees[-1][1].parts if open_trees else roots).append(tree)
        open_trees.append((depth, tree))
    return roots


def _under_heads(trees: list[Tree]) -> list[Tree]:
    """Rows under the "all ..." above them, where several such rows part the rows between them. A last one with nothing
    below it is the total of all."""
    heads = [place for place, tree in enumerate(trees) if _HEAD.match(tree.line.label) and not tree.parts]
    end = len(trees)
    if heads and heads[-1] == end - 1:
        end = heads.pop()
    bounds = list(pairwise([*heads, end]))
    if len(heads) < 2 or heads[0] or any(after - before < 2 for before, after in bounds):
        return trees
    for before, after in bounds:
        trees[before].parts = trees[before + 1 : after]
    return [*(trees[before] for before, _ in bounds), *trees[end:]]


def _by_sums(trees: list[Tree], values: Mapping[int, Values]) -> list[Tree]:
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
            evidence = agreement(whole, left, count, grains) if count > 1 else 0.0
            if evidence >= _WORTH_TRYING:
                tree.parts, tree.evidence = open_trees[:count], evidence
                del open_trees[:count]
                break
        open_trees.insert(0, tree)
    again: dict[tuple[str, int], float] = defaultdict(float)
    for tree in _all(open_trees):
        again[tree.line.label, len(tree.parts)] += tree.evidence
    return [kept for tree in open_trees for kept in _convincing(tree, again, supported=False)]


def _all(trees: Sequence[Tree]) -> list[Tree]:
    return [one for tree in trees for one in (tree, *_all(tree.parts))]


def _convincing(tree: Tree, again: Mapping[tuple[str, int], float], *, supported: bool) -> list[Tree]:
    """The tree, or its row and its parts side by side where nothing but chance may make them add up."""
    holds = bool(tree.parts) and (supported or again[tree.line.label, len(tree.parts)] >= _CONVINCING)
    parts = [kept for part in tree.parts for kept in _convincing(part, again, supported=holds)]
    if not tree.parts or holds:
        tree.parts = parts
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


def agreement(whole: Values, left: Values, count: int, grains: Mapping[int, Decimal]) -> float:
    """In how many decimal digits parts add up to their whole, over all columns together; 0 where too few columns agree,
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
    return digits if is_enough else 0.0
