"""Follow-ups in a thread, and the complete question that inherits nothing."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.domain import KeyDate, Outcome
from bot.periods import PartialDate
from tests.ask.ledger import NOW, Asker, asker, of_table, tidy
from tests.ask.samples import FERRIES


def _values(desk: Asker, *questions: str) -> list[str | None]:
    return [answer.value for answer in desk.thread(*questions)]


@pytest.mark.parametrize(
    ("questions", "values"),
    [
        (("ferry passengers on North in 2022", "And for South?"), ["700", "400"]),
        (("ferry passengers on North in 2022", "what about 2023?"), ["700", "500"]),
        (("ferry passengers on North in 2022", "and South?", "in 2023?"), ["700", "400", "250"]),
        (("ferry passengers in 2022", "how about on Island?"), ["1250", "150"]),
        (("which route had the most ferry passengers in 2022?", "and the fewest?"), ["700", "150"]),
        (("gap between North and South in punctual sailings in 2022", "and in 2023?"), ["6.5", "3.25"]),
    ],
)
def test_a_follow_up_changes_what_it_names(ferries: Asker, questions: tuple[str, ...], values: list[str]) -> None:
    assert _values(ferries, *questions) == values


def test_a_month_of_the_same_year() -> None:
    desk = of_table("""
        indicator,period,gauge,value,unit
        rainfall,2023-05,Hill,80,mm
        rainfall,2023-06,Hill,95,mm
        rainfall,2023-06,Port,60,mm
    """)
    assert _values(desk, "rainfall at Hill in May 2023", "what about June?", "and at Port?") == ["80", "95", "60"]


def test_a_share_of_what_the_last_one_counted(clinics: Asker) -> None:
    answers = clinics.thread("how many people attended a check-up in 2022?", "as a share of those invited?")
    assert [answer.value for answer in answers] == ["300", "37.5"]
    assert answers[1].base == "300 of 800 people invited to a check-up"


def test_another_status_and_another_day(turnout: Asker) -> None:
    assert _values(turnout, "turnout in 2022", "and the preliminary?") == ["63.4", "61.2"]
    assert _values(turnout, "turnout in 2022", "as of 10 October 2022?") == ["63.4", "61.2"]


def test_source_and_why(turnout: Asker, clinics: Asker) -> None:
    last = turnout.thread("turnout in 2022", "source?")[-1]
    assert last.value == "63.4"
    assert last.text.startswith("The source is Electoral Office")
    assert "Workings: 300 ÷ 800" in clinics.thread("uptake of check-ups in 2022", "how was that worked out?")[-1].text


def test_a_complete_question_inherits_nothing(ferries: Asker) -> None:
    assert _values(ferries, "ferry passengers on North in 2022", "ferry passengers in 2023") == ["700", "900"]
    last = ferries.thread("ferry passengers on North in 2022", "punctual sailings in 2023")[-1]
    assert last.outcome is Outcome.AMBIGUOUS


@pytest.mark.parametrize("refused", ["gorillas?", "how many gorillas are on North in 2022?", "and the gorillas?"])
@pytest.mark.parametrize("next_one", ["and South?", "and in 2023?", "what about that on Island?"])
def test_nothing_is_taken_up_from_before_a_refusal(ferries: Asker, refused: str, next_one: str) -> None:
    assert _values(ferries, "ferry passengers on North in 2022", refused, next_one) == ["700", None, None]


@pytest.mark.parametrize(
    ("refused", "mended", "value"),
    [
        ("and in 1999?", "and in 2023?", "500"),
        ("ferry passengers on North in 1999", "in 2023", "500"),
        ("how many gorillas are there?", "ferry passengers on South in 2022", "400"),
    ],
)
def test_a_refused_question_is_mended_by_the_next(ferries: Asker, refused: str, mended: str, value: str) -> None:
    assert _values(ferries, "ferry passengers on North in 2022", refused, mended) == ["700", None, value]


def test_a_refusal_has_no_source(ferries: Asker) -> None:
    assert _values(ferries, "ferry passengers on North in 2022", "how many gorillas?", "source?") == ["700", None, None]


@pytest.mark.parametrize("question", ["what about 2023?", "and?", "source?", "workings?", "🎉", ""])
def test_a_follow_up_of_nothing_is_no_answer(ferries: Asker, question: str) -> None:
    answer, last = ferries.desk.follow(question, None, NOW)
    assert answer.outcome is not Outcome.ANSWERED
    assert last is None


def test_the_answer_repeats_the_question_as_it_was_asked(ferries: Asker) -> None:
    assert [answer.question for answer in ferries.thread("ferry passengers in 2022", "and 2023?")] == [
        "ferry passengers in 2022",
        "and 2023?",
    ]


def test_threads_do_not_meet(ferries: Asker) -> None:
    _, first = ferries.desk.follow("ferry passengers on North in 2022", None, NOW)
    _, second = ferries.desk.follow("punctual sailings on Island in 2023", None, NOW)
    assert ferries.desk.follow("and South?", first, NOW)[0].value == "400"
    assert ferries.desk.follow("and South?", second, NOW)[0].value == "91.25"


@pytest.mark.parametrize("first", ["when is the harvest report?", "ferry passengers on North in 2022"])
@pytest.mark.parametrize("second", ["when is wage day?", "When is the wage round?", "and when is the wage round?"])
def test_a_question_that_names_its_date_is_complete(first: str, second: str) -> None:
    dates = (
        KeyDate("harvest", "Harvest report", at=PartialDate("2024-06-03")),
        KeyDate("wages", "Wage round", ("Wage day",), at=PartialDate("2024-06-05")),
    )
    desk = asker(replace(tidy(FERRIES), key_dates=dates))
    (_, answer) = desk.thread(first, second)
    assert answer.date == "2024-06-05"
