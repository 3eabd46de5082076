"""Countries with all that they and their people are called, and groups of people with all that these are called."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from bot.ask.language.rows import Row, rows
from bot.ask.text import fold, tokenize

_BETWEEN = ";"
_ARTICLE = "the "
_HOW_MANY = re.compile(r"\s*(?:\([^()]*\d[^()]*\)|- \d+ countries.*)$")


@cache
def words_of_places() -> frozenset[str]:
    """The names of one word, of countries and their people."""
    names = (name for place in rows("places") for name in names_of(place))
    return frozenset(tokens[0].norm for name in names if len(tokens := tokenize(name)) == 1)


@cache
def places() -> Mapping[str, Row]:
    """By the names of the country, plain; what its people are called is no name of it."""
    return _by_name("places")


@cache
def named_alike() -> Mapping[str, Row]:
    """Countries and groups of people by their names, plain."""
    return {**places(), **_by_name("groups")}


def names_of(one: Row) -> tuple[str, ...]:
    columns = ("names", "adjectives", "people")
    return tuple(name for column in columns for name in one.get(column, "").split(_BETWEEN) if name)


def _by_name(file: str) -> dict[str, Row]:
    """By all that ledgers call it: `labels` are names that nobody asks by, as they have another country's in them."""
    return {
        plain(name): one
        for one in rows(file)
        for column in ("names", "labels")
        for name in one.get(column, "").split(_BETWEEN)
        if name
    }


def plain(name: str) -> str:
    """A name as names are compared: folded, without an article, or how many there are ("(27 countries)")."""
    return _HOW_MANY.sub("", fold(name)).strip().removeprefix(_ARTICLE)
