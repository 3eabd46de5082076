"""Archives and streams as files on disk, within bounds."""

from __future__ import annotations

import gzip
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory
from typing import IO

from bot.errors import LedgerUnreadable
from bot.ingest.files import limits
from bot.ingest.files.kinds import BROKEN_ZIP, Kind, kind_of, members_of
from bot.ingest.files.refusals import damaged

_CHUNK = limits.MEGABYTE
_ENCRYPTED = 0x1
_GZIP, _GZIP_HEAD = b"\x1f\x8b", 4096
_NAMED, _COMMENTED = 0x08, 0x10
"""Bits of a gzip header (RFC 1952) that say which texts follow it."""
_LITTER = "__MACOSX/"
"""The folder that a Mac adds by itself; files whose names begin with a full stop are such, too."""


@dataclass(frozen=True, slots=True)
class Part:
    """One file that holds a table: `name` is what messages call it ("figures.zip: north.csv")."""

    name: str
    path: Path
    kind: Kind


@dataclass(slots=True)
class Workspace:
    """The temporary folder of one import, made when it is needed, and how many bytes may still go into it."""

    left: int = field(default_factory=lambda: limits.UNPACKED)
    _folder: TemporaryDirectory[str] | None = None
    _count: int = field(default=0)

    def folder(self) -> Path:
        """A new folder in it."""
        if self._folder is None:
            self._folder = TemporaryDirectory(prefix="factdesk-")
        self._count += 1
        path = Path(self._folder.name) / str(self._count)
        path.mkdir()
        return path

    def close(self) -> None:
        if self._folder is not None:
            self._folder.cleanup()

    def write(self, path: Path, content: IO[bytes], name: str, packed: int | None = None) -> None:
        """Writes all of `content` to `path`. `packed`: the bytes that it was unpacked from.

        Raises LedgerUnreadable where it is more than an import may hold.
        """
        written = 0
        try:
            with path.open("wb") as file:
                while chunk := content.read(_CHUNK):
                    written += len(chunk)
                    if written > self.left:
                        raise _too_large(name)
                    if packed is not None and written > max(limits.RATIO_FROM, packed * limits.RATIO):
                        raise _bomb(name)
                    file.write(chunk)
        except OSError as error:
            raise LedgerUnreadable(
                f"{name} cannot be unpacked ({error.strerror or error}); make room and try again"
            ) from None
        self.left -= written


def _too_large(name: str) -> LedgerUnreadable:
    size = limits.UNPACKED // limits.MEGABYTE
    return LedgerUnreadable(f"{name} holds more than {size:,} MB; split it and import the parts one by one")


def _bomb(name: str) -> LedgerUnreadable:
    return LedgerUnreadable(
        f"{name} unpacks to more than {limits.RATIO} times its size, as files that are to do harm do; "
        "if you trust it, unpack it yourself and import what is in it"
    )


def spooled(stream: IO[bytes], name: str, workspace: Workspace) -> Path:
    """A stream as a file."""
    path = workspace.folder() / "stream"
    workspace.write(path, stream, name)
    return path


def parts_of(path: Path, name: str, workspace: Workspace, depth: int = 0) -> Iterator[Part | LedgerUnreadable]:
    """The files in the file at `path`: itself where it is no archive. Of an archive, what cannot be read comes as the
    error that says why. Raises LedgerUnreadable where nothing of it can be read."""
    kind = kind_of(path, name)
    if kind is Kind.GZIP:
        yield from _gunzipped(path, name, workspace, depth)
    elif kind is Kind.ZIP:
        if depth:
            raise LedgerUnreadable(f"{name} is an archive in an archive; unpack it and import the files in it")
        yield from _unzipped(path, name, workspace)
    else:
        yield Part(name, path, kind)


def _gunzipped(path: Path, name: str, workspace: Workspace, depth: int) -> Iterator[Part | LedgerUnreadable]:
    if depth > 1:
        raise LedgerUnreadable(f"{name} is packed several times over; unpack it and import the file in it")
    inner = workspace.folder() / path.with_suffix("").name
    try:
        with gzip.open(path) as content:
            workspace.write(inner, content, name, path.stat().st_size)  # type: ignore[arg-type]
    except (EOFError, zlib.error, gzip.BadGzipFile):
        raise damaged(name) from None
    yield from parts_of(inner, name, workspace, depth + 2)


def _unzipped(path: Path, name: str, workspace: Workspace) -> Iterator[Part | LedgerUnreadable]:
    members = [member for member in members_of(path, name) if not member.is_dir() and not _is_litter(member.filename)]
    if not members:
        raise LedgerUnreadable(f"{name} is an archive without files; check that it was packed whole")
    if len(members) > limits.MEMBERS:
        raise LedgerUnreadable(f"{name} holds more than {limits.MEMBERS:,} files; unpack it and import those you want")
    check_sizes(members, path, name)
    folder = workspace.folder()
    with zipfile.ZipFile(path) as archive:
        for member in members:
            inner = f"{name}: {member.filename}"
            if (place := _place(folder, member.filename)) is None:
                yield LedgerUnreadable(f"{inner} has a path that leads out of the archive; unpack it with care")
                continue
            extract(archive, member, place, inner, workspace)
            try:
                yield from parts_of(place, inner, workspace, 1)
            except LedgerUnreadable as error:
                yield error


def comments_of(path: Path) -> tuple[str, ...]:
    """What an archive says of itself and of its members, none of another file: comments, and the name that a file was
    packed under."""
    if zipfile.is_zipfile(path):
        try:
            with zipfile.ZipFile(path) as archive:
                said = (archive.comment, *(member.comment for member in archive.infolist()))
        except BROKEN_ZIP:
            return ()
        return tuple(one.decode("utf-8", "replace") for one in said if one)
    with path.open("rb") as file:
        head = file.read(_GZIP_HEAD)
    named = head.startswith(_GZIP) and bool(head[3] & (_NAMED | _COMMENTED))
    return tuple(one.decode("latin-1") for one in head[10:].split(b"\0")[:3]) if named else ()


def check_sizes(members: list[zipfile.ZipInfo], path: Path, name: str) -> None:
    """Raises LedgerUnreadable where the members unpack to too much, or need a password."""
    if any(member.flag_bits & _ENCRYPTED for member in members):
        raise LedgerUnreadable(f"{name} is protected by a password; unpack it and import what is in it")
    total = sum(member.file_size for member in members)
    if total > max(limits.RATIO_FROM, path.stat().st_size * limits.RATIO):
        raise _bomb(name)
    if total > limits.UNPACKED:
        raise _too_large(name)


def extract(archive: zipfile.ZipFile, member: zipfile.ZipInfo, place: Path, name: str, workspace: Workspace) -> None:
    """Unpacks one member to `place`."""
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        with archive.open(member) as content:
            workspace.write(place, content, name)
    except BROKEN_ZIP:
        raise damaged(name) from None


def _is_litter(filename: str) -> bool:
    return filename.startswith(_LITTER) or filename.replace("\\", "/").rpartition("/")[2].startswith(".")


def _place(folder: Path, filename: str) -> Path | None:
    """Where in the folder a member goes; None where its path leads out of it."""
    pure = PurePosixPath(filename.replace("\\", "/"))
    if pure.is_absolute() or ".." in pure.parts or ":" in filename or "\0" in filename:
        return None
    return folder / pure
