"""What is left out of a table, counted by its reason."""

from __future__ import annotations

from dataclasses import dataclass, field

from bot.ingest.reading import LeftOut
from bot.ingest.sheets import SheetRow


@dataclass(slots=True)
class Leaving:
    """What is left out, by reason, into the list of a reading."""

    into: list[LeftOut]
    by_reason: dict[str, LeftOut] = field(default_factory=dict)

    def out(self, reason: str, where: str) -> None:
        found = self.by_reason.get(reason)
        if found is None:
            found = self.by_reason[reason] = LeftOut(reason)
            self.into.append(found)
        found.add(where)

    def row(self, reason: str, row: SheetRow) -> None:
        if reason:
            self.out(reason, f"row {row.number}" if row.line is None else f"line {row.line}")
