from __future__ import annotations

import pytest

from bot.ingest.cells.unit_headers import split_unit, unread_unit


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


@pytest.mark.parametrize(
    ("header", "read"),
    [
        ("Exports (₹ crore)", ("Exports", "crores of rupees")), ("2018 (₹ lakh)", ("2018", "lakhs of rupees")),
        ("Ausfuhr (in Mio. Euro)", ("Ausfuhr", "millions of euros")),
        ("Ausfuhr (Mrd. €)", ("Ausfuhr", "billions of euros")), ("Habitants (milliers)", ("Habitants", "thousands")),
        ("Ventes (millions d'euros)", ("Ventes", "millions of euros")), ("2018 ($m)", ("2018", "millions of dollars")),
        ("GDP (2015 US$)", ("GDP", "2015 US dollars")),
    ],
)  # fmt: skip
def test_scales_of_other_languages_in_brackets(header: str, read: tuple[str, str]) -> None:
    assert split_unit(header) == read
    assert unread_unit(header) is None


@pytest.mark.parametrize("held", ["zł million", "₽ bn", "R m", "thousands, trend", "crore, nominal"])
def test_brackets_that_seem_to_hold_a_unit_nobody_reads(held: str) -> None:
    assert split_unit(f"Exports ({held})") == (f"Exports ({held})", None)
    assert unread_unit(f"Exports ({held})") == held


@pytest.mark.parametrize("header", ["Exports (all ports)", "Exports", "Plan B (m)", "Homes (Elm)"])
def test_brackets_that_hold_no_unit(header: str) -> None:
    assert unread_unit(header) is None
