from __future__ import annotations

import json
import os
from collections.abc import Callable
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import frictionless
import pytest

from bot.domain import KeyDateStatus, Qualifier, Status
from bot.errors import LedgerUnreadable
from bot.ingest import read
from bot.periods import PartialDate, Period
from tests.ingest.conftest import append, problems_of


def edit(folder: Path, change: Callable[[dict[str, Any]], None]) -> None:
    """Changes the descriptor of the package in place."""
    path = folder / "datapackage.json"
    body = json.loads(path.read_text(encoding="utf-8"))
    change(body)
    path.write_text(json.dumps(body), encoding="utf-8")


def resource(body: dict[str, Any], name: str) -> dict[str, Any]:
    found: dict[str, Any] = next(entry for entry in body["resources"] if entry["name"] == name)
    return found


def test_the_sample_of_these_tests_is_a_valid_data_package(libraries: Path) -> None:
    assert frictionless.validate(str(libraries / "datapackage.json")).valid


def test_a_folder_and_its_descriptor_read_alike(libraries: Path) -> None:
    assert read(libraries) == read(libraries / "datapackage.json")


def test_every_concept_is_read(libraries: Path) -> None:
    batch = read(libraries)
    assert (batch.language, batch.scope, batch.warnings) == ("en-NZ", ("Harbourtown",), ())
    members, _, share = batch.indicators
    assert (members.id, members.label, members.alt_labels) == (
        "members",
        "Members",
        ("card holders", "people with a card"),
    )
    assert (share.numerator, share.denominator, share.unit, share.universe) == (
        "active",
        "members",
        "percent",
        "members",
    )
    assert [(one.id, one.broader, one.size) for one in batch.universes] == [
        ("residents", None, None),
        ("members", "residents", "members"),
    ]
    assert [(one.id, one.whole, one.alt_labels) for one in batch.dimensions] == [("branch", True, ("library",))]
    assert [(one.dimension, one.id, one.broader) for one in batch.codes] == [
        ("branch", "north", None),
        ("branch", "pier", "north"),
    ]
    assert [(one.id, one.period, one.label) for one in batch.periods] == [
        ("2018-07/2019-06", Period("2018-07/2019-06"), "before the flood")
    ]
    assert [one.label for one in batch.agents] == ["Friends of the Library"]
    assert [(one.id, one.publisher, one.published_on) for one in batch.sources] == [
        ("report-2019", "Harbourtown Council", PartialDate("2019-09")),
        ("leaflet", None, None),
    ]


def test_a_key_date_with_a_time_is_an_instant_of_its_zone(libraries: Path) -> None:
    report, reopening = read(libraries).key_dates
    assert (report.at, report.zone) == (PartialDate("2020-09-30"), "Pacific/Auckland")
    assert report.at_time == datetime(2020, 9, 30, 1, tzinfo=UTC)
    assert (report.brings, report.source, report.status) == ("members", "report-2019", KeyDateStatus.SCHEDULED)
    assert (reopening.at, reopening.at_time, reopening.status) == (PartialDate("2020-10"), None, KeyDateStatus.HAPPENED)


def test_every_figure_is_read(libraries: Path) -> None:
    total, pier, share, claimed = read(libraries).figures
    assert (total.indicator, total.value, total.dimensions) == ("members", Decimal(1240), ())
    assert (pier.dimensions, pier.qualifier, pier.status) == (
        (("branch", "pier"),),
        Qualifier.ABOUT,
        Status.PROVISIONAL,
    )
    assert str(share.value) == "48.40"
    assert (claimed.attributed_to, claimed.source) == ("friends", "leaflet")
    assert claimed.embargo_until == datetime(2020, 9, 30, 1, tzinfo=UTC)
    assert len({figure.id for figure in (total, pier, share, claimed)}) == 4


def test_observations_alone_are_enough(tmp_path: Path) -> None:
    (tmp_path / "o.csv").write_text("indicator,value,source,branch\nmembers,5,report,pier\n")
    (tmp_path / "datapackage.json").write_text('{"resources": [{"name": "observations", "path": "o.csv"}]}')
    batch = read(tmp_path)
    (source,) = batch.sources
    assert [one.id for one in (*batch.indicators, *batch.dimensions, *batch.codes)] == ["members", "branch", "pier"]
    assert (source.id, source.title) == ("report", "report")


