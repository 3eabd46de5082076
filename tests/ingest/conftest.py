"""Files to import: a tidy CSV written by a test, and a good data package in which a test may spoil one file."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from bot.errors import ImportRefused, Problem
from bot.ingest import read

LIBRARIES = Path(__file__).parents[1] / "fixtures" / "ingest" / "libraries"


@pytest.fixture
def tidy(tmp_path: Path) -> Callable[[str | bytes], Path]:
    """Writes text or bytes to figures.csv."""

    def write(content: str | bytes) -> Path:
        path = tmp_path / "figures.csv"
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return path

    return write


@pytest.fixture
def libraries(tmp_path: Path) -> Path:
    """A copy of the good package."""
    return Path(shutil.copytree(LIBRARIES, tmp_path / "libraries"))


def append(folder: Path, file: str, *lines: str) -> None:
    path = folder / file
    path.write_text(path.read_text(encoding="utf-8") + "\n".join(lines) + "\n", encoding="utf-8")


def problems_of(path: Path) -> tuple[Problem, ...]:
    with pytest.raises(ImportRefused) as refused:
        read(path)
    return refused.value.problems
