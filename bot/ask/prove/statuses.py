"""Of two statuses that are named on two sides, each is that of a figure: a final against a preliminary is no pair of
final ones. A status that is denied is that of none."""

from __future__ import annotations

from bot.ask.prove.finding import PROVEN, Asked, Finding, Given, vetoed
from bot.domain import Status

REFUSES = (
    "how many more goats did Aster have in the final count than Birch in the preliminary count?",
    "goats of Aster in 2023, not the final count",
    "how many goats did Aster have in 2023? Not final ones.",
)
LETS_THROUGH = (
    "how much did the goats of Aster change from the preliminary to the final count?",
    "goats of Aster in 2023, not the final but the preliminary count",
)

_OF_TWO = frozenset(("difference", "comparison", "ratio", "percent difference"))


_NOT = frozenset(("not", "nor", "excluding", "except"))
_BETWEEN = frozenset(("the", "a", "in", "yet"))


def check(asked: Asked, given: Given) -> Finding:
    denied = _denied(asked)
    if denied and any(figure.status in denied for figure in given.figures):
        return vetoed("that status", f"That asks for figures that are not {sorted(denied)[0]}: say which they are.")
    if given.operation not in _OF_TWO or len(asked.statuses) < 2:
        return PROVEN
    held = {figure.status for figure in given.figures}
    lacking = next((sorted(wanted)[0] for wanted in asked.statuses if held.isdisjoint(wanted)), None)
    if lacking is None:
        return PROVEN
    return vetoed(
        str(lacking), f"That asks for two statuses, and no figure there is {lacking}: ask for each by itself."
    )


def _denied(asked: Asked) -> frozenset[Status]:
    """The statuses that a figure is said not to have: "not the final one"."""
    found = set[Status]()
    for place, word in enumerate(asked.words):
        after = place + 1
        while word in _NOT and asked.words[after : after + 1] and asked.words[after] in _BETWEEN:
            after += 1
        if word in _NOT and asked.words[after : after + 1] and asked.words[after] in {one.value for one in Status}:
            found.add(Status(asked.words[after]))
    return frozenset(found)