def test_what_is_only_named_is_told_apart_from_what_is_defined(libraries: Path) -> None:
    append(libraries, "observations.csv", "members,2020,7,,,,,report-2019,https://example.org/7,,,,,south")
    assert read(libraries).only_named == {("codes", "branch", "south")}
    edit(libraries, lambda body: body["resources"].remove(resource(body, "agents")))
    assert ("agents", "friends") in read(libraries).only_named


def test_a_figure_may_cite_a_page_of_its_source(libraries: Path) -> None:
    append(libraries, "observations.csv", "members,2020,7,,,,,report-2019,https://example.org/report/7,,,,,")
    batch = read(libraries)
    cited = {source.id: source for source in batch.sources}[batch.figures[-1].source or ""]
    assert (cited.publisher, cited.url) == ("Harbourtown Council", "https://example.org/report/7")


@pytest.mark.parametrize(
    ("file", "line", "column", "wrong"),
    [
        ("observations.csv", "membrs,2020,7,,,,,,,,,,,", "indicator", "“membrs” is not in indicators.csv"),
        ("observations.csv", ",2020,7,,,,,,,,,,,", "indicator", "the cell is blank"),
        ("observations.csv", "members,2020,7,,,,nobody,,,,,,,", "universe", "“nobody” is not in universes.csv"),
        ("observations.csv", "members,2020,7,,,,,rumour,,,,,,", "source", "“rumour” is not in sources.csv"),
        (
            "observations.csv",
            "members,2020,7,,,,,,https://example.org,,,,,",
            "source",
            "the row has a url and no source",
        ),
        ("observations.csv", "members,2020,7,,,,,,,,,mayor,,", "attributed_to", "“mayor” is not in agents.csv"),
        ("indicators.csv", "members,Again,,,,,,,", "indicator", "“members” is defined already, in line 2"),
        ("indicators.csv", "visits,,,,,,,,", "label", "the cell is blank"),
        ("indicators.csv", "visits,Visits,a||b,,,,,,", "alt_labels", "“a||b” has an empty label"),
        ("indicators.csv", "visits,Visits,,,,nobody,,,", "universe", "“nobody” is not in universes.csv"),
        ("indicators.csv", "visits,Visits,,,,,entries,,", "numerator", "“entries” is not in indicators.csv"),
        ("indicators.csv", "visits,Visits,,,,,,entries,", "denominator", "“entries” is not in indicators.csv"),
        ("universes.csv", "u,U,,nobody,", "broader", "“nobody” is not in universes.csv"),
        ("universes.csv", "u,U,,,nothing", "size", "“nothing” is not in indicators.csv"),
        ("universes.csv", "u,U,,u,", "broader", "“u” would be broader than itself"),
        ("dimensions.csv", "age,Age,,perhaps", "whole", "“perhaps” is neither true nor false"),
        ("codes.csv", "brnch,x,X,,", "dimension", "“brnch” is not in dimensions.csv"),
        ("codes.csv", "branch,pier,Again,,", "code", "“pier” is defined already, in line 3"),
        ("codes.csv", "branch,x,X,,south", "broader", "“south” is no code of “branch” in codes.csv"),
        ("periods.csv", "last year,last year,", "period", "“last year” is not a period"),
        ("sources.csv", "s,,,,nowhere,,,", "url", "“nowhere” is not a web address"),
        ("sources.csv", "s,,,,,soon,,", "published_on", "“soon” is not a date"),
        ("key_dates.csv", "k,K,,2020-10-01,Pacific/Atlantis,,,,", "zone", "“Pacific/Atlantis” is not a time zone"),
        ("key_dates.csv", "k,K,,2020-10-01T10:00,,,,,", "zone", "a time of day has no time zone"),
        ("key_dates.csv", "k,K,,,,,,,", "at", "the cell is blank"),
        ("key_dates.csv", "k,K,,0001-01-01,Pacific/Auckland,,,,", "at", "“0001-01-01” is too far off for a key date"),
        ("key_dates.csv", "k,K,,9999-12-31T23:59,UTC,,,,", "at", "“9999-12-31” is too far off for a key date"),
        ("key_dates.csv", "k,K,,2020-10,,dropped,,,", "status", "“dropped” is not a status of a key date"),
        ("key_dates.csv", "k,K,,2020-10,,,rumour,,", "source", "“rumour” is not in sources.csv"),
        ("key_dates.csv", "k,K,,2020-10,,,,,visits", "brings", "“visits” is not in indicators.csv"),
    ],
)
def test_a_faulty_row_is_refused(libraries: Path, file: str, line: str, column: str, wrong: str) -> None:
    append(libraries, file, line)
    last = len((libraries / file).read_text(encoding="utf-8").splitlines())
    (problem,) = problems_of(libraries)
    assert (problem.file, problem.line, problem.column, problem.wrong) == (file, last, column, wrong)


