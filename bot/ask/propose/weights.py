"""What was learned, as one file of arrays: how telling words are, what they stand for, how readings are ranked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from importlib.resources import files
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from bot.ask.vocabulary.arrays import Floats, Ints

_FILE = "reader.npz"
_LONGEST = 3
"""Words of a run that tells of an operation."""


@dataclass(frozen=True)
class Operations:
    """Log-linear in the runs of up to three words of a question: run x operation, in the order of `OPS`."""

    runs: Mapping[str, int]
    weights: Floats
    bias: Floats

    def log_probabilities(self, words: Sequence[str]) -> Floats:
        found = sorted({self.runs[run] for run in runs_of(words) if run in self.runs})
        scores = self.bias + self.weights[found].sum(0)
        shifted = scores - scores.max()
        return np.asarray(np.maximum(shifted - np.log(np.exp(shifted).sum()), -9.0))


def runs_of(words: Sequence[str]) -> set[str]:
    return {
        " ".join(words[start : start + size])
        for size in range(1, _LONGEST + 1)
        for start in range(len(words) - size + 1)
    }


@dataclass(frozen=True)
class Linear:
    """A weighted sum of features, each scaled."""

    mean: Floats
    scale: Floats
    weights: Floats

    def scores(self, features: Floats) -> Floats:
        return np.asarray(np.clip((features - self.mean) / self.scale, -4, 4) @ self.weights)


@dataclass(frozen=True)
class Logistic:
    """The probability that a weighted sum of scaled features stands for."""

    mean: Floats
    scale: Floats
    weights: Floats
    bias: float

    @classmethod
    def nothing(cls) -> Logistic:
        """Of a confidence that is not learned yet."""
        return cls(np.zeros(1), np.ones(1), np.zeros(1), 0.0)

    def probability(self, features: Floats) -> float:
        scaled = np.clip((features - self.mean) / self.scale, -4, 4)
        return float(1 / (1 + np.exp(-(scaled @ self.weights + self.bias))))


@dataclass(frozen=True)
class Trees:
    """Boosted trees, padded to one size: tree x node. A row goes left where its feature is not above the threshold; a
    negative child is leaf −child−1. A tree has 64 leaves at most."""

    feature: Ints
    threshold: Floats
    left: Ints
    right: Ints
    leaves: Floats
    depth: int

    def scores(self, features: Floats) -> Floats:
        """The sum of all trees' leaves, for each row. All nodes are looked at, none after another: what a row cannot
        end in is ruled out bit by bit, and of the leaves that are left it ends in the first."""
        ruled_out, leaves = self._from_left
        columns = np.ascontiguousarray(features.T)
        out = np.zeros((len(self.feature), len(features)), dtype=ruled_out.dtype)
        for place in range(self.feature.shape[1]):
            goes_right = columns[self.feature[:, place]] > self.threshold[:, place, None]
            out |= ruled_out[:, place, None] * goes_right
        one = ruled_out.dtype.type(1)
        leaf = np.bitwise_count((~out & (out + one)) - one)
        return np.asarray(np.take_along_axis(leaves, leaf.astype(np.intp), axis=1).sum(0))

    @cached_property
    def _from_left(self) -> tuple[NDArray[np.unsignedinteger], Floats]:
        """By tree and node: the leaves, as bits from left to right, that a row does not end in where it goes right.
        By tree: its leaves from left to right."""
        trees, nodes = self.feature.shape
        ruled_out = np.zeros((trees, nodes), dtype=np.min_scalar_type(2**nodes - 1))
        order = np.zeros((trees, nodes), dtype=np.intp)
        for tree in range(trees):
            self._walk(tree, ruled_out[tree], order[tree])
        return ruled_out, np.take_along_axis(self.leaves, order, axis=1)

    def _walk(self, tree: int, ruled_out: NDArray[np.unsignedinteger], order: NDArray[np.intp]) -> None:
        left, right, count = self.left[tree].tolist(), self.right[tree].tolist(), 0

        def leaves_of(node: int) -> int:
            nonlocal count
            if node < 0:
                order[count] = -node - 1
                count += 1
                return 1 << (count - 1)
            under = leaves_of(left[node])
            ruled_out[node] = under
            return under | leaves_of(right[node])

        leaves_of(0)


@dataclass(frozen=True)
class Weights:
    """`telling` is a word's weight by its stem (`unknown` for one that was never seen), `equivalents` what stood for
    what, `loose` how often a word of a question was in none of the right figure's labels."""

    telling: Mapping[str, float]
    unknown: float
    equivalents: Mapping[str, Mapping[str, float]]
    loose: Mapping[str, tuple[float, float]]
    operations: Operations
    cells: Linear
    candidates: Trees
    confidence: Logistic

    def save(self, path: Path) -> None:
        pairs = [(one, other, value) for one, others in self.equivalents.items() for other, value in others.items()]
        np.savez_compressed(
            path,
            words=np.array(list(self.telling)),
            telling=np.array(list(self.telling.values()), dtype=np.float32),
            unknown=np.array(self.unknown),
            stands=np.array([pair[:2] for pair in pairs]),
            stands_how=np.array([pair[2] for pair in pairs], dtype=np.float32),
            loose_words=np.array(list(self.loose)),
            loose=np.array(list(self.loose.values()), dtype=np.float32),
            runs=np.array(list(self.operations.runs)),
            operations=self.operations.weights.astype(np.float32),
            operations_bias=self.operations.bias,
            cells=np.stack([self.cells.mean, self.cells.scale, self.cells.weights]),
            feature=self.candidates.feature.astype(np.int16),
            threshold=self.candidates.threshold,
            children=np.stack([self.candidates.left, self.candidates.right]).astype(np.int16),
            leaves=self.candidates.leaves.astype(np.float32),
            depth=np.array(self.candidates.depth),
            confidence=np.stack([self.confidence.mean, self.confidence.scale, self.confidence.weights]),
            confidence_bias=np.array(self.confidence.bias),
        )

    @classmethod
    def load(cls, path: Path) -> Weights:
        with np.load(path) as kept:
            equivalents: dict[str, dict[str, float]] = {}
            for (one, other), how in zip(kept["stands"].tolist(), kept["stands_how"].tolist(), strict=True):
                equivalents.setdefault(one, {})[other] = how
            loose = {
                word: (seen, left)
                for word, (seen, left) in zip(kept["loose_words"].tolist(), kept["loose"].tolist(), strict=True)
            }
            runs = {run: number for number, run in enumerate(kept["runs"].tolist())}
            left, right = kept["children"].astype(np.int64)
            confidence = kept["confidence"]
            return cls(
                dict(zip(kept["words"].tolist(), kept["telling"].tolist(), strict=True)),
                float(kept["unknown"]),
                equivalents,
                loose,
                Operations(runs, kept["operations"].astype(np.float64), kept["operations_bias"]),
                Linear(*kept["cells"]),
                Trees(kept["feature"].astype(np.int64), kept["threshold"], left, right,
                      kept["leaves"].astype(np.float64), int(kept["depth"])),
                Logistic(confidence[0], confidence[1], confidence[2], float(kept["confidence_bias"])),
            )  # fmt: skip


@cache
def learned() -> Weights:
    """The weights that this version comes with."""
    return Weights.load(Path(str(files("bot.ask.propose") / _FILE)))
