from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from bot.domain import Source
from bot.errors import LedgerUnreadable
from bot.ingest.described import described
from bot.ingest.faults import Faults
from bot.ingest.orders import Orders
from bot.periods import PartialDate
from tests.ingest.described.conftest import batch, left_out, problems, readings, seen

FACTS = ("indicator", "period", "value", "unit", "status")


def written(folder: Path, body: object) -> Path:
    path = folder / "f.json"
    path.write_text(body if isinstance(body, str) else json.dumps(body), encoding="utf-8")
    return path


def cube(**changes: Any) -> dict[str, Any]:
    """Two places in two years, as the office of Aland hands it out."""
    return {
        "version": "2.0",
        "class": "dataset",
        "label": "Ducks counted",
        "source": "Office of Aland",
        "updated": "2024-03-15T11:00:00Z",
        "href": "https://example.org/ducks",
        "note": ["Counted in spring."],
        "id": ["freq", "geo", "time"],
        "size": [1, 2, 2],
        "role": {"time": ["time"], "geo": ["geo"]},
        "dimension": {
            "freq": {"category": {"index": ["A"], "label": {"A": "Annual"}}},
            "geo": {
                "label": "Place",
                "category": {"index": {"BL": 1, "AL": 0}, "label": {"AL": "Aland", "BL": "Bland"}},
            },
            "time": {"label": "Time", "category": {"index": ["2019", "2020Q2"], "label": {"2020Q2": "Spring 2020"}}},
        },
        "value": [1, 2.50, None, 4],
        **changes,
    }


def test_a_dataset_of_version_2(tmp_path: Path) -> None:
    path = written(tmp_path, json.dumps(cube()).replace("2.5,", "2.50,"))
    assert seen(path, *FACTS, "Place", "period_text", "sheet", "cell") == [
        ("Ducks counted", "2019", "1", None, "normal", "Aland", "2019", None, None),
        ("Ducks counted", "2020-Q2", "2.50", None, "normal", "Aland", "Spring 2020", None, None),
        ("Ducks counted", "2020-Q2", "4", None, "normal", "Bland", "Spring 2020", None, None),
    ]
    assert left_out(path) == {"no figure: null": (1, ["value 3"])}
    (reading,) = readings(path)
    assert reading.codes == {"geo": {"AL": "Aland", "BL": "Bland"}}
    assert reading.source == Source(
        "",
        publisher="Office of Aland",
        title="Ducks counted",
        url="https://example.org/ducks",
        published_on=PartialDate("2024-03-15"),
        note="Counted in spring.",
    )


def test_a_cube_with_gaps_has_the_values_that_are_there(tmp_path: Path) -> None:
    path = written(tmp_path, cube(value={"0": 1, "3": 4}, status={"3": "p"}))
    assert seen(path, "Place", "period", "value", "status") == [
        ("Aland", "2019", "1", "normal"),
        ("Bland", "2020-Q2", "4", "provisional"),
    ]


@pytest.mark.parametrize(
    ("status", "statuses"),
    [
        ("e", ["estimate", "estimate", "estimate"]),
        (["e", "p", None, ""], ["estimate", "provisional", "normal"]),
        (["f"], ["forecast", "forecast", "forecast"]),
        ({"1": "bp"}, ["normal", "provisional", "normal"]),
        (None, ["normal", "normal", "normal"]),
    ],
)
def test_a_status_is_a_text_a_list_or_an_object(tmp_path: Path, status: object, statuses: list[str]) -> None:
    assert [one for (one,) in seen(written(tmp_path, cube(status=status)), "status")] == statuses


def test_a_status_may_say_that_there_is_no_figure_or_none_for_the_public(tmp_path: Path) -> None:
    path = written(
        tmp_path,
        cube(
            status={"0": "c", "1": "z", "3": "q9"},
            extension={"status": {"label": {"z": "not applicable", "q9": "counted twice"}}},
        ),
    )
    assert [figure.note for figure in batch(path).figures] == ["counted twice"]
    assert left_out(path) == {
        "confidential or under embargo, as the file says": (1, ["value 1"]),
        "no figure: the status says “not applicable”": (1, ["value 2"]),
        "no figure: null": (1, ["value 3"]),
    }


def test_texts_in_the_place_of_values(tmp_path: Path) -> None:
    path = written(tmp_path, cube(value=["..", "1.50", ":", "-7"]))
    assert seen(path, "value", orders=Orders(missing=("-7",))) == [("1.50",)]


METRIC = {
    "ContentsCode": {
        "label": "contents",
        "category": {
            "index": ["N", "S", "V"],
            "label": {"N": "Ducks", "S": "Share of ducks", "V": "Value of ducks"},
            "unit": {
                "N": {"base": "ducks", "decimals": 0, "multiplier": 3},
                "S": {"label": "per cent", "symbol": "%", "position": "end", "decimals": 1},
                "V": {"symbol": "EUR", "multiplier": 6},
            },
        },
    },
    "Tid": {"label": "year", "category": {"index": {"2020K3": 0}, "label": {"2020K3": "2020K3"}}},
}


