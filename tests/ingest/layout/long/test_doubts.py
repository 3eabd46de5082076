"""What a long table leaves open is said, and nothing of it recorded before somebody says yes."""

from __future__ import annotations

import pytest

from bot.ingest.orders import Orders
from tests.ingest.layout.long.sheets import read

YEARS = "club,Founded in\nElm,1990\nOak,2003\n"
RANGES = "place,2019,2020\nEasby,10-20,12\nWye,4-5,30\n"
AMOUNTS = "company,Revenue 2022,Profit 2022\nElm,£1.2bn,£120m\nOak,£950m,(£3m)\nAsh,€2.4m,12k\n"
MIXED = "company,Revenue 2022,Profit 2022\nElm,12,1.5\nOak,9,2.5\nAsh,24,about nil\n"
FRACTIONS = "place,year,Turnout rate\nEasby,2019,0.61\nEasby,2020,0.58\n"
SIGNS = "place,year,Turnout\nEasby,2019,61%\nEasby,2020,58\n"
FOOTER = "place,2019,2020\nEasby,61,62\nWye,58,60\nNote: swans are in thousands\n"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (YEARS, "“Founded in” holds nothing but years"),
        (RANGES, "“2019” is headed by a period"),
        (AMOUNTS, "“Profit 2022” is not read as figures, because of cells such as “12k”"),
        (MIXED, "“Profit 2022” is not read as figures, because of cells such as “about nil”"),
        ("place,year,density_km2\nElm,2020,12.5\n", "“km2” in the header “density_km2” seems to be a unit"),
        (FRACTIONS, "“Turnout rate” is between 0 and 1"),
        (SIGNS, "“61%” and “58”"),
        (FOOTER, "“Note: swans are in thousands”"),
        ("place,size\nEasby,4\nWye,1200\nNote: swans of 2020\n", "“Note: swans of 2020” may say it"),
    ],
)
def test_it_is_in_doubt(text: str, said: str) -> None:
    doubts = read(text).doubts
    assert any(said in one for one in doubts), doubts


@pytest.mark.parametrize(
    ("text", "orders"),
    [
        (YEARS, Orders(columns={"value": "Founded in"})),
        (FRACTIONS, Orders(unit="percent")),
        (FRACTIONS.replace("0.61", "61.2"), Orders()),
        (SIGNS, Orders(unit="percent")),
        (FOOTER, Orders(unit="thousands")),
        ("place,size\nEasby,4\nWye,1200\n", Orders()),
    ],
)
def test_it_is_not_where_the_cells_or_the_desk_settle_it(text: str, orders: Orders) -> None:
    assert read(text, orders).doubts == []


def test_figures_without_any_time_are_said_to_have_none() -> None:
    assert any("they have no period" in one for one in read("place,size\nEasby,4\nWye,1200\n").said)


def test_rows_that_sum_a_vote_up_are_in_doubt_among_candidates() -> None:
    table = "Candidate,Votes,Year\nAda Elm,120,2020\nBo Oak,100,2020\nMajority,20,2020\nRejected votes,3,2020\n"
    (doubt,) = read(table).doubts
    assert doubt.startswith("“Majority”, “Rejected votes” may be none of “Candidate”")
    assert read("Candidate,Votes,Year\nAda Elm,120,2020\nBo Oak,100,2020\n").doubts == []
    assert read("Measure,2019,2020\nMajority,20,30\nTurnout,70,71\n").doubts == []


def test_a_unit_in_brackets_that_nobody_reads_is_in_doubt() -> None:
    table = "port,year,Exports (zł million)\nElm,2018,40\nAsh,2018,50\n"
    assert any("“zł million” in the header" in one for one in read(table).doubts)
    assert not read(table, Orders(unit="millions of zlotys")).doubts


@pytest.mark.parametrize("bands", [("£5,000+", "none of it"), ("north", "£1"), ("15-24", "25+")])
def test_bands_and_words_that_tell_figures_apart_are_in_no_doubt(bands: tuple[str, str]) -> None:
    rows = "".join(f"{place},{band},2020,{at}\n" for place in ("Elm", "Oak") for at, band in enumerate(bands))
    assert not read(f"place,income,year,people\n{rows}").doubts
