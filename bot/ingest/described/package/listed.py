"""The files that a package describes: whoever reads the package has read them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from bot.errors import LedgerUnreadable
from bot.ingest.described.file import File
from bot.ingest.described.package.places import DESCRIPTOR, place_of
from bot.ingest.described.strict_json import read_json
from bot.ingest.faults import BadCell


def files_described(descriptor: Path) -> frozenset[Path]:
    """The files below the descriptor's folder of which it gives a schema, where it is a package's; none otherwise."""
    if descriptor.name != DESCRIPTOR:
        return frozenset()
    try:
        body = read_json(File.at(descriptor))
    except LedgerUnreadable:
        return frozenset()
    resources = body.get("resources") if isinstance(body, dict) else None
    entries = resources if isinstance(resources, list) else []
    return frozenset(
        path
        for entry in entries
        if isinstance(entry, dict) and entry.get("schema") is not None
        for path in _places(entry.get("path"), descriptor.parent)
    )


def _places(written: object, folder: Path) -> Iterator[Path]:
    for one in written if isinstance(written, list) else [written]:
        try:
            path, _ = place_of(one, folder, "a resource")
        except BadCell:
            continue
        yield path.resolve()
