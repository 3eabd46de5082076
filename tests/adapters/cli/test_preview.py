"""`factdesk import --preview`: what a file would bring, and nothing of it recorded."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from tests.adapters.conftest import LEDGER, Home

TIDY = "indicator,region,period,value,unit\njobs,North,2020,12.50,people\njobs,,2021,30%,\n"


def file(folder: Path, text: str, name: str = "jobs.csv") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def objects(text: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in text.splitlines()]


def test_each_observation_is_an_object_a_line(home: Home, tmp_path: Path) -> None:
    result = home.run("import", "--preview", "--json", file(tmp_path, TIDY))
    assert result.exit_code == 0
    first, second = objects(result.stdout)
    assert first == {
        "sheet": None,
        "cell": "D2",
        "indicator": "jobs",
        "dimensions": {"region": "North"},
        "period": "2020",
        "period_text": "2020",
        "value": "12.50",
        "unit": "people",
        "qualifier": "exact",
        "status": "normal",
    }
    assert (second["dimensions"], second["value"], second["unit"]) == ({}, "30", "percent")


def test_a_preview_makes_no_ledger(home: Home, tmp_path: Path) -> None:
    home.run("import", "--preview", "--json", file(tmp_path, TIDY))
    assert not home.ledger.exists()


def test_a_data_package_is_previewed_by_its_labels(home: Home) -> None:
    result = home.run("import", "--preview", "--json", LEDGER)
    assert result.exit_code == 0
    found = objects(result.stdout)
    assert {one["sheet"] for one in found} == {None}
    assert all(one["indicator"] and one["value"] for one in found)


def test_what_cannot_be_read_at_all_exits_2(home: Home, tmp_path: Path) -> None:
    result = home.run("import", "--preview", "--json", file(tmp_path, "indicator,value\njobs,many\n"))
    assert (result.exit_code, result.stdout) == (2, "")
    assert "“many” is not a number" in result.stderr
    assert home.run("import", "--preview", "--json", tmp_path / "absent.csv").exit_code == 2


def test_what_is_at_fault_beside_what_is_read_is_said(home: Home, tmp_path: Path) -> None:
    result = home.run("import", "--preview", "--json", file(tmp_path, "indicator,value\njobs,12\njobs,many\n"))
    assert (result.exit_code, len(objects(result.stdout))) == (0, 1)
    assert "line 3, column value" in result.stderr


def test_json_belongs_to_the_preview(home: Home, tmp_path: Path) -> None:
    result = home.run("import", "--json", file(tmp_path, TIDY))
    assert result.exit_code == 2
    assert "--preview" in result.stderr
