"""A demo that is open."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from adapters.demo.house import House
from tests.adapters.demo.visit import Visit


@pytest.fixture
def visit() -> Iterator[Visit]:
    house = House()
    house.open()
    yield Visit(house)
    house.close()
