"""What is claimed of a figure is judged by the figure: yes or no first, or not at all."""

from __future__ import annotations

import pytest

from bot.domain import Outcome
from tests.ask.dialogue.samples import talked
from tests.ask.dialogue.test_rows import judged
from tests.ask.ledger import Asker, of_table


@pytest.mark.parametrize(
    ("claim", "holds"),
    [
        ("the number of farms in North fell from 2020 to 2022, right?", True),
        ("the number of farms in North fell by 160 from 2020 to 2022, right?", True),
        ("the number of farms in North fell by 150 from 2020 to 2022, right?", False),
        ("the number of farms in North rose by 160 from 2020 to 2022, right?", False),
        ("the number of farms in North fell by a fifth from 2020 to 2022, right?", True),
        ("the number of farms in North fell by more than 30 per cent from 2020 to 2022, right?", False),
        ("the number of farms in North fell to 640 in 2022, right?", True),
        ("the number of farms in North fell to 650 in 2022, right?", False),
        ("the number of farms in South fell to 400 in 2022, right?", False),
        ("the number of farms in North fell from 800 in 2020 to 640 in 2022, right?", True),
        ("the number of farms in North fell from 810 in 2020 to 640 in 2022, right?", False),
        ("the number of farms in North fell below 650 in 2022, right?", True),
        ("the number of farms in North fell below 630 in 2022, right?", False),
    ],
)
def test_moves(farms: Asker, claim: str, holds: bool) -> None:
    assert judged(farms, claim) is holds


@pytest.mark.parametrize(
    ("claim", "holds"),
    [
        ("was the number of farms in North higher than in South in 2022?", True),
        ("was the number of farms in South higher than in North in 2022?", False),
        ("were there fewer farms in South than in North in 2022?", True),
        ("did the number of farms in North exceed that in South in 2022?", True),
        ("did the number of farms in South top that in North in 2022?", False),
        ("did the number of farms in North top that in South in 2022?", True),
        ("was the number of farms in North above its 2020 level in 2022?", False),
        ("was the number of farms in North below its 2020 level in 2022?", True),
        ("was the number of farms in South higher in 2022 than in 2020?", True),
        ("was the number of farms in South higher in 2020 than in 2022?", False),
    ],
)
def test_orders_are_of_what_is_named_first(farms: Asker, claim: str, holds: bool) -> None:
    assert judged(farms, claim) is holds


@pytest.mark.parametrize(
    ("claim", "holds"),
    [
        ("did North have the most farms in 2022?", True),
        ("did South have the most farms in 2022?", False),
        ("was East the town with the fewest farms in 2022?", True),
        ("was 2020 the year with the most farms in North?", True),
        ("was 2022 the year with the most farms in North?", False),
        ("was 2022 the year with the fewest farms in East?", True),
        ("was 2023 the year with the fewest farms in East?", True),
    ],
)
def test_extremes_of_members_and_of_times(farms: Asker, claim: str, holds: bool) -> None:
    """East has its lowest number twice: each of the two years is it."""
    assert judged(farms, claim) is holds


def test_what_may_be_said_of_towns_or_of_years_is_judged_where_both_are_so(farms: Asker) -> None:
    """North has the most farms of all towns each year, and most of all in 2020."""
    assert judged(farms, "was the number of farms in North highest in 2020?") is True
    assert judged(farms, "was the number of farms in North highest in 2022?") is None
    assert judged(farms, "was the number of farms in North the highest of all towns in 2022?") is True
    assert judged(farms, "was the number of farms in South highest in 2022?") is False


@pytest.mark.parametrize(
    "claim",
    [
        "is it right that the number of farms in West was 640 in 2022?",
        "is it right that the number of farms in North was 640 in 1999?",
        "did the number of barns in North rise from 2020 to 2022?",
        "will the number of farms in North fall to 500?",
        "did the number of farms in North fall because of the drought?",
        "is it right that the number of farms in North was not 640 in 2022?",
        "the number of farms in North never exceeded 900, right?",
    ],
)
def test_what_cannot_be_known_is_not_judged(farms: Asker, claim: str) -> None:
    answer = farms.ask(claim)
    assert answer.claim is None
    assert answer.outcome is not Outcome.ANSWERED
    assert not answer.text.startswith(("Yes", "No."))


def test_a_refused_claim_tells_nothing_of_the_words_that_ask(farms: Asker) -> None:
    text = farms.ask("is it fair to say that the number of barns in North was 640 in 2022, yes?").text
    assert "barns" in text
    assert "yes" not in text
    assert "fair" not in text


@pytest.mark.parametrize(
    ("claim", "holds"),
    [
        ("wasn't the number of farms in North 640 in 2022?", True),
        ("wasn't the number of farms in North 460 in 2022?", False),
        ("the number of farms in North was 640 in 2022, wasn't it?", True),
        ("didn't the number of farms in North fall from 2020 to 2022?", True),
    ],
)
def test_an_opening_or_a_tag_that_denies_only_asks_to_agree(farms: Asker, claim: str, holds: bool) -> None:
    assert judged(farms, claim) is holds


