"""Units that labels name, read in the same way whatever the layout."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.ingest import Orders, read
from bot.ingest.cells.unit_headers import split_unit
from bot.ingest.files import opened
from bot.ingest.observation import Observation, observations
from bot.ingest.parts import lay_out


def seen(folder: Path, text: str, orders: Orders | None = None, name: str = "file.csv") -> list[Observation]:
    path = folder / name
    path.write_text(text, "utf-8")
    with opened(path) as file:
        return list(observations(lay_out(file, orders or Orders())))


def named(found: list[Observation]) -> list[tuple[str, str | None]]:
    return [(one["indicator"], one["unit"]) for one in found]


@pytest.mark.parametrize(
    ("header", "label", "unit"),
    [
        ("Depth of ponds (m)", "Depth of ponds", "m"),
        ("Inflow (m3/s)", "Inflow", "m3/s"),
        ("Woodland (sq. km)", "Woodland", "sq. km"),
        ("Output (GWh)", "Output", "GWh"),
        ("Crowding (per km2)", "Crowding", "per km2"),
        ("Lessons (hours per week)", "Lessons", "hours per week"),
        ("Freight moved (thousand tonnes)", "Freight moved", "thousands of tonnes"),
        ("Dwellings by age, thousands, 2011 to 2013", "Dwellings by age, 2011 to 2013", "thousands"),
        ("rent_gbp_thousands", "rent", "thousands of pounds"),
        ("pct_enrolled", "enrolled", "percent"),
        ("snow_cm", "snow", "cm"),
        ("Debt (% of income)", "Debt (% of income)", "percent"),
        ("Place(s)", "Place(s)", None),
        ("total_deaths", "total_deaths", None),
        ("Marriages, births, deaths", "Marriages, births, deaths", None),
        ("year_2020", "year_2020", None),
        ("Pier Company (PC)", "Pier Company (PC)", None),
        ("Turbines (MW)", "Turbines", "MW"),
    ],
)
def test_what_a_header_says_of_its_unit(header: str, label: str, unit: str | None) -> None:
    assert split_unit(header) == (label, unit)


def test_a_title_and_a_measure_name_their_unit_alike(tmp_path: Path) -> None:
    across = "Parish budget (£m),,\nService,2019,2020\nPaths,1,2\n"
    down = "place,year,Parish budget (£m)\nEasby,2019,1\nEasby,2020,2\n"
    for text in (across, down):
        assert named(seen(tmp_path, text)) == [("Parish budget", "millions of pounds")] * 2


def test_a_row_of_its_own_tells_more_closely_than_the_table(tmp_path: Path) -> None:
    text = "Meals on wheels (thousands),,\nItem,2019,2020\nUsers,4,5\nCost (£),310,325\n"
    assert [one["unit"] for one in seen(tmp_path, text)] == ["thousands", "thousands", "pounds", "pounds"]


def test_a_unit_that_rows_have_is_not_read_again(tmp_path: Path) -> None:
    text = "statistic,period,value,unit\nSwans (000s),2019,4,birds\nSwans (000s),2020,5,thousands\n"
    assert named(seen(tmp_path, text)) == [("Swans (000s)", "birds"), ("Swans", "thousands")]


def test_indicators_that_differ_in_their_units_alone_keep_them(tmp_path: Path) -> None:
    text = "statistic,period,value\nSales (£),2019,40\nSales (tonnes),2019,5\n"
    assert named(seen(tmp_path, text)) == [("Sales", "pounds"), ("Sales (tonnes)", "tonnes")]
    assert not read(tmp_path / "file.csv").warnings


def test_what_is_said_of_the_unit_goes_before_a_label(tmp_path: Path) -> None:
    text = "statistic,period,value\nStaff (000s),2019,40\n"
    assert named(seen(tmp_path, text, Orders(unit="thousands of people"))) == [("Staff (000s)", "thousands of people")]


def test_in_the_own_layout_labels_and_units_stay_as_they_are_written(tmp_path: Path) -> None:
    """Ids of figures that a ledger holds are made of both."""
    text = (
        "indicator,place,period,value,unit\n"
        "Parish budget (£m),Easby,2019,1,\n"
        "Parish budget (£m),Easby,2020,2,million dollars\n"
        "Swans (000s),Easby,2020,5,000s\n"
        "Turnout,Cost (£),2020,61,%\n"
    )
    as_written = [
        ("Parish budget (£m)", None),
        ("Parish budget (£m)", "million dollars"),
        ("Swans (000s)", "000s"),
        ("Turnout", "percent"),
    ]
    assert named(seen(tmp_path, text)) == as_written
    batch = read(tmp_path / "file.csv")
    labels = {one.id: one.label for one in batch.indicators}
    assert [(labels[one.indicator], one.unit) for one in batch.figures] == as_written


def test_a_status_and_a_qualifier_are_null_where_the_file_says_nothing(tmp_path: Path) -> None:
    found = seen(tmp_path, "place,year,value\nEasby,2019,<5\nEasby,2020,7 p\nEasby,2021,8\n")
    assert [(one["qualifier"], one["status"]) for one in found] == [
        ("less than", None),
        (None, "provisional"),
        (None, None),
    ]
