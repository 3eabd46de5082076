"""What speaks for and against each cell, and each candidate, as rows of numbers in a fixed order."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import NamedTuple

import numpy as np

from bot.ask.language.asking import cues, signs_of, words_of_label
from bot.ask.propose.candidates import OF_GROUP, OPS, Candidate, Op, without
from bot.ask.propose.sheet import Sheet
from bot.ask.vocabulary.frame import EMPTY, Floats, Frame, Kind
from bot.ask.vocabulary.terms import is_year, terms

SIGNS = ("percent", "count", "money", "average", "change", "interval", "denial")
_IN_FACET = (
    "part", "part_sure", "part_telling", "phrase", "unsaid", "unsaid_telling", "said", "behind", "whole_unsaid",
    "whole_beside", "free", "mentioned", "empty", "empty_beside", "period", "outdone", "outnamed",
)  # fmt: skip
_FEWEST_VARY = (
    "part",
    "part_telling",
    "unsaid_telling",
    "said",
    "behind",
    "phrase",
    "whole_unsaid",
    "free",
    "mentioned",
    "outdone",
    "outnamed",
)


_COVERED = 10
_RANKS = 2 * _COVERED + len(_IN_FACET) + 2 * len(_FEWEST_VARY) + 1 + 4 * len(SIGNS) + 6
HARDEST = (0, 3, _RANKS, _RANKS + 1)
"""Features that are highest for candidates that are hard to tell from the right one: what is accounted for by what
tells cells apart, and in all; the ranks of the lowest and the highest of its cells."""


class Asking(NamedTuple):
    """What a question says beside names. `place` is an ordinal, `noun` the stems of what is asked for."""

    cues: frozenset[str]
    signs: frozenset[str]
    noun: frozenset[str]
    numbers: frozenset[float]
    years: frozenset[str]


class Signs:
    """The kinds of quantity of a frame's items, by their words; those of its cells follow."""

    def __init__(self, frame: Frame) -> None:
        by_item = np.zeros((len(frame.items), len(SIGNS)))
        title = np.zeros((len(frame.items), len(SIGNS)))
        for number, item in enumerate(frame.items):
            if number == EMPTY:
                continue
            found = signs_of([word for label in item.labels for word in words_of_label(label)])
            into = by_item if frame.varies[item.facet] or frame.facets[item.facet].kind is Kind.UNIT else title
            into[number] = [float(sign in found) for sign in SIGNS]
        self.cells: Floats = by_item[frame.cells].max(1, initial=0.0)
        self.title: Floats = title[frame.cells].max(1, initial=0.0)
        years = [
            frozenset(word for label in item.labels for word in terms(label) if is_year(word)) for item in frame.items
        ]
        self.years = [frozenset().union(*(years[item] for item in cell)) for cell in frame.cells.tolist()]


