"""The schema: made, upgraded, refused; and the migrations give what the models say."""

from __future__ import annotations

from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Engine, inspect
from sqlalchemy.engine.interfaces import ReflectedIndex

from bot.store import schema
from bot.store.engine import reading
from bot.store.migrations import run
from bot.store.revisions import HEAD, version
from bot.store.tables import metadata


def _differences(engine: Engine) -> list[object]:
    with reading(engine) as connection:
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


def test_migrations_equal_models(empty_engine: Engine) -> None:
    run.upgrade(empty_engine, HEAD)
    assert _differences(empty_engine) == []
    migrated = _definitions(empty_engine)
    run.downgrade(empty_engine, run.EMPTY)
    assert inspect(empty_engine).get_table_names() == [version.name]
    version.drop(empty_engine)
    schema.prepare(empty_engine)
    assert _definitions(empty_engine) == migrated
