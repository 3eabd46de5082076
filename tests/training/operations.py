"""Which operation a question asks for, by the runs of its words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import numpy as np
from sklearn.linear_model import LogisticRegression

from bot.ask.propose.candidates import OPS, Op
from bot.ask.propose.weights import Operations, runs_of
from bot.ask.text import tokenize
from bot.ask.vocabulary.arrays import Floats
from tests.training.tables import Case

_LEAST_SEEN = 3
_RUNS = 6000


def operations(cases: Sequence[Case]) -> Operations:
    known = [case for case in cases if case.answer is not None and case.operations]
    words = [runs_of([token.norm for token in tokenize(case.question)]) for case in known]
    seen = Counter(run for runs in words for run in runs)
    kept = sorted(sorted(seen, key=lambda run: (-seen[run], run))[:_RUNS])
    places = {run: place for place, run in enumerate(run for run in kept if seen[run] >= _LEAST_SEEN)}
    matrix = np.zeros((len(known), len(places)), dtype=np.float32)
    for row, runs in enumerate(words):
        matrix[row, [places[run] for run in runs if run in places]] = 1
    model = LogisticRegression(C=0.5, max_iter=300).fit(matrix, [OPS.index(case.operations[0]) for case in known])
    weights, bias = np.zeros((len(places), len(OPS))), np.full(len(OPS), -9.0)
    weights[:, model.classes_] = model.coef_.T
    bias[model.classes_] = model.intercept_
    return Operations(places, weights, _alike(bias, weights))


def _alike(bias: Floats, weights: Floats) -> Floats:
    """Operations that are annotated as one share their weights; which it is, is for the candidates to tell."""
    for one, other in ((Op.RATIO, Op.SHARE), (Op.SUM, Op.SUM_OF_TWO), (Op.HIGHEST, Op.HIGHEST_VALUE),
                       (Op.LOWEST, Op.LOWEST_VALUE)):  # fmt: skip
        weights[:, OPS.index(other)], bias[OPS.index(other)] = weights[:, OPS.index(one)], bias[OPS.index(one)]
    return bias
