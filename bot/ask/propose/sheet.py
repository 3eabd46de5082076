"""One question laid over one frame: which of its words each item and each cell accounts for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property

import numpy as np

from bot.ask.vocabulary.arrays import Booleans, Floats
from bot.ask.vocabulary.frame import EMPTY, Frame, Kind
from bot.ask.vocabulary.matching import Matcher
from bot.ask.vocabulary.terms import Term, stands_in, terms

_MENTIONED = 0.5
"""Of the words of a label, by weight: with so many of them in the question it is mentioned."""


class Sheet:
    """`weights` are those of the terms, together 1."""

    def __init__(
        self,
        frame: Frame,
        matcher: Matcher,
        asked: Sequence[Term],
        weight_of: Mapping[str, float],
        default: float,
    ) -> None:
        self.frame, self.asked = frame, tuple(asked)
        raw = np.array([weight_of.get(term.stem, default) for term in asked]) if asked else np.ones(1)
        self.weights: Floats = raw / raw.sum()
        self.sure, self.like = matcher.strengths(asked) if asked else (np.zeros((1, len(frame.words) + 1)),) * 2
        spelt = list(frame.words)
        self.word_weights: Floats = np.array([*(weight_of.get(word, default) for word in spelt), 0.0])
        self._cover_items()
        self._cover_cells()

    def _cover_items(self) -> None:
        """For each item the label that is best accounted for, and what is then said of the item."""
        frame, items = self.frame, len(self.frame.items)
        weights = self.word_weights[frame.phrases]
        total = np.maximum(weights.sum(1), 1e-6)
        said_like, said_sure = self.like.max(0), self.sure.max(0)
        part = (said_like[frame.phrases] * weights).sum(1) / total
        best = np.full(items, -1)
        order = np.lexsort((part, frame.phrase_of))
        best[frame.phrase_of[order]] = order  # The last of each owner is its best.
        has = best >= 0
        chosen = frame.phrases[best]
        weight = weights[best] * has[:, None]
        self.part: Floats = np.where(has, part[best], 0.0)
        self.part_sure: Floats = np.where(has, (said_sure[chosen] * weight).sum(1) / total[best], 0.0)
        unsaid = (1 - said_like[chosen]) * weight
        told = frame.distinct[best]
        self.unsaid: Floats = unsaid.sum(1) / 10
        self.unsaid_telling: Floats = (unsaid * told).sum(1) / 10
        of_telling = (weight * told).sum(1)
        self.part_telling: Floats = np.where(
            of_telling > 0, ((weight - unsaid) * told).sum(1) / np.maximum(of_telling, 1e-6), self.part
        )
        self.by_like: Floats = np.where(has[:, None], self.like[:, chosen].max(2).T, 0.0)
        self.by_sure: Floats = np.where(has[:, None], self.sure[:, chosen].max(2).T, 0.0)
        self.said: Floats = self.by_like @ self.weights
        self.is_phrase: Booleans = self._phrases(best, has)
        self._beside_siblings()

    def _phrases(self, best: np.ndarray, has: Booleans) -> Booleans:
        """Whether an item's label stands in the question word for word, in order."""
        numbers = [self.frame.words.get(term.stem, -1) for term in self.asked]
        nothing = len(self.frame.words)
        text = " ".join(map(str, numbers)) + " "
        found = np.zeros(len(best), dtype=bool)
        for item in np.nonzero(has & (self.part_sure > 0.99))[0]:
            phrase = [word for word in self.frame.phrases[best[item]].tolist() if word != nothing]
            found[item] = f" {' '.join(map(str, phrase))} " in f" {text}"
        return found

    def said_labels(self, item: int) -> list[tuple[str, ...]]:
        """The labels of an item that stand in the question word for word, as stems."""
        asked = tuple(term.stem for term in self.asked)
        labels = (terms(label) for label in self.frame.items[item].labels)
        return [label for label in labels if label and stands_in(label, asked)]

    def _beside_siblings(self) -> None:
        """How far each item falls behind the best of its facet, and how well that one is mentioned."""
        facet_of = np.array([item.facet for item in self.frame.items])
        self.behind: Floats = np.zeros(len(facet_of))
        self.best_part: Floats = np.zeros(len(self.frame.facets))
        for facet in range(len(self.frame.facets)):
            own = np.unique(self.frame.cells[:, facet])
            self.best_part[facet] = self.part_telling[own].max(initial=0.0)
            mine = facet_of == facet
            self.behind[mine] = self.best_part[facet] - self.part_telling[mine]

    def _cover_cells(self) -> None:
        """By what tells cells apart; what is said of their units, bases and of all of them alike is in `beside`."""
        telling, rest = self.frame.cells[:, self.frame.varies], self.frame.cells[:, ~self.frame.varies]
        self.cell_like: Floats = self.by_like[telling].max(1, initial=0.0)
        self.cell_sure: Floats = self.by_sure[telling].max(1, initial=0.0)
        self.beside: Floats = self.by_like[rest].max(1, initial=0.0)
        self.best_like: Floats = self.cell_like.max(0, initial=0.0)

    @cached_property
    def is_mentioned(self) -> Booleans:
        return np.asarray(self.part_telling >= _MENTIONED)

    @cached_property
    def twice(self) -> Floats:
        """By cell: what part of the question is accounted for by two of its facets."""
        by_facet = np.sort(self.by_like[self.frame.cells[:, self.frame.varies]], axis=1)
        return by_facet[:, -2] @ self.weights if by_facet.shape[1] > 1 else np.zeros(len(self.frame.cells))

    def _best_of_lines(self, told: Floats) -> Floats:
        """By cell and facet: the best that is told of any cell of its line."""
        lines = self.frame.lines
        return np.stack([lines.most(told[:, facet], facet) for facet in range(told.shape[1])], axis=1)

    def per_facet(self) -> dict[str, Floats]:
        """What is said of each cell's item in each facet: cell x facet arrays by name."""
        frame = self.frame
        cells, varies = frame.cells, frame.varies.astype(float)
        filled = (cells != EMPTY).astype(float) * varies
        whole = frame.is_default * filled
        mentioned = self.is_mentioned[cells] * filled
        facet_mentioned = (self.best_part >= _MENTIONED).astype(float)[None, :] * varies
        covered = np.repeat((self.cell_like @ self.weights)[:, None], len(frame.facets), axis=1)
        part = self.part_telling[cells]
        period = np.array([facet.kind is Kind.PERIOD for facet in frame.facets], dtype=float)[None, :]
        return {
            "part": self.part[cells] * filled,
            "part_sure": self.part_sure[cells] * filled,
            "part_telling": self.part_telling[cells] * filled,
            "phrase": self.is_phrase[cells] * filled,
            "unsaid": self.unsaid[cells] * filled,
            "unsaid_telling": self.unsaid_telling[cells] * filled * (1 - whole),
            "said": self.said[cells] * filled,
            "behind": self.behind[cells] * filled,
            "whole_unsaid": whole * (1 - mentioned) * (1 - facet_mentioned),
            "whole_beside": whole * (1 - mentioned) * facet_mentioned,
            "free": filled * (1 - whole) * (1 - mentioned),
            "mentioned": mentioned,
            "empty": (1 - filled) * varies * (1 - facet_mentioned),
            "empty_beside": (1 - filled) * varies * facet_mentioned,
            "period": filled * period,
            "outdone": (self._best_of_lines(covered) - covered) * varies,
            "outnamed": (self._best_of_lines(part) - part) * varies,
        }
