"""Bulk writes to the ledger, all within a transaction that the caller owns. Each says what it really changed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import Connection, Table, bindparam, func, insert, select, text, update

from bot.domain import Figure, Review, SeriesKey
from bot.store.bulk import insert_many, stored
from bot.store.chunks import chunks
from bot.store.tables import ledger, observation, restricted, series, series_code

_Key = tuple[Any, ...]
_MANY = 1_000
"""New figures with which what PostgreSQL knows of its tables may be out of date."""
Row = dict[str, Any]
"""A row by column names."""


class State(NamedTuple):
    """What is true of a figure for a time: until when it is under embargo (UTC), and where its review stands."""

    embargo_until: datetime | None
    review: Review


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
    held = {key_of(row, names): dict(row) for row in connection.execute(select(table)).mappings()}
    added: dict[_Key, Row] = {}
    changed: dict[_Key, Row] = {}
    for row in rows:
        key = key_of(row, names)
        before = added.get(key) or changed.get(key) or held.get(key)
        after = {**before, **filled(row)} if before and keep_blank else row
        if before is None or key in added:
            added[key] = after
        elif after != before:
            changed[key] = after
    if added:
        connection.execute(insert(table), list(added.values()))
    if changed:
        _update(connection, table, names, list(changed.values()))
    return len(added) + len(changed)


def last_series(connection: Connection) -> int:
    """The highest number of a series; 0: there is none."""
    last: int = connection.execute(select(func.coalesce(func.max(series.c.id), 0))).scalar_one()
    return last


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
    numbers = {key: number for number, key in enumerate(keys, start=last_series(connection) + 1)}
    insert_many(connection, series, [(number, str(key), key.indicator) for key, number in numbers.items()])
    codes = ((number, *pair) for key, number in numbers.items() for pair in key.dimensions)
    insert_many(connection, series_code, codes)
    return numbers


def crowded_series(connection: Connection, after: int, others: Iterable[int]) -> set[int]:
    """Of the series numbered above `after`, and of the `others`, those with several figures for one period."""
    crowded = select(observation.c.series_id).group_by(observation.c.series_id, observation.c.period)
    crowded = crowded.having(func.count() > 1).distinct()
    found = set(connection.scalars(crowded.where(observation.c.series_id > after)))
    for part in chunks(sorted(others)):
        found.update(connection.scalars(crowded.where(observation.c.series_id.in_(part))))
    return found


def any_restricted(connection: Connection) -> bool:
    """Whether there is a figure that is not public for all, or once was not."""
    return connection.execute(select(observation.c.id).where(restricted).limit(1)).first() is not None


def held(connection: Connection, ids: Sequence[str], *, once_withheld: bool = False) -> set[str]:
    """Those of the figures (ids) that are held; `once_withheld`: and are not public for all, or once were not."""
    found: set[str] = set()
    for part in chunks(ids):
        query = select(observation.c.id).where(observation.c.id.in_(part))
        found.update(connection.scalars(query.where(restricted) if once_withheld else query))
    return found


def states(connection: Connection, ids: Sequence[str]) -> dict[str, State]:
    """How those of the figures (ids) that are held stand."""
    columns = (observation.c.id, observation.c.embargo_until, observation.c.review)
    found: dict[str, State] = {}
    for part in chunks(ids):
        rows = connection.execute(select(*columns).where(observation.c.id.in_(part)))
        found.update((id_, State(until, Review(review))) for id_, until, review in rows)
    return found


def restate(connection: Connection, after: Mapping[str, State]) -> None:
    """Figures (ids) that are held stand otherwise from now on: all else is part of a figure's identity."""
    rows = [{"id": id_, "embargo_until": one.embargo_until, "review": one.review.value} for id_, one in after.items()]
    if rows:
        _update(connection, observation, ["id"], rows)


def record_anew(connection: Connection, ids: Sequence[str], now: datetime) -> None:
    """Figures that are held come into the ledger for the others only now, as drafts do that are published."""
    if ids:
        _update(connection, observation, ["id"], [{"id": id_, "recorded_at": now} for id_ in ids])


@dataclass(frozen=True, slots=True)
class Kind:
    """What the rows of figures share that differ in nothing but id, period, value and locator, as it is stored."""

    series: int
    before: tuple[object, ...]
    after: tuple[object, ...]

    @classmethod
    def of(cls, connection: Connection, figure: Figure, series: int, came: datetime) -> Kind:
        """Of figures that came into the ledger then."""
        published_on = figure.published_on.iso if figure.published_on else None
        until, at = (stored(connection, one) for one in (figure.embargo_until, came))
        return cls(
            series,
            (figure.unit, figure.qualifier.value, figure.status.value, figure.universe, figure.source),
            (figure.attributed_to, published_on, until, figure.review.value, at, figure.note),
        )

    def row(self, id_: str, period: str, value: str, locator: str | None) -> tuple[object, ...]:
        """A row of `observation`; the value is written out as a decimal."""
        return (id_, self.series, period, value, *self.before, locator, *self.after)


def add_figures(connection: Connection, rows: Iterable[tuple[object, ...]]) -> None:
    """Figures that are not held yet, each as its `Kind` gives it."""
    insert_many(connection, observation, rows)


def add_figure(connection: Connection, figure: Figure, came: datetime) -> None:
    """A figure that is not held yet, of a series that is."""
    kind = Kind.of(connection, figure, find_series(connection, [figure.series])[figure.series], came)
    add_figures(connection, [kind.row(figure.id, figure.period.iso, f"{figure.value:f}", figure.locator)])


def take_stock(connection: Connection, new: int) -> None:
    """After so many new figures: has PostgreSQL look at how the tables are filled now. It does so by itself, but not at
    once, and until then reads them from end to end for every question."""
    if connection.dialect.name == "postgresql" and new >= _MANY:
        connection.execute(text(f"ANALYZE {series.name}, {observation.name}"))


def _update(connection: Connection, table: Table, names: list[str], rows: list[Row]) -> None:
    where = [table.c[name] == bindparam(f"key_{name}") for name in names]
    keyed = [{f"key_{name}" if name in names else name: value for name, value in row.items()} for row in rows]
    connection.execute(update(table).where(*where), keyed)


def key_of(row: Any, names: Sequence[str]) -> _Key:
    """A row's values in the columns of a primary key."""
    return tuple(row[name] for name in names)


def filled(row: Row) -> Row:
    """What a row says: without what it leaves blank."""
    return {name: value for name, value in row.items() if value not in (None, "", (), False)}
