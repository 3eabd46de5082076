"""Members set side by side: how far apart they lie, all of them as a table, so many of the highest together, the share
of one in all; and when a series passed a bound or another one."""

from __future__ import annotations

import pytest

from bot.ask.meaning import Breakdown, Crossing, Meaning, Range, Ranked, Several, Share, Side, Sum
from bot.domain import Dimension, Indicator
from tests.ask.evaluate.ledgers import Evaluator, all_times, assembly, each, of, orchards
from tests.ask.ledger import asker, of_table
from tests.ledger.batches import batch, figure

APPLES, SPRAYED, CIDER = "apples picked", "share of trees sprayed", "cider made"
COURSE = """
    indicator,period,mill,value,unit
    flour milled,2018,Weir,40,tonnes
    flour milled,2019,Weir,55,tonnes
    flour milled,2020,Weir,70,tonnes
    flour milled,2021,Weir,45,tonnes
    flour milled,2022,Weir,72,tonnes
    flour milled,2018,Brook,50,tonnes
    flour milled,2019,Brook,52,tonnes
    flour milled,2020,Brook,60,tonnes
    flour milled,2021,Brook,60,tonnes
    flour milled,2022,Brook,60,tonnes
    flour milled,2018,Ford,30,tonnes
    flour milled,2020,Ford,90,tonnes
    bran sold,2018,Weir,3,dollars
    bran sold,2019,Weir,90,dollars
"""
FLOUR = "flour milled"


@pytest.fixture(scope="module")
def farm() -> Evaluator:
    return orchards()


@pytest.fixture(scope="module")
def house() -> Evaluator:
    return assembly()


@pytest.fixture(scope="module")
def mills() -> Evaluator:
    return Evaluator(of_table(COURSE))


def test_a_range_is_the_highest_less_the_lowest(farm: Evaluator) -> None:
    found = farm.result(Range(each("valley", of(APPLES, "2022"))))
    assert (found.value, found.unit, found.expression) == (200, "tonnes", "450 − 250 = 200")
    assert found.sentence == (
        "The apples picked ranged over 200 tonnes in 2022, from 250 tonnes for Fenn to 450 tonnes for Glen."
    )
    assert [one.figure.value for one in found.used] == [450, 300, 250]
    assert farm.value(Range(each("valley", of(SPRAYED, "2022")))) == ("3.5", "percentage points")


def test_a_range_over_time_and_one_of_a_single_figure(farm: Evaluator) -> None:
    assert farm.value(Range(all_times(of(APPLES, valley="Glen")))) == ("200", "tonnes")
    assert farm.lacks(Range(all_times(of(APPLES, valley="Glen"), "2021"))) == "others to compare with"


def test_a_breakdown_has_no_value_but_all_figures_the_largest_first(farm: Evaluator) -> None:
    found = farm.result(Breakdown(each("valley", of(APPLES, "2022"))))
    assert (found.value, found.unit, found.label) == (None, "tonnes", None)
    assert [one.figure.value for one in found.used] == [450, 300, 250]
    assert found.sentence == "The apples picked in 2022: Glen 450 tonnes, Moss 300 tonnes and Fenn 250 tonnes."


def test_a_breakdown_without_a_time_is_of_the_last_that_most_have(farm: Evaluator) -> None:
    found = farm.result(Breakdown(each("valley", of(APPLES))))
    assert {one.figure.period.iso for one in found.used} == {"2022"}


def test_a_breakdown_says_which_members_are_not_held_for_that_time(farm: Evaluator) -> None:
    found = farm.result(Breakdown(each("valley", of("pears picked", "2022"))))
    assert found.caveats == ()
    rows = "".join(f"snow,2023,{name},{value},mm\n" for name, value in (("Elm", 4), ("Oak", 7)))
    table = Evaluator(of_table(f"indicator,period,hill,value,unit\n{rows}snow,2021,Ash,5,mm\n"))
    assert table.result(Breakdown(each("hill", of("snow")))).caveats == ("No figure for that time is held for Ash.",)


def test_a_long_breakdown_lists_six_and_counts_the_rest() -> None:
    rows = "".join(f"snow,2023,Hill {number},{number},mm\n" for number in range(10, 30))
    table = Evaluator(of_table(f"indicator,period,hill,value,unit\n{rows}"))
    found = table.result(Breakdown(each("hill", of("snow", "2023"))))
    assert found.sentence.endswith("Hill 25 25 mm, Hill 24 24 mm and 14 more.")
    assert len(found.used) == 20


def test_the_first_so_many_are_added_up(farm: Evaluator) -> None:
    valleys = each("valley", of(APPLES, "2022"))
    found = farm.result(Sum(Ranked(valleys, highest=True, count=2)))
    assert (found.value, found.operation, found.caveats) == (750, "top 2 sum", ())
    assert farm.result(Sum(Ranked(valleys, highest=False, count=2))).value == 550
    assert farm.lacks(Sum(Ranked(valleys, highest=True, count=4))) == "a number 4"


