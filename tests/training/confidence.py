"""How sure the best proposal is: logistic in what speaks for it."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from sklearn.linear_model import LogisticRegression

from bot.ask.propose.weights import Logistic
from bot.ask.vocabulary.arrays import Floats


def fitted(examples: Sequence[tuple[Floats, bool, float]]) -> Logistic:
    """Of what speaks for proposals, whether they were right, and how much each counts."""
    features = np.stack([features for features, _, _ in examples])
    mean, scale = features.mean(0), features.std(0) + 1e-3
    model = LogisticRegression(C=1.0, max_iter=1000)
    weighed = [weight for _, _, weight in examples]
    model.fit((features - mean) / scale, [right for _, right, _ in examples], sample_weight=weighed)
    return Logistic(mean, scale, model.coef_[0], float(model.intercept_[0]))
