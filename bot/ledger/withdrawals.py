"""What was withdrawn: what it had replaced stands again, and whoever is given that has to be told."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

from bot.domain import Figure
from bot.ledger.vintage import Kind, kind_of, standing
from bot.store.figure_changes import LoggedChange, Retraction


class Withdrawals:
    """The withdrawals of one ledger at one revision."""

    def __init__(self, found: Iterable[Retraction] = ()) -> None:
        self._of_kind: dict[Kind, list[Retraction]] = {}
        for one in found:
            self._of_kind.setdefault(kind_of(one.figure), []).append(one)

    def later_than(self, stated: Sequence[Figure]) -> list[LoggedChange]:
        """The withdrawals of figures that would stand in the place of what is stated: one figure, with those that
        restate it."""
        found = self._of_kind.get(kind_of(stated[0])) if self._of_kind else None
        if not found:
            return []
        last = max(map(standing, stated))
        return [one.change for one in found if standing(one.figure) > last]

    def since(self, stated: Sequence[Figure]) -> datetime | None:
        """When the last of these was withdrawn (UTC); None: there are none."""
        return max((change.at for change in self.later_than(stated)), default=None)