def test_a_misspelt_reference_comes_with_the_nearest_id(libraries: Path) -> None:
    append(libraries, "observations.csv", "membrs,2020,7,,,,,,,,,,,")
    assert problems_of(libraries)[0].right == "did you mean “members”?"


def test_faults_of_several_files_are_reported_together(libraries: Path) -> None:
    append(libraries, "observations.csv", "members,2020,x,,,,,,,,,,,", "members,never,1,,,,,,,,,,,")
    append(libraries, "sources.csv", "s,,,,nowhere,,,")
    assert [(problem.file, problem.line) for problem in problems_of(libraries)] == [
        ("observations.csv", 6),
        ("observations.csv", 7),
        ("sources.csv", 4),
    ]


def test_a_circle_of_broader_codes_is_reported_once(libraries: Path) -> None:
    append(libraries, "codes.csv", "branch,a,A,,b", "branch,b,B,,c", "branch,c,C,,b")
    (problem,) = problems_of(libraries)
    assert problem.wrong == "“b”, “c” would be broader than itself"


def test_a_faulty_definition_is_reported_and_not_each_use_of_it(libraries: Path) -> None:
    append(libraries, "indicators.csv", "visits,,,,,,,,")
    append(libraries, "observations.csv", "visits,2020,7,,,,,,,,,,,")
    (libraries / "agents.csv").write_text("agent,name\nfriends,Friends\n")
    assert [(problem.file, problem.column) for problem in problems_of(libraries)] == [
        ("agents.csv", "label"),
        ("indicators.csv", "label"),
    ]


def test_equal_codes_of_two_dimensions_do_not_meet(libraries: Path) -> None:
    append(libraries, "dimensions.csv", "road,Road,,")
    append(libraries, "codes.csv", "road,north,North,,pier", "road,pier,Pier,,")
    assert len(read(libraries).codes) == 4


def test_a_column_that_is_no_dimension_of_the_package_is_refused(libraries: Path) -> None:
    path = libraries / "observations.csv"
    path.write_text(path.read_text(encoding="utf-8").replace(",branch\n", ",brunch\n"), encoding="utf-8")
    (problem,) = problems_of(libraries)
    assert (problem.line, problem.column, problem.right) == (1, "brunch", "did you mean “branch”?")


def test_a_code_that_the_package_does_not_define_is_taken_with_a_warning(libraries: Path) -> None:
    append(libraries, "observations.csv", "members,2020,7,,,,,,,,,,,south")
    batch = read(libraries)
    assert batch.codes[-1].id == "south"
    assert batch.warnings == ("codes.csv does not define “south” of the dimension “branch”.",)


def test_what_is_not_used_is_named(libraries: Path) -> None:
    (libraries / "agents.csv").write_text("agent,label,alt_label\nfriends,Friends,\n")
    edit(libraries, lambda body: body["resources"].append({"name": "map", "data": [1]}))
    assert read(libraries).warnings == (
        "datapackage.json: the resource “map” is not used; its name is not known.",
        "agents.csv: the column “alt_label” is not used; did you mean “alt_labels”?",
    )


@pytest.mark.parametrize("form", ["top", "csv"])
def test_the_dialect_of_a_resource_is_followed(libraries: Path, form: str) -> None:
    properties = {"delimiter": ";", "quoteChar": "'"}
    edit(
        libraries,
        lambda body: resource(body, "agents").update(dialect=properties if form == "top" else {"csv": properties}),
    )
    (libraries / "agents.csv").write_text("agent;label\nfriends;'Friends; all'\n")
    assert read(libraries).agents[0].label == "Friends; all"


def own(folder: Path, schema: dict[str, Any], text: str | bytes, **resource: Any) -> Path:
    """A package in the own layout that holds nothing but observations."""
    (folder / "o.csv").write_bytes(text.encode() if isinstance(text, str) else text)
    entry = {"name": "observations", "path": "o.csv", "schema": schema, **resource}
    (folder / "datapackage.json").write_text(json.dumps({"resources": [entry]}))
    return folder


