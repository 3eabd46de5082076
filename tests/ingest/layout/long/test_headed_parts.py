"""Headers that name a part of a year: read where it is sure which, in doubt elsewhere."""

from __future__ import annotations

import pytest

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
