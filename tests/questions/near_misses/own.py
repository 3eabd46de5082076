"""Near misses from the project's own ledgers and the scored questions about them."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tests.questions.near_misses.classes import read_classes
from tests.questions.near_misses.held import read_package
from tests.questions.near_misses.making import NearMiss, of_ledger

CLASSES = Path(__file__).parent / "own_classes.csv"
_QUESTIONS = Path("tests/questions")
_LEDGERS = Path("tests/ledgers")
_ANSWERABLE = re.compile(
    r"Asian Party|ould have been|cld have been|(?:before|after|once) (?:the )?(?:advance|postal)|closer"
)
"""What a reader found nonsense, or answerable after all."""


@dataclass(frozen=True, slots=True)
class Source:
    """A ledger with its questions, and how many near misses are made of one."""

    ledger: Path
    questions: tuple[Path, ...]
    most: int = 2


SOURCES = (
    Source(
        Path("data/nz-drug-law"),
        tuple(_QUESTIONS / f"{name}.jsonl" for name in ("nz-newsroom", "nz-drug-law", "voices")),
        most=1,
    ),
    Source(
        _LEDGERS / "harbour-city",
        tuple(_LEDGERS / "harbour-city" / f"{name}.jsonl" for name in ("questions", "everyday")),
    ),
    *(
        Source(_LEDGERS / name / f"{name}.csv", (_LEDGERS / name / "questions.jsonl",))
        for name in ("velden-transport", "orrin-schools", "marlow-hospitals")
    ),
)
"""Paths are relative to the repository."""


def of_own_ledgers(root: Path, seed: int) -> Iterator[NearMiss]:
    classes = read_classes(CLASSES)
    for source in SOURCES:
        held = read_package(root / source.ledger)
        questions = [question for path in source.questions for question in _answerable(root / path)]
        misses = of_ledger(source.ledger.as_posix(), questions, held, classes, seed, source.most)
        yield from (miss for miss in misses if not _ANSWERABLE.search(miss.q))


def _answerable(path: Path) -> list[str]:
    bodies = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    return [body["q"] for body in bodies if body["expect"] == "answered"]
