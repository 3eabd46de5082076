"""Empty ledgers in memory. Their tables are made once in a test process, and copied."""

from __future__ import annotations

import sqlite3
from functools import cache

from sqlalchemy import Engine

from bot.store.engine import open_engine
from bot.store.schema import prepare


def in_memory() -> Engine:
    """An empty ledger that lives as long as the engine."""
    engine = open_engine("sqlite://")
    _driver(_template()).backup(_driver(engine))
    return engine


@cache
def _template() -> Engine:
    engine = open_engine("sqlite://")
    prepare(engine)
    return engine


def _driver(engine: Engine) -> sqlite3.Connection:
    """The one connection that holds the database."""
    with engine.connect() as connection:
        found = connection.connection.driver_connection
    assert isinstance(found, sqlite3.Connection)
    return found
