"""Files of a kind that was seen before, read as the one before them was."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from bot.errors import LedgerUnreadable, UnclearOrders
from bot.ingest.instants import has_day, is_instant
from bot.ingest.laid_out import LaidOut
from bot.ingest.likeness import are_named_alike, likeness
from bot.ingest.mapping import from_toml
from bot.ingest.orders import Orders
from bot.ingest.reading import Assumption
from bot.ingest.withholding import EMBARGO
from bot.ledger.mappings import Kept

_WHEN_PUBLIC = frozenset({EMBARGO, "published_on"})
LayOut = Callable[[Orders], LaidOut]


@dataclass(frozen=True, slots=True)
class Known:
    """A file laid out, with the mapping by which it is; None: its kind was not seen before, or needs none. `unlike`:
    its columns, or what it measures, are others than those of the file that the mapping was kept of."""

    laid_out: LaidOut
    mapping: Kept | None = None
    unlike: bool = False

    @property
    def own(self) -> bool:
        """Whether all of it is in Factdesk's own layout, of which nothing has to be asked."""
        return all(reading.own for reading in self.laid_out.readings)

    def doubts(self, file: str) -> list[Assumption]:
        """What was assumed in doubt, and not agreed to before."""
        agreed = self.mapping.agreed if self.mapping else ()
        new = [one for one in self.laid_out.doubts if one.sentence not in agreed]
        if self.mapping is None:
            return new
        if self.unlike:
            return [*new, _of(self.mapping, "its columns, or what it measures, are others")]
        if are_named_alike(file, self.mapping.file):
            return new
        return [*new, _of(self.mapping, "its name is another")]


def as_known(kept: Iterable[Kept], orders: Orders, lay_out: LayOut, *, named: bool = False) -> Known:
    """The file by the first of the mappings that is of its kind, and by what is said of it now, which goes first one by
    one. Whether a mapping is of its kind, what is said now has no part in. One that somebody `named` is taken in any
    case.

    Raises LedgerUnreadable and UnclearOrders where it cannot be read so.
    """
    for mapping in kept:
        if named:
            return _by(mapping, orders, lay_out)
        try:
            alone = lay_out(_orders_of(mapping))
        except (LedgerUnreadable, UnclearOrders):
            continue
        if _is_of(mapping, alone):
            return Known(alone, mapping) if orders == Orders() else _by(mapping, orders, lay_out)
    return Known(lay_out(orders))


def _by(mapping: Kept, orders: Orders, lay_out: LayOut) -> Known:
    kept = _orders_of(mapping)
    found = Known(lay_out(orders.over(kept)), mapping)
    return found if _is_kind_of(mapping, kept, lay_out) else replace(found, unlike=True)


def _orders_of(mapping: Kept) -> Orders:
    """What is kept. One of an earlier version may say what was true of its own file alone."""
    return worth_keeping(from_toml(mapping.orders, mapping.name))


def _is_kind_of(mapping: Kept, kept: Orders, lay_out: LayOut) -> bool:
    try:
        return _is_of(mapping, lay_out(kept))
    except LedgerUnreadable:
        return False


def _is_of(mapping: Kept, alone: LaidOut) -> bool:
    return bool(alone.readings) and not alone.faults.problems and likeness(alone) == mapping.likeness


def likeness_by(laid_out: LaidOut, lay_out: LayOut) -> str:
    """What a file shares with the next ones that are read by what is kept of it."""
    orders = worth_keeping(laid_out.orders)
    return likeness(laid_out if orders == laid_out.orders else lay_out(orders))


def worth_keeping(orders: Orders) -> Orders:
    """What holds for the next file as well: the day of publication does not, nor an embargo, nor that one is over."""
    columns = {name: of for name, of in orders.columns.items() if not _is_of_one_issue(name, of)}
    return replace(orders, columns=columns, published=None, not_withheld=None)


def _is_of_one_issue(name: str, of: str) -> bool:
    """Whether a column is said as a text for all rows that tells when this one file is public."""
    return is_instant(of) or (name in _WHEN_PUBLIC and has_day(of))


def _of(mapping: Kept, why: str) -> Assumption:
    sentence = f"It is read as “{mapping.file}” was, by the mapping “{mapping.name}”, and {why}"
    return Assumption(sentence, "--no-kept reads it by itself", doubtful=True)
