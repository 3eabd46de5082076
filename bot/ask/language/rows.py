"""Reads the rows of a language."""

from __future__ import annotations

import csv
from functools import cache
from importlib.resources import files

Row = dict[str, str]


@cache
def rows(name: str, language: str = "en") -> tuple[Row, ...]:
    """The rows of one file of a language, by the columns of its first line."""
    text = (files("bot.ask.language") / language / f"{name}.csv").read_text(encoding="utf-8")
    return tuple(csv.DictReader(text.splitlines()))


@cache
def words_of(name: str, column: str, **having: str) -> frozenset[str]:
    """All words of a column, of the rows that have these values or of all. A cell may hold several, between spaces."""
    return frozenset(
        word
        for row in rows(name)
        if all(row[other] == value for other, value in having.items())
        for word in row[column].split()
    )
