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
        "qualifier": None,
        "status": None,
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


LONG = (
    "Jobs by region,,\nSource: Elm Office,,\n,,\nregion,2019,2020\nNorth,10,12\nSouth,20,..\nTotal,30,\n,,\n"
    "Note: counted in May,,\n"
)


def test_what_was_found_is_shown_in_80_columns(home: Home, tmp_path: Path) -> None:
    result = home.start("import", "--preview", file(tmp_path, LONG))
    assert result.returncode == 0
    text = result.stdout.decode()
    assert all(len(line) <= 80 for line in text.splitlines())
    told = " ".join(text.split())
    assert told.startswith("jobs.csv: 4 figures")
    for part in (
        "Periods 2019 … 2020, 2 in all",
        "region: North, South, Total",
        "Source Elm Office Says",
        "(North) were 10 in 2019.",
        "Left out",
        "“..” (C6)",
        "Total is the total of North, South",
        "If not: --source",
    ):
        assert part in told, part
    assert not home.ledger.exists()


def test_a_measure_that_nothing_names_is_called_after_the_file(home: Home, tmp_path: Path) -> None:
    result = home.run("import", "--preview", file(tmp_path, "region,year,value\nNorth,2019,10\nSouth,2019,20\n"))
    assert "What is measured is called “jobs”, after the file. If not: --map" in " ".join(result.stdout.split())


def test_a_package_is_shown_as_well(home: Home) -> None:
    result = home.run("import", "--preview", LEDGER)
    assert result.exit_code == 0
    assert "Measures" in result.stdout


def test_a_large_file_is_shown_by_its_first_figures(home: Home, tmp_path: Path) -> None:
    rows = "".join(f"area {number},2020,{number}\n" for number in range(30_000))
    result = home.run("import", "--preview", file(tmp_path, "area,year,jobs\n" + rows))
    assert result.stdout.startswith("jobs.csv: more than 20,000 figures, of which the first are shown\n")
    shown = home.run("import", "--preview", "--json", file(tmp_path, "area,year,jobs\n" + rows))
    assert len(objects(shown.stdout)) == 30_000
