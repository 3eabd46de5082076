"""What an answer takes for granted, in a sentence each."""

from __future__ import annotations

from collections.abc import Sequence

from bot.ask.prose import Prose
from bot.ask.say.agreement import plural
from bot.ask.say.sides import capital, noun


def every_member(prose: Prose, dimensions: Sequence[str]) -> str:
    """That all members of these dimensions are counted, as none was named; "" where they have no noun."""
    nouns = [word for dimension in dimensions if (word := noun(prose, dimension))]
    if not nouns:
        return ""
    return f"{capital('all ' + prose.list_of([_plural(word) for word in nouns]))}, as none was named."


def the_latest() -> str:
    return "The latest that we hold."


def _plural(word: str) -> str:
    head, of, rest = word.partition(" of ")
    return f"{plural(head)}{of}{rest}"
