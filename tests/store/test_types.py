"""What goes into a column comes out as it was, on both databases."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Column, Engine, Integer, MetaData, Table, delete, insert, select
from sqlalchemy.exc import StatementError

from bot.store.engine import writing
from bot.store.types import KEY, Exact, UtcDateTime, Words

_table = Table(
    "kept",
    MetaData(),
    Column("id", Integer, primary_key=True),
    Column("exact", Exact),
    Column("instant", UtcDateTime),
    Column("words", Words),
    Column("key", KEY),
)


@pytest.fixture
def table(engine: Engine) -> Table:
    _table.create(engine)
    return _table


def _kept(engine: Engine, table: Table, **values: object) -> object:
    (name,) = values
    with writing(engine) as connection:
        connection.execute(delete(table))
        connection.execute(insert(table).values(values))
        return connection.execute(select(table.c[name])).scalar_one()


_decimals = st.decimals(allow_nan=False, allow_infinity=False, places=6) | st.decimals(
    allow_nan=False, allow_infinity=False, min_value=Decimal("-1e40"), max_value=Decimal("1e40")
).filter(lambda value: int(value.as_tuple().exponent) > -100)


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
@given(value=_decimals)
def test_decimals_keep_every_digit(engine: Engine, table: Table, value: Decimal) -> None:
    assert _kept(engine, table, exact=value) == value


@pytest.mark.parametrize(
    "text", ["48.40", "0.0", "12345678901234567.89", "-0.10", "100", "1E+3", "0.00000000000000001"]
)
def test_decimals_keep_their_scale(engine: Engine, table: Table, text: str) -> None:
    kept = _kept(engine, table, exact=Decimal(text))
    assert f"{kept:f}" == f"{Decimal(text):f}"


@pytest.mark.parametrize("text", ["NaN", "Infinity"])
def test_only_finite_decimals_are_kept(engine: Engine, table: Table, text: str) -> None:
    with pytest.raises(StatementError, match="not a finite number"):
        _kept(engine, table, exact=Decimal(text))


def test_instants_come_back_in_utc(engine: Engine, table: Table) -> None:
    there = datetime(2020, 11, 6, 14, 0, 0, 123, tzinfo=timezone(timedelta(hours=13)))
    kept = _kept(engine, table, instant=there)
    assert kept == there
    assert str(kept) == "2020-11-06 01:00:00.000123+00:00"


def test_a_time_without_a_zone_is_refused(engine: Engine, table: Table) -> None:
    with pytest.raises(StatementError, match="has no time zone"):
        _kept(engine, table, instant=datetime(2020, 11, 6))  # noqa: DTZ001 - the fault under test


def test_nothing_stays_nothing(engine: Engine, table: Table) -> None:
    assert _kept(engine, table, exact=None) is None
    assert _kept(engine, table, instant=None) is None
    assert _kept(engine, table, words=None) == ()


@pytest.mark.parametrize("words", [(), ("Māori", "a|b", 'say "no"')])
def test_words_come_back_as_they_were(engine: Engine, table: Table, words: tuple[str, ...]) -> None:
    assert _kept(engine, table, words=words) == words


def test_keys_are_ordered_by_code_point(engine: Engine, table: Table) -> None:
    keys = ["2020", "2020-Q2", "2020/2021", "B", "a", "é"]
    with writing(engine) as connection:
        connection.execute(insert(table), [{"key": key} for key in reversed(keys)])
        assert list(connection.scalars(select(table.c.key).order_by(table.c.key))) == sorted(keys)


def test_instants_compare_in_queries(engine: Engine, table: Table) -> None:
    noon = datetime(2020, 1, 1, 12, tzinfo=UTC)
    with writing(engine) as connection:
        connection.execute(insert(table), [{"instant": noon + timedelta(seconds=0.5 * step)} for step in range(4)])
        later = select(table.c.id).where(table.c.instant > noon + timedelta(seconds=0.5))
        assert len(connection.execute(later).all()) == 2
