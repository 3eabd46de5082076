"""What workers attempted, in a file that outlives them: an attempt is written down before its request is made."""

from __future__ import annotations

import json
import os
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Attempt:
    """A message was begun to be sent at `began`, and nobody else may begin before `closed`: both in seconds since 1970.
    After that the platform is too late with it, or the worker was held up for longer than its lease."""

    mark: str
    began: float
    closed: float


class Journal:
    """One line is one write to the end of the file, which other processes write to as well."""

    def __init__(self, path: Path) -> None:
        self._file = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT)

    def begin(self, mark: str, began: datetime, lease_until: datetime) -> None:
        self._write(mark, began, lease_until)

    def over(self, mark: str, began: datetime, now: datetime) -> None:
        """The request is over, though its answer was lost: its lease is over too."""
        self._write(mark, began, now)

    def _write(self, mark: str, began: datetime, held_until: datetime) -> None:
        line = json.dumps([mark, began.timestamp(), held_until.timestamp()])
        os.write(self._file, f"{line}\n".encode())


def attempts(path: Path, settling: float) -> dict[str, list[Attempt]]:
    """By message, in their order."""
    held: dict[tuple[str, float], float] = {}
    for line in path.read_text().splitlines():
        mark, began, until = json.loads(line)
        held[mark, began] = min(until, held.get((mark, began), until))
    found: dict[str, list[Attempt]] = {}
    for (mark, began), until in sorted(held.items(), key=lambda item: item[0][1]):
        found.setdefault(mark, []).append(Attempt(mark, began, until + settling))
    return found
