"""Columns that seem to withhold and would not are refused with the name meant, whatever it is that gives them away."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from bot.errors import LedgerUnreadable
from bot.ingest import read
from bot.ingest.instants import is_instant
from bot.ingest.withholding import EMBARGO, REVIEW, withholds
from tests.ingest.conftest import append, problems_of

Tidy = Callable[[str | bytes], Path]

_ANY = "x"


@pytest.mark.parametrize(
    "name",
    [
        "embargo", "Embargo", "EMBARGOED", "embargoed_until", "embargo_untill", "Embargo till", "EmbargoUntil",
        "embargoUntil", "under embargo until", "embargo date", "date of embargo", "embargo lifts", "lift_embargo",
        "emb. until", "emb_date", "embgo until", "embago_until", "embrago until", "enbargo", "ambargo_until", "emabrgo",
        "em-bargo", "embargo-until-", "embargo_until\u200b", "\u0435mbargo_until", "embargó", "un-embargo at",
    ],
)  # fmt: skip
def test_a_name_near_the_embargo_s_is_refused(tidy: Tidy, name: str) -> None:
    path = tidy(f"indicator,period,value,unit,{name}\nleak rate,2031-Q3,9.1,percent,{_ANY}\n")
    (problem,) = problems_of(path)
    assert (problem.line, problem.column) == (1, " ".join(name.split()))
    assert problem.right == "did you mean “embargo_until”? If not, name it otherwise"


@pytest.mark.parametrize(
    "name",
    [
        "reviewed", "Reveiw", "revew", "rewiew", "reviews", "review_state", "Review status", "ReviewState",
        "status of review", "in review", "under review", "is_reviewed", "desk review", "review stage",
    ],
)  # fmt: skip
def test_a_name_near_the_review_s_is_refused(tidy: Tidy, name: str) -> None:
    (problem,) = problems_of(tidy(f"indicator,value,{name}\nleak rate,9.1,{_ANY}\n"))
    assert (problem.line, problem.column) == (1, name)
    assert problem.right == "did you mean “review”? If not, name it otherwise"


@pytest.mark.parametrize(
    "name",
    [
        "type of review", "review body", "peer review outcome", "preview", "reviewer", "revenue", "revised", "renewal",
        "embarkation port", "embarked", "port of embarkation", "embryo transfers", "embassy", "EMB", "cargo", "barge",
        "region", "until", "lifted", "state", "Großraum", "étape",
    ],
)  # fmt: skip
def test_an_honest_breakdown_is_taken(tidy: Tidy, name: str) -> None:
    (figure,) = read(tidy(f"indicator,value,{name}\nleak rate,9.1,North\n")).figures
    assert figure.dimensions == ((name, "North"),)


@pytest.mark.parametrize(
    "cell",
    [
        "2031-01-01T00:00:00+13:00", "2031-01-01T00:00Z", "2031-01-01 00:00+1300", "20310101T000000Z",
        "2031-W01-3T09:00Z",
        "2031-01-01 00:00 Pacific/Auckland", "2031-01-01T00:00+13:00[Pacific/Auckland]",
        "2031-01-01 00:00 America/New_York",
        "1 January 2031, 12.01am (NZDT)", "Wednesday 1 January 2031 at 00:01 NZDT", "00:01 on 1/1/31 Auckland time",
        "12:01 a.m. ET, January 1, 2031", "1 Jan 2031 0001 hrs GMT", "1st of January 2031 9am UTC+13",
        "1-Jan-2031 00:01 AEDT",
        "midnight 1 January 2031 London time", "01.01.2031 00:00 MEZ", "Wed, 01 Jan 2031 00:00:00 +0000",
        "until 2031-01-01 00:00 UTC", "Wed Jan  1 00:00:00 UTC 2031", "1 January 2031 00h01 CET",
        "embargoed until 1 January 2031", "EMBARGO: 2031-01-01, 9am",
    ],
)  # fmt: skip
def test_a_column_of_instants_is_refused(tidy: Tidy, cell: str) -> None:
    rows = (
        f'indicator,period,value,held back\nleak rate,2030,1,"{cell}"\nleak rate,2031,2,\nleak rate,2032,3,"{cell}"\n'
    )
    (problem,) = problems_of(tidy(rows))
    assert (problem.line, problem.column) == (1, "held back")
    kind, otherwise = ("times with a time zone", "write the times without their zone")
    if "embargo" in cell.casefold():
        kind, otherwise = ("times and embargoes", "leave the embargoes out")
    assert problem.wrong == f"the column is not known, and its cells are all {kind}"
    assert problem.right == f"did you mean “embargo_until”? If not, {otherwise}"


@pytest.mark.parametrize("name", ["publish after", "ReleaseTime", "hold_until", "not before", "public from"])
def test_local_times_are_refused_where_the_name_is_of_a_release(tidy: Tidy, name: str) -> None:
    (problem,) = problems_of(tidy(f'indicator,value,{name}\na,1,2031-01-01 00:00\na,2,"1 January 2031, 9am"\n'))
    assert problem.wrong == "the column is not known, and its cells are all times"
    assert problem.right == "did you mean “embargo_until”? If not, name it otherwise"


@pytest.mark.parametrize("name", ["DateModified", "last_updated", "Created at", "retrieved"])
def test_when_a_record_was_kept_withholds_nothing(tidy: Tidy, name: str) -> None:
    path = tidy(f"indicator,period,value,unit,{name}\nrain,2021-Q3,9.1,mm,2021-12-04T00:00:00+01:00\n")
    assert len(read(path).figures) == 1
    (problem,) = problems_of(tidy(f"indicator,period,value,{name} published\nrain,2021-Q3,9,2021-12-04T00:00+01:00\n"))
    assert problem.right.startswith("did you mean “embargo_until”?")


def test_each_column_is_judged_by_its_own_cells(tidy: Tidy) -> None:
    rows = "region,held back,indicator,value,branch,embargo_until\nNorth,2031-01-01T00:00Z,a,1,x,2031-01-01T00:00Z\n"
    (problem,) = problems_of(tidy(rows))
    assert problem.column == "held back"
    (figure,) = read(tidy(rows.replace("held back", "value2").replace("2031-01-01T00:00Z,a", "b,a"))).figures
    assert figure.dimensions == (("branch", "x"), ("region", "North"), ("value2", "b"))


def test_placeholders_among_instants_change_nothing(tidy: Tidy) -> None:
    (problem,) = problems_of(tidy("indicator,value,free at\na,1,n/a\na,2,2031-01-01T00:00Z\na,3,-\na,4,TBC\n"))
    assert problem.column == "free at"


@pytest.mark.parametrize(
    "cells",
    [
        ("2031-01-01", "2031-01-02"),
        ("2031-01-01 00:00", "2031-01-01T01:00"),
        ("00:00 UTC", "01:00 UTC"),
        ("2031-01-01T00:00Z", "North"),
        ("1 January 2031 Auckland", "2 January 2031 Auckland"),
        ("Auckland", "Pacific/Auckland"),
        ("18 to 24", "25 to 34"),
        ("arms embargo", "oil embargo of 1973"),
        ("-", "n/a"),
    ],
)
def test_cells_that_are_no_instants_break_figures_down(tidy: Tidy, cells: tuple[str, str]) -> None:
    batch = read(tidy("indicator,value,at\na,1,{}\na,2,{}\n".format(*cells)))
    assert [figure.dimensions for figure in batch.figures] == [(("at", cell),) for cell in cells]


@pytest.mark.parametrize(
    "cells", [("draft", "DRAFT"), ("Published", "draft"), ("retracted",), ("withdrawn", "published")]
)
def test_a_column_of_review_states_is_refused(tidy: Tidy, cells: tuple[str, ...]) -> None:
    rows = "".join(f"a,{number},{cell}\n" for number, cell in enumerate(cells))
    (problem,) = problems_of(tidy(f"indicator,value,desk note\n{rows}"))
    assert (problem.line, problem.column) == (1, "desk note")
    assert problem.wrong == "the column is not known, and its cells are all review states"
    assert problem.right == "did you mean “review”? If not, write them in other words"


@pytest.mark.parametrize(
    ("name", "cell"), [("draft", "yes"), ("is_draft", "TRUE"), ("Published", "no"), ("unpublished", "x")]
)
def test_a_flag_of_a_review_state_is_refused(tidy: Tidy, name: str, cell: str) -> None:
    (problem,) = problems_of(tidy(f"indicator,value,{name}\na,1,{cell}\na,2,\n"))
    assert (problem.column, problem.right) == (name, "did you mean “review”? If not, name it otherwise")


def test_flags_of_something_else_break_figures_down(tidy: Tidy) -> None:
    batch = read(tidy("indicator,value,renewable,draft round\na,1,yes,1\na,2,no,2\n"))
    assert len(batch.dimensions) == 2


def test_other_faults_of_the_header_are_told_with_it(tidy: Tidy) -> None:
    problems = problems_of(tidy("indicator,value,VALUE,embargo\na,1,2,x\n"))
    assert [problem.column for problem in problems] == ["VALUE", "embargo"]


def test_the_columns_themselves_are_read(tidy: Tidy) -> None:
    batch = read(
        tidy("indicator,value,Embargo until,REVIEW\na,1,2031-01-01T00:00+13:00,Draft\na,2,,published\na,3,,\n")
    )
    assert [figure.review for figure in batch.figures] == ["draft", "published", "published"]
    assert [figure.embargo_until is not None for figure in batch.figures] == [True, False, False]
    assert batch.said_published == {batch.figures[1].id}
    assert [batch.lines["figures", figure.id] for figure in batch.figures] == [
        ("figures.csv", line) for line in (2, 3, 4)
    ]


@pytest.mark.parametrize(
    ("cell", "right"),
    [
        ("retracted", "`factdesk ledger withdraw FIGURE` withdraws a figure"),
        ("Withdrawn", "`factdesk ledger withdraw FIGURE` withdraws a figure"),
        ("approved", "write draft or published"),
        ("yes", "write draft or published"),
    ],
)
def test_any_other_review_state_is_refused(tidy: Tidy, cell: str, right: str) -> None:
    (problem,) = problems_of(tidy(f"indicator,value,review\na,1,{cell}\n"))
    assert (problem.line, problem.column, problem.right) == (2, "review", right)


@pytest.mark.parametrize("cell", ["2031-01-01", "1 January 2031, 00:01 NZDT", "2031-01-01 00:00", "yes"])
def test_an_embargo_that_cannot_be_read_is_refused(tidy: Tidy, cell: str) -> None:
    (problem,) = problems_of(tidy(f'indicator,value,embargo_until\na,1,"{cell}"\n'))
    assert (problem.line, problem.column) == (2, "embargo_until")


@pytest.mark.parametrize(
    ("embargoes", "reviews", "until", "review"),
    [
        (("", "2031-01-01T00:00Z"), ("", ""), 2031, "published"),
        (("2032-01-01T00:00Z", "2031-01-01T00:00Z"), ("", ""), 2032, "published"),
        (("", ""), ("published", "draft"), None, "draft"),
    ],
)
def test_rows_that_are_one_figure_withhold_all_that_any_says(
    tidy: Tidy, embargoes: tuple[str, str], reviews: tuple[str, str], until: int | None, review: str
) -> None:
    rows = "".join(f"a,1,{one},{other}\n" for one, other in zip(embargoes, reviews, strict=True))
    batch = read(tidy(f"indicator,value,embargo_until,review\n{rows}"))
    (figure,) = batch.figures
    assert (figure.embargo_until and figure.embargo_until.year, figure.review) == (until, review)
    assert batch.said_published == frozenset()


_FILES = ["observations", "indicators", "codes", "sources", "key_dates"]


@pytest.mark.parametrize("file", _FILES)
@pytest.mark.parametrize("name", ["embargo", "review_state"])
def test_every_table_of_a_package_is_looked_at(libraries: Path, file: str, name: str) -> None:
    path = libraries / f"{file}.csv"
    header, *rows = path.read_text(encoding="utf-8").splitlines()
    path.write_text("\n".join([f"{header},{name}", *(f"{row}," for row in rows)]) + "\n", encoding="utf-8")
    problems = problems_of(libraries)
    assert (file in problems[0].file, problems[0].line, problems[0].column) == (True, 1, name)
    known = file == "observations" or (file == "key_dates" and name == "embargo")
    meant = EMBARGO if name == "embargo" else REVIEW
    assert (f"did you mean “{meant}”?" if known else f"write it in the column “{meant}” of observations") in problems[
        0
    ].right


def test_an_embargo_in_a_table_that_has_none_is_refused(libraries: Path) -> None:
    path = libraries / "indicators.csv"
    header, *rows = path.read_text(encoding="utf-8").splitlines()
    path.write_text("\n".join([f"{header},embargo_until", *(f"{row}," for row in rows)]) + "\n", encoding="utf-8")
    (problem,) = problems_of(libraries)
    assert "of observations or key_dates, which hide what only they use" in problem.right


@pytest.mark.parametrize("where", ["package", "resource", "deep"])
def test_an_embargo_in_the_descriptor_is_refused(libraries: Path, where: str) -> None:
    path = libraries / "datapackage.json"
    body = json.loads(path.read_text(encoding="utf-8"))
    place = {"package": body, "resource": body["resources"][0], "deep": body.setdefault("custom", {})}[where]
    place["embargo_until"] = "2031-01-01T00:00Z"
    path.write_text(json.dumps(body), encoding="utf-8")
    (problem,) = problems_of(libraries)
    assert (problem.column, problem.wrong) == ("embargo_until", "an embargo is not read from the descriptor")


@pytest.mark.parametrize("where", ["package", "resource"])
@pytest.mark.parametrize("name", ["review", "reviewed", "ReviewState"])
def test_a_review_state_in_the_descriptor_is_refused(libraries: Path, where: str, name: str) -> None:
    path = libraries / "datapackage.json"
    body = json.loads(path.read_text(encoding="utf-8"))
    (body if where == "package" else body["resources"][0])[name] = "draft"
    path.write_text(json.dumps(body), encoding="utf-8")
    (problem,) = problems_of(libraries)
    assert (problem.column, problem.wrong) == (name, "a review state is not read from the descriptor")
    assert problem.right == "write it in the column “review” of the rows that it is for"


@pytest.mark.parametrize("name", ["embargoes", "Embargo list", "review-states"])
def test_a_resource_that_seems_to_withhold_is_refused(libraries: Path, name: str) -> None:
    path = libraries / "datapackage.json"
    body = json.loads(path.read_text(encoding="utf-8"))
    body["resources"].append({"name": name, "path": "embargoes.csv"})
    path.write_text(json.dumps(body), encoding="utf-8")
    (problem,) = problems_of(libraries)
    assert problem.wrong == f"resource “{name}” is not read"


def test_a_key_date_takes_an_embargo(libraries: Path) -> None:
    path = libraries / "key_dates.csv"
    header, row, *rows = path.read_text(encoding="utf-8").splitlines()
    lines = [f"{header},embargo_until", f"{row},2031-01-01T00:00+13:00", *(f"{one}," for one in rows)]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    batch = read(libraries)
    assert [date.embargo_until is not None for date in batch.key_dates] == [True, *(False for _ in rows)]
    assert batch.lines["key_dates", batch.key_dates[0].id] == ("key_dates.csv", 2)


def test_a_name_that_is_known_is_never_looked_into() -> None:
    assert withholds(EMBARGO) == EMBARGO  # It is near to itself: what is known has to be left out before.
    assert not is_instant("")


def test_a_file_without_rows_is_judged_by_its_header(libraries: Path) -> None:
    append(libraries, "observations.csv")
    header = (libraries / "observations.csv").read_text(encoding="utf-8").splitlines()[0]
    (libraries / "observations.csv").write_text(f"{header},embargoed\n", encoding="utf-8")
    (problem,) = problems_of(libraries)
    assert problem.column == "embargoed"


def test_an_empty_file_is_still_no_table(tidy: Tidy) -> None:
    with pytest.raises(LedgerUnreadable, match="is empty"):
        read(tidy(""))
