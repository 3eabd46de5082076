"""Faults of an import, gathered so that every one of them is reported at once."""

from __future__ import annotations

from typing import Self

from bot.errors import FactdeskError, ImportRefused, Problem
from bot.ingest.batch import Release


class BadCell(ValueError):
    """A cell that cannot be read: what is wrong with it, and what would be right."""

    def __init__(self, wrong: str, right: str) -> None:
        super().__init__(f"{wrong}; {right}")
        self.wrong = wrong
        self.right = right

    @classmethod
    def of(cls, error: FactdeskError) -> Self:
        """From an error whose sentence says what is wrong and, after a semicolon, what would be right."""
        wrong, _, right = str(error).partition("; ")
        return cls(wrong, right)


class Faults:
    """The problems found so far in one import. `releases` are days that it says it is released on: one that is still to
    come is a problem for whoever has a clock."""

    def __init__(self) -> None:
        self._problems: list[Problem] = []
        self.releases: list[Release] = []

    def __len__(self) -> int:
        return len(self._problems)

    def add(self, file: str, line: int | None, column: str | None, wrong: str, right: str) -> None:
        self._problems.append(Problem(file, line, column, wrong, right))

    @property
    def problems(self) -> list[Problem]:
        """All of them, each once, file by file in the order of their lines."""
        # Rows that are read more than once have theirs noted each time.
        return sorted(dict.fromkeys(self._problems), key=lambda problem: (problem.file, problem.line or 0))

    def take(self, others: Faults) -> None:
        """Notes what was noted elsewhere."""
        self._problems += others._problems
        self.releases += others.releases

    def refuse_if_any(self) -> None:
        """Raises ImportRefused with every problem."""
        if self._problems:
            raise ImportRefused(self.problems)
