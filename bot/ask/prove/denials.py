"""What is left over is only given where something is denied: "didn't it?" denies nothing."""

from __future__ import annotations

from bot.ask.language.negation import only_asks_to_agree
from bot.ask.prove.finding import PROVEN, Asked, Finding, Given, vetoed

REFUSES = ()
LETS_THROUGH = (
    "the organic share of farms was 18 per cent, wasn't it?",
    "isn't the organic share of farms 18 per cent?",
    "what share of farms was not organic?",
)


def check(asked: Asked, given: Given) -> Finding:
    if given.operation in ("complement", "rest") and only_asks_to_agree(asked.words):
        return vetoed("what is asked", "Ask for the figure itself: we cannot tell whether you mean it or the rest.")
    return PROVEN
