"""What is said in a verb of its own or in a turn of phrase: people “taken to court” are prosecuted, and “people who use
trams” are tram users."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from typing import TypeVar

from bot.ask.language.rows import rows
from bot.domain import Catalogue, Concept

_BETWEEN = ";"
_THING = "~"
"""Stands in a row for any word."""
C = TypeVar("C", bound=Concept)


def with_idioms(catalogue: Catalogue) -> Catalogue:
    """The same with every indicator and base having as alternative labels its own with another turn of phrase in the
    place of one that a row has."""
    return replace(
        catalogue,
        indicators={id_: _with_turns(one) for id_, one in catalogue.indicators.items()},
        universes={id_: _with_turns(one) for id_, one in catalogue.universes.items()},
    )


def _with_turns(concept: C) -> C:
    labels = (concept.label, *concept.alt_labels)
    others = dict.fromkeys(other for label in labels for other in _turned(label))
    new = [other for other in others if other not in labels]
    return replace(concept, alt_labels=(*concept.alt_labels, *new)) if new else concept


def _turned(label: str) -> Iterator[str]:
    for turn, others in _turns():
        match = turn.search(label)
        if match is None:
            continue
        for other in others:
            said = other.replace(_THING, match["thing"]) if _THING in other else other
            yield f"{label[: match.start()]}{said}{label[match.end() :]}"


@cache
def _turns() -> tuple[tuple[re.Pattern[str], tuple[str, ...]], ...]:
    """Every turn of phrase, as a pattern of whole words, with the others of its row."""
    found = [row["words"].split(_BETWEEN) for row in rows("idioms")]
    return tuple((_pattern(one), tuple(other for other in turns if other != one)) for turns in found for one in turns)


def _pattern(turn: str) -> re.Pattern[str]:
    words = re.escape(turn).replace(re.escape(_THING), r"(?P<thing>\S+)")
    return re.compile(rf"(?<!\S){words}(?!\S)", re.IGNORECASE)
