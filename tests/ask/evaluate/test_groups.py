"""Groups of observations: added up, averaged, ranked, counted, and taken as parts of a whole."""

from __future__ import annotations

import pytest

from bot.ask.meaning import Asks, Count, Difference, Extreme, Mean, Ratio, Several, Share, Side, Sum
from bot.store.reader import Reader
from tests.ask.evaluate.ledgers import Evaluator, all_times, assembly, each, of, orchards, table
from tests.ask.ledger import of_table

APPLES, SPRAYED, RENT, CIDER = "apples picked", "share of trees sprayed", "rent of a press", "cider made"


@pytest.fixture(scope="module")
def farm() -> Evaluator:
    return orchards()


@pytest.fixture(scope="module")
def house() -> Evaluator:
    return assembly()


def test_sums(farm: Evaluator, house: Evaluator) -> None:
    found = farm.result(Sum(each("valley", of(APPLES, "2022"), "Glen", "Moss")))
    assert (found.value, found.unit, found.expression) == (750, "tonnes", "450 + 300 = 750")
    assert found.sentence == "The total of the apples picked for Glen and Moss was 750 tonnes in 2022: 450 and 300."
    assert farm.value(Sum(all_times(of(APPLES)))) == ("1900", "tonnes")
    assert house.value(Sum(each("bloc", of("support"), "red", "blue"))) == ("86.5", "percent")


def test_sums_never_count_anything_twice(farm: Evaluator, house: Evaluator) -> None:
    overlapping = (
        (farm, Sum(Several((of(APPLES, "2022"), of(APPLES, "2022", valley="Glen"))))),
        (house, Sum(each("area", of("homes"), "isles", "holm"))),
        (house, Sum(Several((of("members"), of("present"))))),
        (farm, Sum(each("valley", of(RENT, "2022")))),
    )
    for ledger, meaning in overlapping:
        assert ledger.lacks(meaning) == "figures that do not overlap"
    assert house.value(Sum(each("area", of("homes")))) == ("700", "homes")


def test_times_that_share_days_do_not_add_up() -> None:
    yearly = of_table(
        """
        indicator,period,value,unit
        ice sold,2020-07/2021-06,30,tonnes
        ice sold,2021-01/2021-12,40,tonnes
        """
    )
    assert Evaluator(yearly).lacks(Sum(all_times(of("ice sold")))) == "figures that do not overlap"


def test_percentages_add_up_over_the_parts_of_one_whole_alone(farm: Evaluator) -> None:
    assert farm.lacks(Sum(each("valley", of(SPRAYED, "2022")))) == "one base for that sum"
    assert farm.lacks(Sum(all_times(of(SPRAYED, valley="Glen")))) == "one base for that sum"


def test_means(farm: Evaluator) -> None:
    found = farm.result(Mean(each("valley", of(SPRAYED, "2022"))))
    assert (f"{found.value:f}", found.expression) == ("40.33", "(41.5 + 38 + 41.5) ÷ 3 = 40.33")
    assert "counts the same" in found.caveats[0]


def test_the_highest_and_all_winners_of_a_tie(farm: Evaluator) -> None:
    found = farm.result(Extreme(each("valley", of(APPLES)), highest=True))
    assert (found.label, found.value, found.used[0].figure.period.iso) == (("Glen",), 450, "2022")
    assert found.sentence == "The apples picked were highest for Glen, at 450 tonnes in 2022."
    tied = farm.result(Extreme(each("valley", of(SPRAYED, "2022")), highest=True))
    assert tied.label == ("Glen", "Fenn")
    assert tied.sentence.startswith("Glen and Fenn had the highest share of trees sprayed, both at 41.5 per cent")
    assert farm.result(Extreme(each("valley", of(APPLES)), highest=True, asks=Asks.VALUE)).label is None


