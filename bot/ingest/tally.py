"""What is left out while rows are read, counted by its reason."""

from __future__ import annotations

from dataclasses import dataclass, field

from bot.ingest.reading import LeftOut


@dataclass(slots=True)
class Tally:
    """`found` is the list that a reading shows; it is begun anew each time the rows are read. `standing` are reasons
    that no row has to be read for."""

    found: list[LeftOut] = field(default_factory=list)
    standing: list[str] = field(default_factory=list)

    def begin(self) -> None:
        self.found[:] = [LeftOut(reason, 1) for reason in self.standing]

    def add(self, reason: str, where: str) -> None:
        for left in self.found:
            if left.reason == reason:
                left.add(where)
                return
        left = LeftOut(reason)
        left.add(where)
        self.found.append(left)
