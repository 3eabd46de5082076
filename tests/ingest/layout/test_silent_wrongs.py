"""Tables that were read wrongly without a word: each is read right, or what is in doubt is said with what"
" settles it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.ingest.running import inside


def shown(folder: Path, text: str, *options: str, name: str = "valleys.csv") -> str:
    """The preview of a file, or what it is refused with, on one line."""
    path = folder / name
    path.write_text(text, "utf-8")
    done = inside(["import", "--preview", *options, str(path)], folder / "ledger.sqlite")
    return " ".join((done.stdout + done.stderr).decode().split())


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            "Year,Balance\n2020,△12\n2021,5\n",
            "In doubt The triangle in “△12” is read as a minus; where it points to a rise, take it out.",
        ),
        (
            "Date,Walkers\n44197,12\n44228,5\n",
            (
                "“44197” in column “Date” is read as the day that a spreadsheet counts so, 2021-01-01;"
                " --serial-dates settles"
                " it. If not: --no-serial-dates"
            ),
        ),
        (
            "Drownings\nYear,Asby,Barrow\n2020,12,13\n2021,5,6\n",
            (
                "In doubt “Asby”, “Barrow” are taken for parts of what the title measures, “Drownings”. If not: --map"
                ' indicator="Drownings"'
            ),
        ),
        (
            "Year,Asby,Barrow\n2020,12,13\n2021,5,6\n",
            (
                "In doubt Nothing names what is measured: “Asby” and “Barrow” may be what it is measured of. If not:"
                ' --map indicator="..."'
            ),
        ),
        (
            "Drownings and rescues\nYear,Asby,Barrow,Cole Vale\n2020,12,13,3\n2021,5,6,4\n",
            "In doubt Nothing names what is measured: “Asby” and “Barrow” and others may be what it is measured of.",
        ),
        (
            "Provisional drownings 2021\nValley,Number\nAsby,12\nBarrow,13\n",
            (
                "In doubt “Provisional” is read as part of what is measured, and may say how settled the"
                " figures are. If not:"
                " --status provisional"
            ),
        ),
        (
            "Year,Births,Jobs\n2019,5,12\n2020,6,see note\n2021,7,13\n",
            (
                "because of cells such as “see note”, though most are numbers; it tells figures apart. If not:"
                ' --missing "see'
                ' note"'
            ),
        ),
        (
            "Financial year,Q1,Q2\n2022,12,3\n2023,13,4\n",
            "In doubt “Q1”, “Q2” and the like are parts of the year in “Financial year”.",
        ),
        (
            "Year,Sales,YTD\n2022,12,3\n2023,13,4\n",
            "In doubt Column “YTD” is headed as a time, and numbers such as “3”",
        ),
        (
            "Valley,Men,Women\nAsby,12,3\nBarrow,13,4\nNote: as in 2020\n",
            "In doubt Nothing says what time figures are of: they have no period; “Note: as in 2020” may say it.",
        ),
        (
            'Walkers\n"In thousands, except percentages"\nItem,2019,2020\nMen,12,13\nRate,5.8,5.6\n',
            (
                "In doubt The line “In thousands, except percentages” seems to say in what the figures are"
                " counted; it is not"
                " read. If not: --unit number"
            ),
        ),
    ],
)
def test_what_is_in_doubt_is_said_with_what_settles_it(text: str, said: str, tmp_path: Path) -> None:
    assert said in shown(tmp_path, text)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            "Year,Valley,Jobs\n2019,Asby,12\n2020,Asby,see note\n2021,Asby,twelve\n2019,Barrow,13\n2020,Barrow,x1\n",
            (
                "in column “Jobs” “see note” (C3), “twelve” (C4), “x1” (C6) are no numbers; correct them, or"
                " say --missing"
                ' "see note" of what means no figure.'
            ),
        ),
        (
            "Valley,Jobs\nAsby,12\nBarrow,dunno\nCarn,14\n",
            "in column “Jobs” “dunno” (B3) are no numbers",
        ),
        (
            "Year,Births\n2562,12\n2563,14\n",
            "in column “Year” “2562” is no time that can be read; write years as 2020 of the common calendar",
        ),
    ],
)
def test_a_file_without_a_table_says_which_cells_are_in_the_way(text: str, said: str, tmp_path: Path) -> None:
    assert said in shown(tmp_path, text)


def test_days_that_a_spreadsheet_counts_are_said_to_be_some(tmp_path: Path) -> None:
    text = "Date,Walkers\n44197,12\n44228,5\n"
    told = shown(tmp_path, text, "--serial-dates")
    assert "1 January 2021" in told
    assert "In doubt" not in told
    assert "“44197” is no time that can be read" in shown(tmp_path, text, "--no-serial-dates")
    mapped = shown(tmp_path, text.replace("Date", "When"), "--map", "period=When", "--serial-dates")
    assert "1 January 2021" in mapped


def test_a_status_that_the_desk_says_is_no_part_of_the_title(tmp_path: Path) -> None:
    text = "Provisional drownings 2021\nValley,Number\nAsby,12\nBarrow,13\n"
    told = shown(tmp_path, text, "--status", "provisional")
    assert "The Drownings (Asby) were 12 in 2021 (provisional)." in told
    assert "In doubt" not in told


def test_year_to_date_is_left_out_beside_months_and_said(tmp_path: Path) -> None:
    told = shown(tmp_path, "Sales\n,2022,,\nShop,Jan,Feb,YTD\nAsby,1,2,3\nBarrow,2,3,5\n")
    assert "2 × a figure of “YTD”, a stretch up to a month that it does not name (D4, D5)" in told


def test_provisional_and_final_of_one_table_are_two_states_of_one_figure(tmp_path: Path) -> None:
    table = "{} results 2023\nValley,Yes votes,No votes\nAsby,{},90\nBarrow,80,95\n"
    for state, yes in (("Provisional", 120), ("Final", 125)):
        path = tmp_path / f"{state}.csv"
        path.write_text(table.format(state, yes), "utf-8")
        done = inside(["import", "--yes", "--no-kept", "--source", "Office", str(path)], tmp_path / "ledger.sqlite")
        assert done.returncode == 0, done.stderr.decode()

    answer = json.loads(inside(["ask", "--json", "How many yes votes in Asby?"], tmp_path / "ledger.sqlite").stdout)

    assert answer["value"] == "125"
    assert [figure["status"] for figure in answer["figures"]] == ["final"]


@pytest.mark.parametrize(
    "text",
    [
        "Valley,Year,Walkers,Margin of Error\nAsby,2020,10.2,0.4\nBarrow,2020,11.5,0.6\nAsby,2021,,0.5\n",
        "Walkers in 2020\nValley,Estimate,Margin of error\nAsby,10.2,0.4\nBarrow,11.5,0.6\nCarn,,0.7\n",
        "Valley,Year,Variable,Value\nAsby,2020,Walkers,10.2\nAsby,2020,Lower CI,9.8\nAsby,2020,Upper CI,10.6\n",
    ],
)
def test_a_margin_never_answers_for_what_it_is_of(text: str, tmp_path: Path) -> None:
    path = tmp_path / "walkers.csv"
    path.write_text(text, "utf-8")
    done = inside(["import", "--yes", str(path)], tmp_path / "ledger.sqlite")
    assert done.returncode == 0, done.stderr.decode()

    def asked(question: str) -> dict[str, object]:
        answer: dict[str, object] = json.loads(inside(["ask", "--json", question], tmp_path / "ledger.sqlite").stdout)
        return answer

    assert asked("How many walkers in Asby in 2020?")["value"] == "10.2"
    assert asked("How many walkers in Asby in 2021?")["value"] is None
    assert asked("How many walkers in Carn in 2020?")["value"] is None


@pytest.mark.parametrize(
    ("text", "options"),
    [
        ("Year,Asby,Barrow\n2020,12,13\n2021,5,6\n", ("--map", "indicator=Drownings")),
        ("Year,Births,Deaths\n2020,12,13\n2021,5,6\n", ()),
        ("Year,Births,Deaths,Population\n2020,12,13,99\n2021,5,6,98\n", ()),
        ("Year,Jobless rate,Pay\n2020,12,13\n2021,5,6\n", ()),
        ("Year,GDP,CPI\n2020,12,13\n2021,5,6\n", ()),
        ("Year,Asby (km),Barrow (km)\n2020,12,13\n2021,5,6\n", ()),
        ("Year,rain,sun\n2020,12,13\n2021,5,6\n", ()),
        ("Births and deaths\nYear,Birth,Death\n2020,12,13\n2021,5,6\n", ()),
    ],
)
def test_what_names_itself_is_not_asked_about(tmp_path: Path, text: str, options: tuple[str, ...]) -> None:
    told = shown(tmp_path, text, *options)
    assert "2 figures" not in told
    assert "figures" in told
    assert "Nothing names" not in told


def test_without_a_name_for_what_is_measured_nothing_is_recorded(tmp_path: Path) -> None:
    path = tmp_path / "valleys.csv"
    path.write_text("Year,Asby,Barrow\n2020,12,13\n2021,5,6\n", "utf-8")
    done = inside(["import", "--yes", str(path)], tmp_path / "ledger.sqlite")
    assert done.returncode == 2
    named = inside(["import", "--yes", "--map", "indicator=Drownings", str(path)], tmp_path / "ledger.sqlite")
    assert named.returncode == 0
