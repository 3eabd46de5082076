"""Files of a kind that was seen before, read as the one before them was."""

from __future__ import annotations

import shlex
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from functools import reduce

from bot.errors import LedgerUnreadable, UnclearOrders
from bot.ingest.cells.periods import read_period
from bot.ingest.instants import has_day, is_instant
from bot.ingest.laid_out import LaidOut
from bot.ingest.likeness import are_named_alike, differs_in, likeness, telling
from bot.ingest.mapping import from_toml
from bot.ingest.orders import ANEW, Orders
from bot.ingest.reading import Assumption
from bot.ingest.withholding import EMBARGO, SAY_EMBARGO
from bot.ledger.borne_out import Overruled, other_units, overruled, units_of
from bot.ledger.mappings import Kept

_PUBLISHED = {"published_on": "published"}
_WHEN_PUBLIC = frozenset({EMBARGO, *_PUBLISHED})
LayOut = Callable[[Orders], LaidOut]


@dataclass(frozen=True, slots=True)
class Known:
    """A file laid out, with the mapping by which it is; None: its kind was not seen before, or needs none. `unlike`:
    its columns, or what it measures, are others than those of the file that the mapping was kept of. `named`: somebody
    said that it is read by that mapping. `said` is what is said of the file now, and `overruled` what it says of itself
    otherwise than what is said, now or before. `passed_over` are mappings that it is not read by though it is much like
    their files, each with the reason."""

    laid_out: LaidOut
    mapping: Kept | None = None
    unlike: bool = False
    named: bool = False
    said: Orders = field(default_factory=Orders)
    overruled: tuple[Overruled, ...] = ()
    passed_over: tuple[tuple[Kept, str], ...] = ()

    @property
    def own(self) -> bool:
        """Whether all of it is in Factdesk's own layout, of which nothing has to be asked."""
        return all(reading.own for reading in self.laid_out.readings)

    def doubts(self, file: str) -> list[Assumption]:
        """What was assumed in doubt, and not agreed to before; of Factdesk's own layout nothing is."""
        agreed = self.mapping.agreed if self.mapping else ()
        new = [] if self.own else [one for one in self.laid_out.doubts if one.key not in agreed]
        return [*new, *self.doubts_of_kept(file)]

    def doubts_of_kept(self, file: str) -> list[Assumption]:
        """Whether what was said of another file holds for this one."""
        found = [*_unsaid(self.laid_out)]
        if self.own:
            return found
        if self.mapping is None:
            alike = ((kept, why) for kept, why in self.passed_over if _is_named_as(kept, file))
            return [*found, *(_not_by(kept, why) for kept, why in alike)]
        if self.unlike:
            found.append(_of(self.mapping, "its columns, or what it measures, are others"))
        elif not self.named and not _is_named_as(self.mapping, file):
            found.append(_of(self.mapping, "its name is another"))
        found += (one.doubt for one in self.overruled if getattr(self.said, one.field) is None)
        if self.said.unit is None:
            found += other_units(self.laid_out, self.mapping.agreed)
        return [one for one in found if one.key not in self.mapping.agreed]

    @property
    def settled(self) -> Orders:
        """What was said of the file, and what of it was agreed to that can be said."""
        agreed = (one.settles for one in self.laid_out.doubts if one.settles is not None)
        return reduce(lambda orders, one: orders.over(one), agreed, self.laid_out.orders)

    def agreed(self, file: str) -> tuple[str, ...]:
        """What holds for the next file once this one was recorded: the doubts (keys) that were agreed to, ever, the
        names that files of the kind have, and the units of what they measure."""
        before = self.mapping.agreed if self.mapping else ()
        files = [file] if self.mapping is None else [self.mapping.file, file]
        doubts = (*self.laid_out.doubts, *(one.doubt for one in self.overruled))
        keys = (*(one.key for one in doubts), *map(named, files), *units_of(self.laid_out))
        return tuple(dict.fromkeys((*before, *keys)))


