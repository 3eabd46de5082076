"""The package of a whole ledger on the disk: all of it or nothing, and readable by its user alone."""

from __future__ import annotations

import csv
import json
import os
import shutil
import tempfile
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, TextIO

from sqlalchemy import Connection, Engine, select

from bot.domain import Review, SeriesKey
from bot.errors import UnwritableFolder
from bot.ledger.whole.cells import text_of, type_of
from bot.ledger.whole.layout import DESCRIPTOR, MARK, OBSERVATIONS, RESOURCES, VERSION, Resource, figure_columns
from bot.store.engine import snapshot
from bot.store.tables import ledger, observation, series, series_code

_PORTION = 5_000
_PRIVATE_FILE, _PRIVATE_FOLDER = 0o600, 0o700
_DESCRIPTION = (
    "A whole ledger of Factdesk, with all that nobody may see yet: drafts, figures under embargo, what was withdrawn, "
    "and who changed what. For the desk alone. `factdesk import` reads it back into an empty ledger."
)


@dataclass(frozen=True, slots=True)
class Written:
    """How many rows were written, by the name of their resource; and of the figures how many are `drafts`, under
    `embargo` still, and `retracted`."""

    rows: Mapping[str, int]
    drafts: int
    embargoed: int
    retracted: int


def export(engine: Engine, folder: Path, now: datetime) -> Written:
    """Writes all that the ledger holds into a new folder, or one that is empty. The same ledger gives the same bytes,
    whatever database it is in.

    Raises UnwritableFolder where there is something in the folder, or it cannot be made.
    """
    _require_free(folder)
    try:
        made = Path(tempfile.mkdtemp(prefix=f".{folder.name}-", dir=folder.parent))
    except OSError as error:
        raise UnwritableFolder(f"{folder} cannot be made ({error.strerror}); name another folder") from None
    try:
        with snapshot(engine) as connection:
            written = _written(connection, made, now)
        made.chmod(_PRIVATE_FOLDER)
        made.replace(folder)
    except OSError as error:
        raise UnwritableFolder(f"{folder} cannot be written ({error.strerror}); nothing was exported") from None
    finally:
        shutil.rmtree(made, ignore_errors=True)
    return written


def _require_free(folder: Path) -> None:
    try:
        is_taken = folder.is_symlink() or (folder.exists() and (not folder.is_dir() or any(folder.iterdir())))
    except OSError as error:
        raise UnwritableFolder(f"{folder} cannot be read ({error.strerror}); name another folder") from None
    if is_taken:
        raise UnwritableFolder(f"{folder} is there already, with something in it; name a new folder")


def _written(connection: Connection, folder: Path, now: datetime) -> Written:
    about = connection.execute(select(ledger)).one()
    used = connection.execute(select(series_code.c.dimension).distinct().order_by(series_code.c.dimension))
    columns = figure_columns(list(used.scalars()))
    counts: dict[str, int] = {}
    standing: Counter[str] = Counter()
    for resource in RESOURCES:
        with _file(folder / resource.file) as file:
            writer = csv.writer(file, lineterminator="\r\n")
            if resource is OBSERVATIONS:
                writer.writerow([name for name, _ in columns])
                rows = _figures(connection, columns, now, standing)
            else:
                writer.writerow([column.name for column in resource.columns])
                rows = _rows(connection, resource)
            counts[resource.name] = _write(writer, rows)
    with _file(folder / DESCRIPTOR) as file:
        json.dump(_descriptor(about.language, about.scope, columns), file, ensure_ascii=False, indent=1)
        file.write("\n")
    return Written(counts, standing["draft"], standing["embargo"], standing["retracted"])


def _file(path: Path) -> TextIO:
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, _PRIVATE_FILE)
    return os.fdopen(descriptor, "w", encoding="utf-8", newline="")


def _write(writer: Any, rows: Iterator[list[str]]) -> int:
    count = 0
    for row in rows:
        writer.writerow(row)
        count += 1
    return count


def _rows(connection: Connection, resource: Resource) -> Iterator[list[str]]:
    order = resource.order or resource.key
    query = select(*resource.columns).order_by(*(resource.table.c[name] for name in order))
    for row in connection.execution_options(yield_per=_PORTION).execute(query):
        yield [text_of(value) for value in row]


def _figures(
    connection: Connection, columns: Sequence[tuple[str, str | None]], now: datetime, standing: Counter[str]
) -> Iterator[list[str]]:
    """The figures, series by series; what of them is withheld is counted in `standing`."""
    query = (
        select(series.c.key, *OBSERVATIONS.columns)
        .join_from(observation, series)
        .order_by(series.c.key, observation.c.period, observation.c.id)
    )
    for row in connection.execution_options(yield_per=_PORTION).execute(query).mappings():
        key = SeriesKey.parse(row["key"])
        codes = dict(key.dimensions)
        own = {**row, "indicator": key.indicator}
        yield [text_of(own[name]) if of is None else codes.get(of, "") for name, of in columns]
        standing["draft"] += row["review"] == Review.DRAFT
        standing["retracted"] += row["review"] == Review.RETRACTED
        standing["embargo"] += row["embargo_until"] is not None and row["embargo_until"] > now


def _descriptor(
    language: str | None, scope: Sequence[str], columns: Sequence[tuple[str, str | None]]
) -> dict[str, object]:
    said = {"language": language} if language else {}
    return {
        "profile": "tabular-data-package",
        "name": "factdesk-ledger",
        "title": "A whole ledger of Factdesk",
        "description": _DESCRIPTION,
        MARK: {"ledger": VERSION},
        **said,
        "keywords": list(scope),
        "resources": [_described(resource, columns) for resource in RESOURCES],
    }


def _described(resource: Resource, columns: Sequence[tuple[str, str | None]]) -> dict[str, object]:
    types = {column.name: type_of(column) for column in resource.table.columns}
    if resource is OBSERVATIONS:
        fields = [
            {"name": name, "type": types.get(name, "string")}
            if of is None
            else {"name": name, "type": "string", "dimension": of}
            for name, of in columns
        ]
    else:
        fields = [{"name": column.name, "type": types[column.name]} for column in resource.columns]
    key = {"primaryKey": list(resource.key)} if resource.key else {}
    return {
        "name": resource.name,
        "title": resource.title,
        "path": resource.file,
        "profile": "tabular-data-resource",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "schema": {"fields": fields, "missingValues": [""], **key},
    }
