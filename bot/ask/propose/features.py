"""What speaks for and against each cell, and each candidate, as rows of numbers in a fixed order."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import NamedTuple

import numpy as np

from bot.ask.language.asking import cues, signs_of, words_of_label
from bot.ask.propose.bases import Bases
from bot.ask.propose.candidates import OF_GROUP, OPS, Candidate, Op, without
from bot.ask.propose.sheet import Sheet
from bot.ask.vocabulary.arrays import Floats, Ints
from bot.ask.vocabulary.frame import EMPTY, Frame, Kind
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
        number_of: dict[frozenset[str], int] = {}
        of_cells = [frozenset().union(*(years[item] for item in cell)) for cell in frame.cells.tolist()]
        self.years_of: Ints = np.array([number_of.setdefault(own, len(number_of)) for own in of_cells], dtype=np.int64)
        """By cell: the place in `years` of those that its labels name. Most cells share theirs with others."""
        self.years = tuple(number_of)
        self.words = tuple(frozenset(terms(item.labels[0])) if item.labels else frozenset() for item in frame.items)
        """By item: the words of its first label."""
        self.kinds: Floats = np.array(
            [[any(map(is_year, own)), any(word[:1].isdecimal() for word in own)] for own in self.words], dtype=float
        )
        """By item: whether a year and whether a number is among its words."""


class Features:
    """The features of one question over one frame."""

    def __init__(self, sheet: Sheet, signs: Signs, asking: Asking) -> None:
        self.sheet, self.signs, self.asking = sheet, signs, asking
        per_facet = sheet.per_facet()
        # A last column of nothing stands for the facet of what has none.
        self.by_facet: Floats = np.zeros((len(_IN_FACET), len(sheet.frame.cells), len(sheet.frame.facets) + 1))
        """Name, in the order of `_IN_FACET`, x cell x facet."""
        for place, name in enumerate(_IN_FACET):
            self.by_facet[place, :, :-1] = per_facet[name]
        self.totals: Floats = self.by_facet.sum(2)
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
        told = [[len(own - asked), len(asked - own), len(own & asked)] for own in self.signs.years]
        return np.array(told, dtype=float)[self.signs.years_of]

    def of_cells(self) -> Floats:
        """For each cell as a lookup."""
        sheet, totals = self.sheet, self.totals
        like, sure, weights = sheet.cell_like, sheet.cell_sure, sheet.weights
        filled = np.maximum((sheet.frame.cells[:, sheet.frame.varies] != EMPTY).sum(1), 1)
        best = np.maximum(sheet.best_like - like, 0) @ weights
        together = np.maximum(like, 0.8 * sheet.beside) @ weights
        columns = [like @ weights, sure @ weights, together, best, sheet.twice,
                   totals[_IN_FACET.index("part_telling")] / filled, *totals]  # fmt: skip
        return np.concatenate([np.stack(columns, axis=1), self._signs_of_cells, self._years_of_cells], axis=1)

    def of_candidates(self, found: Sequence[Candidate], scores: Floats, operations: Floats) -> Floats:
        """For each candidate; `scores` are the cells' as lookups, `operations` the log-probability of each op."""
        number_of: dict[tuple[object, ...], int] = {}
        base_of = [number_of.setdefault(_base(one), len(number_of)) for one in found]
        _, first = np.unique(base_of, return_index=True)
        bases = Bases([found[place] for place in first.tolist()])
        covered = self._coverage(*self._covered(bases), self.sheet.beside[bases.first])
        relative = covered - np.concatenate([covered[:, :4].max(0), covered[:, 4:].min(0)])
        whole = np.concatenate([covered, relative, self._of_bases(bases, scores)], axis=1)[base_of]
        own = self._own(found, operations)
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

    def _covered(self, bases: Bases) -> tuple[Floats, Floats]:
        sheet = self.sheet
        like, sure = bases.most(sheet.cell_like[bases.cells]), bases.most(sheet.cell_sure[bases.cells])
        for place in bases.of_lines:
            cell, facet = int(bases.first[place]), int(bases.facet[place])
            like[place] = without(sheet, sheet.by_like, cell, facet)
            sure[place] = without(sheet, sheet.by_sure, cell, facet)
        return like, sure

    def _of_bases(self, bases: Bases, scores: Floats) -> Floats:
        """What does not depend on the operation: of what is fixed, and of that in which the cells differ."""
        years, ranks = self._years_of_cells[bases.cells], (scores - scores.max())[bases.cells]
        return np.concatenate([
            (self.totals[:, bases.first] - self.by_facet[:, bases.first, bases.facet]).T,
            *self._differing(bases),
            (bases.facet >= 0)[:, None],
            self._signs_of_cells[bases.first],
            bases.least(years), bases.most(years),
            bases.least(ranks)[:, None], bases.most(ranks)[:, None],
            self._of_two(bases),
            self._of_many(bases),
            self._of_values(bases),
        ], axis=1)  # fmt: skip

    def _differing(self, bases: Bases) -> tuple[Floats, Floats]:
        """The least and the most of the facet in which the cells differ; for a lookup, of all that tell it apart."""
        vary = self.by_facet[_VARYING, bases.cells, bases.along].T
        least, most = bases.least(vary), bases.most(vary)
        frame, alone = self.sheet.frame, np.nonzero(bases.facet < 0)[0]
        cells = bases.first[alone]
        held = (frame.cells[cells] != EMPTY) & frame.varies
        own = self.by_facet[_VARYING, cells, :-1]
        least[alone] = np.where(held, own, 9.0).min(2, initial=9.0).T
        most[alone] = np.where(held, own, 0.0).max(2, initial=0.0).T
        return least, most

    def _of_two(self, bases: Bases) -> Floats:
        sheet, found = self.sheet, np.zeros((len(bases.first), 8))
        two = bases.of_two
        left, right = bases.first[two], bases.cells[bases.starts[two] + 1]
        items = sheet.frame.cells[np.stack([left, right], axis=1), bases.facet[two][:, None]]
        covers = sheet.by_like[items]
        own = np.maximum(covers - covers[:, ::-1], 0) * sheet.weights
        sums = own.sum(2)
        where = (own @ np.arange(own.shape[2])) / np.where(sums > 0, sums, 1.0)
        both = (sums > 0).all(1)
        first_year = np.array([min(map(int, own), default=0) for own in self.signs.years])[self.signs.years_of]
        whole = sheet.frame.is_whole[items] | (items == EMPTY)
        found[two] = np.stack([
            sums.min(1), sums.max(1), both, both * (where[:, 0] - where[:, 1]) / max(1, len(sheet.asked)),
            np.sign(first_year[right] - first_year[left]), whole[:, 0], whole[:, 1],
            np.abs(self.signs.cells[left] - self.signs.cells[right]).sum(1),
        ], axis=1)  # fmt: skip
        return found

    def _of_many(self, bases: Bases) -> Floats:
        found = np.zeros((len(bases.first), 10))
        for place in bases.of_groups:
            found[place] = self._of_group(np.array(bases.candidates[place].group), int(bases.facet[place]))
        return found

    def _of_group(self, group: Ints, facet: int) -> list[float]:
        sheet, noun = self.sheet, self.asking.noun
        frame = sheet.frame
        items = frame.cells[group, facet]
        part, values = sheet.part_telling[items], np.abs(frame.values[group])
        some = items[:8].tolist()
        facet_words = {word for label in frame.facets[facet].labels for word in terms(label)}
        spread = np.log10((values.max() + 1e-3) / (values.min() + 1e-3))
        years, digits = self.signs.kinds[some].mean(0).tolist()
        mix = float(np.ptp(self.signs.cells[group], axis=0).sum())
        return [
            float(min(len(group), 20)), float((part > 0.6).sum()), float(np.sort(part)[-2:].min()), float(part.mean()),
            float(not facet_words.isdisjoint(noun)),
            sum(not self.signs.words[item].isdisjoint(noun) for item in some) / len(some),
            years, digits, float(spread), mix,
        ]  # fmt: skip

    def _of_values(self, bases: Bases) -> Floats:
        values = self.sheet.frame.values[bases.first]
        kinds = [(values >= 0) & (values <= 100), values == np.trunc(values), values < 0]
        return np.stack([*kinds, np.log10(np.abs(values) + 1e-3)], axis=1)

    def _own(self, found: Sequence[Candidate], operations: Floats) -> Floats:
        """What depends on the operation."""
        number = np.array([_NUMBER_OF[one.op] for one in found])
        values = np.abs(np.array([one.value for one in found]))
        quoted = np.zeros(len(found), dtype=bool)
        for asked in self.asking.numbers:
            quoted |= np.abs(values - asked) < 1e-9
        likely = operations[number]
        return np.stack([
            number, likely, np.exp(likely - operations.max()), quoted, np.clip(np.log10(values + 1e-3), -3, 9),
            _IS_NAMING[number], [one.named for one in found], _IS_OF_GROUP[number],
        ], axis=1)  # fmt: skip

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
_NUMBER_OF = {op: number for number, op in enumerate(OPS)}
_IS_NAMING, _IS_OF_GROUP = (np.array([op in some for op in OPS]) for some in (_NAMING, OF_GROUP))
_VARYING = np.array([_IN_FACET.index(name) for name in _FEWEST_VARY])[:, None]


def _base(one: Candidate) -> tuple[object, ...]:
    return one.cells, one.facet, one.group
