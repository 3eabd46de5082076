"""The desk over the farms, which no test changes."""

from __future__ import annotations

import pytest

from tests.ask.dialogue.samples import FARMS
from tests.ask.ledger import Asker, of_table


@pytest.fixture(scope="session")
def farms() -> Asker:
    return of_table(FARMS)
