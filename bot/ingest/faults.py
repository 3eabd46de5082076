"""Faults of an import, gathered so that every one of them is reported at once."""

from __future__ import annotations

from typing import Self

from bot.errors import FactdeskError, ImportRefused, Problem


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
    """The problems found so far in one import."""

    def __init__(self) -> None:
        self._problems: list[Problem] = []

    def __len__(self) -> int:
        return len(self._problems)

    def add(self, file: str, line: int | None, column: str | None, wrong: str, right: str) -> None:
        self._problems.append(Problem(file, line, column, wrong, right))

    def refuse_if_any(self) -> None:
        """Raises ImportRefused with every problem, file by file in the order of their lines."""
        if self._problems:
            raise ImportRefused(sorted(self._problems, key=lambda problem: (problem.file, problem.line or 0)))
