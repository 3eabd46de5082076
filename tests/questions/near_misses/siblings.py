"""Another member: one that stands beside it in a column of other tables, and that this table lacks."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from rapidfuzz.fuzz import ratio

from tests.questions.near_misses.held import Held
from tests.questions.near_misses.swap import Swap
from tests.questions.near_misses.wording import folded, places, replaced, stems

_NAME = re.compile(r"[a-z][a-z'’ -]{3,40}")
_NO_NAME = stems(
    "all any average both central change difference eastern error general group high index less low mean "
    "median medium missing model more no none north northern not note number or and other others overall percent "
    "percentage proportion rate ratio score selected sex age share south southern standard total unknown value various "
    "west western east year years yes atlantic canada countries country federal national prairies province provinces "
    "region regions state states territories territory world"
)
"""What stands in a label that names a whole, the rest, a measure or a place that holds others."""
_SAME_NAME = 80
"""From which likeness on, of 100, two names are taken for spellings of one."""
_ALIKE = 0.75
"""The part of a column's labels that another must have for the rest to be of the same kind."""


@dataclass(frozen=True, slots=True)
class Columns:
    """The columns of many tables, and in which of them a label stands."""

    columns: tuple[frozenset[str], ...]
    holding: dict[str, list[int]]

    @classmethod
    def of(cls, tables: Iterable[Held]) -> Columns:
        columns = tuple(frozenset(map(folded, column)) for held in tables for column in held.columns)
        holding: dict[str, list[int]] = defaultdict(list)
        for at, column in enumerate(columns):
            for label in column:
                holding[label].append(at)
        return cls(columns, holding)

    def siblings(self, label: str, column: frozenset[str]) -> list[str]:
        """The names that stand twice beside a label, in columns most of whose labels its own column has."""
        seen: dict[str, int] = defaultdict(int)
        for at in self.holding[label]:
            shared = len(self.columns[at] & column)
            if shared > 2 and shared >= len(self.columns[at]) * _ALIKE:
                for other in self.columns[at] - column:
                    seen[other] += 1
        return sorted(name for name in seen if seen[name] > 1 and _is_name(name))


def other_members(question: str, held: Held, columns: Columns, known: frozenset[str]) -> Iterator[Swap]:
    """Every exchange of a member for a sibling of which no word by which they differ stands in the table.

    `known` are names whose siblings classes.csv has.
    """
    for column in held.columns:
        labels = frozenset(map(folded, column))
        for label in sorted(labels, key=lambda each: (-len(each), each)):
            spans = places(label, question) if _is_name(label) and label not in known else []
            for other in columns.siblings(label, labels) if spans else ():
                new = stems(other) - stems(label)
                if new and not new & held.stems and not new & stems(question) and not _is_spelling(other, labels):
                    yield Swap("member", label, other, replaced(question, spans, other))


def _is_name(label: str) -> bool:
    return bool(_NAME.fullmatch(label)) and len(label.split()) < 5 and not stems(label) & _NO_NAME


def _is_spelling(name: str, labels: frozenset[str]) -> bool:
    """Whether a name is another spelling of a label."""
    return any(ratio(name, label) > _SAME_NAME for label in labels)
