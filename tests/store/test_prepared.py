"""Statements that are compiled once store and give what SQLAlchemy's own would."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import Column, Engine, Integer, MetaData, Table, insert, select

from bot.store.engine import reading, writing
from bot.store.prepared import Prepared, PreparedWrite, driving
from bot.store.types import JsonObject, JsonText, UtcDateTime

_table = Table(
    "kept",
    MetaData(),
    Column("id", Integer, primary_key=True),
    Column("at", UtcDateTime),
    Column("later", UtcDateTime),
    Column("body", JsonObject),
)
_TWICE = datetime(2024, 10, 27, 2, 30, tzinfo=ZoneInfo("Europe/Berlin"))
"""An hour that clocks show twice; by Python's rules both are equal."""
_INSTANTS = [
    datetime(2024, 5, 1, 12, tzinfo=UTC),
    datetime(2024, 5, 1, 14, tzinfo=timezone(timedelta(hours=2))),
    _TWICE,
    _TWICE.replace(fold=1),
    _TWICE,
    None,
]
_BODY = {"b": "ü", "a": [1, None]}


@pytest.fixture
def table(engine: Engine) -> Table:
    _table.create(engine)
    return _table


def test_every_instant_is_stored_as_itself(engine: Engine, table: Table) -> None:
    write = PreparedWrite(insert(table), engine.dialect, ("id", "at", "later"))
    with writing(engine) as connection:
        for id_, instant in enumerate(_INSTANTS):
            assert write.run(connection, [{"id": id_, "at": instant, "later": instant}]) == 1
    expected = [(instant.astimezone(UTC),) * 2 if instant else (None, None) for instant in _INSTANTS]
    query = select(table.c.at, table.c.later).order_by(table.c.id)
    with reading(engine) as connection:
        assert list(map(tuple, connection.execute(query))) == expected
    with driving(engine) as cursor:
        assert Prepared(query, engine.dialect).rows(cursor) == expected


def test_an_instant_without_a_zone_is_refused_each_time(engine: Engine, table: Table) -> None:
    write = PreparedWrite(insert(table), engine.dialect, ("id", "at"))
    for _ in range(2):
        with pytest.raises(ValueError, match="has no time zone"):
            write.bound([{"id": 1, "at": datetime(2024, 5, 1)}])  # noqa: DTZ001


def test_an_object_that_is_text_already_is_stored_as_the_object_is(engine: Engine, table: Table) -> None:
    write = PreparedWrite(insert(table), engine.dialect, ("id", "body"))
    with writing(engine) as connection:
        write.run(connection, [{"id": 1, "body": _BODY}, {"id": 2, "body": JsonText.of(_BODY)}])
        raw = connection.exec_driver_sql("SELECT body FROM kept ORDER BY id").scalars().all()
        assert list(connection.execute(select(table.c.body)).scalars()) == [_BODY, _BODY]
    assert raw == ['{"a": [1, null], "b": "ü"}'] * 2
