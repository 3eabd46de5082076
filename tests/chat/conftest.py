"""A newsroom for each test, on SQLite and on PostgreSQL."""

from __future__ import annotations

import pytest
from sqlalchemy import Engine

from tests.chat.newsroom import Newsroom


@pytest.fixture
def newsroom(engine: Engine) -> Newsroom:
    return Newsroom(engine)
