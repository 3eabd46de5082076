"""Questions for what is next, for the time of a date, and for an end that is not held."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from bot.ask.agenda import in_order, is_ahead, is_past
from bot.ask.pipeline import Desk
from bot.domain import KeyDate, KeyDateStatus, Outcome
from bot.periods import PartialDate
from tests.ask.ledger import NOW, Asker, asker, refused
from tests.ledger.batches import batch, figure

OSLO = "Europe/Oslo"


def _date(id_: str, at: str, time: datetime | None = None, **others: object) -> KeyDate:
    found = KeyDate(id_, id_.replace("-", " "), at=PartialDate(at), at_time=time, zone=OSLO)
    return replace(found, **others)  # type: ignore[arg-type]


_DATES = (
    _date("minutes-of-the-board", "2024-05-01", datetime(2024, 5, 1, 9, tzinfo=UTC)),
    _date("end-of-life-bill", "2024-04-02"),
    _date("zebra-crossing-vote", "2024-05-02", datetime(2024, 5, 2, 7, tzinfo=UTC)),
    _date("aquarium-opening", "2024-05-02", datetime(2024, 5, 2, 13, 30, tzinfo=UTC)),
    _date("gala", "2024-05-01", datetime(2024, 5, 1, 18, tzinfo=UTC), status=KeyDateStatus.CANCELLED),
    _date("school-survey", "2024-06-10"),
    _date("polls-open", "2024-06-11", datetime(2024, 6, 11, 6, tzinfo=UTC)),
    _date("polls-close", "2024-06-11", datetime(2024, 6, 11, 18, tzinfo=UTC)),
    _date("harvest-report", "2024-09"),
    _date("budget", "2024-10-01"),
    _date("audit", "2024-11-01"),
)


@pytest.fixture(scope="module")
def dates() -> Asker:
    found = asker(batch(figure("5", "rainfall", period="2023"), key_dates=_DATES))
    return Asker(Desk(found.desk.engine, zone=OSLO), NOW)


@pytest.mark.parametrize(
    "question",
    ["what's next?", "What is coming up?", "which dates are coming?", "When is the next key date?", "upcoming events",
     "what comes next", "which releases are planned?", "What's on the calendar?", "anything coming up?"],
)  # fmt: skip
def test_what_is_next_is_told_in_order_of_time(dates: Asker, question: str) -> None:
    """Neither what was this morning nor what is cancelled."""
    answer = dates.ask(question)
    assert (answer.outcome, answer.date) == (Outcome.ANSWERED, "2024-05-02")
    assert answer.text == (
        "Next: zebra crossing vote, 2 May 2024, 09:00 (Europe/Oslo). Then: aquarium opening, 2 May 2024, 15:30 "
        "(Europe/Oslo); school survey, 10 June 2024; polls open, 11 June 2024, 08:00 (Europe/Oslo); polls close, 11 "
        "June 2024, 20:00 (Europe/Oslo); harvest report, September 2024; and 2 more."
    )
    assert answer.names == tuple(
        ("key_dates", id_)
        for id_ in ("zebra-crossing-vote", "aquarium-opening", "school-survey", "polls-open", "polls-close",
                    "harvest-report")
    )  # fmt: skip


def test_what_is_next_moves_on_within_the_day(dates: Asker) -> None:
    noon = Asker(dates.desk, datetime(2024, 5, 2, 13, 30, tzinfo=UTC))
    assert noon.ask("what's next?").text.startswith("Next: school survey, 10 June 2024. Then")
    last = Asker(dates.desk, datetime(2024, 11, 1, 12, tzinfo=UTC))
    assert last.ask("what's next?").text == "Next: audit, 1 November 2024."
    after = Asker(dates.desk, datetime(2025, 1, 1, tzinfo=UTC))
    assert "No key date is ahead" in refused(after.ask("what's next?"))


@pytest.mark.parametrize("question", ["what's next in rainfall?", "what is the next rainfall?", "which dates?"])
def test_a_question_for_more_than_that_is_another(dates: Asker, question: str) -> None:
    assert not dates.ask(question).text.startswith("Next:")


def test_a_ledger_without_dates_has_no_next() -> None:
    answer = asker(batch(figure("5", "rainfall", period="2023"))).ask("what's next?")
    assert answer.outcome is Outcome.ABSTAINED
    assert answer.text == "No key date is ahead: the ledger holds none."


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("what time is the aquarium opening?", "2 May 2024, 15:30 (Europe/Oslo)"),
        ("At what time does the aquarium open?", "2 May 2024, 15:30 (Europe/Oslo)"),
        ("what time was the zebra crossing vote?", "2 May 2024, 09:00 (Europe/Oslo)"),
        ("which hour is the zebra crossing vote?", "2 May 2024, 09:00 (Europe/Oslo)"),
        ("when is the aquarium opening?", "2 May 2024, 15:30 (Europe/Oslo)"),
        ("what time is the school survey?", "10 June 2024, at a time that is not recorded"),
        ("when is the school survey?", "10 June 2024 ("),
    ],
)
def test_the_time_of_a_date_is_told(dates: Asker, question: str, told: str) -> None:
    assert f": {told}" in dates.ask(question).text


@pytest.mark.parametrize(
    "question",
    ["when does the school survey end?", "when is the school survey finished?", "until when is the school survey?",
     "when will the school survey close?", "how many days until the school survey ends?",
     "what time does the school survey finish?", "when is the school survey over?",
     "when does the end of life bill end?", "by when must the school survey be in?",
     "by what date must one do the school survey?", "before when is the school survey?",
     "when's the deadline for the school survey?", "when at the latest is the school survey?",
     "what is the latest date of the school survey?", "what's the closing date of the school survey?",
     "when must the school survey be done?", "to what date does the school survey run?",
     "when does the school survey run out?", "what is the due date of the school survey?",
     "how many days until the deadline of the school survey?", "by when must the polls open?"],
)  # fmt: skip
def test_an_end_is_not_answered_with_the_beginning(dates: Asker, question: str) -> None:
    answer = dates.ask(question)
    assert "We hold no end of" in refused(answer)
    assert (answer.date, answer.value) == (None, None)


@pytest.mark.parametrize(
    ("question", "date"),
    [
        ("when do the polls close?", "polls-close"),
        ("when do polls open?", "polls-open"),
        ("what time do the polls close?", "polls-close"),
        ("by when must votes be in when polls close?", "polls-close"),
        ("when was the end of life bill?", "end-of-life-bill"),
        ("when does the school survey begin?", "school-survey"),
    ],
)
def test_an_end_that_is_held_is_answered(dates: Asker, question: str, date: str) -> None:
    answer = dates.ask(question)
    assert (answer.outcome, answer.names) == (Outcome.ANSWERED, (("key_dates", date),))


def test_what_is_over_in_a_moment_is_when_it_has_to_be() -> None:
    key_dates = (_date("final-result-announced", "2024-06-20"),)
    desk = asker(batch(figure("5", "rainfall", period="2023"), key_dates=key_dates))
    assert desk.ask("by when must the final result be announced?").date == "2024-06-20"
    refused(desk.ask("until when is the final result announced?"))


def test_the_end_of_one_date_is_not_that_of_another() -> None:
    """“Vote” is a verb of happening, and the name of a date that is called by nothing else."""
    key_dates = (_date("voting-period", "2024-06-01"), _date("nominations-close", "2024-05-20"))
    desk = asker(batch(figure("5", "rainfall", period="2023"), key_dates=key_dates))
    for question in ("when does the voting period close?", "what is the closing date of the voting period?"):
        assert "no end of “voting period”" in refused(desk.ask(question))
    assert desk.ask("when do nominations close?").date == "2024-05-20"
    assert desk.thread("when is the voting period?", "when does it close?")[-1].date is None


def test_deadlines_that_are_next_are_dates_called_so(dates: Asker) -> None:
    assert dates.ask("what deadlines are coming up?").text == "Next: polls close, 11 June 2024, 20:00 (Europe/Oslo)."
    others = tuple(one for one in _DATES if one.id != "polls-close")
    desk = asker(batch(figure("5", "rainfall", period="2023"), key_dates=others))
    assert "called a deadline" in refused(desk.ask("next deadline?"))


def test_dates_are_in_order_wherever_they_are() -> None:
    """Eight in the evening in Lima is after noon of the day after in Auckland."""
    lima = _date("lima", "2024-05-01", datetime(2024, 5, 2, 1, tzinfo=UTC), zone="America/Lima")
    auckland = _date("auckland", "2024-05-02", datetime(2024, 5, 2, 0, tzinfo=UTC), zone="Pacific/Auckland")
    day = _date("day", "2024-05-02", zone="Pacific/Auckland")
    month = _date("month", "2024-05", zone="Pacific/Auckland")
    ordered = in_order([lima, auckland, month, day], "UTC")
    assert [one.id for one in ordered] == ["month", "day", "auckland", "lima"]


@pytest.mark.parametrize("status", KeyDateStatus)
def test_what_is_ahead_is_to_take_place(status: KeyDateStatus) -> None:
    date = _date("x", "2024-05-01", NOW + timedelta(minutes=1), status=status)
    assert is_ahead(date, NOW, OSLO) == (status in (KeyDateStatus.SCHEDULED, KeyDateStatus.MOVED))
    assert not is_past(date, NOW, OSLO)
    assert is_past(date, NOW + timedelta(minutes=1), OSLO)
