"""The schema: made, upgraded, refused; and the migrations give what the tables say."""

from __future__ import annotations

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.operations import Operations
from alembic.script import ScriptDirectory
from sqlalchemy import Column, Engine, Row, Text, delete, inspect, text, update
from sqlalchemy.engine.interfaces import ReflectedIndex

from bot.ask.conversation import Conversation
from bot.chat import threads
from bot.chat.inbox import taken_of
from bot.chat.nouns import Place
from bot.delivery.nouns import Address
from bot.domain import Code, KeyDate
from bot.errors import StoreTooNew, StoreTooOld, StoreUnavailable
from bot.ledger.picks import Occasion, Pick, note, picked
from bot.ledger.record import record
from bot.periods import PartialDate
from bot.store import schema
from bot.store.all_tables import metadata
from bot.store.engine import open_engine, snapshot, writing
from bot.store.key_dates import Change, changes
from bot.store.migrations import run
from bot.store.reader import Reader
from bot.store.revisions import BASE, HEAD, REVISIONS, version
from bot.store.tables import code
from tests.ledger.batches import NOW, batch, figure


def _differences(engine: Engine) -> list[object]:
    with snapshot(engine) as connection:
        options = {"compare_type": True, "compare_server_default": True, "version_table": version.name}
        found: list[object] = compare_metadata(MigrationContext.configure(connection, opts=options), metadata)
        return found


def _index(index: ReflectedIndex) -> str:
    options = {name: str(value) for name, value in index.get("dialect_options", {}).items()}
    return str({**index, "dialect_options": options})


def _definitions(engine: Engine) -> object:
    """All that the database itself knows of our tables, in comparable form."""
    inspector = inspect(engine)
    return {
        name: (
            [(column["name"], str(column["type"]), column["nullable"]) for column in inspector.get_columns(name)],
            inspector.get_pk_constraint(name),
            sorted(inspector.get_foreign_keys(name), key=lambda key: str(key["name"])),
            sorted(map(_index, inspector.get_indexes(name))),
            sorted(map(str, inspector.get_unique_constraints(name))),
            inspector.get_check_constraints(name),
        )
        for name in sorted(inspector.get_table_names())
    }


def test_migrations_equal_the_tables(empty_engine: Engine) -> None:
    run.upgrade(empty_engine, HEAD)
    assert _differences(empty_engine) == []
    migrated = _definitions(empty_engine)
    run.downgrade(empty_engine, BASE)
    assert inspect(empty_engine).get_table_names() == [version.name]
    version.drop(empty_engine)
    schema.prepare(empty_engine)
    assert _definitions(empty_engine) == migrated


def test_the_program_knows_the_revisions_of_its_scripts() -> None:
    scripts = ScriptDirectory.from_config(run.config())
    assert tuple(script.revision for script in scripts.walk_revisions())[::-1] == REVISIONS
    assert scripts.get_current_head() == HEAD


def test_a_migrated_database_holds_a_ledger(empty_engine: Engine) -> None:
    run.upgrade(empty_engine, HEAD)
    record(empty_engine, batch(figure("1.50")), NOW)
    assert [str(found.value) for found in Reader(empty_engine, NOW).figures_page()] == ["1.50"]


def test_a_filled_database_goes_down_and_up(engine: Engine) -> None:
    record(engine, batch(figure("1", dimensions=(("area", "north"),), source="almanac")), NOW)
    run.downgrade(engine, BASE)
    assert inspect(engine).get_table_names() == [version.name]
    run.upgrade(engine, HEAD)
    assert Reader(engine, NOW).revision() == 0


def test_a_revision_down_and_up_keeps_what_both_know(engine: Engine) -> None:
    record(engine, batch(figure("1", dimensions=(("area", "north"),), source="almanac")), NOW)
    before, all_told = Reader(engine, NOW).figures_page(), _told_of_figures(engine)
    for earlier in reversed(REVISIONS[:-1]):
        run.downgrade(engine, earlier)
    assert _told_of_figures(engine) == all_told
    run.upgrade(engine, HEAD)
    assert Reader(engine, NOW).figures_page() == before


def _told_of_figures(engine: Engine) -> list[Row[Any]]:
    """What revisions of every age know of the figures."""
    with engine.connect() as connection:
        query = "SELECT id, series_id, period, value, source, review FROM observation ORDER BY id"
        return list(connection.execute(text(query)))


