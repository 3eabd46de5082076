"""The figures of a file, collected row by row: in portions, or as a whole where a row says what is to be withheld."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import chain

from bot.domain import Figure
from bot.ingest.identity import id_of
from bot.ingest.rivals import Rivals
from bot.ingest.spool import Common, Observed, Spool

_BUCKETS = 64
"""Digests are compared part by part, so that little else is needed at a time."""


class Collected:
    """Collects the figures of `file`, and compares them, as `Rivals` does. Of each row it holds a digest of what it
    claims, and only rows of which that is the same are looked at again.

    A file that says something of an embargo or a review is held as a whole from there on: it is judged as one.
    """

    def __init__(self, file: str) -> None:
        self.file = file
        self._spool = Spool(file)
        self._digests = [array("q") for _ in range(_BUCKETS)]
        self._whole: Rivals | None = None

    def add(self, common: Common, period: str, value: str, locator: str | None, line: int) -> None:
        """Takes the figure of a row: its period in ISO form, its value written out."""
        if self._whole is None and common.is_plain:
            claim = common.identity.claim(period, locator)
            digest = hash(claim)
            self._digests[digest % _BUCKETS].append(digest)
            self._spool.add(id_of(claim, value), common, period, value, locator, line)
            return
        if self._whole is None:
            self._whole = self._held_whole()
        self._whole.add(common.with_own("", period, value, locator), line, said_published=common.said_published)

    @property
    def figures(self) -> Sequence[Figure]:
        """All of them, each once. No row is added later."""
        if self._whole is not None:
            return self._whole.figures
        assert self._doubles is not None, "repeats are left out"
        return self._spool

    @property
    def lines(self) -> Mapping[str, int]:
        """Of figures (ids) that are held as a whole: a spool tells itself."""
        return self._whole.lines if self._whole is not None else {}

    @property
    def said_published(self) -> frozenset[str]:
        """See `Rivals`."""
        return self._whole.said_published if self._whole is not None else frozenset()

    def warnings(self) -> tuple[str, ...]:
        """See `Rivals`."""
        return (self._whole or self._doubles).warnings()

    @cached_property
    def _doubles(self) -> Rivals:
        """The rows that claim the same as others. Those that repeat one are left out from now on."""
        found = Rivals(self.file)
        claimed = frozenset(chain.from_iterable(map(_twice, self._digests)))
        if claimed:
            rows = enumerate(self._rows())
            self._spool.drop([number for number, row in rows if _digest(*row) in claimed and not _add(found, *row)])
        return found

    def _held_whole(self) -> Rivals:
        """What came so far; it is in no file any more."""
        found = Rivals(self.file)
        for common, row in self._rows():
            _add(found, common, row)
        self._spool = Spool(self.file)
        return found

    def _rows(self) -> Iterator[tuple[Common, Observed]]:
        return ((portion.common[row[1]], row) for portion in self._spool.portions() for row in portion.rows)


def _add(found: Rivals, common: Common, row: Observed) -> bool:
    _, _, period, value, locator, line = row
    return found.add(common.with_own("", period, value, locator), line)


def _digest(common: Common, row: Observed) -> int:
    return hash(common.identity.claim(row[2], row[4]))


def _twice(digests: Iterable[int]) -> Iterator[int]:
    """Those that stand there more than once."""
    seen: set[int] = set()
    for digest in digests:
        if digest in seen:
            yield digest
        seen.add(digest)
