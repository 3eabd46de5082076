"""Which labels call themselves the whole of others, in grids and long tables alike."""

from __future__ import annotations

import pytest

from bot.ingest.layout.totals import is_part_of_above, is_total


@pytest.mark.parametrize(
    ("label", "dimension"),
    [
        ("Total", ""),
        ("TOTAL", ""),
        ("Grand total", ""),
        ("Subtotal", ""),
        ("Total expenses", ""),
        ("Ayle, total", ""),
        ("Ayle (total)", ""),
        ("Students, all", ""),
        ("All ages", ""),
        ("all persons aged 15 and over", ""),
        ("Both sexes", ""),
        ("Total, both sexes", ""),
        ("All Streams", "Stream"),
        ("all streams", "stream"),
        ("All farms", ""),
        ("ALL INDUSTRIES", ""),
        ("All Counties", "County"),
    ],
)
def test_it_is_a_total(label: str, dimension: str) -> None:
    assert is_total(label, dimension)


@pytest.mark.parametrize(
    ("label", "dimension"),
    [
        ("All Saints", "Parish"),
        ("all saints", "parish"),
        ("all stars", "team"),
        ("ALL HALLOWS", "PARISH"),
        ("All Saints Road", "Street"),
        ("All other causes", "Cause"),
        ("Total other", ""),
        ("Totality", ""),
        ("Allerton", ""),
        ("Bothwell", ""),
        ("Overallia", ""),
        ("", "Stream"),
    ],
)
def test_it_is_none(label: str, dimension: str) -> None:
    assert not is_total(label, dimension)


def test_of_which_says_part_of_the_row_above() -> None:
    assert is_part_of_above("of which women")
    assert is_part_of_above("Of which: women")
    assert not is_part_of_above("Officials")