def test_what_the_version_before_wrote_is_all_there_after_an_upgrade(engine: Engine) -> None:
    """Also dates that have no embargo yet, and their changes: all of them are known to all, as before."""
    dates = (KeyDate("vote", "The vote", at=PartialDate("2024-06-01"), zone="UTC"),)
    held = figure("1", dimensions=(("area", "north"),), source="almanac", embargo_until=NOW + timedelta(days=1))
    record(engine, batch(held, figure("2"), key_dates=dates), NOW)
    run.downgrade(engine, "0004")
    before = _rows(engine)
    assert len(before["key_date"]) == len(before["key_date_change"]) == 1
    run.upgrade(engine, HEAD)
    after = _rows(engine)
    for table, rows in before.items():
        known = {name for row in rows for name in row}
        assert [{name: cell for name, cell in row.items() if name in known} for row in after[table]] == rows
    reader = Reader(engine, NOW)
    assert (list(reader.catalogue().key_dates.values()), reader.next_embargo()) == (
        list(dates),
        NOW + timedelta(days=1),
    )
    with snapshot(engine) as connection:
        assert [(one.change, one.embargo) for one in changes(connection)] == [(Change.ADDED, (None, None))]


def test_what_threads_remember_goes_down_and_up(engine: Engine) -> None:
    """What was asked before the upgrade is remembered; a choice that the version before cannot know of is forgotten."""
    place = Place(Address("board", "w1", "news"), thread="t1")
    run.downgrade(engine, "0005")
    with writing(engine) as connection:
        row = {"id": "old", "workspace": "w1", "asker": "u1", "question": "rain in 2020", "updated_at": "2024-05-01"}
        connection.execute(text(f"INSERT INTO thread ({', '.join(row)}) VALUES (:{', :'.join(row)})"), row)
    run.upgrade(engine, HEAD)
    assert threads.recall(engine, "old") == Conversation("rain in 2020")
    with writing(engine) as connection:
        threads.remember(connection, "new", place, "u1", Conversation("", '{"operation": "lookup"}'), NOW)
    assert threads.recall(engine, "new") == Conversation("", '{"operation": "lookup"}')
    run.downgrade(engine, "0005")
    run.upgrade(engine, HEAD)
    assert threads.recall(engine, "old") == Conversation("rain in 2020")
    assert threads.recall(engine, "new") is None


def test_what_was_picked_is_kept_after_an_upgrade(engine: Engine) -> None:
    """In a filled database, whose other rows stay as they are; the version before knows nothing of it."""
    place = Place(Address("board", "w1", "news"), thread="t1")
    record(engine, batch(figure("1", dimensions=(("area", "north"),), source="almanac")), NOW)
    with writing(engine) as connection:
        threads.remember(connection, "t1", place, "u1", Conversation("rain in 2020"), NOW)
    run.downgrade(engine, "0007")
    before = _rows(engine)
    assert {"observation", "thread"} <= before.keys()
    run.upgrade(engine, HEAD)
    assert _rows(engine) == before
    pick = Pick("wet days?", True, "Rain", {"operation": "lookup"}, Occasion("r:0", "board/w1/u1", "board/w1/u2", NOW))
    note(engine, pick)
    assert [one.picks for one in picked(engine)] == [(pick,)]
    run.downgrade(engine, "0007")
    assert _rows(engine) == before
    run.upgrade(engine, HEAD)
    assert picked(engine) == []


def test_what_arrived_before_an_upgrade_is_known_after_it(engine: Engine) -> None:
    """By a digest of its key, which may name who sent it."""
    record(engine, batch(figure("1", dimensions=(("area", "north"),), source="almanac")), NOW)
    run.downgrade(engine, "0013")
    keys = [f"board/{number}.w1" for number in range(3)]
    row = "'board', 'board/w1', 'board/w1/u1', 'done', '2024-01-01 00:00:00', '2024-01-01 00:00:00'"
    with writing(engine) as connection:
        for key in keys:
            columns = "id, platform, workspace, asker, state, lease_until, received_at"
            connection.execute(text(f"INSERT INTO inbound ({columns}) VALUES (:key, {row})"), {"key": key})
    run.upgrade(engine, HEAD)
    assert not any(key in str(_rows(engine)) for key in keys)
    assert taken_of(engine, [*keys, "board/3.w1"]) == set(keys)


