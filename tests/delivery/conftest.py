"""An outbox for each test, on SQLite and on PostgreSQL."""

from __future__ import annotations

import pytest
from sqlalchemy import Engine

from tests.delivery.office import Office


@pytest.fixture
def office(engine: Engine) -> Office:
    return Office(engine)
