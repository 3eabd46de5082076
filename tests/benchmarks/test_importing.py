"""The benchmark of imports, small: that it runs, and both ways write the same. How fast is never asserted."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from sqlalchemy import func, select

from bot.store import tables
from bot.store.engine import open_engine, reading
from bot.store.schema import prepare
from tests.benchmarks import importing, plain_import
from tests.proofs import databases


def test_a_small_run_tells_rates_and_memory(capsys: pytest.CaptureFixture[str]) -> None:
    importing.main(["--database", "sqlite", "--rows", "300", "--rounds", "1", "--memory", "200", "400"])
    (line,) = capsys.readouterr().out.splitlines()
    (run,) = json.loads(line)["imports"]
    assert run["ratio"] > 0
    assert [one["rows"] for one in run["resident"]] == [200, 400]


def test_a_small_run_in_postgresql_tells_rates(together: None, capsys: pytest.CaptureFixture[str]) -> None:
    importing.main(["--database", "postgresql", "--rows", "300", "--rounds", "1", "--memory"])
    (line,) = capsys.readouterr().out.splitlines()
    assert json.loads(line)["imports"][0]["ratio"] > 0


@pytest.mark.parametrize("kind", databases.DATABASES)
def test_the_plain_script_writes_as_many_rows_into_every_table(kind: str, tmp_path: Path) -> None:
    path = importing.write(tmp_path / "small.csv", 3_500)
    counts = []
    for name in ("own", "plain"):
        (tmp_path / name).mkdir()
        with databases.fresh(kind, tmp_path / name) as database:
            engine = open_engine(database.url)
            prepare(engine)
            if name == "own":
                importing.imported(path, database.url)
            else:
                plain_import.written(kind, path, database.url)
            with reading(engine) as connection:
                held = (tables.observation, tables.series, tables.series_code, tables.code, tables.source)
                counts.append([connection.scalar(select(func.count()).select_from(table)) for table in held])
            engine.dispose()
    assert counts[0] == counts[1] == [3_500, 3_000, 9_000, 73, 1]
