"""How readings are ranked: a log-linear model over a table's cells, then boosted trees over candidates."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import lightgbm
import numpy as np

from bot.ask.propose.weights import Linear, Trees
from bot.ask.vocabulary.arrays import Booleans, Floats

_EPOCHS = 12
_ROUNDS, _LEAVES, _RATE = 350, 15, 0.08


@dataclass(frozen=True)
class Example:
    """The features of a case's candidates, and which of them are right."""

    features: Floats
    right: Booleans


NOTHING = Trees(
    np.zeros((0, 1), np.int64),
    np.zeros((0, 1)),
    np.zeros((0, 1), np.int64),
    np.zeros((0, 1), np.int64),
    np.zeros((0, 1)),
    0,
)
"""Of a ranking that is not learned yet."""


def cells(examples: Iterable[tuple[Floats, Booleans]]) -> Linear:
    """The softmax over a table's cells that gives the right ones most."""
    kept = list(examples)
    stacked = np.concatenate([features for features, _ in kept])
    mean, scale = stacked.mean(0), stacked.std(0) + 1e-3
    scaled = [(np.clip((features - mean) / scale, -4, 4), right) for features, right in kept]
    weights = np.zeros(stacked.shape[1])
    first, second, step, order = np.zeros_like(weights), np.zeros_like(weights), 0, np.random.RandomState(0)
    for epoch in range(_EPOCHS):
        for place in order.permutation(len(scaled)):
            features, right = scaled[place]
            likely = _softmax(features @ weights)
            wanted = likely * right
            gradient = features.T @ (likely - wanted / max(wanted.sum(), 1e-12)) + 1e-3 * weights
            step += 1
            first, second = 0.9 * first + 0.1 * gradient, 0.999 * second + 0.001 * gradient**2
            rate = 0.02 * (1 - epoch / _EPOCHS)
            weights -= rate * (first / (1 - 0.9**step)) / (np.sqrt(second / (1 - 0.999**step)) + 1e-6)
    return Linear(mean, scale, weights)


def _softmax(scores: Floats) -> Floats:
    likely = np.exp(scores - scores.max())
    return np.asarray(likely / likely.sum())


def candidates(examples: Sequence[Example]) -> Trees:
    """Boosted trees on the gradient of the likelihood that one of the right candidates is meant."""
    useful = [one for one in examples if one.right.any() and not one.right.all()]
    features = np.concatenate([one.features for one in useful])
    right = np.concatenate([one.right for one in useful]).astype(float)
    sizes = np.array([len(one.right) for one in useful])
    starts = np.concatenate([[0], np.cumsum(sizes)[:-1]])

    def objective(scores: Floats, _: lightgbm.Dataset) -> tuple[Floats, Floats]:
        shifted = np.exp(np.clip(scores - np.repeat(np.maximum.reduceat(scores, starts), sizes), -40, 0))
        likely = shifted / np.repeat(np.add.reduceat(shifted, starts), sizes)
        wanted = shifted * right
        wanted = wanted / np.repeat(np.maximum(np.add.reduceat(wanted, starts), 1e-30), sizes)
        return likely - wanted, np.maximum(likely * (1 - likely), 1e-4) + 0.02 * right

    settings = {"objective": objective, "num_leaves": _LEAVES, "learning_rate": _RATE, "min_data_in_leaf": 40,
                "feature_fraction": 0.4, "bagging_fraction": 0.7, "bagging_freq": 1, "lambda_l2": 5, "seed": 1,
                "max_bin": 63, "min_sum_hessian_in_leaf": 1e-2, "verbose": -1, "num_threads": 2, "deterministic": True,
                "force_row_wise": True}  # fmt: skip
    model = lightgbm.train(settings, lightgbm.Dataset(features, right, params={"max_bin": 63, "verbose": -1}), _ROUNDS)
    return _as_arrays(model)


def _as_arrays(model: lightgbm.Booster) -> Trees:
    trees = [tree["tree_structure"] for tree in model.dump_model()["tree_info"]]
    count, nodes = len(trees), _LEAVES
    feature, threshold = np.zeros((count, nodes), dtype=np.int64), np.zeros((count, nodes))
    left, right = np.full((count, nodes), -1, dtype=np.int64), np.full((count, nodes), -1, dtype=np.int64)
    leaves, deepest = np.zeros((count, nodes)), 0

    def walk(tree: int, node: Mapping[str, object], depth: int) -> int:
        nonlocal deepest
        deepest = max(deepest, depth)
        if "leaf_value" in node:
            leaf = int(node.get("leaf_index", 0))  # type: ignore[call-overload]
            leaves[tree, leaf] = node["leaf_value"]
            return -leaf - 1
        place = int(node["split_index"])  # type: ignore[call-overload]
        feature[tree, place], threshold[tree, place] = node["split_feature"], node["threshold"]
        left[tree, place] = walk(tree, node["left_child"], depth + 1)  # type: ignore[arg-type]
        right[tree, place] = walk(tree, node["right_child"], depth + 1)  # type: ignore[arg-type]
        return place

    for number, tree in enumerate(trees):
        if walk(number, tree, 0) < 0:
            raise ValueError("a tree without a split: too few examples")
    return Trees(feature, threshold, left, right, leaves, deepest)
