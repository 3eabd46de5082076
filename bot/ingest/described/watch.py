"""What is left aside is watched: a column that seems to withhold figures, and would not, is refused."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from bot.ingest.faults import Faults
from bot.ingest.orders import Orders
from bot.ingest.withholding import EMBARGO, mistaken, withholding_properties

_MOST = 50


class Watch:
    """The distinct cells of columns, as many as tell what a column is."""

    def __init__(self, columns: Iterable[str], known: Collection[str] = ()) -> None:
        self._seen: dict[str, set[str]] = {column: set() for column in columns}
        self._known = known

    def see(self, column: str, cell: str) -> None:
        seen = self._seen[column]
        if cell and len(seen) < _MOST:
            seen.add(cell)

    def report(self, file: str, line: int | None, faults: Faults) -> None:
        """Notes every column that looks like an embargo or a review state."""
        for column, wrong, right in mistaken(self._seen, self._known):
            faults.add(file, line, column, wrong, right)


def refuse_withholding_names(columns: Iterable[str], file: str, line: int | None, faults: Faults) -> None:
    """Notes every name that is near to that of an embargo or a review state, whatever stands in its column."""
    Watch(columns).report(file, line, faults)


def refuse_withholding_properties(body: object, file: str, orders: Orders, faults: Faults) -> None:
    """Notes every property of a JSON document, at any depth, that is named like an embargo or a review: what is not
    read withholds nothing. Names that are codes of the file's own are not looked at, nor is an embargo that the desk
    says is over."""
    for name, column in withholding_properties(body, _OF_CODES):
        if column == EMBARGO and orders.not_withheld:
            continue
        what = "an embargo" if column == EMBARGO else "a review state"
        faults.add(file, None, name, f"{what} is not read from here", _RIGHT)


_OF_CODES = frozenset({"category", "value", "dimension"})
_RIGHT = (
    "import the figures as a table with a column embargo_until or review, or, if an embargo is over, say --not-withheld"
)
