"""What is left out while rows are read, counted by its reason."""

from __future__ import annotations

from dataclasses import dataclass, field

from bot.ingest.reading import LeftOut


@dataclass(slots=True)
class Tally:
    """`found` is the list that a reading shows; it is begun anew each time the rows are read."""

    found: list[LeftOut] = field(default_factory=list)

    def begin(self) -> None:
        self.found.clear()

    def add(self, reason: str, where: str) -> None:
        for left in self.found:
            if left.reason == reason:
                left.add(where)
                return
        left = LeftOut(reason)
        left.add(where)
        self.found.append(left)
