"""What a question asks to be made of figures, by wordings that have a row: a table, a range, a first time."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum

from bot.ask.language.rows import words_of
from bot.ask.language.wordings import Wording, wordings_in


class Request(StrEnum):
    """The first column of "requests"."""

    EACH = "each"
    RESULT = "result"
    RANGE = "range"
    FIRST = "first"
    OVERTAKES = "overtakes"
    OVERTAKEN = "overtaken"
    REVISED = "revised"


def requests_in(words: Sequence[str], *means: Request) -> list[Wording]:
    """The wordings of these requests, from left to right."""
    found = wordings_in("requests", words, *(one.value for one in means))
    return [one for one in found if one.means != Request.RANGE or _is_of_figures(words, one.start)]


def _is_of_figures(words: Sequence[str], place: int) -> bool:
    """Whether a range is not one of something else, as an age range is."""
    return place == 0 or words[place - 1] in words_of("function_words", "word")


def asks_for_result(words: Sequence[str]) -> bool:
    """Whether the result of something is asked for. What is so "in the final results" is not."""
    before = words_of("function_words", "word", means="preposition") | {"per", "after", "before", "since"}
    return any(
        next((word for word in words[: one.start][::-1] if word not in _PASSED), "") not in before
        for one in requests_in(words, Request.RESULT)
    )


def asks_how_far_revised(words: Sequence[str]) -> bool:
    """Whether it asks for the size of a revision: "by how much was it revised". "How far" alone asks for none."""
    wordings = requests_in(words, Request.REVISED)
    return any(not _revisions().isdisjoint(words[one.start :]) for one in wordings) or _is_extent(words)


def _is_extent(words: Sequence[str]) -> bool:
    """As in "how much was it revised", with the verb at the end."""
    is_much = list(words[:2]) == ["how", "much"] and len(words) > 2
    return is_much and words[2] in words_of("verb_places", "word", means=_BE) and words[-1] in _revisions()


def _revisions() -> frozenset[str]:
    return words_of("revisions", "word")


_BE = "before a form in ing"
"""The row of "is", "was" and "were"."""
_PASSED = frozenset(
    ("the", "a", "an", "final", "preliminary", "provisional", "official", "interim", "full", "early", "first")
)
"""What may stand between a preposition and a result."""
