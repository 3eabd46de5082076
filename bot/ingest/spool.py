"""The figures of a file, in portions: all but the last of them are in a temporary file, so that an import takes as
little memory for a million rows as for some thousand."""

from __future__ import annotations

import pickle
import tempfile
import weakref
from collections.abc import Collection, Container, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, fields, replace
from decimal import Decimal
from functools import lru_cache
from io import SEEK_END
from itertools import islice
from typing import IO, Any, NamedTuple, Self, TypeVar, overload

from bot.domain import Figure, Review
from bot.errors import LedgerUnreadable
from bot.ingest.identity import Identity
from bot.periods import Period

PORTION = 5_000
"""Figures that are held, judged and written at a time."""
_MOST_COMMON = 4 * PORTION

Observed = tuple[str, int, str, str, str | None, int]
"""A figure by what it does not share with others: its id, the place of what it shares, its period (ISO), its value
written out, its locator, and the line of the file that it is in (0 where nobody knows)."""
_Item = TypeVar("_Item")

_period = lru_cache(maxsize=4_096)(Period)


@dataclass(frozen=True, slots=True)
class Common:
    """What rows share that differ in nothing but period, value and locator: a `figure` without these. `said_published`:
    they say so, and not only nothing else."""

    figure: Figure
    identity: Identity
    said_published: bool = False
    is_plain: bool = True
    """Whether they say nothing of an embargo or a review."""

    @classmethod
    def of(cls, figure: Figure, *, said_published: bool = False) -> Self:
        is_plain = figure.embargo_until is None and figure.review is Review.PUBLISHED and not said_published
        return cls(figure, Identity.of(figure), said_published, is_plain)

    def __reduce__(self) -> tuple[object, ...]:
        """Pickled by its parts: frozen dataclasses with slots take some ten times as long."""
        figure = tuple(getattr(self.figure, name) for name in _NAMES)
        identity = (self.identity.head, self.identity.middle, self.identity.tail)
        return _common, (figure, identity, self.said_published, self.is_plain)

    def with_own(self, id_: str, period: str, value: str, locator: str | None) -> Figure:
        """The figure of one of the rows."""
        return replace(self.figure, id=id_, period=_period(period), value=Decimal(value), locator=locator)


def _common(figure: tuple[Any, ...], identity: tuple[str, str, str], said_published: bool, is_plain: bool) -> Common:
    return Common(Figure(*figure), Identity(*identity), said_published, is_plain)


_NAMES = tuple(each.name for each in fields(Figure))


@dataclass(frozen=True, slots=True)
class Portion:
    """Its `rows` refer to `common` by place; what is there from `since` on is new to who has seen the portions before.
    It holds until the next portion is asked for. With it, as many figures as `done` were gone through."""

    rows: Sequence[Observed]
    common: Sequence[Common]
    since: int
    done: int

    def figure(self, row: Observed) -> Figure:
        id_, place, period, value, locator, _ = row
        return self.common[place].with_own(id_, period, value, locator)


class EqualItems(Sequence[_Item]):
    """A sequence that equals any other of the same items, and is read from the first one on."""

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Sequence):
            return NotImplemented
        return len(self) == len(other) and all(one == another for one, another in zip(self, other, strict=True))

    __hash__ = None  # type: ignore[assignment]

    @overload
    def __getitem__(self, index: int) -> _Item: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[_Item]: ...
    def __getitem__(self, index: int | slice) -> _Item | Sequence[_Item]:
        if isinstance(index, slice):
            return tuple(self)[index]
        return next(islice(self, range(len(self))[index], None))


class _Place(NamedTuple):
    """Where something is in the file."""

    start: int
    size: int


