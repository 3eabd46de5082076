"""The part is not given for the whole: where a label is said in part only, and another is said as much, both are meant.

"How many deaths" is asked back where deaths from falls and from other causes are held, however short either label is.
"""

from __future__ import annotations

from bot.ask.prove.finding import PROVEN, Asked, Finding, Given, Measure, Verdict
from bot.ask.words import FILLER

REFUSES = ("how many fires were there in Aster in 2020?",)
LETS_THROUGH = ("how many fires in parked cars were there in Aster in 2020?",)


def check(asked: Asked, given: Given) -> Finding:
    if not given.measures or not given.rivals:
        return PROVEN
    said, measure = frozenset(asked.stems) - given.named, given.measures[0]
    label = _best(measure, said)
    if label <= said or not label & said:
        return PROVEN
    rivals = [rival for rival in given.rivals if any(label & said <= other for other in _contents(rival))]
    if not rivals:
        return PROVEN
    names = ", ".join(dict.fromkeys(one.label for one in (measure, *rivals)))
    return Finding(Verdict.UNPROVEN, "which of them", f"Which of these do you mean: {names}?")


def _best(measure: Measure, said: frozenset[str]) -> frozenset[str]:
    """The words of the label of which the least is left unsaid."""
    return min(_contents(measure), key=lambda content: (len(content - said), -len(content & said)))


def _contents(measure: Measure) -> list[frozenset[str]]:
    """The words with a meaning of each label."""
    return [frozenset(label) - FILLER for label in measure.labels]
