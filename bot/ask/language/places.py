"""Countries and all that they and their people are called."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from bot.ask.language.rows import Row, rows
from bot.ask.text import fold, tokenize

_BETWEEN = ";"
_ARTICLE = "the "


@cache
def words_of_places() -> frozenset[str]:
    """The names of one word, of countries and their people."""
    names = (name for place in rows("places") for name in names_of(place))
    return frozenset(tokens[0].norm for name in names if len(tokens := tokenize(name)) == 1)


@cache
def places() -> Mapping[str, Row]:
    """By the names of the country, plain; what its people are called is no name of it."""
    return {plain(name): place for place in rows("places") for name in place["names"].split(_BETWEEN)}


def names_of(place: Row) -> tuple[str, ...]:
    return tuple(name for column in ("names", "adjectives", "people") for name in place[column].split(_BETWEEN) if name)


def plain(name: str) -> str:
    """A name as names are compared: folded, without an article."""
    return fold(name).removeprefix(_ARTICLE)
