"""Labels that say how exact a figure is, and labels that only look like them."""

from __future__ import annotations

import pytest

from bot.ingest.cells.numbers import read_number
from bot.ingest.cells.spreads import spread_of, spreads_among


@pytest.mark.parametrize(
    ("label", "name", "of"),
    [
        ("Margin of Error", "margin of error", ""),
        ("±", "margin of error", ""),
        ("90% margin of error", "margin of error (90% margin of error)", ""),
        ("Margin of error (±)", "margin of error", ""),
        ("Alabama!!Total!!Margin of Error", "margin of error", "Alabama!!Total"),
        ("Lower 95% confidence interval", "lower bound of 95% confidence interval", ""),
        ("95 % CI upper", "upper bound of 95% confidence interval (95 % CI upper)", ""),
        ("UCL", "upper bound of confidence interval (UCL)", ""),
        ("ci_low", "lower bound of confidence interval (ci_low)", ""),
        ("Men: lower CI", "lower bound of confidence interval (lower CI)", "Men"),
        ("Rate (95% confidence interval)", "95% confidence interval", "Rate"),
        ("Standard error", "standard error", ""),
        ("Rate SE", "standard error (SE)", "Rate"),
        ("RSE", "relative standard error (RSE)", ""),
        ("Std dev", "standard deviation (Std dev)", ""),
    ],
)
def test_what_says_how_exact_a_figure_is(label: str, name: str, of: str) -> None:
    spread = spread_of(label)
    assert spread is not None
    assert (spread.name, spread.of, spread.is_sure) == (name, of, True)


@pytest.mark.parametrize("label", ["Low", "High", "Lower bound", "Upper limit", "Median, low"])
def test_what_only_figures_between_show(label: str) -> None:
    spread = spread_of(label)
    assert spread is not None
    assert not spread.is_sure


@pytest.mark.parametrize(
    "label",
    [
        "Estimate", "Low income", "High school", "Upper Hutt", "Lower quartile", "Speed limit", "Profit margin",
        "Consumer confidence", "Confidence", "Level of confidence in police", "CI (Ivory Coast)", "SE England", "95",
        "Percent", "",
    ],
)  # fmt: skip
def test_what_does_not(label: str) -> None:
    assert spread_of(label) is None


def test_two_letters_are_a_country_beside_others() -> None:
    assert spreads_among(["AU", "SE", "CI"]) == {}
    assert list(spreads_among(["Rate", "SE"])) == ["SE"]


@pytest.mark.parametrize(
    ("text", "value", "mark"),
    [
        ("4.1 ± 0.2", "4.1", "± 0.2"),
        ("4.1 (3.9-4.3)", "4.1", "(3.9-4.3)"),
        ("22.1 [20.1–24.3]", "22.1", "[20.1-24.3]"),
        ("14.1% (13.0 to 15.2)", "14.1", "(13.0 to 15.2)"),
        ("-1.2 (-2.0, -0.4)", "-1.2", "(-2.0, -0.4)"),
    ],
)
def test_a_number_keeps_its_bounds_as_a_mark(text: str, value: str, mark: str) -> None:
    number = read_number(text)
    assert number is not None
    assert (number.text, number.mark) == (value, mark)


@pytest.mark.parametrize("text", ["4.1 (5.0-6.0)", "3-4", "(3.9-4.3)", "± 0.2", "Route 4 (3-5)"])
def test_a_number_that_is_not_between_its_bounds_is_none(text: str) -> None:
    assert read_number(text) is None
