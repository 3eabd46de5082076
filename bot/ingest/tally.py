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
    _by_reason: dict[str, LeftOut] = field(default_factory=dict)

    def begin(self) -> None:
        self._by_reason = {reason: LeftOut(reason, 1) for reason in self.standing}
        self.found[:] = self._by_reason.values()

    def add(self, reason: str, where: str) -> None:
        left = self._by_reason.get(reason)
        if left is None:
            left = self._by_reason[reason] = LeftOut(reason)
            self.found.append(left)
        left.add(where)
