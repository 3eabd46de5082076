"""Two observations set side by side: how far apart, how many times, how far it moved."""

from __future__ import annotations

import pytest

from bot.ask.meaning import Change, Difference, Lookup, PercentChange, Ratio, Selection
from bot.ask.outcome import Dispute, Missing
from bot.domain import Status
from tests.ask.evaluate.ledgers import Evaluator, assembly, of, orchards, table, with_status

APPLES, SPRAYED, FROST, PEARS = "apples picked", "share of trees sprayed", "night frost", "pears picked"
FAMILIES = {"row_1": "percent", "row_2": "north shore"}


@pytest.fixture(scope="module")
def farm() -> Evaluator:
    return orchards()


@pytest.fixture(scope="module")
def house() -> Evaluator:
    return assembly()


def test_a_difference_is_the_higher_less_the_lower_in_their_unit(farm: Evaluator) -> None:
    found = farm.result(Difference(of(APPLES, "2022", valley="Moss"), of(APPLES, "2022", valley="Glen")))
    assert (found.value, found.unit, found.expression) == (150, "tonnes", "450 − 300 = 150")
    assert "150 tonnes higher for Glen than for Moss in 2022" in found.sentence


def test_percentages_differ_in_percentage_points(farm: Evaluator) -> None:
    pair = of(SPRAYED, "2022", valley="Glen"), of(SPRAYED, "2022", valley="Moss")
    assert farm.value(Difference(*pair)) == ("3.5", "percentage points")
    assert farm.value(Change(of(SPRAYED, "2022", valley="Glen"), of(SPRAYED, "2023", valley="Glen"))) == (
        "2.5",
        "percentage points",
    )


def test_both_sides_are_for_the_last_period_that_both_have(farm: Evaluator) -> None:
    found = farm.result(Difference(of(APPLES, valley="Glen"), of(APPLES, valley="Moss")))
    assert {one.figure.period.iso for one in found.used} == {"2022"}
    named = farm.result(Difference(of(APPLES, "2021", valley="Glen"), of(APPLES, valley="Moss")))
    assert {one.figure.period.iso for one in named.used} == {"2021"}


def test_two_series_are_never_compared_at_different_times(farm: Evaluator) -> None:
    pair = of(APPLES, "2021", valley="Glen"), of(APPLES, "2022", valley="Moss")
    for meaning in (Difference(*pair), Ratio(*pair), PercentChange(*pair)):
        assert farm.lacks(meaning) == "figures for one period"


def test_a_month_is_never_compared_with_a_year(farm: Evaluator) -> None:
    pair = of("cider made", "2021", valley="Glen"), of("cider made", "2022-01", valley="Glen")
    for meaning in (Difference(*pair), Change(*pair), Ratio(*pair)):
        assert farm.lacks(meaning) == "times that are equally long"


def test_figures_of_different_units_are_not_combined(farm: Evaluator) -> None:
    pair = of(APPLES, "2022", valley="Glen"), of(SPRAYED, "2022", valley="Glen")
    for meaning in (Difference(*pair), Ratio(*pair)):
        assert farm.lacks(meaning) == "figures in one unit"


def test_labels_are_said_where_two_measures_are_compared(farm: Evaluator) -> None:
    found = farm.result(Difference(of(APPLES, "2022", valley="Glen"), of(PEARS, "2022", valley="Glen")))
    assert "360 tonnes higher than the pears picked (Glen) in 2022" in found.sentence
    assert "The apples picked (Glen) were" in found.sentence


def test_a_change_goes_from_the_earlier_to_the_later(farm: Evaluator) -> None:
    for pair in (("2021", "2022"), ("2022", "2021")):
        before, after = (of(APPLES, period, valley="Fenn") for period in pair)
        found = farm.result(Change(before, after))
        assert (found.value, found.expression) == (-100, "250 − 350 = −100")
        assert "fell by 100 tonnes, from 350 tonnes in 2021 to 250 tonnes in 2022" in found.sentence


def test_a_change_is_one_of_a_single_series(farm: Evaluator) -> None:
    pair = of(APPLES, "2022", valley="Glen"), of(APPLES, "2022", valley="Moss")
    assert farm.lacks(Change(*pair)) == "one series"
    assert farm.value(PercentChange(*pair)) == ("-33.3", "percent")


def test_nothing_is_compared_with_itself(farm: Evaluator) -> None:
    one = of(APPLES, "2022", valley="Glen")
    for meaning in (Difference(one, one), Change(one, one), Ratio(one, of(APPLES, "2022", valley="Glen"))):
        assert farm.lacks(meaning) == "a second figure"


def test_no_percentage_change_from_zero_or_below(farm: Evaluator) -> None:
    frost = of(FROST, "2022", valley="Glen"), of(FROST, "2023", valley="Glen")
    pears = of(PEARS, "2022", valley="Moss"), of(PEARS, "2022", valley="Glen")
    assert farm.lacks(PercentChange(*frost)) == farm.lacks(PercentChange(*pears)) == "a base above zero"
    assert farm.value(Change(*frost)) == ("4.0", "degrees")


def test_no_ratio_to_zero_or_below(farm: Evaluator) -> None:
    assert farm.lacks(Ratio(of(PEARS, "2022", valley="Glen"), of(PEARS, "2022", valley="Moss"))) == "a base above zero"
    assert farm.lacks(Ratio(of(FROST, "2023", valley="Glen"), of(FROST, "2022", valley="Glen"))) == "a base above zero"
    assert farm.value(Ratio(of(APPLES, "2022", valley="Glen"), of(APPLES, "2022", valley="Moss"))) == ("1.5", "times")


def test_vintages_of_one_period(house: Evaluator) -> None:
    red = of("support", bloc="red")
    pair = with_status(red, Status.FINAL), with_status(red, Status.PRELIMINARY)
    found = house.result(Change(*pair))
    assert (found.value, found.unit) == (found.used[1].figure.value - found.used[0].figure.value, "percentage points")
    assert "from 44 per cent (preliminary) to 46.5 per cent (final)" in found.sentence


def test_figures_that_disagree_make_a_dispute_whatever_rests_on_them(house: Evaluator) -> None:
    for meaning in (Lookup(of("cost")), Change(of("cost", "2019"), of("cost", "2020"))):
        found = house(meaning)
        assert isinstance(found, Dispute)
        assert {figure.value for figure in found.between[0].figures} == {10, 12}
    assert house.value(Lookup(Selection("cost", source="Herald"))) == ("12", "dollars")
    assert house.value(Lookup(Selection("cost", source="gazette"))) == ("10", "dollars")


def test_years_in_a_column_of_a_table_are_times() -> None:
    shore = table()
    pair = (of("families by kind", column_1=year, **FAMILIES) for year in ("2011", "2016"))
    found = shore.result(Change(*pair))
    assert (found.value, found.unit) == (found.used[1].figure.value - found.used[0].figure.value, "percentage points")
    assert "rose by 1.75 percentage points, from 16.5 per cent (2011) to 18.25 per cent (2016)" in found.sentence
    assert "row" not in found.sentence
    mixed = Difference(
        of("families by kind", column_1="2011", **FAMILIES),
        of("families by kind", column_1="2011", row_1="number", row_2="north shore"),
    )
    assert isinstance(shore(mixed), Missing)
