"""Files of a kind that was seen before, read as the one before them was."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from bot.errors import LedgerUnreadable, UnclearOrders
from bot.ingest.laid_out import LaidOut
from bot.ingest.likeness import are_named_alike, likeness
from bot.ingest.mapping import from_toml
from bot.ingest.orders import Orders
from bot.ingest.reading import Assumption
from bot.ledger.mappings import Kept

LayOut = Callable[[Orders], LaidOut]


@dataclass(frozen=True, slots=True)
class Known:
    """A file laid out, with the mapping by which it is; None: its kind was not seen before, or needs none."""

    laid_out: LaidOut
    mapping: Kept | None = None

    @property
    def own(self) -> bool:
        """Whether all of it is in Factdesk's own layout, of which nothing has to be asked."""
        return all(reading.own for reading in self.laid_out.readings)

    def doubts(self, file: str) -> list[Assumption]:
        """What was assumed in doubt, and not agreed to before."""
        agreed = self.mapping.agreed if self.mapping else ()
        new = [one for one in self.laid_out.doubts if one.sentence not in agreed]
        return new if self.mapping is None or are_named_alike(file, self.mapping.file) else [*new, _of(self.mapping)]


def as_known(kept: Iterable[Kept], orders: Orders, lay_out: LayOut) -> Known:
    """The file by the first of the mappings that is of its kind, and by what is said of it now, which goes first.

    Raises LedgerUnreadable where it cannot be read by any, nor without one.
    """
    for mapping in kept:
        try:
            found = lay_out(orders.over(from_toml(mapping.orders, mapping.name)))
        except (LedgerUnreadable, UnclearOrders):
            continue
        if found.readings and not found.faults.problems and likeness(found) == mapping.likeness:
            return Known(found, mapping)
    return Known(lay_out(orders))


def worth_keeping(orders: Orders) -> Orders:
    """What holds for the next file as well: the day of publication does not."""
    return replace(orders, published=None)


def _of(mapping: Kept) -> Assumption:
    sentence = f"It is read as “{mapping.file}” was, by the mapping “{mapping.name}”, and its name is another"
    return Assumption(sentence, "--no-kept reads it by itself", doubtful=True)