def test_places_and_the_first_few(farm: Evaluator) -> None:
    second = farm.result(Extreme(each("valley", of(APPLES, "2022")), highest=False, place=2))
    assert (second.label, second.operation) == (("Moss",), "second lowest")
    top = farm.result(Extreme(each("valley", of(APPLES, "2022")), highest=True, count=2))
    assert (top.label, top.operation) == (("Glen", "Moss"), "top 2")
    assert top.sentence == "The top 2 for the apples picked in 2022: Glen (450 tonnes) and Moss (300 tonnes)."
    assert farm.lacks(Extreme(each("valley", of(APPLES, "2022")), highest=True, place=4)) == "a number 4"


def test_ranks_leave_wholes_out(house: Evaluator) -> None:
    assert house.result(Extreme(each("area", of("homes")), highest=True)).label == ("Skerry",)


def test_what_may_be_a_whole_is_not_ranked_with_the_others() -> None:
    ledger = of_table(
        """
        indicator,period,stand,value
        honey,2020,All Saints,30
        honey,2020,Mill,20
        honey,2020,Weir,9
        """
    )
    assert Evaluator(ledger).lacks(Extreme(each("stand", of("honey")), highest=True)) == "the parts by name"
    named = Extreme(each("stand", of("honey"), "All Saints", "Mill"), highest=True)
    assert Evaluator(ledger).result(named).label == ("All Saints",)


def test_over_time_the_answer_is_when_it_was(farm: Evaluator) -> None:
    lowest = farm.result(Extreme(all_times(of(CIDER, valley="Glen")), highest=False))
    assert (lowest.label, lowest.date) == (("January 2022",), "2022-01")
    assert lowest.sentence == "The cider made (Glen) was lowest in January 2022, at five barrels."
    tied = farm.result(Extreme(all_times(of(CIDER, valley="Glen"), "2022"), highest=True))
    assert (tied.label, tied.date) == (("February 2022", "March 2022"), None)
    assert farm.lacks(Extreme(all_times(of(CIDER, valley="Glen"), "2019"), highest=True)) == "in 2019"


def test_counts(farm: Evaluator) -> None:
    found = farm.result(Count(each("valley", of(APPLES, "2022")), Side.ABOVE, "260"))
    assert (found.value, found.unit) == (2, "valleys")
    assert "above 260 tonnes for two of the three valleys held in 2022: Glen (450) and Moss (300)" in found.sentence
    against = farm.result(Count(each("valley", of(RENT, "2022")), Side.BELOW, of(RENT)))
    assert (against.value, against.used[-1].figure.dimensions) == (1, ())
    assert "below that for all (120 dollars) for one of the two valleys" in against.sentence
    assert farm.value(Count(all_times(of(CIDER, valley="Glen")), Side.ABOVE, "5")) == ("2", "months")
    none = farm.result(Count(each("valley", of(APPLES, "2022")), Side.ABOVE, "9000"))
    assert (none.value, none.sentence[-1]) == (0, ".")
    assert farm.lacks(Count(each("valley", of(APPLES, "2022")), Side.ABOVE, of(SPRAYED, valley="Glen"))) == (
        "figures in one unit"
    )


def test_columns_of_a_table_have_no_noun() -> None:
    families = of("families by kind", row_1="percent", column_1="2011")
    found = table().result(Count(each("row 2", families), Side.ABOVE, "15"))
    assert (found.value, found.unit) == (1, None)
    assert "for one of the two held: north shore (16.5)" in found.sentence
    mixed = Extreme(each("row 1", of("families by kind", row_2="north shore", column_1="2011")), highest=True)
    assert table().lacks(mixed) == "figures in one unit"


def test_shares(farm: Evaluator, house: Evaluator) -> None:
    two = (of(APPLES, valley="Glen"), of(APPLES, valley="Moss"))
    found = farm.result(Share(two, of(APPLES, "2022")))
    assert (f"{found.value:f}", found.unit) == ("75.0", "percent")
    assert found.base == "750 of 1,000 tonnes"
    assert (
        found.sentence
        == "The share of Glen and Moss in the apples picked was 75.0 per cent in 2022 (750 of 1,000 tonnes)."
    )
    assert house.value(Share((of("homes", area="holm"),), of("homes", area="isles"))) == ("42.9", "percent")


