"""One observation: which figure it is, its base, and what is said where the ledger has none, or several."""

from __future__ import annotations

from datetime import date

import pytest

from bot.ask.meaning import Lookup, Selection
from bot.ask.outcome import Choice, Missing
from bot.domain import Status
from bot.periods import Period
from tests.ask.evaluate.ledgers import Evaluator, assembly, of, orchards, table, with_status
from tests.ask.ledger import of_table


@pytest.fixture(scope="module")
def farm() -> Evaluator:
    return orchards()


@pytest.fixture(scope="module")
def house() -> Evaluator:
    return assembly()


def test_the_latest_of_the_very_series(farm: Evaluator) -> None:
    assert farm.value(Lookup(of("apples picked"))) == ("1000", "tonnes")
    found = farm.result(Lookup(of("apples picked", valley="Glen")))
    assert found.sentence == "The apples picked (Glen) were 500 tonnes in 2023."
    assert [option.value for option in found.options] == ["450", "300"]


def test_a_period_that_is_not_held_is_refused_with_what_is(farm: Evaluator) -> None:
    found = farm(Lookup(of("apples picked", "2019", valley="Glen")))
    assert isinstance(found, Missing)
    assert found.words == "in 2019"
    assert "“apples picked (Glen)” has no figure in 2019" in found.sentence
    assert [figure.period.iso for figure in found.nearest] == ["2023", "2022", "2021"]


def test_a_stretch_with_several_figures_in_it_is_asked_back(farm: Evaluator) -> None:
    found = farm(Lookup(of("cider made", "2022", valley="Glen")))
    assert isinstance(found, Choice)
    assert (found.between, len(found.figures)) == ("period", 3)


def test_a_breakdown_without_a_total_is_asked_back(farm: Evaluator) -> None:
    found = farm(Lookup(of("pears picked", "2022")))
    assert isinstance(found, Choice)
    assert (found.between, {figure.value for figure in found.figures}) == ("valley", {90, 0})


def test_a_part_is_never_given_for_the_total_that_is_not_held() -> None:
    ledger = Evaluator(
        of_table(
            """
            indicator,period,dairy,herd,value
            milk,2020,,,90
            milk,2020,Aster,,40
            milk,2020,Birch,,50
            milk,2020,Birch,brown,9
            butter,2020,Aster,brown,3
            butter,2020,,,8
            """
        )
    )
    assert ledger.value(Lookup(of("milk", "2020"))) == ("90", None)
    found = ledger(Lookup(of("butter", "2020", dairy="Aster")))
    assert isinstance(found, Missing)
    assert (found.words, [figure.value for figure in found.nearest]) == ("Aster", [3])


def test_the_only_code_there_is_need_not_be_named(farm: Evaluator) -> None:
    assert "(Glen)" in farm.result(Lookup(of("night frost", "2023"))).sentence


def test_codes_that_are_not_held_together_are_refused_with_the_nearest(farm: Evaluator) -> None:
    found = farm(Lookup(of("rent of a press", "2022", valley="Fenn")))
    assert isinstance(found, Missing)
    assert found.words == "Fenn"
    assert {figure.indicator for figure in found.nearest} == {"rent-of-a-press"}


def test_a_column_of_a_table_is_not_named_when_asking_back() -> None:
    found = table()(Lookup(of("families by kind", row_1="percent", row_2="north shore")))
    assert isinstance(found, Choice)
    assert found.between == "figure"


def test_per_cent_as_a_column_of_a_table_is_the_unit() -> None:
    meaning = Lookup(of("families by kind", row_1="percent", row_2="south shore", column_1="2016"))
    assert table().value(meaning) == ("14.5", "percent")


def test_vintages_claims_and_days(house: Evaluator) -> None:
    red = of("support", bloc="red")
    assert house.value(Lookup(red)) == ("46.5", "percent")
    assert house.value(Lookup(with_status(red, Status.PRELIMINARY))) == ("44", "percent")
    assert house.lacks(Lookup(with_status(red, Status.FORECAST))) == "a forecast figure"
    claim = house.result(Lookup(Selection("support", (("bloc", "red"),), agent="mayor")))
    assert claim.sentence.startswith("According to the mayor, the support")
    assert house.result(Lookup(red), as_of=date(2020, 10, 15)).value == 44
    early = house(Lookup(of("support", bloc="blue")), as_of=date(2020, 1, 1))
    assert isinstance(early, Missing)
    assert "had been published by" in early.sentence


def test_a_share_is_computed_from_the_counts_it_is_made_of(house: Evaluator) -> None:
    found = house.result(Lookup(of("presence")))
    assert (found.operation, found.expression) == ("share", "150 ÷ 200 × 100 = 75.0")
    assert (found.base, found.qualifier.value) == ("150 of 200 members of the assembly", "about")
    assert found.caveats == ()


def test_a_count_says_what_it_is_counted_within(house: Evaluator) -> None:
    found = house.result(Lookup(of("present")))
    assert (found.base, found.sentence) == (
        "of members of the assembly: 200 people",
        "The number of members present was about 150 people in 2020.",
    )


def test_what_no_ledger_has_is_missing(farm: Evaluator) -> None:
    assert farm.lacks(Lookup(Selection("moon", (), Period("2020")))) == "that figure"
