from __future__ import annotations

import json
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


@pytest.mark.parametrize(
    ("properties", "wrong"),
    [
        ({"path": "../agents.csv"}, "resource “agents” is at “../agents.csv”, outside the package"),
        ({"path": "/etc/passwd"}, "resource “agents” is at “/etc/passwd”, outside the package"),
        (
            {"path": "https://example.org/a.csv"},
            "resource “agents” is at “https://example.org/a.csv”, outside the package",
        ),
        ({"path": ["a.csv", "b.csv"]}, "resource “agents” has no path of one file"),
        ({"path": None}, "resource “agents” has no path of one file"),
        ({"encoding": "latin-1"}, "resource “agents” is not in UTF-8"),
        ({"dialect": {"header": False}}, "resource “agents” has no header"),
        ({"dialect": {"delimiter": ";;"}}, "the delimiter of resource “agents” is not one character"),
        ({"dialect": {"quoteChar": "\n"}}, "the quoteChar of resource “agents” is not one character"),
        ({"dialect": "csv"}, "resource “agents” has a dialect that is no object"),
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
        ("[" * 100_000, "holds JSON that no descriptor needs"),
        ('{"a": ' + "9" * 5_000 + "}", "holds JSON that no descriptor needs"),
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
