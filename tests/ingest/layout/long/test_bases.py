"""How many were asked is the base of a survey's figures; measures that go by a letter are in doubt."""

from __future__ import annotations

import pytest

from bot.ingest.cells.bases import is_base, may_be_base
from tests.ingest.layout.long.sheets import read


@pytest.mark.parametrize(
    "name", ["Sample size", "sample_size", "Base (n)", "Unweighted base", "Weighted n", "Number of respondents"]
)
def test_names_that_say_so_by_themselves(name: str) -> None:
    assert is_base(name)


@pytest.mark.parametrize(
    "name", ["Basel", "Base rate", "Sample of water", "N2O", "Respondents who agree", "Monetary base"]
)
def test_names_of_other_things(name: str) -> None:
    assert not may_be_base(name)


@pytest.mark.parametrize("header", ["n", "N", "Base", "Respondents", "Sample size", "unweighted_base"])
def test_how_many_were_asked_is_noted_with_what_they_answered(header: str) -> None:
    found = read(f'Pollster,Date,{header},Otter,Heron\nQuay,2023-05-02,"1,204",44.5,40\nMarsh,2023-06-02,800,46,39.5\n')
    assert [(one["indicator"], one["value"], one["note"]) for one in found.observations] == [
        ("Otter", "44.5", f"{header}: 1,204"),
        ("Heron", "40", f"{header}: 1,204"),
        ("Otter", "46", f"{header}: 800"),
        ("Heron", "39.5", f"{header}: 800"),
    ]
    assert f"“{header}” is how many were asked, and is noted with the figures of its row." in found.said
    assert not found.doubts


def test_it_is_noted_beside_a_note_and_where_it_is_known() -> None:
    found = read("Year,Answer,Value,Base (n),Note\n2021,Yes,44,900,by phone\n2022,Yes,46,..,\n")
    assert [one.get("note") for one in found.observations] == ["by phone; Base (n): 900", None]


def test_a_base_beside_other_than_shares_is_read_and_in_doubt() -> None:
    found = read("Worker,Year,Base,Bonus\nAnn,2021,50000,400\nBob,2021,45000,300\n")
    assert {one["indicator"] for one in found.observations} == {"Base", "Bonus"}
    assert found.doubts == ["“Base” may be how many were asked, and is read as figures like the others."]


def test_a_count_of_those_asked_that_stands_alone_is_a_figure() -> None:
    found = read("Town,Year,Number of respondents\nElm,2021,900\nAsh,2021,800\n")
    assert [one["value"] for one in found.observations] == ["900", "800"]


def test_a_row_of_bases_among_shares_is_in_doubt() -> None:
    found = read("Answer,Men,Women\nYes,51,59\nNo,49,41\nUnweighted base,490,512\n")
    said = "“Unweighted base” may be how many were asked, and is read as figures like the others"
    assert found.doubts == [f"{said}; if it is, delete its rows."]


def test_measures_that_go_by_a_letter_are_in_doubt() -> None:
    found = read("Season,Pos,Team,P,W,Pts\n2021/22,1,Otters,38,28,89\n2021/22,2,Herons,38,27,86\n")
    assert {one["indicator"] for one in found.observations} == {"Pos", "P", "W", "Pts"}
    assert found.doubts == ["What “P”, “W” measure nothing says; each is called so."]


def test_a_rank_is_no_measure() -> None:
    """Tables of statistics number their rows so."""
    found = read("Rank,Team,Year,Medals\n1,Otters,2021,40\n2,Herons,2021,38\n")
    assert {one["indicator"] for one in found.observations} == {"Medals"}
