"""What fails in a database does not tell, in a message or in the log, the values that it failed with."""

from __future__ import annotations

import traceback
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import Connection, Engine, bindparam, insert, select, text, update
from sqlalchemy.exc import DBAPIError

from adapters.failures import log_failure, log_path
from bot.store import tables
from bot.store.engine import reading, snapshot, writing
from bot.store.inserting import insert_new
from bot.store.prepared import Prepared, PreparedWrite, driving

SECRET = "Umbra\n\nDETAIL: Press"
"""A value of several lines, one of which looks like the database's own."""
_ROW = {"id": "umbra", "publisher": SECRET}
_TWICE = insert(tables.source).values(**_ROW)


def _inserted_twice(engine: Engine) -> None:
    for _ in range(2):
        with writing(engine) as connection:
            connection.execute(_TWICE)


def _inserted_twice_at_once(engine: Engine) -> None:
    rows = [{**_ROW, "id": SECRET}] * 2
    with writing(engine) as connection:
        connection.execute(insert(tables.source), rows)


def _written_twice_by_the_driver(engine: Engine) -> None:
    write = PreparedWrite(insert(tables.source), engine.dialect, tuple(_ROW))
    for _ in range(2):
        with writing(engine) as connection:
            write.run(connection, [{**_ROW, "id": SECRET}])


def _written_twice_at_once_by_the_driver(engine: Engine) -> None:
    write = PreparedWrite(insert(tables.source), engine.dialect, tuple(_ROW))
    with writing(engine) as connection:
        write.run(connection, [{**_ROW, "id": SECRET}] * 2)


def _left_without_what_is_needed(engine: Engine) -> None:
    """PostgreSQL shows the whole row."""
    with writing(engine) as connection:
        insert_new(connection, tables.universe, {"id": "umbra", "label": None, "alt_labels": (SECRET,)})


def _referring_to_nothing(engine: Engine) -> None:
    """Found out when it is committed."""
    date = {"id": "d", "label": "L", "alt_labels": (), "at": "2030", "status": "scheduled", "source": SECRET}
    with writing(engine) as connection:
        connection.execute(insert(tables.key_date).values(**date))


def _changed_to_what_is_there(engine: Engine) -> None:
    with writing(engine) as connection:
        connection.execute(_TWICE)
        connection.execute(insert(tables.source).values(id=SECRET))
    change = update(tables.source).where(tables.source.c.id == bindparam("old")).values(id=SECRET)
    prepared = Prepared(change.returning(tables.source.c.id), engine.dialect)
    with writing(engine) as connection:
        prepared.within(connection, old="umbra")


FAILING: list[Callable[[Engine], None]] = [
    _inserted_twice,
    _inserted_twice_at_once,
    _written_twice_by_the_driver,
    _written_twice_at_once_by_the_driver,
    _left_without_what_is_needed,
    _referring_to_nothing,
    _changed_to_what_is_there,
]


def _told(error: BaseException) -> str:
    """All that may be said or written down of a failure: its words and its story."""
    return "\n".join([str(error), repr(error), *traceback.format_exception(error)])


@pytest.mark.parametrize("fail", FAILING)
def test_a_failure_says_what_failed_and_with_no_value_of_a_row(
    engine: Engine, fail: Callable[[Engine], None], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path))
    with pytest.raises(DBAPIError) as caught:
        fail(engine)
    log_failure(caught.value)
    for told in (_told(caught.value), log_path().read_text(encoding="utf-8")):
        assert "constraint" in told.lower()
        assert [word for word in ("Umbra", "DETAIL", "Press") if word in told] == []


def _cast(connection: Connection) -> None:
    connection.execute(text("SELECT CAST(:value AS integer)"), {"value": f'"{SECRET}" 1'})


@pytest.mark.parametrize("how", [reading, snapshot, writing])
def test_a_value_that_postgresql_cannot_read_is_not_repeated(postgres_engine: Engine, how: Callable[..., None]) -> None:
    with (
        pytest.raises(DBAPIError, match="invalid input syntax for type integer: “…”") as caught,
        how(postgres_engine) as c,
    ):  # type: ignore[attr-defined]
        _cast(c)
    assert "Umbra" not in _told(caught.value)


def test_a_query_of_the_driver_s_that_fails_tells_no_value(postgres_engine: Engine) -> None:
    query = select(tables.source.c.id).where(text("id = CAST(:value AS integer)::text").bindparams(bindparam("value")))
    with pytest.raises(DBAPIError) as caught, driving(postgres_engine) as cursor:
        Prepared(query, postgres_engine.dialect).rows(cursor, value=SECRET)
    assert "invalid input syntax" in str(caught.value)
    assert "Umbra" not in _told(caught.value)
