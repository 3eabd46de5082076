"""A note of a row that announces an embargo refuses it, whatever the file is, and is not taken for something else."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from bot.errors import ImportRefused, Problem
from bot.ingest.batch import Batch
from bot.ingest.datapackage import read_package
from bot.ingest.files import opened
from bot.ingest.gathered import batch_of
from bot.ingest.orders import Orders
from bot.ingest.parts import lay_out

NOTES = ("embargoed until 3 March 2999", "checked")
KINDS = ("plain.csv", "own.csv", "sdmx.csv", "package.json")


def file(folder: Path, kind: str, notes: tuple[str, str] = NOTES) -> Path:
    one, other = notes
    fields = [{"name": name, "type": kind} for name, kind in
              (("area", "string"), ("time", "year"), ("value", "number"), ("note", "string"))]  # fmt: skip
    data = [["area", "time", "value", "note"], ["A", 2020, 5, one], ["B", 2020, 6, other]]
    texts = {
        "plain.csv": f"Region,Year,Births,Notes\nA,2020,5,{one}\nB,2020,6,{other}\n",
        "own.csv": f"indicator,period,value,note\nbirths,2020,5,{one}\ndeaths,2020,6,{other}\n",
        "sdmx.csv": "DATAFLOW,REF_AREA,TIME_PERIOD,OBS_VALUE,COMMENT_OBS\n"
        f"BIRTHS,A,2020,5,{one}\nBIRTHS,B,2020,6,{other}\n",
        "package.json": json.dumps({"name": "x", "title": "Births", "schema": {"fields": fields}, "data": data}),
    }
    path = folder / kind
    path.write_text(texts[kind], encoding="utf-8")
    return path


def batch(path: Path, orders: Orders | None = None) -> Batch:
    with opened(path) as file:
        return batch_of(lay_out(file, orders or Orders()))


def problems(path: Path) -> tuple[Problem, ...]:
    with pytest.raises(ImportRefused) as refused:
        batch(path)
    return tuple(refused.value.problems)


@pytest.mark.parametrize("kind", KINDS)
def test_the_row_is_at_fault(tmp_path: Path, kind: str) -> None:
    (problem,) = problems(file(tmp_path, kind))
    assert problem.wrong == "“embargoed until 3 March 2999” seems to withhold the figure, and would not"
    assert "--not-withheld" in problem.right


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(
    "orders", [Orders(not_withheld=True), Orders(columns={"embargo_until": "2999-03-03T09:30+00:00"})]
)
def test_it_is_read_where_the_desk_says_when_or_that_it_is_over(tmp_path: Path, kind: str, orders: Orders) -> None:
    assert len(batch(file(tmp_path, kind), orders).figures) == 2


@pytest.mark.parametrize("kind", KINDS)
def test_an_embargo_that_figures_are_about_is_none(tmp_path: Path, kind: str) -> None:
    assert len(batch(file(tmp_path, kind, ("arms embargoes in force", "checked"))).figures) == 2


def test_a_day_of_release_in_a_note_is_held_against_today_s(tmp_path: Path) -> None:
    found = batch(file(tmp_path, "plain.csv", ("Do not release before 3 March 2999", "checked")))
    assert [(one.day.isoformat(), one.line) for one in found.releases] == [("2999-03-03", 2)]


def test_a_column_of_nothing_else_is_refused_for_what_it_says(tmp_path: Path) -> None:
    (problem,) = problems(file(tmp_path, "plain.csv", ("embargoed until 3 March 2999", "")))
    assert problem.wrong == "the column is not known, and its cells are all times and embargoes"
    assert "embargo_until" in problem.right


def test_a_package_in_the_own_layout_is_told_where_to_write_it(tmp_path: Path) -> None:
    (tmp_path / "datapackage.json").write_text(
        '{"name": "x", "resources": [{"name": "observations", "path": "observations.csv"}]}', encoding="utf-8"
    )
    (tmp_path / "observations.csv").write_text(
        "indicator,value,note\nbirths,5,embargoed until 3 March 2999\ndeaths,6,checked\n", encoding="utf-8"
    )
    with pytest.raises(ImportRefused) as refused:
        read_package(tmp_path / "datapackage.json")
    (problem,) = refused.value.problems
    assert (problem.line, problem.column) == (2, "note")
    assert "in a column embargo_until of observations" in problem.right
    assert len(read_package(tmp_path / "datapackage.json", Orders(not_withheld=True)).figures) == 2
