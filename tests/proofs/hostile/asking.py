"""A `factdesk ask --jsonl` that is given one line after the other, and how long it takes for each."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from adapters.cli.counter import FAILED
from tests.proofs.hostile.questions import Question

_PROGRAM = "from adapters.cli import main; main()"
_SHOWN = 200
"""Characters of a question in the report."""


@dataclass(slots=True)
class Found:
    """`raised` are questions on which it failed; `lost` those for which no object came, or another one; `invented`
    those about an invented name that were answered. `times` are seconds."""

    statuses: Counter[str] = field(default_factory=Counter)
    kinds: Counter[str] = field(default_factory=Counter)
    raised: list[str] = field(default_factory=list)
    lost: list[str] = field(default_factory=list)
    invented: list[str] = field(default_factory=list)
    times: list[tuple[float, str]] = field(default_factory=list)

    def take(self, question: Question, line: bytes, seconds: float) -> None:
        shown = question.text[:_SHOWN]
        self.kinds[question.kind] += 1
        self.times.append((seconds, shown))
        try:
            answer: dict[str, Any] = json.loads(line)
        except ValueError:
            answer = {}
        if answer.get("question") != question.text:
            self.lost.append(shown)
            return
        self.statuses[answer["status"]] += 1
        if answer["understood_as"] == FAILED:
            self.raised.append(f"{shown}: {answer['text']}")
        if question.nobody is not None and answer["status"] == "answered":
            self.invented.append(f"{shown}: {answer['text']}")

    @property
    def holds(self) -> bool:
        return not (self.raised or self.lost or self.invented)


def ask_all(ledger: Path, questions: Iterable[Question], folder: Path, found: Found) -> int:
    """Asks each; the command's exit code. Its log and caches are in the folder."""
    own = {name: value for name, value in os.environ.items() if not name.startswith(("FACTDESK_", "XDG_"))}
    places = {f"XDG_{name}_HOME": str(folder / name.lower()) for name in ("DATA", "STATE", "CACHE", "CONFIG")}
    command = [sys.executable, "-c", _PROGRAM, "ask", "--ledger", str(ledger), "--jsonl", "-"]
    with subprocess.Popen(
        command, env={**own, **places, "TZ": "UTC"}, stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as process:
        assert process.stdin
        assert process.stdout
        for question in questions:
            began = time.perf_counter()
            try:
                process.stdin.write(question.line + b"\n")
                process.stdin.flush()
                line = process.stdout.readline()
            except BrokenPipeError:
                line = b""
            found.take(question, line, time.perf_counter() - began)
        process.stdin.close()
        return process.wait()
