"""Bulk writes to the ledger, all within a transaction that the caller owns. Each says what it really changed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Table, bindparam, func, insert, select, update

from bot.domain import Figure, SeriesKey
from bot.store.chunks import chunks
from bot.store.tables import ledger, observation, series, series_code

_Key = tuple[Any, ...]
Row = dict[str, Any]
"""A row by column names."""


@dataclass(frozen=True, slots=True)
class Written:
    """What became of a list of figures: ids of new ones, and of those held whose embargo was moved."""

    new: tuple[str, ...] = ()
    moved: tuple[str, ...] = ()


def lock_ledger(connection: Connection) -> Row:
    """The ledger's own row. Until the transaction ends, nobody else publishes: numbers given out stay unique."""
    return dict(connection.execute(select(ledger).with_for_update()).mappings().one())


def update_ledger(connection: Connection, **values: object) -> None:
    connection.execute(update(ledger).values(**values))


def amend_figure(connection: Connection, id_: str, **values: object) -> None:
    """What is not part of a figure's identity: its review state and its embargo."""
    connection.execute(update(observation).where(observation.c.id == id_).values(**values))


def identities(connection: Connection, table: Table) -> set[_Key]:
    """The primary keys of all rows of a concept's table."""
    return {tuple(row) for row in connection.execute(select(*table.primary_key))}


def upsert(connection: Connection, table: Table, rows: Iterable[Row], *, keep_blank: bool) -> int:
    """Inserts rows, or updates those held under the same key; gives the number that changed anything.

    `keep_blank`: a value that the new row leaves empty stays as it is held.
    """
    names = [column.name for column in table.primary_key]
    held = {_key(row, names): dict(row) for row in connection.execute(select(table)).mappings()}
    added: dict[_Key, Row] = {}
    changed: dict[_Key, Row] = {}
    for row in rows:
        key = _key(row, names)
        before = added.get(key) or changed.get(key) or held.get(key)
        after = {**before, **_filled(row)} if before and keep_blank else row
        if before is None or key in added:
            added[key] = after
        elif after != before:
            changed[key] = after
    if added:
        connection.execute(insert(table), list(added.values()))
    if changed:
        _update(connection, table, names, list(changed.values()))
    return len(added) + len(changed)


def find_series(connection: Connection, keys: Iterable[SeriesKey]) -> dict[SeriesKey, int]:
    """The numbers of those of the series that are held."""
    wanted = {str(key): key for key in keys}
    found: dict[SeriesKey, int] = {}
    for part in chunks(list(wanted)):
        rows = connection.execute(select(series.c.key, series.c.id).where(series.c.key.in_(part)))
        found.update((wanted[text], number) for text, number in rows)
    return found


def add_series(connection: Connection, keys: Iterable[SeriesKey]) -> dict[SeriesKey, int]:
    """The numbers given to new series. The caller holds `lock_ledger`."""
    last: int = connection.execute(select(func.coalesce(func.max(series.c.id), 0))).scalar_one()
    numbers = {key: number for number, key in enumerate(keys, start=last + 1)}
    _insert(
        connection,
        series,
        [{"id": number, "key": str(key), "indicator": key.indicator} for key, number in numbers.items()],
    )
    _insert(
        connection,
        series_code,
        [
            {"series_id": number, "dimension": dimension, "code": code}
            for key, number in numbers.items()
            for dimension, code in key.dimensions
        ],
    )
    return numbers


def write_figures(
    connection: Connection, figures: Sequence[Figure], numbers: dict[SeriesKey, int], now: datetime
) -> Written:
    """Adds the figures that are not held yet. Of those held, only the embargo follows the new statement: the review
    state is the desk's, and everything else is part of a figure's identity."""
    wanted = {figure.id: figure for figure in figures}
    query = select(observation.c.id, observation.c.embargo_until).where(observation.c.id.in_(wanted))
    held = {row.id: row.embargo_until for row in connection.execute(query)}
    moved = [id_ for id_, until in held.items() if until != wanted[id_].embargo_until]
    for id_ in moved:
        until = wanted[id_].embargo_until
        connection.execute(update(observation).where(observation.c.id == id_).values(embargo_until=until))
    new = [figure for id_, figure in wanted.items() if id_ not in held]
    _insert(connection, observation, [_observation(figure, numbers[figure.series], now) for figure in new])
    return Written(tuple(figure.id for figure in new), tuple(moved))


def _observation(figure: Figure, series_id: int, now: datetime) -> Row:
    return {
        "id": figure.id,
        "series_id": series_id,
        "period": figure.period.iso,
        "value": figure.value,
        "unit": figure.unit,
        "qualifier": figure.qualifier.value,
        "status": figure.status.value,
        "universe": figure.universe,
        "source": figure.source,
        "locator": figure.locator,
        "attributed_to": figure.attributed_to,
        "published_on": figure.published_on.iso if figure.published_on else None,
        "embargo_until": figure.embargo_until,
        "review": figure.review.value,
        "recorded_at": now,
    }


def _insert(connection: Connection, table: Table, rows: list[Row]) -> None:
    if rows:
        connection.execute(insert(table), rows)


def _update(connection: Connection, table: Table, names: list[str], rows: list[Row]) -> None:
    where = [table.c[name] == bindparam(f"key_{name}") for name in names]
    keyed = [{f"key_{name}" if name in names else name: value for name, value in row.items()} for row in rows]
    connection.execute(update(table).where(*where), keyed)


def _key(row: Any, names: list[str]) -> _Key:
    return tuple(row[name] for name in names)


def _filled(row: Row) -> Row:
    return {name: value for name, value in row.items() if value not in (None, "", (), False)}
