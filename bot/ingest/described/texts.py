"""What a document in JSON says beside the data of its tables, and what stands beside the tables that it describes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import islice
from pathlib import Path
from typing import Any

from bot.errors import LedgerUnreadable
from bot.ingest.described.file import File
from bot.ingest.described.package.dialects import Layout, layout_of
from bot.ingest.described.package.places import place_of
from bot.ingest.described.package.sidecar import described_beside, schema_beside
from bot.ingest.described.strict_json import is_text, read_json
from bot.ingest.embargo_words import says_secret
from bot.ingest.faults import BadCell
from bot.ingest.files import Part, sheets_of
from bot.ingest.files.kinds import Kind, kind_of
from bot.ingest.files.margins import Said, said_beside
from bot.ingest.words import quoted

_DATA = frozenset({"value", "status", "index", "features", "data", "dimension"})
"""Names in JSON below which figures and their codes stand."""
_BOOKS = frozenset({Kind.XLSX, Kind.XLS, Kind.ODS})


def texts_of_document(part: Part) -> Iterator[Said]:
    """The texts of a document in JSON, and those beside the tables of a package; of another file those of the schema
    that stands beside it."""
    file = File.at(part.path, part.name)
    body = read_json(file) if part.kind is Kind.JSON else schema_beside(file)
    if body is not None:
        yield from texts_of(body, part.path.parent)


def files_of(part: Part) -> Iterator[Path]:
    """The files beside it that it is read with: those of a package, and the schema of a table."""
    file = File.at(part.path, part.name)
    if part.kind is not Kind.JSON:
        found = described_beside(file)
        yield from () if found is None else (found[0],)
        return
    for entry in _resources(read_json(file)):
        listed = entry["path"] if isinstance(entry["path"], list) else [entry["path"]]
        parts = (_part(path, part.path.parent) for path in (*listed, entry.get("schema"), entry.get("dialect")))
        yield from (one.path for one in parts if one is not None)


def texts_of(body: Any, folder: Path) -> Iterator[Said]:
    """The texts of a document that stands in the folder."""
    yield from _of_json(body)
    for entry in _resources(body):
        yield from _beside_table(entry, folder)


def _resources(body: Any) -> list[Mapping[str, Any]]:
    listed = body.get("resources", [body]) if isinstance(body, dict) else []
    return [one for one in listed if isinstance(one, dict) and "path" in one] if isinstance(listed, list) else []


def _beside_table(entry: Mapping[str, Any], folder: Path) -> Iterator[Said]:
    """What the schema says that has a file of its own, and what stands in the files beside their tables. What cannot be
    read is passed over: whoever reads the tables tells."""
    for name in ("schema", "dialect"):
        if is_text(entry.get(name)) and (part := _part(entry[name], folder)) is not None:
            yield from _of_json(read_json(File.at(part.path, part.name)), name)
    try:
        layout = layout_of({**entry, "dialect": _loaded(entry.get("dialect"), folder)}, "")
    except (BadCell, LedgerUnreadable):
        layout = Layout()
    for path in entry["path"] if isinstance(entry["path"], list) else [entry["path"]]:
        part = _part(path, folder)
        if part is not None:
            yield from said_beside(part)
            yield from _around_rows(part, layout)


def _part(path: object, folder: Path) -> Part | None:
    try:
        place, name = place_of(path, folder, "")
        return Part(name, place, kind_of(place, name)) if place.is_file() else None
    except (BadCell, LedgerUnreadable, OSError):
        return None


def _loaded(written: object, folder: Path) -> object:
    part = _part(written, folder) if is_text(written) else None
    return written if part is None else read_json(File.at(part.path, part.name))


def _around_rows(part: Part, layout: Layout) -> Iterator[Said]:
    """The comments of a text and the lines over its header; of a workbook all cells: nobody reads its other sheets."""
    try:
        if part.kind in _BOOKS:
            for sheet in sheets_of(part):
                yield Said("the name of a sheet", sheet.name or "")
                cells = (cell for row in sheet.rows() for cell in row.cells if cell)
                yield from (Said("a workbook of the package", cell) for cell in cells)
        elif part.kind is Kind.TEXT:
            yield from (Said("a comment in the table", line) for line in _comments(part.path, layout))
    except LedgerUnreadable:
        return


def _comments(path: Path, layout: Layout) -> Iterator[str]:
    mark, last = layout.form.comment, max((*layout.header_rows, *layout.aside, 1))
    with path.open(encoding=layout.form.encoding, errors="replace") as text:
        yield from (line for line in islice(text, last - 1))
        if mark:
            yield from (line for line in text if line.startswith(mark))


def _of_json(body: Any, *names: str) -> Iterator[Said]:
    """The texts of a document that are no data of its tables; `names` are those of the properties it stands in."""
    name = names[-1] if names else ""
    if is_text(body):
        yield Said(f"the property {quoted(name)}", body, says_secret(names, body))
    elif isinstance(body, dict):
        for key, one in body.items():
            if key == "dimension":
                yield from _of_json(_notes(one), *names, key)
            elif key not in _DATA or is_text(one):
                yield from _of_json(one, *names, key)
    elif isinstance(body, list) and not (not name and body and isinstance(body[0], dict | list)):
        for one in body:
            yield from _of_json(one, *names)


def _notes(dimensions: Any) -> Any:
    """Of the dimensions of a cube, all but the labels of their codes."""
    if not isinstance(dimensions, dict):
        return None
    return [
        {key: one.get("note") if key == "category" and isinstance(one, dict) else one for key, one in each.items()}
        for each in dimensions.values()
        if isinstance(each, dict)
    ]
