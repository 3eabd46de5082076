"""Sentences as they can be pasted, whatever a ledger calls its figures and their units."""

from __future__ import annotations

import pytest

from bot.ask.meaning import Count, Extreme, Lookup, Mean, Side
from tests.ask.evaluate.ledgers import Evaluator, all_times, each, of
from tests.ask.ledger import of_table, refused

TITLE = "boats lost, by cause of loss and by coast, 2016"


@pytest.fixture(scope="module")
def council() -> Evaluator:
    return Evaluator(
        of_table(
            f"""
            indicator,party,period,value,unit
            votes for mayor,Red,2020,60,votes
            votes for mayor,Blue,2020,1,votes
            votes for mayor,Grey,2020,60,votes
            exports,Red,2020,12.5,million dollars
            exports,Blue,2020,8,million dollars
            lamps,Red,2019-01,1,lamps
            lamps,Red,2019-02,2,lamps
            lamps,Red,2019-03,3,lamps
            lamps,Red,2019-04,6,lamps
            "{TITLE}",Red,2016,40,percent
            "{TITLE}",Blue,2016,60,percent
            """
        )
    )


def test_a_figure(council: Evaluator) -> None:
    votes, exports = of("votes for mayor", party="Red"), of("exports", party="Red")
    assert council.result(Lookup(votes)).sentence == "The number of votes for mayor (Red) was 60 in 2020."
    assert council.result(Lookup(exports)).sentence == "The exports (Red) were 12.5 million dollars in 2020."
    one = council.result(Lookup(of("votes for mayor", party="Blue")))
    assert one.sentence == "The number of votes for mayor (Blue) was one in 2020."


def test_ties(council: Evaluator) -> None:
    most = council.result(Extreme(each("party", of("votes for mayor")), highest=True))
    assert most.sentence == "Red and Grey had the highest number of votes for mayor, both at 60 in 2020."
    beyond = council.result(Count(each("party", of("votes for mayor")), Side.ABOVE, "20"))
    assert beyond.sentence == (
        "Two of the three parties held had more than 20 votes for mayor in 2020: Red and Grey, both at 60."
    )


def test_all(council: Evaluator) -> None:
    every = council.result(Count(each("party", of("exports")), Side.ABOVE, "7"))
    assert every.sentence == (
        "The exports were above seven million dollars for both parties held in 2020: Red (12.5) and Blue (8)."
    )


def test_none(council: Evaluator) -> None:
    none = council.result(Count(each("party", of("votes for mayor")), Side.ABOVE, "70"))
    assert none.value == 0
    assert none.sentence == "None of the three parties held had more than 70 votes for mayor in 2020."
    exports = council.result(Count(each("party", of("exports")), Side.ABOVE, "70"))
    assert exports.sentence == "The exports were above 70 million dollars for none of the two parties held in 2020."
    sentence = refused(council.desk.ask("which party had more than 70 votes for mayor?"))
    assert sentence.startswith(
        "None of the three parties held had more than 70 votes for mayor in 2020: Red (60 votes)"
    )


def test_many_times_are_the_first_and_the_last(council: Evaluator) -> None:
    mean = council.result(Mean(all_times(of("lamps", party="Red"))))
    assert mean.sentence == (
        "The average number of lamps (Red) from January 2019 to April 2019 (4 months) was 3.0: 1, 2, 3 and 6."
    )


def test_titles_of_tables(council: Evaluator) -> None:
    id_ = next(key for key, one in council.ledger.catalogue.indicators.items() if one.label == TITLE)
    assert council.result(Lookup(of(id_, party="Red"))).sentence == f"Red: 40 per cent in 2016 ({TITLE})."
    most = council.result(Extreme(each("party", of(id_)), highest=True))
    assert most.sentence == f"It was highest for Blue, at 60 per cent in 2016 ({TITLE})."
