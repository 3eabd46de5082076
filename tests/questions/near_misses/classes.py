"""Another term of the same class: classes.csv has the classes, from provinces to kinds of income.

Its columns: `kind` (what the term is in a question), `class`, `term` as it stands in a question, and `also`, other
words under which a ledger may hold it. Of the kinds, `member/base` is a member where it heads figures and otherwise
their base, `/base` a base alone, as what is left of a share can be worked out, and `whole` a term that takes in all of
its class.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tests.questions.near_misses.held import Held
from tests.questions.near_misses.swap import Swap
from tests.questions.near_misses.wording import places, replaced

CLASSES = Path(__file__).parent / "classes.csv"
_WHOLE = "whole"
_ASKED_ANYWHERE = ("measure", "unit")
_LEFT_OUT = re.compile(r"\b(?:except|excluding|exception|exclude|excluded|apart from|other than|outside|but)\b.{0,15}$")
"""Before a term that a question leaves out: it has its answer whatever that is. Nor is "on average" a measure."""
_AMONG = ("among", "among all", "of all", "out of all")


@dataclass(frozen=True, slots=True)
class Term:
    """A term with the other words under which a ledger may hold it."""

    kind: str
    text: str
    also: tuple[str, ...]

    def stands_in(self, held: Held) -> bool:
        return any(held.names(name) for name in (self.text, *self.also))

    def stands_in_headings(self, held: Held) -> bool:
        return any(held.names_in_headings(name) for name in (self.text, *self.also))


@dataclass(frozen=True, slots=True)
class Class:
    """Terms that can stand in one another's place, and those that take in all of them."""

    name: str
    terms: tuple[Term, ...]
    wholes: tuple[Term, ...]


def read_classes(path: Path = CLASSES) -> tuple[Class, ...]:
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    by_class: dict[str, list[Term]] = {row["class"]: [] for row in rows}
    for row in rows:
        also = tuple(name for name in row["also"].split(";") if name)
        by_class[row["class"]].append(Term(row["kind"], row["term"], also))
    return tuple(
        Class(
            name,
            tuple(term for term in terms if term.kind != _WHOLE),
            tuple(term for term in terms if term.kind == _WHOLE),
        )
        for name, terms in by_class.items()
    )


def other_terms(question: str, held: Held, classes: tuple[Class, ...]) -> Iterator[Swap]:
    """Every exchange of a term that the ledger holds for one of its class that it holds under no name.

    What stands in the ledger's title alone is the base of all its figures, and so is what is asked for "among" it.
    """
    for one in classes:
        asked = {term: spans for term in one.terms if (spans := places(term.text, question))}
        replaceable = [term for term in asked if term.stands_in(held)]
        if not replaceable or any(whole.stands_in(held) for whole in one.wholes):
            continue
        absent = [term for term in one.terms if term not in asked and not term.stands_in(held)]
        for term in replaceable:
            kind = _kind(term, question[: asked[term][0][0]], held)
            for new in absent if kind else ():
                yield Swap(str(kind), term.text, new.text, replaced(question, asked[term], new.text))


def _kind(term: Term, before: str, held: Held) -> str | None:
    """What a term is in this question: of a kind such as `member/base` the second where it heads no figures."""
    if _LEFT_OUT.search(before) or before.endswith(" on "):
        return None
    kind, _, otherwise = term.kind.partition("/")
    if kind in _ASKED_ANYWHERE or term.stands_in_headings(held):
        return otherwise if otherwise and before.rstrip().endswith(_AMONG) else kind
    return otherwise or None
