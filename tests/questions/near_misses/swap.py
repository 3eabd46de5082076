"""One part of a question exchanged for another."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Swap:
    """`question` asks for `by` where the question it was made from asks for `replaced`."""

    kind: str
    replaced: str
    by: str
    question: str
