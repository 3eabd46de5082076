"""Boosted trees: every row ends in the leaf that its features lead to."""

from __future__ import annotations

import numpy as np
import pytest

from bot.ask.propose.weights import Trees, learned

_BY_HAND = Trees(
    feature=np.array([[0, 1, 0], [1, 0, 0]]),
    threshold=np.array([[0.5, 2.0, 0.0], [1.0, 0.0, 0.0]]),
    left=np.array([[1, -1, -1], [-1, -1, -1]]),
    right=np.array([[-2, -3, -1], [-2, -1, -1]]),
    leaves=np.array([[1.0, 10.0, 100.0], [0.25, 0.5, 0.0]]),
    depth=2,
)


@pytest.mark.parametrize(
    ("row", "score"), [((0.5, 2.0), 1.5), ((0.5, 2.1), 100.5), ((0.6, 0.0), 10.25), ((0.6, 1.0), 10.25)]
)
def test_a_row_goes_left_where_its_feature_is_not_above_the_threshold(row: tuple[float, float], score: float) -> None:
    assert _BY_HAND.scores(np.array([row])).tolist() == [score]


def test_learned_trees_come_to_what_each_of_them_is_walked_to() -> None:
    trees = learned().candidates
    width = int(trees.feature.max()) + 1
    rows = np.random.RandomState(3).normal(scale=2, size=(20, width))
    walked = [sum(_leaf(trees, tree, row) for tree in range(len(trees.feature))) for row in rows]
    assert trees.scores(rows) == pytest.approx(walked)


def _leaf(trees: Trees, tree: int, row: np.ndarray) -> float:
    node = 0
    while node >= 0:
        goes_left = row[trees.feature[tree, node]] <= trees.threshold[tree, node]
        node = int((trees.left if goes_left else trees.right)[tree, node])
    return float(trees.leaves[tree, -node - 1])
