"""What is published on a day that is still to come is not public yet, and is recorded under embargo or not at all."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.adapters.conftest import Home

TABLE = "Region,Year,Value\nNorth,2024,12\nSouth,2024,13\n"
UNTIL = ("--map", "embargo_until=2099-01-01T00:00Z")


def table(folder: Path, text: str = TABLE) -> Path:
    path = folder / "jobless.csv"
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.parametrize("day", ["2099-01-01", "2099-01", "2099"])
def test_a_day_that_is_said_of_the_file(home: Home, own: dict[str, str], tmp_path: Path, day: str) -> None:
    refused = home.run("import", "--yes", "--published", day, table(tmp_path), **own)
    assert (refused.exit_code, refused.stdout) == (2, "")
    assert f"it is published on {day}, which is still to come: the figure is not public yet" in refused.stderr
    assert "embargo_until" in refused.stderr
    assert home.run("figures", **own).stdout == ""


def test_a_day_of_a_row(home: Home, own: dict[str, str], tmp_path: Path) -> None:
    text = "Region,Year,Value,Release date\nNorth,2024,12,2024-05-01\nSouth,2024,13,2099-12-24\n"
    refused = home.run("import", "--yes", table(tmp_path, text), **own)
    assert refused.exit_code == 2
    assert "jobless.csv, line 3, column published_on" in refused.stderr
    assert "line 2" not in refused.stderr


def test_the_day_of_a_source(home: Home, own: dict[str, str], tmp_path: Path) -> None:
    folder = tmp_path / "package"
    folder.mkdir()
    (folder / "observations.csv").write_text("indicator,value,source\njobs,12,elm\n", encoding="utf-8")
    (folder / "indicators.csv").write_text("indicator,label\njobs,Jobs\n", encoding="utf-8")
    (folder / "sources.csv").write_text("source,title,published_on\nelm,Elm,2099-05-01\n", encoding="utf-8")
    (folder / "datapackage.json").write_text(
        '{"resources": [{"name": "observations", "path": "observations.csv"}, {"name": "indicators", "path": '
        '"indicators.csv"}, {"name": "sources", "path": "sources.csv"}]}',
        encoding="utf-8",
    )
    refused = home.run("import", "--yes", folder, **own)
    assert refused.exit_code == 2
    assert "it is published on 2099-05-01, which is still to come" in refused.stderr


def test_under_embargo_until_then_it_is_recorded(home: Home, own: dict[str, str], tmp_path: Path) -> None:
    held = home.run("import", "--yes", "--published", "2099-01-01", *UNTIL, table(tmp_path), **own)
    assert held.exit_code == 0, held.stderr
    assert "2 of them are under embargo until 1 January 2099" in held.stdout


def test_an_embargo_that_ends_before_holds_nothing_back(home: Home, own: dict[str, str], tmp_path: Path) -> None:
    assert home.run("import", "--yes", "--published", "2099-06-01", *UNTIL, table(tmp_path), **own).exit_code == 2


def test_a_year_that_has_begun_is_not_to_come(home: Home, own: dict[str, str], tmp_path: Path) -> None:
    assert home.run("import", "--yes", "--published", "2026", table(tmp_path), **own).exit_code == 0


REFUSED = "An import would record nothing of it before this is mended:"


def test_the_preview_says_that_it_would_be_refused(home: Home, own: dict[str, str], tmp_path: Path) -> None:
    text = "Region,Year,Value,Release date\nNorth,2024,12,2099-12-24\n"
    shown = home.run("import", "--preview", table(tmp_path, text), **own)
    assert shown.exit_code == 0
    told = " ".join(shown.stdout.split())
    assert f"Refused {REFUSED} At fault jobless.csv, line 2, column published_on: it is published on" in told
    objects = home.run("import", "--preview", "--json", table(tmp_path, text), **own)
    assert objects.exit_code == 0
    assert REFUSED in objects.stderr
    assert "which is still to come" in objects.stderr


def test_the_preview_of_a_package_says_so_too(home: Home, own: dict[str, str], tmp_path: Path) -> None:
    (tmp_path / "observations.csv").write_text("indicator,value,published_on\njobs,12,2099-05-01\n", encoding="utf-8")
    body = '{"resources": [{"name": "observations", "path": "observations.csv"}]}'
    (tmp_path / "datapackage.json").write_text(body, encoding="utf-8")
    shown = home.run("import", "--preview", tmp_path, **own)
    assert REFUSED in " ".join(shown.stdout.split())
    assert REFUSED in home.run("import", "--preview", "--json", tmp_path, **own).stderr


def test_the_preview_of_what_is_public_says_nothing_of_it(home: Home, own: dict[str, str], tmp_path: Path) -> None:
    assert "Refused" not in home.run("import", "--preview", table(tmp_path), **own).stdout


def test_an_embargo_below_a_large_table_is_seen_by_its_preview(home: Home, own: dict[str, str], tmp_path: Path) -> None:
    rows = "".join(f"Row {number},{number}.5,{number}.7\n" for number in range(3200))
    text = f"Rates by row,,\n,North,South\n,2024,2024\n{rows}Embargoed until Monday,,\n"
    shown = home.run("import", "--preview", table(tmp_path, text), **own)
    assert "“Embargoed until Monday” seems to withhold the table" in " ".join(shown.stdout.split())


def test_a_package_that_says_when_it_is_released(home: Home, own: dict[str, str], tmp_path: Path) -> None:
    (tmp_path / "observations.csv").write_text("indicator,period,value\njobs,2024,12\n", encoding="utf-8")
    body = '{"releaseDate": "2099-05-01", "resources": [{"name": "observations", "path": "observations.csv"}]}'
    (tmp_path / "datapackage.json").write_text(body, encoding="utf-8")
    imported = home.run("import", "--yes", tmp_path, **own)
    asked = home.run("ask", "--ledger", tmp_path, "how many jobs in 2024?", **own)
    for refused in (imported, asked):
        assert refused.exit_code == 2
        assert "says that it is released on 2099-05-01" in refused.stderr
    assert home.run("import", "--yes", "--not-withheld", tmp_path, **own).exit_code == 0
