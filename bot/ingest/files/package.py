"""The parts of a workbook in Office Open XML, and how they point at each other."""

from __future__ import annotations

import posixpath
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, NamedTuple

from bot.errors import LedgerUnreadable
from bot.ingest.files import limits
from bot.ingest.files.kinds import members_of
from bot.ingest.files.markup import attribute, children, tree
from bot.ingest.files.unpacking import check_sizes

SHEETS = 1024 * limits.MEGABYTE
STRINGS = 256 * limits.MEGABYTE
_OTHERS = 64 * limits.MEGABYTE


class Relation(NamedTuple):
    """`kind`: the last part of the relation's type, "worksheet" or "styles"; `part`: the path in the package."""

    kind: str
    part: str


class Package:
    """Raises LedgerUnreadable where the zip file is damaged, protected by a password or too large."""

    def __init__(self, path: Path, name: str) -> None:
        self.path = path
        self.name = name
        members = members_of(path, name)
        check_sizes(members, path, name)
        self._members = {member.filename.lstrip("/").lower(): member for member in members}

    @contextmanager
    def part(self, part: str, most: int = _OTHERS) -> Iterator[IO[bytes]]:
        """A part to be read. Raises KeyError where there is none, LedgerUnreadable where it is larger than `most`."""
        member = self._members[part.lower()]
        if member.file_size > most:
            raise LedgerUnreadable(
                f"{self.name} holds more than {most // limits.MEGABYTE:,} MB in one piece ({part}); "
                "split it, or save the sheet as CSV and import that"
            )
        with zipfile.ZipFile(self.path) as archive, archive.open(member) as file:
            yield file

    def relations(self, part: str) -> dict[str, Relation]:
        """What a part points at in the package, by id; the package itself is ""."""
        folder, base = posixpath.split(part)
        found = {}
        try:
            with self.part(posixpath.join(folder, "_rels", f"{base}.rels")) as file:
                for one in children(tree(file), "Relationship"):
                    if one.get("TargetMode") != "External":
                        kind = (one.get("Type") or "").rpartition("/")[2]
                        target = posixpath.normpath(posixpath.join("/", folder, one.get("Target") or ""))
                        found[attribute(one, "Id") or ""] = Relation(kind, target.lstrip("/"))
        except KeyError:
            pass
        return found

    def has(self, part: str) -> bool:
        return part.lower() in self._members