def test_several_measures_are_several_indicators_with_their_units(tmp_path: Path) -> None:
    body = cube(
        id=["ContentsCode", "Tid"],
        size=[3, 1],
        role={"time": ["Tid"], "metric": ["ContentsCode"]},
        dimension=METRIC,
        value=[1, 2, 3],
    )
    assert seen(written(tmp_path, body), *FACTS) == [
        ("Ducks", "2020-Q3", "1", "thousands of ducks", "normal"),
        ("Share of ducks", "2020-Q3", "2", "percent", "normal"),
        ("Value of ducks", "2020-Q3", "3", "millions of euros", "normal"),
    ]


def test_a_dimension_of_units_is_the_unit(tmp_path: Path) -> None:
    dimension = {
        "unit": {"category": {"label": {"MIO_EUR": "Million euro"}}},
        "time": {"category": {"index": ["2020"]}},
    }
    body = cube(id=["unit", "time"], size=[1, 1], dimension=dimension, value=[5])
    assert seen(written(tmp_path, body), "unit", "value") == [("millions of euros", "5")]


def test_a_bundle_of_version_1(tmp_path: Path) -> None:
    old = cube()
    dimension = {**old["dimension"], "id": old["id"], "size": old["size"], "role": old["role"]}
    body = {
        "ducks": {"label": "Ducks", "value": [1, 2, 3, 4], "dimension": dimension},
        "geese": {"label": "Geese", "value": {"0": 9}, "status": "A", "dimension": dimension},
    }
    assert seen(written(tmp_path, body), "indicator", "value") == [
        ("Ducks", "1"),
        ("Ducks", "2"),
        ("Ducks", "3"),
        ("Ducks", "4"),
        ("Geese", "9"),
    ]


def test_a_collection_holds_datasets_and_addresses_are_not_fetched(tmp_path: Path) -> None:
    item = [
        {"class": "dataset", "href": "https://example.org/elsewhere"},
        cube(label="Geese"),
        {"class": "collection", "link": {"item": [cube(label="Swans")]}},
    ]
    path = written(tmp_path, {"version": "2.0", "class": "collection", "link": {"item": item}})
    assert [reading.indicator for reading in readings(path)] == ["Geese", "Swans"]


def test_parts_make_wholes(tmp_path: Path) -> None:
    body = cube()
    body["dimension"]["geo"]["category"] = {
        "index": ["T", "AL", "BL", "X"],
        "label": {"T": "Total", "AL": "Aland", "BL": "Bland", "X": "X-land"},
        "child": {"BL": ["X"]},
    }
    body |= {"size": [1, 4, 2], "value": list(range(8))}
    path = written(tmp_path, body)
    assert readings(path)[0].wholes == {"geo": {"T": (), "BL": ("X",)}}
    assert {code.id: code.broader for code in batch(path).codes} == {"T": None, "AL": "T", "BL": "T", "X": "BL"}


def test_time_is_found_by_its_name_where_no_role_says_it(tmp_path: Path) -> None:
    path = written(tmp_path, cube(role={}))
    assert [period for (period,) in seen(path, "period")] == ["2019", "2020-Q2", "2020-Q2"]
    (assumption,) = readings(path)[0].assumptions
    assert (assumption.sentence, assumption.doubtful) == ("The periods are those of the dimension “time”.", False)


def test_what_the_desk_says_is_the_time_is_it(tmp_path: Path) -> None:
    body = cube(role={})
    body["dimension"]["when"] = {**body["dimension"].pop("time"), "label": "When"}
    body["id"] = ["freq", "geo", "when"]
    path = written(tmp_path, body)
    assert seen(path, "period", "When")[0] == ("", "2019")
    assert seen(path, "period", "When", orders=Orders(columns={"period": "when"}))[0] == ("2019", None)


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"value": [1, 2]}, "2 values and a size of 4"),
        ({"value": {"4": 1}}, "values outside its size of 4"),
        ({"value": {"x": 1}}, "values outside its size of 4"),
        ({"value": 7}, "has no values"),
        ({"size": [1, 2]}, "names 3 dimensions and 2 sizes"),
        ({"size": [1, 2, 10**12]}, "“time” has 2 categories and a size of 1,000,000,000,000"),
        ({"size": [1, 0, 2]}, "no list of numbers"),
        ({"size": [1, -2, 2]}, "no list of numbers"),
        ({"size": [1, "2", 2]}, "no list of numbers"),
        ({"size": [1, 2.5, 2]}, "no list of numbers"),
        ({"size": [1, 2, 10**4000]}, "no list of numbers"),
        ({"id": ["geo", "geo", "time"]}, "one of them twice"),
        ({"id": [1, 2, 3]}, "its id is no list of names"),
        ({"id": "geo"}, "its id is no list of names"),
        ({"dimension": {"geo": {}}}, "does not describe its dimension “freq”"),
        ({"dimension": []}, "its dimension is missing"),
        ({"role": [1]}, "its role is missing or no object"),
        ({"status": 7}, "its status is no text, list or object"),
    ],
)
def test_an_unsound_dataset_is_refused_in_a_sentence(tmp_path: Path, changes: dict[str, Any], message: str) -> None:
    with pytest.raises(LedgerUnreadable, match=message):
        batch(written(tmp_path, cube(**changes)))


