"""Desks over the small ledgers. No test changes them; one that adds figures makes a desk of its own."""

from __future__ import annotations

import pytest

from tests.ask.ledger import Asker, asker, of_table
from tests.ask.samples import CLINICS, COUNCIL, FERRIES, TURNOUT


@pytest.fixture(scope="session")
def ferries() -> Asker:
    return of_table(FERRIES)


@pytest.fixture(scope="session")
def clinics() -> Asker:
    return asker(CLINICS)


@pytest.fixture(scope="session")
def turnout() -> Asker:
    return asker(TURNOUT)


@pytest.fixture(scope="session")
def council() -> Asker:
    return asker(COUNCIL)
