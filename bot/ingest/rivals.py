"""Rows that say the same thing twice, or contradict each other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bot.domain import Figure, Review
from bot.ingest.identity import claim, figure_id

REMEDY = "`factdesk ledger correct` or `factdesk ledger withdraw` puts it right."
"""What to do about figures that disagree."""
_SHOWN = 3


class Rivals:
    """Collects the figures of one table, from the rows of `file`, with their `lines` by id.

    Rows equal in everything are one figure, with the strictest that they say of its embargo and review. Rows equal in
    all but value are rivals: each is kept, since nothing says which of them is right.
    """

    def __init__(self, file: str) -> None:
        self.file = file
        self.lines: dict[str, int] = {}
        self._figures: dict[str, Figure] = {}
        self._published: set[str] = set()
        self._claims: dict[str, list[int]] = {}
        self._repeats: list[str] = []

    def add(self, figure: Figure, line: int, *, said_published: bool = False) -> bool:
        """Takes a figure that has no id yet. `said_published`: its row says so, and not only nothing else. Whether no
        row before said the same."""
        key = figure_id(figure)
        if said_published:
            self._published.add(key)
        if key in self._figures:
            self._figures[key] = strictest(self._figures[key], figure)
            self._repeats.append(f"line {line} (as line {self.lines[key]})")
            return False
        self._figures[key] = replace(figure, id=key)
        self.lines[key] = line
        self._claims.setdefault(claim(figure), []).append(line)
        return True

    @property
    def figures(self) -> tuple[Figure, ...]:
        return tuple(self._figures.values())

    @property
    def said_published(self) -> frozenset[str]:
        """The figures (ids) that rows say are published, and no row that they are drafts."""
        return frozenset(key for key in self._published if self._figures[key].review is Review.PUBLISHED)

    def warnings(self) -> tuple[str, ...]:
        """At most one sentence about merged rows and one about rivals, each with a count and the first few lines."""
        sets = ["lines " + _first([str(line) for line in lines]) for lines in self._claims.values() if len(lines) > 1]
        found = []
        if self._repeats:
            rows = _count(len(self._repeats), "row")
            found.append(f"{self.file}: {rows} repeated another and counted once: {_first(self._repeats)}.")
        if sets:
            kept = _count(len(sets), "set")
            found.append(
                f"{self.file}: {kept} of rows that differ in nothing but value kept as rival figures: "
                f"{_first(sets, '; ')}. {REMEDY}"
            )
        return tuple(found)


def strictest(one: Figure, other: Figure) -> Figure:
    """`one`, under the longer embargo of the two, and a draft if either is."""
    until = max(filter(None, (one.embargo_until, other.embargo_until)), default=None)
    return replace(one, embargo_until=until, review=other.review if other.review is Review.DRAFT else one.review)


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number:,} {noun}s"


def _first(items: Sequence[str], between: str = ", ") -> str:
    more = f"{between}and {len(items) - _SHOWN:,} more" if len(items) > _SHOWN else ""
    return between.join(items[:_SHOWN]) + more
