"""Wordings of several words as rows, and where they stand in a message."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from bot.ask.language.rows import rows


class Wording(NamedTuple):
    """Words start:end of a message, and what they mean there: the row's first column."""

    start: int
    end: int
    means: str


@cache
def _by_first(name: str) -> dict[str, tuple[tuple[tuple[str, ...], str], ...]]:
    """The wordings of a file by their first word, the longest first."""
    found: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for row in rows(name):
        means = next(iter(row.values()))
        for wording in row["words"].split(";"):
            words = tuple(wording.split())
            found.setdefault(words[0], []).append((words, means))
    return {first: tuple(sorted(ones, key=lambda one: -len(one[0]))) for first, ones in found.items()}


def wording_at(name: str, words: Sequence[str], place: int, *means: str) -> Wording | None:
    """The longest wording that begins at a place, of these meanings or of any."""
    for wording, meant in _by_first(name).get(words[place], ()) if place < len(words) else ():
        end = place + len(wording)
        if (not means or meant in means) and tuple(words[place:end]) == wording:
            return Wording(place, end, meant)
    return None


def wordings_in(name: str, words: Sequence[str], *means: str) -> list[Wording]:
    """All wordings of these meanings, or of any, from left to right, none overlapping another."""
    found: list[Wording] = []
    known = _by_first(name)
    for place, word in enumerate(words):
        if word in known and (not found or place >= found[-1].end):
            one = wording_at(name, words, place, *means)
            if one is not None:
                found.append(one)
    return found


def wording_before(name: str, words: Sequence[str], end: int, *means: str) -> Wording | None:
    """The longest wording of these meanings, or of any, that ends right before a place."""
    found = (wording_at(name, words[:end], start, *means) for start in range(max(0, end - _LONGEST), end))
    return next((one for one in found if one is not None and one.end == end), None)


_LONGEST = 8
"""Words that a wording has at most."""
