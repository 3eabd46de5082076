from __future__ import annotations

import pytest

from bot.ingest.cells.units import split_unit


@pytest.mark.parametrize(
    "header",
    [
        "Flu visits per 10 000", "Flu visits per 10\u2009000", "Flu visits per 10\u00a0000", "Flu visits per 10,000",
        "Flu visits per 10.000", "Flu visits per 10'000", "Flu visits per 10’000", "Flu visits per 10 '000",
        "Flu visits out of 1 000 000", "Flu visits: 1 in 100 000", "Flu visits / 100 000", "Flu visits (/100 000)",
        "flu_visits_out_of_10_000",
    ],
)  # fmt: skip
def test_a_number_behind_per_keeps_all_its_digits(header: str) -> None:
    label, unit = split_unit(header)
    assert label == header
    assert "thousands" not in (unit or "")


def test_a_rate_behind_a_comma_is_the_unit_with_all_its_digits() -> None:
    assert split_unit("Flu visits, per 10,000") == ("Flu visits", "per 10,000")
    assert split_unit("Flu visits (per 10.000)") == ("Flu visits", "per 10.000")


@pytest.mark.parametrize("header", ["Wages 000", "Wages '000", "Wages, 000", "Wages 2019 000", "Ages 15-19 '000"])
def test_three_noughts_behind_no_number_are_a_scale(header: str) -> None:
    assert split_unit(header)[1] == "thousands"