def fields(**value: Any) -> list[dict[str, Any]]:
    return [{"name": "indicator", "type": "string"}, {"name": "region", "type": "string"}, {"name": "value", **value}]


def values(folder: Path) -> list[tuple[str, str]]:
    return [(dict(figure.dimensions).get("region", ""), str(figure.value)) for figure in read(folder).figures]


def test_what_the_schema_says_of_numbers_and_missing_values_is_done(tmp_path: Path) -> None:
    schema = {"missingValues": ["", "-99"], "fields": fields(type="integer", groupChar=".")}
    own(tmp_path, schema, "indicator,region,value\njobs lost,North,1.234\njobs lost,South,-99\njobs lost,East,\n")
    assert values(tmp_path) == [("North", "1234")]
    assert read(tmp_path).warnings == (
        "o.csv: left out: 1 × no figure: “-99” (line 3).",
        "o.csv: left out: 1 × no figure: a blank cell (line 4).",
    )


@pytest.mark.parametrize(
    ("field", "missing", "text", "found"),
    [
        ({"type": "number", "decimalChar": ","}, None, '"5,5"', [("North", "5.5")]),
        ({"type": "number", "decimalChar": ",", "groupChar": "."}, None, '"1.234,5"', [("North", "1234.5")]),
        ({"type": "number", "bareNumber": False}, None, "95%", [("North", "95")]),
        ({"type": "number", "missingValues": ["0"]}, None, "0", []),
        ({"type": "number"}, ["0"], "0", []),
        ({"type": "number"}, ["-1"], "0", [("North", "0")]),
    ],
)
def test_a_value_is_as_its_field_says(
    tmp_path: Path, field: dict[str, Any], missing: list[str] | None, text: str, found: list[tuple[str, str]]
) -> None:
    schema = {"fields": fields(**field), **({"missingValues": missing} if missing else {})}
    own(tmp_path, schema, f"indicator,region,value\njobs,North,{text}\n")
    assert values(tmp_path) == found


def test_a_missing_value_in_a_dimension_is_its_total(tmp_path: Path) -> None:
    own(tmp_path, {"missingValues": ["-"], "fields": fields(type="number")}, "indicator,region,value\njobs,-,5\n")
    assert values(tmp_path) == [("", "5")]


def test_a_date_is_as_its_field_says(tmp_path: Path) -> None:
    schema = {"fields": [*fields(type="number"), {"name": "period", "type": "date", "format": "%d/%m/%Y"}]}
    own(tmp_path, schema, "indicator,region,value,period\njobs,North,5,03/04/2020\n")
    assert [figure.period.iso for figure in read(tmp_path).figures] == ["2020-04-03"]


@pytest.mark.parametrize(
    ("field", "text", "wrong"),
    [
        ({"type": "number", "decimalChar": ","}, "5.5", "“5.5” is no number as the schema has it"),
        ({"type": "integer", "groupChar": "."}, "1x", "“1x” is no integer as the schema has it"),
        (
            {"type": "number", "bareNumber": False},
            "€5",
            "“€5” has a unit, “€”, and the table has no column for it",
        ),
    ],
)
def test_a_value_that_is_not_as_its_field_says_is_refused(
    tmp_path: Path, field: dict[str, Any], text: str, wrong: str
) -> None:
    own(tmp_path, {"fields": fields(**field)}, f"indicator,region,value\njobs,North,{text}\n")
    (problem,) = problems_of(tmp_path)
    assert (problem.file, problem.line, problem.column, problem.wrong) == ("o.csv", 2, "value", wrong)


@pytest.mark.parametrize(
    ("resource", "text"),
    [
        ({"dialect": {"commentChar": "#"}}, "#jobs lost,x,7\nindicator,region,value\njobs,North,5\n#a,b,1\n"),
        ({"dialect": {"headerRows": [2]}}, "Jobs\nindicator,region,value\njobs,North,5\n"),
        ({"dialect": {"header": False}}, "jobs,North,5\n"),
        ({"dialect": {"csv": {"skipInitialSpace": True}}}, 'indicator, "region", "value"\njobs, "North", 5\n'),
        ({"path": ["o.csv"]}, "indicator,region,value\njobs,North,5\n"),
        ({"encoding": "utf-16"}, "indicator,region,value\njobs,North,5\n".encode("utf-16")),
    ],
)
def test_dialect_path_and_encoding_are_followed(tmp_path: Path, resource: dict[str, Any], text: str | bytes) -> None:
    own(tmp_path, {"fields": fields(type="number")}, text, **resource)
    assert values(tmp_path) == [("North", "5")]


