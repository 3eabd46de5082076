"""Headers that name a part of a year: read where it is sure which, in doubt elsewhere."""

from __future__ import annotations

import pytest

from bot.ingest.orders import Orders
from tests.ingest.layout.grid.tables import read as read_grid
from tests.ingest.layout.long.sheets import read

ROWS = "Nord;9100;9200\nSud;4100;4250\n"


@pytest.mark.parametrize(
    ("headers", "periods"),
    [
        ("Januar 2023;Mai 2023", ["2023-01", "2023-05"]),
        ("Janvier 2023;Février 2023", ["2023-01", "2023-02"]),
        ("enero de 2023;mayo de 2023", ["2023-01", "2023-05"]),
        ("gennaio 2023;maggio 2023", ["2023-01", "2023-05"]),
        ("januari 2023;mei 2023", ["2023-01", "2023-05"]),
        ("styczeń 2023;maj 2023", ["2023-01", "2023-05"]),
        ("leden 2023;květen 2023", ["2023-01", "2023-05"]),
        ("tammikuu 2023;toukokuu 2023", ["2023-01", "2023-05"]),
        ("Ocak 2023;Mayıs 2023", ["2023-01", "2023-05"]),  # noqa: RUF001
        ("Январь 2023;Май 2023", ["2023-01", "2023-05"]),
        ("1. Quartal 2023;2. Quartal 2023", ["2023-Q1", "2023-Q2"]),
        ("1. kv. 2023;2. kv. 2023", ["2023-Q1", "2023-Q2"]),
        ("1T 2023;2T 2023", ["2023-Q1", "2023-Q2"]),
        ("I kwartał 2023;IV kwartał 2023", ["2023-Q1", "2023-Q4"]),
        ("1er semestre 2023;2e semestre 2023", ["2023-01/2023-06", "2023-07/2023-12"]),
        ("1. Halbjahr 2023;2. Halbjahr 2023", ["2023-01/2023-06", "2023-07/2023-12"]),
        ("KW 1 2023;KW 2 2023", ["2023-01-02/2023-01-08", "2023-01-09/2023-01-15"]),
        ("Dec 2022 year;Dec 2023 year", ["2022", "2023"]),
    ],
)
def test_headers_in_many_languages_are_parts_of_years(headers: str, periods: list[str]) -> None:
    found = read(f"Region;{headers}\n{ROWS}".replace(";", ","))

    assert [one["period"] for one in found.observations] == periods * 2
    assert not any("indicator" in one for one in found.observations)
    assert not any(one.doubtful for one in found.reading.assumptions)


@pytest.mark.parametrize(
    "headers",
    [
        "Q1 FY23;Q2 FY23",
        "FY23 Q1;FY23 Q2",
        "1H FY23;2H FY23",
        "Spring 2023;Autumn 2023",
        "Spring 2022;Spring 2023",
        "Term 1 2023;Term 2 2023",
        "YTD 2023;YTD 2022",
        "K1 2023;K2 2023",
        "erstes Quartal 2023;zweites Quartal 2023",
        "Okt 2023;Dez 2023",
        "alpha 2023;beta 2023",
    ],
)
def test_what_may_be_a_part_of_a_year_is_in_doubt(headers: str) -> None:
    found = read(f"Region;{headers}\n{ROWS}".replace(";", ","))

    assert any("may be a part of" in one for one in found.doubts)


@pytest.mark.parametrize(
    "headers",
    ["Births 2019;Deaths 2019", "Women 2019;Men 2019", "Average rent 2019;Homes 2019", "Homes 2019;Homes 2020"],
)
def test_what_is_plainly_measured_is_not(headers: str) -> None:
    found = read(f"Region;{headers}\n{ROWS}".replace(";", ","))

    assert not any("may be a part of" in one for one in found.doubts)


def test_the_desk_says_of_what_time_one_of_them_is() -> None:
    orders = Orders(columns={"value": "Spring 2023", "period": "2023-04"})
    found = read(f"Region;Spring 2023;Autumn 2023\n{ROWS}".replace(";", ","), orders)

    assert {one["period"] for one in found.observations} == {"2023-04"}
    assert not found.doubts


