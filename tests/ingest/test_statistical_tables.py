"""Real tables of statistical offices, kept beside the checkout; nothing of them is in the repository."""

from __future__ import annotations

import csv
from decimal import Decimal
from pathlib import Path

import pytest

from bot.ingest import read

TABLES = Path(__file__).parents[2].parent / "shared" / "tables-dev" / "tables"

pytestmark = pytest.mark.skipif(not TABLES.is_dir(), reason="the tables are not beside this checkout")


def test_every_table_is_read_with_every_value() -> None:
    rivals = 0
    for path in sorted(TABLES.glob("*.csv")):
        batch = read(path)
        with path.open(newline="", encoding="utf-8-sig") as file:
            values = {Decimal(row["value"]) for row in csv.DictReader(file)}
        assert {figure.value for figure in batch.figures} == values, path.name
        rivals += any("rival" in warning for warning in batch.warnings)
    assert rivals == 14