def test_a_share_is_of_a_whole_that_holds_its_parts(farm: Evaluator, house: Evaluator) -> None:
    glen, moss = of(APPLES, "2022", valley="Glen"), of(APPLES, "2022", valley="Moss")
    refused = (
        (farm, Share((moss,), glen)),
        (farm, Share((of(APPLES, "2022"),), glen)),
        (farm, Share((of(RENT, "2022", valley="Glen"),), of(RENT, "2022"))),
    )
    for ledger, meaning in refused:
        assert ledger.lacks(meaning) == "a base that holds the part"
    assert house.lacks(Share((of("homes", area="holm"), of("homes", area="holm")), of("homes", area="skerry"))) == (
        "a base that holds the part"
    )


def test_a_group_costs_no_query_a_member(monkeypatch: pytest.MonkeyPatch) -> None:
    ledger = of_table("indicator,period,stall,value\n" + "\n".join(f"jam,2020,s{n},{n}" for n in range(1, 60)))
    read: list[int] = []
    figures = Reader.figures
    monkeypatch.setattr(Reader, "figures", lambda self, ids: read.append(len(ids)) or figures(self, ids))
    fresh = Evaluator(ledger)
    assert fresh.result(Extreme(each("stall", of("jam")), highest=True)).label == ("s59",)
    assert read == [59]
    fresh.result(Sum(each("stall", of("jam"), "s1", "s2", "s3")))
    assert read == [59]


_KINDS = """
    indicator,row 1,column 1,value
    burglaries by town,number,Aster,40
    burglaries by town,number,Birch,60
    burglaries by town,rate per 1000 people,Aster,5.5
    burglaries by town,rate per 1000 people,Birch,7
    burglaries by town,percent change 2019 to 2020,Aster,-3
    burglaries by town,percent change 2019 to 2020,Birch,4
    burglaries by town,severity index,Aster,101
    burglaries by town,severity index,Birch,98
    burglaries by town,number,,100
    burglaries by town,severity index,,99
"""


def test_columns_of_different_kinds_are_not_put_together() -> None:
    ledger, label = Evaluator(of_table(_KINDS)), "burglaries by town"
    kinds = ("number", "rate per 1000 people", "severity index")
    mixed = each("row 1", of(label, column_1="Aster"), *kinds)
    for meaning in (Sum(mixed), Mean(mixed), Extreme(mixed, highest=True), Count(mixed, Side.ABOVE, "7")):
        assert ledger.lacks(meaning) == "figures of one kind"
    pair = of(label, row_1="number", column_1="Aster"), of(label, row_1="rate per 1000 people", column_1="Aster")
    assert ledger.lacks(Difference(*pair)) == ledger.lacks(Ratio(*pair)) == "figures of one kind"


def test_only_counts_and_amounts_are_added_up_or_shared_out() -> None:
    ledger, label = Evaluator(of_table(_KINDS)), "burglaries by town"
    assert ledger.value(Sum(each("column 1", of(label, row_1="number")))) == ("100", None)
    for kind in ("rate per 1000 people", "severity index"):
        assert ledger.lacks(Sum(each("column 1", of(label, row_1=kind)))) == "figures that add up"
    assert (
        ledger.lacks(Sum(each("column 1", of(label, row_1="percent change 2019 to 2020")))) == "one base for that sum"
    )
    index = of(label, row_1="severity index", column_1="Birch"), of(label, row_1="severity index")
    assert ledger.lacks(Share(index[:1], index[1])) == "the counts"
    assert ledger.value(Difference(*index)) == ("1", None)


def test_what_is_not_held_beside_what_it_is_compared_with(farm: Evaluator) -> None:
    glen = of(APPLES, "2023", valley="Glen")
    assert farm.lacks(Count(each("valley", of(APPLES, "2023")), Side.BELOW, glen)) == "others to compare with"