class Spool(EqualItems[Figure]):
    """Figures of a `file` that say nothing of an embargo or a review, added one by one. `periods` are the
    different ones (ISO)."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.periods: set[str] = set()
        self._rows: list[Observed] = []
        self._common: list[Common] = []
        self._places: dict[int, int] = {}
        self._kept: list[tuple[int, _Place]] = []
        """Full portions of rows, each with the number of the list that they refer to."""
        self._lists: list[_Place] = []
        """Full lists of what is common; the last one is in memory."""
        self._file: IO[bytes] | None = None
        self._dropped: frozenset[int] = frozenset()

    def add(self, id_: str, common: Common, period: str, value: str, locator: str | None, line: int) -> None:
        """The same `common` for all that share it costs least."""
        place = self._places.get(id(common))
        if place is None:
            # As long as it is in the list, its id is no other's.
            place = self._places[id(common)] = len(self._common)
            self._common.append(common)
        self._rows.append((id_, place, period, value, locator, line))
        self.periods.add(period)
        if len(self._rows) == PORTION:
            self._keep()

    def drop(self, numbers: Iterable[int]) -> None:
        """Leave out the figures with these numbers too, from 0 in the order in which all were added."""
        self._dropped |= frozenset(numbers)

    def drop_ids(self, ids: Container[str]) -> None:
        """Leave out the figures with these ids too."""
        ids_of_all = (row[0] for _, rows in self._portions() for row in rows)
        self.drop(number for number, id_ in enumerate(ids_of_all) if id_ in ids)

    def portions(self) -> Iterator[Portion]:
        common: Sequence[Common] = ()
        latest, number, done = -1, 0, 0
        for of, rows in self._portions():
            since = len(common)
            if of != latest:
                common, since, latest = self._list(of), 0, of
            kept = [row for at, row in enumerate(rows, number) if at not in self._dropped] if self._dropped else rows
            number += len(rows)
            done += len(kept)
            yield Portion(kept, common, since, done)

    def common(self) -> Iterator[Common]:
        """What figures share, of each kind of which there are any; perhaps more than once."""
        for number in range(len(self._lists) + 1):
            yield from self._list(number)

    def stand_ins(self, but: Collection[str] = ()) -> Iterator[Figure]:
        """Figures that refer together to all that those of the spool do, but for those (ids) left aside."""
        sample, periods = None, self.periods if not but else set()
        for sample in self.common() if not but else ():
            yield sample.figure
        for portion in self.portions() if but else ():
            rows = [row for row in portion.rows if row[0] not in but]
            for place in {row[1] for row in rows}:
                yield (sample := portion.common[place]).figure
            periods.update(row[2] for row in rows)
        if sample is not None:
            yield from (replace(sample.figure, period=_period(period)) for period in periods)

    def __len__(self) -> int:
        return len(self._kept) * PORTION + len(self._rows) - len(self._dropped)

    def __iter__(self) -> Iterator[Figure]:
        return (portion.figure(row) for portion in self.portions() for row in portion.rows)

    def _keep(self) -> None:
        """Put the portion into the file, and begin another one."""
        self._kept.append((len(self._lists), self._write(self._rows)))
        self._rows.clear()
        if len(self._common) >= _MOST_COMMON:
            self._lists.append(self._write(self._common))
            self._common.clear()
            self._places.clear()

    def _portions(self) -> Iterator[tuple[int, list[Observed]]]:
        for of, place in self._kept:
            yield of, self._read(place)
        yield len(self._lists), self._rows

    def _list(self, number: int) -> list[Common]:
        return self._read(self._lists[number]) if number < len(self._lists) else self._common

    def _write(self, items: Sequence[object]) -> _Place:
        with _explained():
            if self._file is None:
                self._file = tempfile.TemporaryFile()  # noqa: SIM115 - closed with the spool
                weakref.finalize(self, self._file.close)
            start = self._file.seek(0, SEEK_END)
            return _Place(start, self._file.write(pickle.dumps(items, -1)))

    def _read(self, place: _Place) -> Any:
        assert self._file is not None, "something was put there"
        with _explained():
            self._file.seek(place.start)
            return pickle.loads(self._file.read(place.size))  # noqa: S301 - nobody else can write to this file


def portions_of(figures: Sequence[Figure]) -> Iterator[Portion]:
    """Each figure once."""
    if isinstance(figures, Spool):
        yield from figures.portions()
        return
    seen: set[str] = set()
    for start in range(0, len(figures), PORTION):
        part = figures[start : start + PORTION]
        own = {one.id: one for one in part if one.id not in seen}
        seen |= own.keys()
        rows = [
            (one.id, place, one.period.iso, _written(one.value), one.locator, 0)
            for place, one in enumerate(own.values())
        ]
        yield Portion(rows, list(map(Common.of, own.values())), 0, start + len(part))


def _written(value: Decimal) -> str:
    if not value.is_finite():
        raise ValueError(f"{value} is not a finite number")
    return f"{value:f}"


@contextmanager
def _explained() -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise LedgerUnreadable(
            f"The folder of temporary files cannot be used ({error.strerror}); free space in it, or name another one "
            "in TMPDIR"
        ) from error