def as_known(kept: Iterable[Kept], orders: Orders, lay_out: LayOut, *, named: bool = False) -> Known:
    """The file by the first of the mappings that is of its kind, and by what is said of it now, which goes first one by
    one. Whether a mapping is of its kind, what is said now has no part in. One that somebody `named` is taken in any
    case.

    Raises LedgerUnreadable and UnclearOrders where it cannot be read so.
    """
    found = _as_kept(kept, orders, lay_out, named=named)
    return replace(found, said=orders, overruled=() if found.own else overruled(found.laid_out, lay_out))


def _as_kept(kept: Iterable[Kept], orders: Orders, lay_out: LayOut, *, named: bool) -> Known:
    passed_over = list[tuple[Kept, str]]()
    for mapping in kept:
        if named:
            return replace(_by(mapping, orders, lay_out), named=True)
        try:
            alone = lay_out(_orders_of(mapping))
        except (LedgerUnreadable, UnclearOrders):
            continue
        if _is_of(mapping, alone):
            return Known(alone, mapping) if orders == Orders() else _by(mapping, orders, lay_out)
        differs = differs_in(likeness(alone), mapping.likeness)
        if differs is not None and orders.over(_orders_of(mapping)) != orders:
            passed_over.append((mapping, differs))
    return Known(lay_out(orders), passed_over=tuple(passed_over))


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
    """What holds for the next file as well: the day of publication does not, nor an embargo, nor that one is over, nor
    the time that all of its figures are of. That these were said does."""
    said = {name: of for name, of in orders.columns.items() if _is_of_one_issue(name, of)}
    columns = {name: of for name, of in orders.columns.items() if name not in said}
    anew = {_PUBLISHED.get(name, name) for name in said} | ({"published"} if orders.published else set())
    names = dict.fromkeys((*orders.anew, *(name for name in ANEW if name in anew)))
    return replace(orders, columns=columns, published=None, not_withheld=None, anew=tuple(names))


def _is_of_one_issue(name: str, of: str) -> bool:
    """Whether a column is said as a text for all rows that tells when this one file is public, or what time it is
    of."""
    timed = name == "period" and read_period(of) is not None
    return timed or is_instant(of) or (name in _WHEN_PUBLIC and has_day(of))


def _unsaid(laid_out: LaidOut) -> Iterator[Assumption]:
    """What was said of a file before, and is not of this one, which does not say it either."""
    orders, readings = laid_out.orders, laid_out.readings
    if EMBARGO in orders.anew and not (orders.not_withheld or all(EMBARGO in one.columns for one in readings)):
        sentence = "A file of this kind was under embargo before, and nothing says whether this one is"
        yield Assumption(sentence, SAY_EMBARGO, doubtful=True)
    if "published" in orders.anew and not laid_out.is_dated:
        sentence = (
            "A file of this kind had its day of publication said before, and this one has none: figures of earlier"
            " files would supersede its own"
        )
        yield Assumption(sentence, "--published 2024-05-01 says it", doubtful=True)
    if "period" in orders.anew and not any("period" in (*one.header, *orders.columns) for one in readings):
        sentence = "A file of this kind had the time of its figures said before, and this one does not say it"
        yield Assumption(sentence, "--map period=2020", doubtful=True)


def named(file: str) -> str:
    """What names of files share that are alike, as it is remembered."""
    return f"named {' '.join(sorted(telling(file)))}"


def _is_named_as(mapping: Kept, file: str) -> bool:
    return are_named_alike(file, mapping.file) or named(file) in mapping.agreed


def _of(mapping: Kept, why: str) -> Assumption:
    sentence = f"It is read as “{mapping.file}” was, by the mapping “{mapping.name}”, and {why}"
    return Assumption(sentence, "--no-kept reads it by itself", doubtful=True)


def _not_by(mapping: Kept, why: str) -> Assumption:
    sentence = f"It is not read by the mapping “{mapping.name}”, as “{mapping.file}” was, for {why}"
    option = f"--kept {shlex.quote(mapping.name)} reads it so, and --no-kept by itself"
    return Assumption(sentence, option, doubtful=True)
