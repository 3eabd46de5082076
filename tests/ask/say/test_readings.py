"""Meanings in words."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.ask.meaning import (
    Asks,
    Breakdown,
    Change,
    Count,
    Crossing,
    Difference,
    Extreme,
    Lookup,
    Mean,
    Meaning,
    PercentChange,
    Periods,
    Range,
    Ranked,
    Ratio,
    Selection,
    Share,
    Side,
    Sum,
)
from bot.ask.prose import Prose
from bot.ask.say.readings import in_words, told_apart
from bot.domain import Status
from tests.ask.evaluate.ledgers import assembly, each, held, of, table, with_status
from tests.ask.ledger import of_table
from tests.ask.meanings import meanings, selections

_CODES = {"bloc": ("red", "blue", "grey"), "area": ("isles", "holm")}
_SELECTIONS = selections(("support", "cost", "homes"), _CODES, ("mayor",), ("herald", "gazette"))
PROSE = assembly().ledger.prose
RED, BLUE = of("support", "2020", bloc="red"), of("support", "2020", bloc="blue")

WORDS: tuple[tuple[Meaning, str], ...] = (
    (Lookup(RED), "support for each bloc, Red, 2020"),
    (Lookup(of("cost")), "cost of a session"),
    (Lookup(with_status(RED, Status.FINAL)), "support for each bloc, Red, 2020, final"),
    (Lookup(Selection("support", (("bloc", "red"),), agent="mayor")), "support for each bloc, Red, as the mayor says"),
    (Lookup(Selection("cost", source="herald")), "cost of a session, according to Herald"),
    (Difference(RED, BLUE), "the difference between Red and Blue, support for each bloc, 2020"),
    (Difference(RED, of("support", "2020")), "the difference between Red and all, support for each bloc, 2020"),
    (Change(of("cost", "2019"), of("cost", "2020")), "the change from 2019 to 2020, cost of a session"),
    (Change(of("cost", "2019"), of("cost")), "the change from 2019 to the latest, cost of a session"),
    (
        PercentChange(of("cost", "2019"), of("cost", "2020")),
        "the change in per cent from 2019 to 2020, cost of a session",
    ),
    (Ratio(RED, BLUE), "how many times as high Red as Blue, support for each bloc, 2020"),
    (Share((RED, BLUE), of("support", "2020")), "the share of Red and Blue in all, support for each bloc, 2020"),
    (Sum(each("bloc", of("support", "2020"))), "the sum of all blocs, support for each bloc, 2020"),
    (Mean(each("bloc", of("support"), "red", "grey")), "the average of Red and Grey, support for each bloc"),
    (Extreme(each("area", of("homes")), True), "which of all areas is highest, number of homes"),
    (Extreme(each("area", of("homes")), False, 2), "which of all areas is second lowest, number of homes"),
    (Extreme(each("area", of("homes")), True, count=3), "which of all areas are the three highest, number of homes"),
    (Extreme(Periods(of("cost")), True, asks=Asks.VALUE), "how much of all times is highest, cost of a session"),
    (Count(each("area", of("homes")), Side.ABOVE, "350"), "how many of all areas are above 350, number of homes"),
    (Range(each("area", of("homes"))), "the range of all areas, number of homes"),
    (Breakdown(each("area", of("homes", "2020"))), "each of all areas, number of homes, 2020"),
    (
        Sum(Ranked(each("area", of("homes")), highest=True, count=2)),
        "the sum of the two highest of all areas, number of homes",
    ),
    (
        Share((RED,), each("bloc", of("support", "2020"))),
        "the share of (support for each bloc, Red, 2020) in the sum of all blocs, support for each bloc, 2020",
    ),
    (Crossing(Periods(of("cost")), Side.ABOVE, "11"), "when first above 11, cost of a session"),
    (
        Crossing(Periods(of("support", bloc="red")), Side.BELOW, of("support", bloc="blue")),
        "when first below (support for each bloc, Blue), support for each bloc, Red",
    ),
)


def test_words() -> None:
    for meaning, words in WORDS:
        assert in_words(meaning, PROSE) == words


def test_columns_of_a_table() -> None:
    families = of("families by kind", row_1="percent", column_1="2011")
    words = in_words(Extreme(each("row 2", families), True), table().ledger.prose)
    assert words == "which of all in row 2 is highest, families by kind, 2011, percent"


@settings(max_examples=300)
@given(st.lists(meanings(_SELECTIONS, _CODES), min_size=2, max_size=2, unique=True))
def test_two_meanings_never_have_the_same_words(pair: list[Meaning]) -> None:
    words = told_apart(pair, PROSE)
    assert words[0] != words[1]


def test_two_codes_of_one_label_are_told_apart() -> None:
    ledger = of_table(
        """
        indicator,port,home,value
        boats,Aster,,4
        boats,,Aster,7
        """
    )
    prose: Prose = held(ledger).prose
    by_port, by_home = Lookup(of("boats", port="Aster")), Lookup(of("boats", home="Aster"))
    assert in_words(by_port, prose) == in_words(by_home, prose)
    assert told_apart([by_port, by_home], prose) == [
        "boats [boats], port Aster [Aster]",
        "boats [boats], home Aster [Aster]",
    ]
    assert told_apart([by_port], prose) == ["boats, Aster"]
