"""A newsroom for each test, on SQLite and on PostgreSQL."""

from __future__ import annotations

import pytest
from sqlalchemy import Engine

from bot.ledger.record import record
from tests.calendar.newsroom import START, Newsroom, ledger


@pytest.fixture
def newsroom(engine: Engine) -> Newsroom:
    record(engine, ledger(), START)
    return Newsroom(engine)