def test_per_cent_that_is_claimed_of_a_count_is_no_count(farms: Asker) -> None:
    """It is one of the whole that the count is a part of: 640 farms of 1,120 are 57.1 per cent."""
    assert judged(farms, "was the number of farms in North 640 per cent in 2022?") is False
    assert judged(farms, "was the number of farms in North 57.1 per cent in 2022?") is True
    assert judged(farms, "was the number of farms in North more than half of all in 2022?") is not False


def test_a_false_premise_is_corrected_first(farms: Asker) -> None:
    answer = farms.ask(
        "the number of farms in North rose from 2020 to 2022, so how many farms are there in North in 2022?"
    )
    assert answer.claim is not None
    assert not answer.claim.holds
    assert answer.text.startswith("No. ")
    assert answer.value == "640"


@pytest.mark.parametrize(
    "claim", ["farms in North in 2022", "highest number of farms in 2022", "rise in farms since 2020"]
)
def test_keywords_assert_nothing(farms: Asker, claim: str) -> None:
    assert farms.ask(claim).claim is None


_NORTH = "number of farms in North in 2022"


@pytest.mark.parametrize(
    ("message", "holds"),
    [
        ("did South have more?", False),
        ("did South have more than that?", False),
        ("did South have fewer than that?", True),
        ("did it exceed South?", True),
        ("did South exceed it?", False),
        ("did South beat that?", False),
        ("is that above South?", True),
        ("is South above that?", False),
        ("was South ahead of that?", False),
        ("fewer than South?", False),
        ("more than South?", True),
        ("was it higher in 2020?", True),
        ("was it higher than in 2020?", False),
        ("is that lower than in 2020?", True),
        ("is that lower than the year before?", True),
        ("was the year before lower than that?", False),
        ("is that the most of any town?", True),
        ("has it risen since 2020?", False),
        ("did it fall?", True),
        ("so 640?", True),
        ("640, right?", True),
        ("was it 650?", False),
        ("more than 600?", True),
        ("under 600?", False),
        ("about 650?", True),
    ],
)
def test_a_claim_that_goes_on_is_of_what_was_answered(farms: Asker, message: str, holds: bool) -> None:
    answer, _ = talked(farms, _NORTH, message)
    assert answer.claim is not None, answer.text
    assert answer.claim.holds is holds, answer.text
    assert answer.text.startswith("Yes. " if holds else "No. ")


@pytest.mark.parametrize("message", ["was it higher the year before than the year after?", "is more than that?"])
def test_where_it_cannot_be_told_which_comes_first_nothing_is_judged(farms: Asker, message: str) -> None:
    assert talked(farms, _NORTH, message)[0].claim is None


def test_a_percentage_is_judged_for_the_member_that_is_named(farms: Asker) -> None:
    uptake = "clinic uptake in North in 2022"
    for message, holds in (("did South exceed 45 per cent?", False), ("was South above 40 per cent?", True)):
        answer, _ = talked(farms, uptake, message)
        assert answer.claim is not None, answer.text
        assert (answer.value, answer.claim.holds) == ("41", holds)


@pytest.mark.parametrize(
    ("claim", "holds"),
    [
        ("the number of farms in North was highest in 2021, right?", None),  # of the towns, and not of the years
        ("the number of farms in North was highest in 2020, right?", True),
        ("the number of farms in South was highest in 2021, right?", False),
        ("North's number of farms was at its peak in 2022, right?", None),
        ("North had the highest number of farms in 2021, right?", True),
    ],
)
def test_a_superlative_that_is_said_of_a_member_or_a_time_is_judged_where_both_agree(
    farms: Asker, claim: str, holds: bool | None
) -> None:
    assert judged(farms, claim) is holds


@pytest.mark.parametrize(
    "claim",
    [
        "the number of farms in South rose every year since 2020, right?",
        "the number of farms in South rose each year between 2020 and 2023, right?",
        "the number of farms rose in all towns in 2023, right?",
        "the number of farms rose in every town in 2023, right?",
        "did the number of farms in South exceed 300 every year?",
    ],
)
def test_what_is_said_of_each_is_not_judged_by_one_figure(farms: Asker, claim: str) -> None:
    assert judged(farms, claim) is None


SIGNED = """
    indicator,town,period,value,unit
    net income,North,2020,4.5,million euros
    net income,North,2021,-3.2,million euros
    net income,South,2020,-8.1,million euros
    net income,South,2021,-5.4,million euros
"""


@pytest.mark.parametrize(
    ("claim", "holds"),
    [
        ("net income in North was -3.2 million euros in 2021, right?", True),
        ("net income in North was −3.2 million in 2021, right?", True),
        ("was net income in North minus 3.2 million euros in 2021?", True),
        ("was net income in North minus 4.2 million euros in 2021?", False),
        ("net income in North was 3.2 million euros in 2021, right?", False),
        ("net income in North was -4.5 million euros in 2020, right?", False),
        ("net income in South was below -8 million euros in 2020, right?", True),
        ("net income in North fell below -4 million euros in 2021, right?", False),
        ("net income in North fell from 4.5 in 2020 to -3.2 in 2021, right?", True),
        ("net income in South was over -4 million euros in 2020, right?", None),
        ("net income in South was nearly -8 million euros in 2020, right?", None),
    ],
)
def test_amounts_below_zero(claim: str, holds: bool | None) -> None:
    assert judged(of_table(SIGNED), claim) is holds


