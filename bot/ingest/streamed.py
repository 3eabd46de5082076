"""Rows that say nothing of an embargo or a review, as figures that need not be held in memory."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator
from functools import cached_property
from itertools import chain

from bot.ingest.identity import id_of
from bot.ingest.rivals import Rivals
from bot.ingest.spool import Common, Spool

_Added = tuple[Common, str, str, str | None, int]
_BUCKETS = 64
"""Digests are compared part by part, so that little else is needed at a time."""


class Streamed:
    """Collects the figures of one table, from the rows of `file`, as `Rivals` does. Of each row it holds a digest of
    what it claims, and only rows of which that is the same are compared."""

    def __init__(self, file: str) -> None:
        self.file = file
        self._spool = Spool(file)
        self._digests = [array("q") for _ in range(_BUCKETS)]

    def add(self, common: Common, period: str, value: str, locator: str | None, line: int) -> None:
        """Takes the figure of a row: its period in ISO form, its value written out."""
        claim = common.identity.claim(period, locator)
        digest = hash(claim)
        self._digests[digest % _BUCKETS].append(digest)
        self._spool.add(id_of(claim, value), common, period, value, locator, line)

    @property
    def figures(self) -> Spool:
        """All of them, each once. No row is added later."""
        assert self._doubles is not None, "repeats are left out"
        return self._spool

    def warnings(self) -> tuple[str, ...]:
        return self._doubles.warnings()

    @cached_property
    def _doubles(self) -> Rivals:
        """The rows that claim the same as others. Those that repeat one are left out from now on."""
        found = Rivals(self.file)
        claimed = frozenset(chain.from_iterable(map(_twice, self._digests)))
        if claimed:
            rows = enumerate(self._rows())
            self._spool.drop([number for number, row in rows if hash(_claim(*row)) in claimed and not found.add(*row)])
        return found

    def _rows(self) -> Iterator[_Added]:
        for portion in self._spool.portions():
            for _, place, period, value, locator, line in portion.rows:
                yield portion.common[place], period, value, locator, line


def _twice(digests: Iterable[int]) -> Iterator[int]:
    """Those that stand there more than once."""
    seen: set[int] = set()
    for digest in digests:
        if digest in seen:
            yield digest
        seen.add(digest)


def _claim(common: Common, period: str, _value: str, locator: str | None, _line: int) -> str:
    return common.identity.claim(period, locator)
