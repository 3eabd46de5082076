"""A count asked of a ledger that has nothing but shares."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tests.questions.near_misses.held import Held
from tests.questions.near_misses.swap import Swap

_SHARE = re.compile(
    r"\bwhat (?:is|was|are|were)?\s?the (percentages?|proportions?|shares?) of (?!the\b|those\b|growth)|"
    r"\bwhat (percentage|proportion|share|percent) of (?!the\b|those\b|growth)"
)


def counts_for_shares(question: str, held: Held) -> Iterator[Swap]:
    """The question for a number of people or things in place of the share of them."""
    if held.only_shares and (match := _SHARE.search(question)):
        share = match[1] or match[2]
        yield Swap("measure", share, "number", question.replace(f"{share} of", "number of", 1))