def test_points_are_no_place_of_that_name() -> None:
    desk = of_table("""
        indicator,suburb,period,value,unit
        contented share,,2023,52,percent
        contented share,,2025,47,percent
        contented share,The Point,2023,63,percent
        contented share,The Point,2025,59,percent
    """)
    assert judged(desk, "the contented share fell by 5 points from 2023 to 2025, right?") is True
    assert judged(desk, "the contented share in The Point fell by 4 points from 2023 to 2025, right?") is True


@pytest.mark.parametrize(
    ("claim", "holds"),
    [
        ("only North had more than 300 farms in 2022, right?", None),
        ("North was the only town with more than 300 farms in 2022, right?", None),
        ("North had only 640 farms in 2022, right?", True),
        ("North had only 600 farms in 2022, right?", False),
        ("the clinic uptake was 41 farms in South in 2022, right?", None),
        ("the clinic uptake was 41 per cent in South in 2022, right?", True),
    ],
)
def test_what_is_said_of_others_or_in_other_units_is_not_judged(farms: Asker, claim: str, holds: bool | None) -> None:
    assert judged(farms, claim) is holds


@pytest.mark.parametrize(
    ("claim", "holds"),
    [
        ("North had 650 farms in 2022, roughly, right?", True),
        ("North had 650 or so farms in 2022, right?", True),
        ("North had 650 farms, give or take, in 2022, right?", True),
        ("North had 750 farms in 2022, roughly, right?", False),
        ("North had 650 farms in 2022, right?", False),
    ],
)
def test_an_amount_may_be_said_to_be_rough_behind_it(farms: Asker, claim: str, holds: bool) -> None:
    assert judged(farms, claim) is holds


@pytest.mark.parametrize(
    ("thread", "holds"),
    [
        (("how many farms did South have in 2022?", "is that the highest ever?"), False),
        (("how many farms did South have in 2023?", "is that the highest ever?"), True),
        (("how many farms did North have in 2022?", "is that the highest?"), None),  # of the towns, not of the years
        (("how many farms did North have in 2020?", "is that the highest?"), True),
        (
            ("how many farms did North have in 2020?", "is that the highest?", "was it lower than the year before?"),
            None,
        ),
    ],
)
def test_a_superlative_of_what_was_answered(farms: Asker, thread: tuple[str, ...], holds: bool | None) -> None:
    answer, _ = talked(farms, *thread)
    assert (None if answer.claim is None else answer.claim.holds) is holds
    assert holds is not None or answer.value is None


_LINES = """
    indicator,route,period,value,unit
    ferry passengers,North,2022,700,passengers
    ferry passengers,North,2023,500,passengers
    ferry passengers,South,2022,400,passengers
    ferry passengers,South,2023,250,passengers
    boat trips,North,2022-Q1,30,trips
    boat trips,North,2022-Q2,35,trips
    boat trips,South,2022-Q1,20,trips
    boat trips,South,2022-Q2,25,trips
"""


@pytest.mark.parametrize(
    "message",
    [
        "boat trips on North by boat 250 in 2022?",
        "boat trips on North, pier 250, in 2022",
        "is it right that boat trips on North from pier 250 rose in 2022?",
        "is it true that boat trips on North in 2022 were from pier 250?",
        "boat trips on North on route 250 in 2022, right?",
        "trips 250",
    ],
)
def test_a_number_that_is_no_amount_is_not_left_out_of_what_is_asked_back(message: str) -> None:
    answer = of_table(_LINES).ask(message)
    assert answer.outcome is Outcome.ABSTAINED, answer.text
    assert answer.alternatives == ()


@pytest.mark.parametrize(
    "message", ["and on route 250?", "and route 250?", "is that route 250?", "and from pier 250?", "and on line 250?"]
)
def test_a_number_that_is_no_amount_is_not_left_out_of_a_follow_up(message: str) -> None:
    answer, _ = talked(of_table(_LINES), "ferry passengers on North in 2022", message)
    assert (answer.outcome, answer.claim) == (Outcome.ABSTAINED, None), answer.text


def test_an_amount_is_one_still_where_it_is_asked_which_is_meant() -> None:
    desk = of_table(_LINES)
    assert desk.ask("boat trips on North were 35 in 2022, right?").outcome is Outcome.AMBIGUOUS
    assert judged(desk, "boat trips on North were 35 in 2022-Q2, right?") is True
    assert talked(desk, "ferry passengers on North in 2022", "and South 400?")[0].text.startswith("Yes")
    assert talked(desk, "ferry passengers on North in 2022", "and South 250?")[0].text.startswith("No")