class Features:
    """The features of one question over one frame."""

    def __init__(self, sheet: Sheet, signs: Signs, asking: Asking) -> None:
        self.sheet, self.signs, self.asking = sheet, signs, asking
        # A last column of nothing stands for the facet of what has none.
        self.by_facet = {name: np.pad(array, ((0, 0), (0, 1))) for name, array in sheet.per_facet().items()}
        self.totals = {name: array.sum(1) for name, array in self.by_facet.items()}
        self.asked_signs = np.array([float(sign in asking.signs) for sign in SIGNS])

    @cached_property
    def _signs_of_cells(self) -> Floats:
        """Cell x (each sign of the cell, and whether it agrees with the question's)."""
        cells, asked = self.signs.cells, self.asked_signs[None, :]
        against = cells * (1 - asked) - (1 - cells) * asked
        return np.concatenate([cells, cells * asked, against, self.signs.title], axis=1)

    @cached_property
    def _years_of_cells(self) -> Floats:
        asked = self.asking.years
        return np.array(
            [[len(own - asked), len(asked - own), len(own & asked)] for own in self.signs.years], dtype=float
        )

    def of_cells(self) -> Floats:
        """For each cell as a lookup."""
        sheet, totals = self.sheet, self.totals
        like, sure, weights = sheet.cell_like, sheet.cell_sure, sheet.weights
        filled = np.maximum((sheet.frame.cells[:, sheet.frame.varies] != EMPTY).sum(1), 1)
        best = np.maximum(sheet.best_like - like, 0) @ weights
        together = np.maximum(like, 0.8 * sheet.beside) @ weights
        columns = [like @ weights, sure @ weights, together, best, sheet.twice, totals["part_telling"] / filled,
                   *(totals[name] for name in _IN_FACET)]  # fmt: skip
        return np.concatenate([np.stack(columns, axis=1), self._signs_of_cells, self._years_of_cells], axis=1)

    def of_candidates(self, found: Sequence[Candidate], scores: Floats, operations: Floats) -> Floats:
        """For each candidate; `scores` are the cells' as lookups, `operations` the log-probability of each op."""
        sheet, bases = self.sheet, dict[tuple[object, ...], int]()
        base_of = np.array([bases.setdefault(_base(one), len(bases)) for one in found])
        kept: list[Candidate] = [found[int(np.argmax(base_of == number))] for number in range(len(bases))]
        rows = np.stack([self._base(one, scores) for one in kept])
        cover_like, cover_sure = (np.stack(both) for both in zip(*(self._covered(one) for one in kept), strict=True))
        beside = sheet.beside[[(one.cells or one.group)[0] for one in kept]]
        covered = self._coverage(cover_like, cover_sure, beside)
        relative = covered - np.concatenate([covered[:, :4].max(0), covered[:, 4:].min(0)])
        own = np.array([self._own(one, operations) for one in found])
        whole = np.concatenate([covered, relative, rows], axis=1)[base_of]
        return np.concatenate([whole, own, np.repeat(self._question()[None], len(found), 0)], axis=1)

    def _coverage(self, like: Floats, sure: Floats, beside: Floats) -> Floats:
        """What of the question is accounted for (more is better, four), and what is not (less is, six)."""
        sheet, weights = self.sheet, self.sheet.weights
        best_sure = sheet.cell_sure.max(0, initial=0.0)
        lost_like = np.maximum(sheet.best_like - like, 0) @ weights
        lost_sure = np.maximum(best_sure - sure, 0) @ weights
        together = np.maximum(like, 0.8 * beside)
        left, nowhere = (1 - like) * weights, (1 - together) * weights
        columns = [
            like @ weights, sure @ weights, (like > 0.7) @ weights, together @ weights,
            lost_like, lost_sure, left.sum(1), left.max(1), nowhere.max(1), (nowhere * (1 - sheet.best_like)).sum(1),
        ]  # fmt: skip
        return np.stack(columns, axis=1)

    def _covered(self, one: Candidate) -> tuple[Floats, Floats]:
        sheet = self.sheet
        if one.cells:
            return sheet.cell_like[list(one.cells)].max(0), sheet.cell_sure[list(one.cells)].max(0)
        return without(sheet, sheet.by_like, one.group[0], one.facet), without(
            sheet, sheet.by_sure, one.group[0], one.facet
        )

    def _base(self, one: Candidate, scores: Floats) -> Floats:
        """What does not depend on the operation: of what is fixed, and of that in which the cells differ."""
        sheet, facet = self.sheet, one.facet
        rep = one.cells[0] if one.cells else one.group[0]
        fixed = [self.totals[name][rep] - self.by_facet[name][rep, facet] for name in _IN_FACET]
        cells = list(one.cells or one.group)
        vary = {name: self.by_facet[name][cells, facet] for name in _FEWEST_VARY}
        if facet < 0:
            held = np.nonzero((sheet.frame.cells[rep] != EMPTY) & sheet.frame.varies)[0]
            own = [self.by_facet[name][rep, held] for name in _FEWEST_VARY]
            least, most = [float(one.min(initial=9.0)) for one in own], [float(one.max(initial=0.0)) for one in own]
        else:
            least, most = (
                [float(vary[name].min()) for name in _FEWEST_VARY],
                [float(vary[name].max()) for name in _FEWEST_VARY],
            )
        years = self._years_of_cells[cells]
        ranks = scores[cells] - scores.max()
        return np.array([
            *fixed, *least, *most, float(facet >= 0), *self._signs_of_cells[rep], *years.min(0), *years.max(0),
            ranks.min(), ranks.max(), *self._of_two(one), *self._of_many(one), *self._of_values(cells),
        ])  # fmt: skip

    def _of_two(self, one: Candidate) -> list[float]:
        if len(one.cells) != 2:
            return [0.0] * 8
        sheet, (left, right) = self.sheet, one.cells
        items = sheet.frame.cells[[left, right], one.facet]
        covers = sheet.by_like[items]
        own = [
            np.maximum(covers[0] - covers[1], 0) * sheet.weights,
            np.maximum(covers[1] - covers[0], 0) * sheet.weights,
        ]
        sums = [float(part.sum()) for part in own]
        where = [
            float(part @ np.arange(len(part))) / total if total else -1.0 for part, total in zip(own, sums, strict=True)
        ]
        both = min(where) >= 0
        years = [min(map(int, self.signs.years[cell]), default=0) for cell in one.cells]
        whole = sheet.frame.is_whole[items] | (items == EMPTY)
        return [min(sums), max(sums), float(both), (where[0] - where[1]) / len(sheet.asked) if both else 0.0,
                float(np.sign(years[1] - years[0])), float(whole[0]), float(whole[1]),
                float(np.abs(self.signs.cells[left] - self.signs.cells[right]).sum())]  # fmt: skip

    def _of_many(self, one: Candidate) -> list[float]:
        if not one.group:
            return [0.0] * 10
        sheet, group, noun = self.sheet, np.array(one.group), self.asking.noun
        frame = sheet.frame
        items = frame.cells[group, one.facet]
        part, values = sheet.part_telling[items], np.abs(frame.values[group])
        own = [set(terms(frame.items[item].labels[0])) for item in items[:8].tolist()]
        facet_words = {word for label in frame.facets[one.facet].labels for word in terms(label)}
        spread = np.log10((values.max() + 1e-3) / (values.min() + 1e-3))
        years = float(np.mean([any(is_year(word) for word in words) for words in own]))
        digits = float(np.mean([any(word[:1].isdigit() for word in words) for words in own]))
        mix = float(np.ptp(self.signs.cells[group], axis=0).sum())
        return [
            float(min(len(group), 20)), float((part > 0.6).sum()), float(np.sort(part)[-2:].min()), float(part.mean()),
            float(not facet_words.isdisjoint(noun)), float(np.mean([not words.isdisjoint(noun) for words in own])),
            years, digits, float(spread), mix,
        ]  # fmt: skip

    def _of_values(self, cells: list[int]) -> list[float]:
        value = float(self.sheet.frame.values[cells[0]])
        return [
            float(0 <= value <= 100),
            float(value == int(value)),
            float(value < 0),
            float(np.log10(abs(value) + 1e-3)),
        ]

    def _own(self, one: Candidate, operations: Floats) -> list[float]:
        """What depends on the operation."""
        number = OPS.index(one.op)
        quoted = float(any(abs(abs(one.value) - asked) < 1e-9 for asked in self.asking.numbers))
        size = float(np.clip(np.log10(abs(one.value) + 1e-3), -3, 9))
        label = float(one.op in _NAMING)
        likely = float(operations[number])
        return [
            float(number), likely, float(np.exp(likely - operations.max())), quoted, size,
            label, float(one.named), float(one.op in OF_GROUP),
        ]  # fmt: skip

    def _question(self) -> Floats:
        sheet = self.sheet
        told = [float(cue in self.asking.cues) for cue in cues()]
        size = [len(sheet.asked), len(sheet.frame.values), int(sheet.frame.varies.sum()), len(self.asking.years)]
        return np.array(
            [
                *told,
                *self.asked_signs,
                *map(float, size),
                float(sheet.best_like @ sheet.weights),
                float(sheet.beside.max(0, initial=0.0) @ sheet.weights),
            ]
        )


_NAMING = frozenset((Op.HIGHER, Op.LOWER, Op.HIGHEST, Op.LOWEST, Op.PLACE_FROM_TOP, Op.PLACE_FROM_BOTTOM))


def _base(one: Candidate) -> tuple[object, ...]:
    return one.cells, one.facet, one.group
