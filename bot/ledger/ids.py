"""Ids of figures in few bytes each: an import may bring a million."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from bot.ingest.spool import EqualItems

_BUCKETS = 4_096


class FigureIds(EqualItems[str]):
    """Ids in the order in which they were added."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._count = 0
        self._buckets: list[bytearray] = []

    def add(self, ids: Collection[str]) -> None:
        if ids:
            self._parts.append("\n".join(ids))
            self._count += len(ids)
            self._buckets.clear()

    def __len__(self) -> int:
        return self._count

    def __iter__(self) -> Iterator[str]:
        return (id_ for part in self._parts for id_ in part.split("\n"))

    def __contains__(self, id_: object) -> bool:
        if not isinstance(id_, str):
            return False
        if not self._buckets:
            self._buckets = [bytearray(b"\n") for _ in range(_BUCKETS)]
            for one in self:
                self._buckets[hash(one) % _BUCKETS] += one.encode() + b"\n"
        return b"\n" + id_.encode() + b"\n" in self._buckets[hash(id_) % _BUCKETS]
