"""Trend over time, and several codes side by side."""

from __future__ import annotations

from tests.ask.ledger import Asker, answered, of_table


def test_a_trend_shows_every_period_and_ends_with_the_last(ferries: Asker) -> None:
    answer = ferries.ask("trend of ferry passengers over time")
    assert answered(answer) == ("900", "passengers")
    assert "fell by 100 over the 4 periods held" in answer.text
    assert [figure.period for figure in answer.figures] == ["2020", "2021", "2022", "2023"]


def test_a_long_trend_lists_its_first_and_its_latest_figures() -> None:
    rows = "\n".join(f"boat hires,{year},{year - 1900},hires" for year in range(1990, 2020))
    text = of_table(f"indicator,period,value,unit\n{rows}").ask("trend of boat hires").text
    listed = text.partition(": ")[2].split("; ")
    assert listed[0] == "1990 90"
    assert listed[1] == f"{30 - len(listed) + 1} more"
    assert listed[-1] == "2019 119."


def test_a_trend_within_the_times_named(ferries: Asker) -> None:
    answer = ferries.ask("trend of ferry passengers since 2021")
    assert [figure.period for figure in answer.figures] == ["2021", "2022", "2023"]


def test_a_trend_of_shares_moves_in_points(ferries: Asker) -> None:
    text = ferries.ask("trend of punctual sailings on North over the years").text
    assert "fell by 2.5 percentage points" in text


def test_three_codes_are_listed(ferries: Asker) -> None:
    answer = ferries.ask("compare ferry passengers on North, South and Island in 2023")
    assert answered(answer)[0] is None
    assert answer.text.endswith("The number of ferry passengers in 2023: North 500, South 250 and Island 150.")
    assert len(answer.figures) == 3