def test_what_is_level_at_the_last_place_is_said(farm: Evaluator) -> None:
    rows = "".join(f"snow,2023,{name},{value},mm\n" for name, value in (("Elm", 4), ("Oak", 7), ("Ash", 4)))
    table = Evaluator(of_table(f"indicator,period,hill,value,unit\n{rows}"))
    found = table.result(Sum(Ranked(each("hill", of("snow", "2023")), highest=True, count=2)))
    assert found.value == 11
    assert found.caveats == ("Elm and Ash are level at the last of those places; not all of them are counted.",)


def test_what_is_no_amount_is_not_added_up_however_few(farm: Evaluator) -> None:
    assert farm.lacks(Sum(Ranked(each("valley", of(SPRAYED, "2022")), True, 2))) == "one base for that sum"


def test_the_share_in_all_members_that_make_up_a_whole() -> None:
    desk = _chamber()
    found = desk.result(Share((of("seats", "2020", bloc="red"),), each("bloc", of("seats", "2020"))))
    assert (str(found.value), found.unit, found.base) == ("60.0", "percent", "6 of 10 seats")
    assert found.expression == "6 ÷ (6 + 3 + 1) × 100 = 60.0"
    two = Share((of("seats", bloc="red"), of("seats", bloc="grey")), each("bloc", of("seats")))
    assert desk.value(two) == ("70.0", "percent")


def test_no_share_in_members_that_are_not_all_held_or_no_whole(farm: Evaluator, house: Evaluator) -> None:
    desk = _chamber()
    early = Share((of("seats", "2017", bloc="red"),), each("bloc", of("seats", "2017")))
    assert desk.lacks(early) == "all parts of the whole"
    some = Share((of("seats", "2020", bloc="red"),), each("bloc", of("seats", "2020"), "red", "blue"))
    assert desk.lacks(some) == "all parts of the whole"
    apples = Share((of(APPLES, "2022", valley="Glen"),), each("valley", of(APPLES, "2022")))
    assert farm.lacks(apples) == "a base that holds the part"
    support = Share((of("support", "2020", bloc="red"),), each("bloc", of("support", "2020")))
    assert house.lacks(support) == "the counts"


def test_when_a_series_first_passed_a_bound(mills: Evaluator) -> None:
    found = mills.result(Crossing(all_times(of(FLOUR, mill="Weir")), Side.ABOVE, "50"))
    assert (found.value, found.unit, found.date, found.label) == (55, "tonnes", "2019", ("2019",))
    assert found.sentence == (
        "The flour milled (Weir) was first above 50 tonnes in 2019: 55 tonnes, after 40 tonnes in 2018."
    )
    assert found.caveats == ("It came to be so again: 2022.",)
    assert mills.lacks(Crossing(all_times(of(FLOUR, mill="Weir")), Side.BELOW, "50")) == "such a time"


def test_when_one_series_first_passed_another(mills: Evaluator) -> None:
    weir, brook = all_times(of(FLOUR, mill="Weir")), of(FLOUR, mill="Brook")
    found = mills.result(Crossing(weir, Side.ABOVE, brook))
    assert (found.value, found.date) == (55, "2019")
    assert found.sentence == (
        "The flour milled (Weir) came to be above that for Brook in 2019: 55 tonnes against 52 tonnes, after 40 tonnes"
        " against 50 tonnes in 2018."
    )


NEVER = {
    "beyond already": (Crossing(all_times(of(FLOUR, mill="Brook")), Side.ABOVE, "45"), "such a time"),
    "never beyond": (Crossing(all_times(of(FLOUR, mill="Weir")), Side.ABOVE, "100"), "such a time"),
    "a time missing": (Crossing(all_times(of(FLOUR, mill="Ford")), Side.ABOVE, "45"), "every time before"),
    "itself": (Crossing(all_times(of(FLOUR, mill="Weir")), Side.ABOVE, of(FLOUR, mill="Weir")), "others to compare"),
    "another unit": (
        Crossing(all_times(of(FLOUR, mill="Weir")), Side.ABOVE, of("bran sold", mill="Weir")),
        "figures in one unit",
    ),
    "one time": (Crossing(all_times(of(FLOUR, mill="Weir"), "2020"), Side.ABOVE, "45"), "others to compare"),
}


@pytest.mark.parametrize("name", NEVER)
def test_no_time_is_guessed(name: str, mills: Evaluator) -> None:
    meaning, lacking = NEVER[name]
    assert mills.lacks(meaning).startswith(lacking)


def test_figures_that_disagree_are_not_set_side_by_side(house: Evaluator) -> None:
    two = Several((of("cost", "2019"), of("cost", "2020")))
    meanings: tuple[Meaning, ...] = (Range(two), Breakdown(two))
    for meaning in meanings:
        assert type(house(meaning)).__name__ == "Dispute"


def _chamber() -> Evaluator:
    """Six, three and one of ten seats; of the last of them nothing is known for the time before."""
    blocs = [
        ("red", "6", "2020"),
        ("blue", "3", "2020"),
        ("grey", "1", "2020"),
        ("red", "5", "2017"),
        ("blue", "4", "2017"),
    ]
    figures = [figure(value, "seats", (("bloc", bloc),), period) for bloc, value, period in blocs]
    return Evaluator(
        asker(
            batch(
                *figures,
                indicators=(Indicator("seats", "seats held", unit="seats"),),
                dimensions=(Dimension("bloc", "bloc", whole=True),),
            )
        )
    )