def test_a_resource_that_leads_out_of_the_folder_by_a_link_is_refused(libraries: Path) -> None:
    (libraries / "agents.csv").rename(libraries.parent / "agents.csv")
    (libraries / "agents.csv").symlink_to(libraries.parent / "agents.csv")
    assert problems_of(libraries)[0].wrong == "resource “agents” is at “agents.csv”, outside the package"


def test_a_resource_that_is_no_file_is_refused(libraries: Path) -> None:
    (libraries / "agents.csv").unlink()
    os.mkfifo(libraries / "agents.csv")
    assert problems_of(libraries)[0].wrong == "resource “agents” is at “agents.csv”, which is no file"


@pytest.mark.parametrize(
    ("properties", "wrong"),
    [
        ({"path": "../agents.csv"}, "resource “agents” is at “../agents.csv”, outside the package"),
        ({"path": "/etc/passwd"}, "resource “agents” is at “/etc/passwd”, outside the package"),
        (
            {"path": "https://example.org/a.csv"},
            "resource “agents” is at “https://example.org/a.csv”, outside the package",
        ),
        ({"path": []}, "resource “agents” has no path of a file"),
        ({"path": None}, "resource “agents” has no path of a file"),
        ({"encoding": "wibble"}, "resource “agents” has an encoding that is not known"),
        ({"dialect": {"header": False}}, "resource “agents” has no header"),
        ({"dialect": {"delimiter": ";;"}}, "the delimiter of resource “agents” is not one character"),
        ({"dialect": {"quoteChar": "\n"}}, "the quoteChar of resource “agents” is not one character"),
        ({"dialect": 7}, "resource “agents” has a dialect that is no object"),
        ({"name": "sources"}, "two resources are named “sources”"),
        ({"name": 7}, "a resource has no name"),
    ],
)
def test_a_resource_that_cannot_be_followed_is_refused(libraries: Path, properties: dict[str, Any], wrong: str) -> None:
    edit(libraries, lambda body: resource(body, "agents").update(properties))
    assert wrong in [problem.wrong for problem in problems_of(libraries)]


def test_a_package_without_observations_is_refused(libraries: Path) -> None:
    edit(libraries, lambda body: resource(body, "observations").update(name="observation"))
    (problem,) = problems_of(libraries)
    assert problem.wrong == "no resource is named “observations”"


@pytest.mark.parametrize(
    ("change", "column"),
    [({"language": 7}, "language"), ({"keywords": "one"}, "keywords"), ({"keywords": [1]}, "keywords")],
)
def test_language_and_keywords_are_text(libraries: Path, change: dict[str, Any], column: str) -> None:
    edit(libraries, lambda body: body.update(change))
    assert [problem.column for problem in problems_of(libraries)] == [column]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("{", r"line 1 is not JSON"),
        ("[]", "is not a data package descriptor"),
        ("{}", "lists no resources"),
        ("[" * 100_000, "nested too deeply"),
        ('{"a": ' + "9" * 5_000 + "}", "lists no resources"),
        ('{"a": 1, "a": 2}', "says “a” twice"),
        ('{"a": NaN}', "holds NaN"),
        ("", "line 1 is not JSON"),
    ],
)
def test_a_descriptor_that_is_none_is_refused_in_a_sentence(tmp_path: Path, text: str, message: str) -> None:
    (tmp_path / "datapackage.json").write_text(text)
    with pytest.raises(LedgerUnreadable, match=message):
        read(tmp_path)


def test_a_missing_descriptor_or_file_is_refused_in_a_sentence(libraries: Path) -> None:
    (libraries / "agents.csv").unlink()
    with pytest.raises(LedgerUnreadable, match=r"agents\.csv does not exist"):
        read(libraries)
    (libraries / "datapackage.json").unlink()
    with pytest.raises(LedgerUnreadable, match=r"has no datapackage\.json"):
        read(libraries)