@pytest.mark.parametrize(
    "category",
    [
        {"index": ["AL"]},
        {"index": ["AL", "AL"]},
        {"index": [["AL"], ["BL"]]},
        {"index": {"AL": 0, "BL": 0}},
        {"index": {"AL": 0, "BL": 7}},
        {"index": {"AL": 0, "BL": "1"}},
        {"label": {"AL": "a", "BL": "b"}},
        {},
        {"index": 7},
    ],
)
def test_unsound_categories_are_refused_in_a_sentence(tmp_path: Path, category: dict[str, Any]) -> None:
    body = cube()
    body["dimension"]["geo"]["category"] = category
    with pytest.raises(LedgerUnreadable, match=r"its dimension “geo” has \d categories and a size of 2"):
        batch(written(tmp_path, body))


def test_a_sparse_cube_may_be_huge(tmp_path: Path) -> None:
    codes = [str(number) for number in range(1000)]
    body = cube(
        id=["a", "b", "c", "d", "time"],
        size=[1000, 1000, 1000, 1000, 1],
        dimension={
            **{name: {"category": {"index": codes}} for name in "abcd"},
            "time": {"category": {"index": ["2020"]}},
        },
        value={"999999999999": 5, "0": 6},
    )
    assert seen(written(tmp_path, body), "a", "d", "value") == [("999", "999", "5"), ("0", "0", "6")]


@pytest.mark.parametrize(
    ("value", "column", "wrong"),
    [
        (True, "value", "the value is neither a number nor null"),
        ([1], "value", "the value is neither a number nor null"),
        ("many", "value", "“many” is not a number"),
        (10**100, "value", f"“1{'0' * 58}…” has more than 60 digits"),
    ],
)
def test_a_faulty_value_is_refused(tmp_path: Path, value: object, column: str, wrong: str) -> None:
    (problem,) = problems(written(tmp_path, cube(value=[1, 2, 3, value])))
    assert (problem.line, problem.column, problem.wrong) == (4, column, wrong)


def test_a_time_that_is_no_period_is_refused(tmp_path: Path) -> None:
    body = cube()
    body["dimension"]["time"]["category"] = {"index": ["2019", "soon"]}
    assert {(problem.column, problem.wrong) for problem in problems(written(tmp_path, body))} == {
        ("time", "“soon” is no period")
    }


@pytest.mark.parametrize(
    ("changes", "column"),
    [
        ({"extension": {"embargo": "2027-01-01"}}, "embargo"),
        ({"extension": {"deep": [{"review": "draft"}]}}, "review"),
    ],
)
def test_what_seems_to_withhold_is_refused(tmp_path: Path, changes: dict[str, Any], column: str) -> None:
    assert [problem.column for problem in problems(written(tmp_path, cube(**changes)))] == [column]


def test_a_dimension_that_seems_to_withhold_is_refused(tmp_path: Path) -> None:
    body = cube()
    body["dimension"]["geo"]["category"]["label"] = {"AL": "draft", "BL": "published"}
    assert [problem.column for problem in problems(written(tmp_path, body))] == ["geo"]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('{"class": "dataset", "version": "2.0", "href": "https://example.org"}', "only says where they are"),
        ('{"class": "collection", "version": "2.0", "link": {"item": [{"href": "x"}]}}', "only says where they are"),
        ('{"class": "dataset", "value": [1], "value": [2]}', "says “value” twice"),
        ('{"class": "dataset", "value": [NaN]}', "holds NaN"),
        ('{"class": "dataset", "value": [-Infinity]}', "holds -Infinity"),
        ('{"a": ' + "[" * 100_000, "nested too deeply"),
        ('{"class": "dataset",\n "value": [1,]}', "line 2 is not JSON"),
        ('{"class"', "line 1 is not JSON"),
    ],
)
def test_json_that_cannot_be_read_is_refused_in_a_sentence(tmp_path: Path, text: str, message: str) -> None:
    with pytest.raises(LedgerUnreadable, match=message):
        described(written(tmp_path, text), Orders(), Faults())


def test_a_number_with_a_million_digits_is_one_sentence(tmp_path: Path) -> None:
    text = json.dumps(cube()).replace("2.5,", "9" * 10**6 + ",")
    (problem,) = problems(written(tmp_path, text))
    assert problem.wrong.endswith("has more than 60 digits")
    assert len(problem.wrong) < 200
