"""A slip in an option is told, and never passes for something else that was said."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from bot.errors import ImportRefused, LedgerUnreadable, Problem, UnclearOrders
from bot.ingest import Orders, read
from bot.ingest.files import opened
from bot.ingest.parts import lay_out

LONG = "town,year,births,Einheit\nElm,2024,41,people\nAsh,2024,52,people\n"
GRID = "Births by town\n,Elm,Ash\n2023,40,50\n2024,41,52\n"
SDMX = "DATAFLOW,TOWN,TIME_PERIOD,OBS_VALUE\nX:B(1.0),Elm,2024,41\n"
CUBE = json.dumps(
    {"class": "dataset", "version": "2.0", "id": ["town"], "size": [1], "value": [41],
     "dimension": {"town": {"category": {"index": ["elm"]}}}}
)  # fmt: skip
TEXTS = {"long.csv": LONG, "grid.csv": GRID, "sdmx.csv": SDMX, "cube.json": CUBE}


def made(folder: Path, name: str) -> Path:
    (folder / name).write_text(TEXTS[name], encoding="utf-8")
    return folder / name


def refused(path: Path, orders: Orders) -> str:
    with pytest.raises(ImportRefused) as error:
        read(path, orders)
    return "\n".join(error.value.lines)


@pytest.mark.parametrize("name", TEXTS)
@pytest.mark.parametrize(
    ("target", "option"), [("unit", "--unit"), ("source", "--source"), ("status", "--status"), ("url", "--url")]
)
def test_what_an_option_says_of_all_rows_is_no_column(tmp_path: Path, name: str, target: str, option: str) -> None:
    told = refused(made(tmp_path, name), Orders(columns={target: "Eenheid van telling"}))
    assert "no column is called “Eenheid van telling”" in told
    assert option in told


def test_a_name_near_a_column_is_asked_back(tmp_path: Path) -> None:
    assert "did you mean “Einheit”?" in refused(made(tmp_path, "long.csv"), Orders(columns={"basis": "Einhiet"}))


@pytest.mark.parametrize("name", TEXTS)
def test_a_text_for_a_breakdown_of_all_rows_is_in_doubt(tmp_path: Path, name: str) -> None:
    with opened(made(tmp_path, name)) as file:
        (doubt,) = [one for one in lay_out(file, Orders(columns={"county": "Rutland"})).doubts if "Rutland" in str(one)]
    assert doubt.sentence.startswith("No column is called “Rutland”")
    assert doubt.option == "--map county=COLUMN"


@pytest.mark.parametrize("name", TEXTS)
def test_an_indicator_is_said_without_any_doubt(tmp_path: Path, name: str) -> None:
    with opened(made(tmp_path, name)) as file:
        doubts = lay_out(file, Orders(columns={"indicator": "Live births"})).doubts
    assert not [one for one in doubts if "Live births" in one.sentence]


@pytest.mark.parametrize("name", ["sdmx.csv", "cube.json"])
@pytest.mark.parametrize(
    ("orders", "option"),
    [
        (Orders(header_rows=(2, 2)), "--header-rows"),
        (Orders(decimal=","), "--decimal"),
        (Orders(day_first=True), "--day-first"),
        (Orders(day_first=False), "--month-first"),
    ],
)
def test_what_a_file_says_itself_is_not_said_by_an_option(
    tmp_path: Path, name: str, orders: Orders, option: str
) -> None:
    with pytest.raises(UnclearOrders, match=f"says itself how it is written, and {option} would change nothing"):
        read(made(tmp_path, name), orders)


def test_a_break_in_the_series_is_heeded_there(tmp_path: Path) -> None:
    (figure,) = read(made(tmp_path, "sdmx.csv"), Orders(series_break="2024")).figures
    assert figure.note is not None


_STEERING = "\u202egnp.\u2066\x1b[31m"


@pytest.mark.parametrize(
    "told",
    [
        lambda: str(Problem(f"a{_STEERING}", 3, f"b{_STEERING}", "wrong", "right")),
        lambda: str(LedgerUnreadable(f"a.xlsx, sheet “{_STEERING}” is damaged; save it anew")),
        lambda: ImportRefused([Problem(f"a{_STEERING}", 3, None, "wrong", "right")]).lines[0],
    ],
)
def test_no_name_steers_what_shows_a_message(told: Callable[[], str]) -> None:
    assert told().isprintable()


def test_a_package_in_the_own_layout_heeds_no_order_but_that_it_is_public(tmp_path: Path) -> None:
    (tmp_path / "observations.csv").write_text("indicator,period,value\nbirths,2024,41\n", encoding="utf-8")
    body = {"resources": [{"name": "observations", "path": "observations.csv"}]}
    (tmp_path / "datapackage.json").write_text(json.dumps(body), encoding="utf-8")
    for orders in (Orders(unit="people"), Orders(columns={"embargo_until": "2099-01-01T00:00Z"})):
        with pytest.raises(UnclearOrders, match="which says all of it itself"):
            read(tmp_path, orders)
    assert len(read(tmp_path, Orders(not_withheld=True)).figures) == 1
