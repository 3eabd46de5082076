"""Every option of `factdesk import`, on a file that needs it."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest

from tests.adapters.conftest import Home

Preview = Callable[..., list[dict[str, Any]]]

LONG = "Country Name,Country Code,Year,Value\nAland,ALD,2019,10\nBland,BLD,2019,20\n"


@pytest.fixture
def preview(home: Home, tmp_path: Path) -> Preview:
    def run(text: str, *options: str, name: str = "gdp.csv") -> list[dict[str, Any]]:
        path = tmp_path / name
        path.write_text(text, encoding="utf-8")
        result = home.run("import", "--preview", "--json", path, *options)
        assert result.exit_code == 0, result.stderr
        return [json.loads(line) for line in result.stdout.splitlines()]

    return run


def told(found: Sequence[dict[str, Any]], *keys: str) -> list[tuple[Any, ...]]:
    return [tuple(one[key] for key in keys) for one in found]


def test_map_names_the_columns(preview: Preview) -> None:
    found = preview(
        "Country Name,Country Code,Jahr,Betrag,Stand\nAland,ALD,2019,10,7\nBland,BLD,2020,20,7\n",
        "--map",
        'period=Jahr,value=Betrag,indicator="GDP, total",region="Country Name",ignore="Country Code",ignore=Stand',
    )
    assert told(found, "indicator", "dimensions", "period", "value") == [
        ("GDP, total", {"region": "Aland"}, "2019", "10"),
        ("GDP, total", {"region": "Bland"}, "2020", "20"),
    ]


def test_map_is_added_to(preview: Preview) -> None:
    found = preview(LONG, "--map", "indicator=GDP", "--map", 'land="Country Name"')
    assert found[0]["indicator"] == "GDP"
    assert found[0]["dimensions"] == {"land": "Aland"}


def test_a_file_says_the_same(preview: Preview, tmp_path: Path) -> None:
    mapping = tmp_path / "mapping.toml"
    mapping.write_text('unit = "dollars"\nignore = ["Country Code"]\n[columns]\nindicator = "GDP"\n', encoding="utf-8")
    found = preview(LONG, "--map-file", str(mapping), "--unit", "euros")
    assert told(found, "indicator", "unit") == [("GDP", "euros")] * 2


def test_unit_source_published_and_status_are_those_of_values_that_have_none(
    home: Home, own: dict[str, str], tmp_path: Path
) -> None:
    path = tmp_path / "gdp.csv"
    path.write_text(LONG, encoding="utf-8")
    options = ("--map", "indicator=GDP", "--unit", "dollars", "--source", "Elm Office", "--published", "2020-05-01")
    more = ("--status", "provisional", "--url", "https://elm.example/gdp", "--licence", "CC BY 4.0")
    assert home.run("import", path, *options, *more, **own).exit_code == 0
    answer = json.loads(home.run("ask", "--json", "GDP of Aland in 2019", **own).stdout)
    (figure,) = answer["figures"]
    assert (figure["unit"], figure["status"], figure["published_on"]) == ("dollars", "provisional", "2020-05-01")
    assert (figure["source"]["title"], figure["source"]["url"]) == ("Elm Office", "https://elm.example/gdp")


def test_header_rows_are_those_that_are_meant(preview: Preview) -> None:
    text = "Made by,2020,office\nTeam,9,9\nregion,year,jobs\nNorth,2019,10\nSouth,2019,20\n"
    found = preview(text, "--header-rows", "3:3")
    assert told(found, "dimensions", "period", "value") == [
        ({"region": "North"}, "2019", "10"),
        ({"region": "South"}, "2019", "20"),
    ]


def test_missing_means_no_figure(preview: Preview) -> None:
    text = "indicator,region,period,value\njobs,North,2019,-99\njobs,South,2019,20\n"
    assert len(preview(text)) == 2
    assert told(preview(text, "--missing", "-99"), "value") == [("20",)]


def test_decimal_is_what_parts_decimals(preview: Preview) -> None:
    text = "indicator;region;period;value\njobs;North;2019;1,234\njobs;South;2019;2,345\n"
    assert told(preview(text, "--decimal", ","), "value") == [("1.234",), ("2.345",)]
    assert told(preview(text, "--decimal", "."), "value") == [("1234",), ("2345",)]


def test_the_day_or_the_month_comes_first(preview: Preview) -> None:
    text = "region,date,jobs\nNorth,03/04/2020,10\nNorth,05/06/2020,20\n"
    assert told(preview(text, "--day-first"), "period") == [("2020-04-03",), ("2020-06-05",)]
    assert told(preview(text, "--month-first"), "period") == [("2020-03-04",), ("2020-05-06",)]


@pytest.mark.parametrize(
    "text",
    [
        "region,year,jobs\nNorth,2018,10\nNorth,2019,20\nNorth,2020,30\n",
        "jobs by region,,,\n,,,\nregion,2018,2019,2020\nNorth,10,20,30\nSouth,1,2,3\n",
    ],
)
def test_figures_from_a_break_on_say_so(home: Home, own: dict[str, str], tmp_path: Path, text: str) -> None:
    path = tmp_path / "jobs.csv"
    path.write_text(text, encoding="utf-8")
    assert home.run("import", path, "--series-break", "2019", **own).exit_code == 0
    answers = {
        year: json.loads(home.run("ask", "--json", f"jobs in North in {year}", **own).stdout)["caveats"]
        for year in (2018, 2019)
    }
    assert not any("do not compare with earlier ones" in caveat for caveat in answers[2018])
    assert any("do not compare with earlier ones" in caveat for caveat in answers[2019])


@pytest.mark.parametrize(
    ("options", "wrong"),
    [
        (("--map", "period"), "--map “period” is not a list of names"),
        (("--map", "value=Valu"), "did you mean “Value”"),
        (("--published", "soon"), "--published: “soon” is not a date"),
        (("--status", "maybe"), "“maybe” is not a status"),
        (("--url", "elm"), "“elm” is not a web address"),
        (("--decimal", ";"), "“;” parts no decimals"),
        (("--header-rows", "3-5"), "write it as 3:5"),
        (("--header-rows", "5:3"), "no rows 5 to 3"),
        (("--series-break", "then"), "“then” is not a period"),
        (("--map-file", "absent.toml"), "absent.toml does not exist"),
        (("--kept", "a", "--no-kept"), "either --kept or --no-kept"),
    ],
)
def test_what_cannot_be_read_of_an_option_is_said(
    home: Home, tmp_path: Path, options: tuple[str, ...], wrong: str
) -> None:
    path = tmp_path / "gdp.csv"
    path.write_text(LONG, encoding="utf-8")
    result = home.run("import", path, *options)
    assert result.exit_code == 2
    assert wrong in result.stderr
    assert result.stdout == ""


def test_an_import_says_what_it_left_out_and_assumed(home: Home, tmp_path: Path) -> None:
    path = tmp_path / "jobs.csv"
    path.write_text("indicator;region;value\njobs;North;4,3\njobs;South;..\n", encoding="utf-8")
    result = home.run("import", path)
    assert result.stdout == "Figures: 1 new.\n"
    assert "Left out: 1 × no figure: “..” (C3)." in result.stderr.splitlines()
    assert "Assumed: A comma comes before decimals, as in “4,3”. If not: --decimal ." in result.stderr.splitlines()


def test_one_thing_is_said_once(home: Home, tmp_path: Path) -> None:
    path = tmp_path / "gdp.csv"
    path.write_text(LONG, encoding="utf-8")
    twice = home.run("import", "--preview", path, "--map", "period=Year", "--map", "period=Value")
    assert (twice.exit_code, twice.stdout) == (2, "")
    assert "--map says twice what “period” is" in twice.stderr
    same = home.run("import", "--preview", path, "--map", "period=Year", "--map", "period=Year")
    assert same.exit_code == 0


def test_a_name_of_another_kind_of_file_is_not_taken(home: Home, own: dict[str, str], tmp_path: Path) -> None:
    first, second = tmp_path / "gdp.csv", tmp_path / "births.csv"
    first.write_text(LONG, encoding="utf-8")
    second.write_text("town,year,births\nElm,2024,41\nAsh,2024,52\n", encoding="utf-8")
    assert home.run("import", "--yes", first, "--save-map", "monthly", **own).exit_code == 0
    taken = home.run("import", "--yes", second, "--save-map", "monthly", **own)
    assert (taken.exit_code, taken.stdout) == (2, "")
    assert "“monthly” is how files such as “gdp.csv” are read, and would be lost" in taken.stderr
    again = home.run("import", "--yes", first, "--save-map", "monthly", **own)
    assert again.exit_code == 0, again.stderr
    renamed = home.run("import", "--yes", first, "--save-map", "yearly", **own)
    assert "It takes the place of what was kept of such files as “monthly”." in renamed.stderr


def test_a_file_of_the_same_name_and_another_kind_is_kept_beside(
    home: Home, own: dict[str, str], tmp_path: Path
) -> None:
    path = tmp_path / "gdp.csv"
    path.write_text(LONG, encoding="utf-8")
    assert home.run("import", "--yes", path, "--map", "indicator=GDP", **own).exit_code == 0
    path.write_text("town,year,births\nElm,2024,41\nAsh,2024,52\n", encoding="utf-8")
    other = home.run("import", "--yes", path, "--map", "indicator=Children born", "--no-kept", **own)
    assert "Kept as “gdp-2”" in other.stdout, other.stderr
