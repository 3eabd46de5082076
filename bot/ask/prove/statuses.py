"""Of two statuses that are named on two sides, each is that of a figure: a final against a preliminary is no pair of
final ones."""

from __future__ import annotations

from bot.ask.prove.finding import PROVEN, Asked, Finding, Given, vetoed

REFUSES = ("how many more goats did Aster have in the final count than Birch in the preliminary count?",)
LETS_THROUGH = ("how much did the goats of Aster change from the preliminary to the final count?",)

_OF_TWO = frozenset(("difference", "comparison", "ratio", "percent difference"))


def check(asked: Asked, given: Given) -> Finding:
    if given.operation not in _OF_TWO or len(asked.statuses) < 2:
        return PROVEN
    held = {figure.status for figure in given.figures}
    lacking = next((sorted(wanted)[0] for wanted in asked.statuses if held.isdisjoint(wanted)), None)
    if lacking is None:
        return PROVEN
    return vetoed(
        str(lacking), f"That asks for two statuses, and no figure there is {lacking}: ask for each by itself."
    )
