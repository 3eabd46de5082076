"""The file that is read: its name, and its bytes from the start as often as they are asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from bot.errors import LedgerUnreadable
from bot.ingest.regular import require_regular, unreadable
from bot.ingest.words import writable

_HEAD = 8192


@dataclass(frozen=True, slots=True)
class File:
    """`name` is what messages call it, `title` its name without a folder or an ending. `path` is None for what has no
    place on the disk."""

    name: str
    title: str
    opener: Callable[[], BinaryIO]
    path: Path | None = None
    kept_open: bool = False

    @classmethod
    def at(cls, path: Path, name: str | None = None) -> File:
        own = writable(path.name)
        return cls(name or own, own.partition(".")[0] or own, lambda: path.open("rb"), path)

    @classmethod
    def of(cls, stream: BinaryIO, name: str) -> File:
        """A file that is open already, and can be read from its start again; it stays open."""

        def rewound() -> BinaryIO:
            stream.seek(0)
            return stream

        return cls(name, Path(name).name.partition(".")[0] or name, rewound, kept_open=True)

    @contextmanager
    def open(self) -> Iterator[BinaryIO]:
        """Raises LedgerUnreadable with what to do."""
        if self.path is not None:
            require_regular(self.path, self.name)
        try:
            stream = self.opener()
        except (OSError, ValueError) as error:
            raise unreadable(self.name, error) from None
        try:
            yield stream
        finally:
            if not self.kept_open:
                stream.close()

    @property
    def state(self) -> tuple[object, ...] | None:
        """What changes with the content of a file on the disk; None of what has no place there."""
        try:
            stats = self.path.stat() if self.path is not None else None
        except (OSError, ValueError):
            return None
        return None if stats is None else (self.path, stats.st_dev, stats.st_ino, stats.st_size, stats.st_mtime_ns)

    def head(self) -> bytes:
        """The first few thousand bytes."""
        with self.open() as stream:
            return stream.read(_HEAD)

    def content(self, most: int) -> bytes:
        """All of it. Raises LedgerUnreadable where there are more than `most` bytes."""
        with self.open() as stream:
            content = stream.read(most + 1)
        if len(content) > most:
            raise LedgerUnreadable(
                f"{self.name} is larger than {most >> 20} MB; split it and import the parts one by one"
            )
        return content
