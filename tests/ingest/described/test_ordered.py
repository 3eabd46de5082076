"""What the desk says of columns, in each of the formats."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from bot.ingest.orders import Orders
from tests.ingest.described.conftest import readings, seen

SDMX = "DATAFLOW,REF_AREA: Area,SEX: Sex,TIME_PERIOD,OBS_VALUE\nX:D(1.0): Ducks,A: Aland,_T: All,2020,5\n"
CUBE = {
    "class": "dataset",
    "version": "2.0",
    "label": "Ducks",
    "id": ["REF_AREA", "SEX", "time"],
    "size": [1, 1, 1],
    "role": {"time": ["time"]},
    "dimension": {
        "REF_AREA": {"label": "Area", "category": {"label": {"A": "Aland"}}},
        "SEX": {"label": "Sex", "category": {"label": {"_T": "All"}}},
        "time": {"category": {"label": {"2020": "2020"}}},
    },
    "value": [5],
}
FIELDS = [
    {"name": "REF_AREA", "type": "string", "title": "Area", "categories": [{"value": "A", "label": "Aland"}]},
    {"name": "SEX", "type": "string", "title": "Sex", "categories": [{"value": "_T", "label": "All"}]},
    {"name": "time", "type": "year"},
    {"name": "value", "type": "number"},
]
PACKAGE = {
    "name": "x",
    "title": "Ducks",
    "schema": {"fields": FIELDS},
    "data": [["REF_AREA", "SEX", "time", "value"], ["A", "_T", 2020, 5]],
}


@pytest.fixture(params=["f.csv", "cube.json", "package.json"])
def path(tmp_path: Path, request: pytest.FixtureRequest) -> Path:
    """The same figure in each format."""
    path = tmp_path / request.param
    texts = {"f.csv": SDMX, "cube.json": json.dumps(CUBE), "package.json": json.dumps(PACKAGE)}
    path.write_text(texts[path.name])
    return path


def test_without_a_word_all_formats_say_the_same(path: Path) -> None:
    assert seen(path, "indicator", "period", "value", "Area", "Sex") == [("Ducks", "2020", "5", "Aland", "All")]


@pytest.mark.parametrize("said", ["REF_AREA", "ref_area", "Area"])
def test_a_dimension_goes_by_the_name_that_the_desk_gives_it(path: Path, said: str) -> None:
    assert seen(path, "place", "Area", "Sex", orders=Orders(columns={"place": said})) == [("Aland", None, "All")]


def test_a_dimension_may_be_left_aside(path: Path) -> None:
    assert seen(path, "Area", "Sex", orders=Orders(ignored=("SEX",))) == [("Aland", None)]


def test_a_text_that_is_no_column_stands_for_every_row(path: Path) -> None:
    orders = Orders(columns={"indicator": "Geese", "season": "Spring"})
    assert seen(path, "indicator", "season", "Area", orders=orders) == [("Geese", "Spring", "Aland")]


def test_what_the_desk_says_of_the_period_may_be_what_the_file_says(path: Path) -> None:
    period = "TIME_PERIOD" if path.suffix == ".csv" else "time"
    assert seen(path, "period", "value", orders=Orders(columns={"period": period})) == [("2020", "5")]


def test_a_reading_says_what_was_taken_for_what(path: Path) -> None:
    (reading,) = readings(path)
    assert "TIME_PERIOD" in reading.header["period"] or "time" in reading.header["period"]


def test_a_time_for_all_rows_is_that_of_rows_that_have_none(path: Path) -> None:
    orders = Orders(columns={"period": "2021"})
    assert seen(path, "period", "value", orders=orders) == [("2020", "5")]
    (reading,) = readings(path, orders)
    (told,) = [one for one in reading.assumptions if one.doubtful]
    assert "Rows say their own period, and “2021” is taken only where one says none" in told.sentence


def test_measures_that_rows_name_are_not_made_one(tmp_path: Path) -> None:
    cube = {
        **CUBE,
        "id": ["metric", "time"],
        "size": [2, 1],
        "role": {"time": ["time"], "metric": ["metric"]},
        "dimension": {
            "metric": {"category": {"index": ["d", "g"], "label": {"d": "Ducks", "g": "Geese"}}},
            "time": {"category": {"label": {"2020": "2020"}}},
        },
        "value": [5, 6],
    }
    path = tmp_path / "cube.json"
    path.write_text(json.dumps(cube))
    orders = Orders(columns={"indicator": "Swans"})
    assert seen(path, "indicator", "value", orders=orders) == [("Ducks", "5"), ("Geese", "6")]