@pytest.mark.parametrize(
    ("names", "cells", "periods"),
    [
        ("År,Måned", ["Januar", "Mai"], {"2023-01", "2023-05"}),
        ("Rok,Měsíc", ["leden", "únor"], {"2023-01", "2023-02"}),
        ("År,Kvartal", ["K1", "K2"], {"2023-Q1", "2023-Q2"}),
        ("Jahr,Quartal", ["1. Quartal", "2. Quartal"], {"2023-Q1", "2023-Q2"}),
        ("Année,Trimestre", ["T1", "T4"], {"2023-Q1", "2023-Q4"}),
    ],
)
def test_a_year_and_its_part_stand_in_two_columns(names: str, cells: list[str], periods: set[str]) -> None:
    rows = [f"2023,{cell},{place},{at}" for at, cell in enumerate(cells) for place in ("Nord", "Sud")]
    found = read("\n".join([f"{names},Place,Jobs", *rows]))

    assert {one["period"] for one in found.observations} == periods
    assert not found.doubts


@pytest.mark.parametrize(("name", "cells"), [("Monat", ["Okt", "Dez"]), ("Zeitpunkt", ["Januar", "Mai"])])
def test_a_part_of_a_year_that_is_not_read_is_in_doubt(name: str, cells: list[str]) -> None:
    rows = [f"2023,{cell},{place},{at}" for at, cell in enumerate(cells) for place in ("Nord", "Sud")]
    found = read("\n".join([f"Jahr,{name},Place,Jobs", *rows]))

    assert any("not read as part of the period" in one for one in found.doubts)


@pytest.mark.parametrize(
    ("name", "cells", "first", "in_doubt"),
    [
        ("Période", ["2023-T1", "2023-T2", "2023-T3"], "2023-01/2023-04", True),
        ("Période", ["2023-T1", "2023-T2", "2023-T4"], "2023-Q1", False),
        ("Trimestre", ["2023T1", "2023T2", "2023T3"], "2023-Q1", False),
        ("Tertial", ["2023T1", "2023T2", "2023T3"], "2023-01/2023-04", False),
    ],
)
def test_a_letter_stands_for_quarters_or_for_thirds(name: str, cells: list[str], first: str, in_doubt: bool) -> None:
    found = read("\n".join([f"{name},Place,Value", *(f"{cell},Nord,12" for cell in cells)]))

    assert found.observations[0]["period"] == first
    assert any("may be a quarter" in one for one in found.doubts) is in_doubt


@pytest.mark.parametrize(
    ("headers", "in_doubt"),
    [("T1 2023,T2 2023", True), ("T1 2023,T4 2023", False), ("Cost T1 2023,Cost T2 2023", True)],
)
def test_a_letter_in_headers_may_be_of_thirds(headers: str, in_doubt: bool) -> None:
    found = read(f"Region,{headers}\n{ROWS}".replace(";", ","))

    assert found.observations[0]["period"] == "2023-Q1"
    assert any("may be four months" in one for one in found.doubts) is in_doubt


@pytest.mark.parametrize(
    ("corner", "years", "periods"),
    [
        ("Year ended 30 June", "FY2021,FY2022", ["2020-07/2021-06", "2021-07/2022-06"]),
        ("Year ended 31 March", "2021,2022", ["2020-04/2021-03", "2021-04/2022-03"]),
        ("Year ended 31 December", "2021,2022", ["2021", "2022"]),
    ],
)
def test_a_corner_says_when_the_years_over_columns_end(corner: str, years: str, periods: list[str]) -> None:
    long = read(f"{corner},{years}\nNord,12,13\nSud,14,15\n")
    grid = read_grid(f"Spending\n{corner}\n|{years.replace(',', '|')}\nNord|12|13\nSud|14|15")

    assert [one["period"] for one in long.observations] == periods * 2
    assert [row.cells["period"] for row in grid.rows()] == periods * 2
    assert not long.doubts


def test_a_corner_that_does_not_say_when_is_in_doubt() -> None:
    found = read("Year ended,2021,2022\nNord,12,13\nSud,14,15\n")

    assert any("does not say for what time" in one for one in found.doubts)
