"""Members are set against members, and never against a whole of them.

A whole is a member that another is part of (`broader`), a group that wholes.csv lists, one that is plainly called a
total ("All ages"), or one whose figure is the sum of all others under a name that says so ("Countywide"). Where a name
may say so, or a figure is the sum by chance, nobody can tell: "All Together Now" may be a party.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from decimal import Decimal
from functools import cache, lru_cache
from importlib.resources import files

from bot.ask.language.places import plain
from bot.ask.language.rows import words_of
from bot.ask.prove.finding import PROVEN, Asked, Finding, Given, Member, vetoed
from bot.ask.text import fold, tokenize
from bot.domain import Code

REFUSES = (
    "which block had the most hay bales in 2020?",
    "which side had the most sheep in 2020?",
    "how many sheep were there in 2020?",
)
LETS_THROUGH = (
    "which county had the highest milk yield in 2020?",
    "how many sheep of All Saints were there in 2020?",
)

_FEWEST = 2
"""Parts of a sum, at the least."""
_TELLING = 100
"""From here on a figure is hardly the sum of all others by chance."""
_MEANS = frozenset(("mean", "median", "range", "breakdown"))
_MOVES = frozenset(("largest change", "smallest change", "mover", "movers"))


def check(asked: Asked, given: Given) -> Finding:
    for dimension in given.dimensions:
        if any(named == dimension for named, _ in asked.members):
            continue
        found = next(_in_doubt(dimension, given), None)
        if found is not None:
            label = given.label((dimension, found))
            return vetoed("the parts by name", f"We cannot tell whether “{label}” is one of the others or all of them.")
    return PROVEN


def _in_doubt(dimension: str, given: Given) -> Iterator[str]:
    """The codes of a dimension that may be wholes, where that would make another answer."""
    values = {code: figure.value for figure in given.figures for other, code in figure.dimensions if other == dimension}
    if given.operation in _MOVES or len(values) == 1:
        yield from (code for code in values if may_be_total(given.label((dimension, code))))
    elif given.ranks or given.operation in _MEANS:
        yield from wholes(dimension, values, given.members)
        yield from (code for code in _sums(values) if values[code] >= _TELLING)
        yield from (
            code
            for code, value in values.items()
            if may_be_total(given.label((dimension, code))) and value * 2 > sum(values.values())
        )


def wholes(dimension: str, values: Mapping[str, Decimal], members: Mapping[Member, Code]) -> set[str]:
    """The codes that are wholes of others among these for certain, by their figures for one period."""
    codes = {code: members.get((dimension, code)) for code in values}
    parents = {code.broader for code in codes.values() if code is not None}
    labels = {id_: code.label if code else id_ for id_, code in codes.items()}
    known = {code for code, label in labels.items() if code in parents or is_group(label) or is_total(label)}
    rest = {code: value for code, value in values.items() if code not in known}
    return known | {code for code in _sums(rest) if _may_say_whole(labels[code])}


@lru_cache(maxsize=10_000)
def is_total(label: str) -> bool:
    """Whether a label plainly is a total's: "Total", "All ages", "Both sexes". "All Blacks" is a name."""
    words = [token.norm for token in tokenize(label)]
    if not words or words[0] not in words_of("wholes", "word", means="first"):
        return False
    kinds = words_of("wholes", "word", means="kind")
    return all(
        token.text[:1].islower() or token.text[:1].isdecimal() or token.norm in kinds for token in tokenize(label)[1:]
    )


@lru_cache(maxsize=10_000)
def is_group(label: str) -> bool:
    """Whether it is the world or a group of states."""
    return fold(label).strip() in _groups() or plain(label) in _groups()


@lru_cache(maxsize=10_000)
def may_be_total(label: str) -> bool:
    """Whether a label begins as those of totals do, and is not plainly one."""
    words = [token.norm for token in tokenize(label)]
    return bool(words) and words[0] in words_of("wholes", "word", means="first") and not is_total(label)


def _may_say_whole(label: str) -> bool:
    says = words_of("wholes", "word", means="first") | words_of("wholes", "word", means="anywhere")
    return not says.isdisjoint(token.norm for token in tokenize(label))


def _sums(values: Mapping[str, Decimal]) -> Iterator[str]:
    """The code whose figure is the sum of all the others: two at the least, and none below zero."""
    if sum(value > 0 for value in values.values()) > _FEWEST and min(values.values()) >= 0:
        total = sum(values.values())
        yield from (code for code, value in values.items() if value * 2 == total)


@cache
def _groups() -> frozenset[str]:
    text = (files("bot.ask.prove") / "wholes.csv").read_text(encoding="utf-8")
    return frozenset(row["name"] for row in csv.DictReader(text.splitlines()))
