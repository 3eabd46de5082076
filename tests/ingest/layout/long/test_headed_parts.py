"""Headers that name a part of a year: read where it is sure which, in doubt elsewhere."""

from __future__ import annotations

import pytest

from bot.ingest.orders import Orders
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
