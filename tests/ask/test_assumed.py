"""What a question leaves open and the answer takes for granted is said, once, and not where the sentence says it."""

from __future__ import annotations

import pytest

from bot.ask.meaning import Extreme, Lookup
from tests.ask.evaluate.ledgers import each, of, orchards
from tests.ask.ledger import Asker, of_table

ALL, LATEST = "All age groups and sexes, as none was named.", "The latest that we hold."


@pytest.fixture(scope="module")
def nurses() -> Asker:
    return of_table(
        """
        indicator,age group,sex,period,value,unit
        nurses,,,2021,900,nurses
        nurses,,,2022,950,nurses
        nurses,young,,2022,300,nurses
        nurses,old,,2022,650,nurses
        nurses,,women,2022,800,nurses
        nurses,,men,2022,150,nurses
        sites,All regions,,2022,9,sites
        sites,Fenn,,2022,4,sites
        """
    )


@pytest.mark.parametrize(
    ("question", "caveats"),
    [
        ("how many nurses were there?", (ALL, LATEST)),
        ("how many nurses were there in 2022?", (ALL,)),
        ("how many nurses were there in 2021?", (ALL,)),
        ("how many nurses were there altogether in 2022?", ()),
        ("how many young nurses were there?", ()),
        ("how many nurses were women in 2022?", ()),
        ("how much did nurses rise from 2021 to 2022?", (ALL,)),
        ("which age group had the most nurses in 2022?", ()),
    ],
)
def test_what_no_word_of_the_question_names(nurses: Asker, question: str, caveats: tuple[str, ...]) -> None:
    assert nurses.ask(question).caveats == caveats


def test_a_total_that_the_sentence_names_is_not_said_again(nurses: Asker) -> None:
    answer = nurses.ask("how many sites were there in 2022?")
    assert answer.text == "The number of sites (All regions) was nine in 2022."
    assert answer.caveats == ()


def test_meanings_say_it_as_well() -> None:
    farm = orchards()
    assert farm.result(Lookup(of("apples picked"))).caveats == ("All valleys, as none was named.", LATEST)
    assert farm.result(Lookup(of("apples picked", "2021"))).caveats == ("All valleys, as none was named.",)
    assert farm.result(Lookup(of("apples picked", "2021", valley="Glen"))).caveats == ()
    # Glen alone has a later figure: what all are compared for is not the latest.
    assert farm.result(Extreme(each("valley", of("apples picked")), highest=True)).caveats == ()