def _rows(engine: Engine) -> dict[str, list[dict[str, object]]]:
    """All that stands in our tables, as the database tells it; a column that came later is blank."""
    with snapshot(engine) as connection:
        names = [name for name in inspect(engine).get_table_names() if name != version.name]
        found = {name: connection.execute(text(f"SELECT * FROM {name}")).mappings().all() for name in names}
    filled = {
        name: [{key: cell for key, cell in row.items() if cell is not None} for row in found[name]] for name in names
    }
    return {name: rows for name, rows in filled.items() if rows}


def test_rebuilding_a_table_keeps_the_rows_that_refer_to_it(engine: Engine) -> None:
    record(engine, batch(figure("1", dimensions=(("area", "north"),), source="almanac")), NOW)
    before = Reader(engine, NOW).figures_page()
    with run.migration(engine) as connection:
        operations = Operations(MigrationContext.configure(connection))
        for table in ("source", "series", "code"):
            rebuilt = "always" if engine.dialect.name == "sqlite" else "auto"
            with operations.batch_alter_table(table, recreate=rebuilt) as batched:
                batched.add_column(Column("remark", Text))
    assert Reader(engine, NOW).figures_page() == before
    with pytest.raises(Exception, match=r"(?i)foreign key"), writing(engine) as connection:
        connection.execute(delete(code))


def test_a_migration_that_breaks_a_reference_changes_nothing(sqlite_engine: Engine) -> None:
    record(sqlite_engine, batch(figure("1", dimensions=(("area", "north"),))), NOW)
    broken = pytest.raises(RuntimeError, match="refer to nothing, first in series_code")
    with broken, run.migration(sqlite_engine) as connection:
        connection.execute(delete(code))
    assert Reader(sqlite_engine, NOW).catalogue().codes == {("area", "north"): Code("north", "North", dimension="area")}


def test_an_empty_database_gets_its_schema_once(empty_url: str) -> None:
    engines = [open_engine(empty_url) for _ in range(4)]
    assert not schema.check(engines[0]).filled
    with ThreadPoolExecutor(len(engines)) as pool:
        list(pool.map(schema.prepare, engines))
    assert schema.check(engines[0]).filled
    assert [Reader(engine, NOW).revision() for engine in engines] == [0, 0, 0, 0]
    for engine in engines:
        engine.dispose()


def test_a_later_database_is_refused(engine: Engine) -> None:
    with writing(engine) as connection:
        connection.execute(update(version).values(version_num="9999"))
    for use in (schema.prepare, schema.upgrade):
        with pytest.raises(StoreTooNew, match="later Factdesk; update Factdesk"):
            use(engine)


def test_sqlite_upgrades_itself(sqlite_engine: Engine) -> None:
    run.downgrade(sqlite_engine, BASE)
    schema.prepare(sqlite_engine)
    assert Reader(sqlite_engine, NOW).revision() == 0


def test_postgresql_waits_for_an_explicit_upgrade(postgres_engine: Engine) -> None:
    run.downgrade(postgres_engine, BASE)
    with pytest.raises(StoreTooOld, match="run `factdesk db upgrade` first"):
        schema.prepare(postgres_engine)
    schema.upgrade(postgres_engine)
    schema.prepare(postgres_engine)
    assert Reader(postgres_engine, NOW).revision() == 0


def test_upgrade_makes_the_schema_of_an_empty_database(empty_engine: Engine) -> None:
    schema.upgrade(empty_engine)
    assert Reader(empty_engine, NOW).revision() == 0


def test_another_program_s_database_is_left_alone(empty_engine: Engine) -> None:
    with writing(empty_engine) as connection:
        connection.exec_driver_sql("CREATE TABLE recipes (id INTEGER)")
    with pytest.raises(StoreUnavailable, match="tables of another program; name an empty one"):
        schema.prepare(empty_engine)
    assert inspect(empty_engine).get_table_names() == ["recipes"]


def test_first_use_loads_neither_alembic_nor_the_orm() -> None:
    program = """
import sys
from bot.store.engine import open_engine
from bot.store.schema import prepare
import bot.ledger.record, bot.store.reader
prepare(open_engine("sqlite://"))
print(sorted({"alembic", "sqlalchemy.orm"} & set(sys.modules)))
"""
    result = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert result.stdout == "[]\n"
