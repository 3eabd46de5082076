"""The part is not given for the whole: where a label is said in part only, and another is said as much, both are meant.

"How many deaths" is asked back where deaths from falls and from other causes are held, however short either label is.
"""

from __future__ import annotations

from bot.ask.prove.finding import Asked, Given, Measure
from bot.ask.words import FILLER


def is_as_likely(asked: Asked, given: Given, rival: Measure) -> bool:
    """Whether a question says as much of another measure that explains all its words as of the one that is given."""
    said, measure = frozenset(asked.stems) - given.named, given.measures[0]
    label = min(_contents(measure), key=lambda content: (len(content - said), -len(content & said)))
    heard = label & said
    return bool(heard) and heard != label and any(heard <= other for other in _contents(rival))


def _contents(measure: Measure) -> list[frozenset[str]]:
    """The words with a meaning of each label."""
    return [frozenset(label) - FILLER for label in measure.labels]
