"""Times that stand against each other: a title's and a column's, the desk's and the headers', a code that looks like a
month."""

from __future__ import annotations

from tests.ingest.layout.grid.tables import read as read_grid
from tests.ingest.layout.long.sheets import read as read_long

DEATHS = """Deaths by sex, registered in 2020 and 2021
Year of registration|Sex|Number of deaths|Rate per 100,000 [note 1]
2020|Male|120|10.5
2020|Female|110|9.5
2021|Male|125|10.7
2021|Female|115|9.7"""


def test_a_titles_years_do_not_go_silently_before_a_column_of_years() -> None:
    found = read_grid(DEATHS)

    assert any("“Year of registration” may be" in one.sentence for one in found.assumptions if one.doubtful)


def test_the_desk_says_that_the_column_is_the_period() -> None:
    found = read_grid(DEATHS, columns={"period": "Year of registration"})

    assert [row.cells["period"] for row in found.rows()] == ["2020"] * 4 + ["2021"] * 4
    assert {row.cells["unit"] for row in found.rows()} == {"", "rate per 100,000"}
    assert not any(one.doubtful for one in found.assumptions)


def test_a_code_that_looks_like_a_month_is_none_silently() -> None:
    found = read_long("indic_de,geo,2021,2022\nJAN,AT,8932664,8978929\nJAN,BE,11554767,11617623\n")

    assert [one["period"] for one in found.observations] == ["2021", "2022"] * 2
    assert any("“indic_de” is not read as part of the period" in one for one in found.doubts)


def test_a_time_of_all_figures_against_several_headers_is_in_doubt() -> None:
    found = read_grid("Births by region\n|2021|2022|2023\nNord|12|13|15\nSud|14|15|16", columns={"period": "2022"})

    assert [row.cells["period"] for row in found.rows()] == ["2021", "2022", "2023"] * 2
    assert any("Rows say their own period" in one.sentence for one in found.assumptions if one.doubtful)
