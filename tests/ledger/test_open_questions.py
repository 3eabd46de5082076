"""The desk's open questions, on both databases: counted, told apart, reopened, and closed once."""

from __future__ import annotations

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from threading import Barrier

import pytest
from sqlalchemy import Engine, select

from bot.answer import Answer
from bot.ask.pipeline import Desk
from bot.domain import Outcome
from bot.ledger.open_questions import OpenQuestion, close_answered, note, open_for, still_open
from bot.ledger.open_questions import keep as keep_in
from bot.ledger.question_places import Seen
from bot.ledger.record import record
from bot.store.engine import reading, writing
from bot.store.migrations import run
from bot.store.revisions import HEAD
from bot.store.tables import open_question, open_question_place
from tests.ledger.batches import NOW, batch, figure

LATER = NOW + timedelta(days=1)
WIDE = "".join(chr(0x4E00 + number * number % 20_000) for number in range(1_000))
"""A thousand characters of three bytes, which no database compresses."""


def abstained(question: str, missing: str | None = "ducks") -> Answer:
    return Answer(question, "ducks", Outcome.ABSTAINED, "We don't hold that.", missing=missing)


def answered(question: str) -> Answer:
    return Answer(question, "ducks", Outcome.ANSWERED, "There were nine ducks.", value="9")


def keep(engine: Engine, *questions: str, now: datetime = NOW, place: str | None = "terminal") -> None:
    for question in questions:
        assert note(engine, abstained(question), place, now)


def listed(engine: Engine) -> list[tuple[str, int]]:
    return [(question.text, question.count) for question in still_open(engine)]


NEWS, SPORT = Seen("slack/T1/C1", "slack/T1", open=True), Seen("slack/T1/C2", "slack/T1", open=False)
ABROAD = Seen("discord/G1/9", "discord/G1", open=True)


def ask(engine: Engine, question: str, seen: Seen | None, asker: str | None = "slack/T1/U1", at: int = 0) -> None:
    """`at`: hours later."""
    with writing(engine) as connection:
        assert keep_in(connection, abstained(question), "somewhere", asker, NOW + timedelta(hours=at), seen)


def test_a_question_is_kept_with_when_and_where(engine: Engine) -> None:
    keep(engine, "How many ducks?")
    (question,) = still_open(engine)
    assert question == OpenQuestion(question.id, "How many ducks?", 1, NOW, NOW, "terminal")


@pytest.mark.parametrize(
    "again",
    ["how many ducks", "HOW MANY DUCKS??", "  How  many “ducks”? ", "how many dūcks?", "how many\tducks?\n"],
)
def test_the_same_question_in_other_letters_is_counted(engine: Engine, again: str) -> None:
    keep(engine, "How many ducks?")
    keep(engine, again, now=LATER, place="slack:C1")
    (question,) = still_open(engine)
    assert (question.text, question.count, question.place) == (again, 2, "slack:C1")
    assert (question.first_asked, question.last_asked) == (NOW, LATER)


def test_the_most_asked_come_first_then_the_latest(engine: Engine) -> None:
    keep(engine, "how many ducks?", "how many geese?", "how many geese?")
    keep(engine, "how many swans?", now=LATER)
    assert listed(engine) == [("how many geese?", 2), ("how many swans?", 1), ("how many ducks?", 1)]


@pytest.mark.parametrize("answer", [answered("how many ducks?"), abstained("tell me a joke", missing=None)])
def test_what_no_figure_would_answer_is_not_kept(engine: Engine, answer: Answer) -> None:
    assert not note(engine, answer, None, NOW)
    assert still_open(engine) == []


@pytest.mark.parametrize(
    "question", ["ducks\x00\x1b[2J?", "🦆 ducks?", WIDE, "d" * 1_000], ids=["control", "emoji", "wide", "long"]
)
def test_any_question_can_be_kept(engine: Engine, question: str) -> None:
    keep(engine, question, question)
    ((text, count),) = listed(engine)
    assert count == 2
    assert text == question.replace("\x00", "")


def test_a_closed_question_that_is_asked_again_is_open_again(engine: Engine) -> None:
    keep(engine, "how many ducks?")
    assert len(close_answered(engine, answered, NOW)) == 1
    assert still_open(engine) == []
    keep(engine, "How many ducks?", now=LATER)
    (question,) = still_open(engine)
    assert (question.count, question.first_asked, question.last_asked) == (2, NOW, LATER)


def test_only_what_has_an_answer_is_closed(engine: Engine) -> None:
    keep(engine, "how many ducks?", "how many geese?")
    closed = close_answered(engine, lambda text: answered(text) if "geese" in text else abstained(text), NOW)
    assert [(question.text, answer.text) for question, answer in closed] == [
        ("how many geese?", "There were nine ducks.")
    ]
    assert listed(engine) == [("how many ducks?", 1)]


def test_an_import_answers_what_was_asked(engine: Engine) -> None:
    desk = Desk(engine)
    record(engine, batch(figure("3", "sunshine")), NOW)
    first = desk.ask("what was the rainfall in 2020?", NOW)
    assert note(engine, first, "terminal", NOW)
    assert close_answered(engine, lambda text: desk.ask(text, NOW), NOW) == []
    record(engine, batch(rain := figure("812", period="2020")), LATER)
    ((question, answer),) = close_answered(engine, lambda text: desk.ask(text, LATER), LATER)
    assert (question.text, answer.value) == ("what was the rainfall in 2020?", "812")
    with reading(engine) as connection:
        kept = connection.execute(select(open_question.c.closed_at, open_question.c.closed_by)).one()
    assert kept == (LATER, rain.id)


def test_of_many_questions_those_are_asked_again_that_what_is_new_may_answer(engine: Engine) -> None:
    """However many others there are, and however often those were asked."""
    crowd = [f"how many sheep on hill {number}?" for number in range(9)]
    keep(engine, *crowd, *crowd, "how deep is the pond of ducks?", "how many ducks?", "what of the ponds?")
    asked: list[str] = []
    close_answered(engine, lambda text: asked.append(text) or answered(text), NOW, ["Ducks in ponds", "North"], 2)
    assert asked == ["how deep is the pond of ducks?", "how many ducks?"]
    asked.clear()
    close_answered(engine, lambda text: asked.append(text) or answered(text), NOW, at_most=2)
    assert asked == crowd[:2], "the most asked, where nothing is known of what is new"


def test_a_question_is_closed_once_however_many_try(engine: Engine) -> None:
    keep(engine, *(f"how many ducks in pond {number}?" for number in range(5)))
    with ThreadPoolExecutor(4) as pool:
        closed = list(pool.map(lambda _: close_answered(engine, answered, NOW), range(4)))
    assert sorted(question.text for one in closed for question, _ in one) == [
        f"how many ducks in pond {number}?" for number in range(5)
    ]


def test_a_question_kept_twice_at_once_is_one(engine: Engine) -> None:
    """Neither of two that ask for the first time sees the question of the other."""
    with ThreadPoolExecutor(4) as pool:
        for number in range(10):
            barrier, question = Barrier(4), f"how many ducks in pond {number}?"
            list(pool.map(lambda _, at=barrier, asked=question: (at.wait(), keep(engine, asked)), range(4)))
    assert [count for _, count in listed(engine)] == [4] * 10


_ASKER = """
import sys
from datetime import UTC, datetime
from bot.answer import Answer
from bot.domain import Outcome
from bot.ledger.open_questions import note
from bot.store.engine import open_engine

engine = open_engine(sys.argv[1])
sys.stdin.readline()
for number in range(25):
    question = f"how many ducks in pond {number}?"
    note(engine, Answer(question, "", Outcome.ABSTAINED, "", missing="ducks"), None, datetime(2024, 5, 1, tzinfo=UTC))
"""


def test_two_processes_count_together(engine: Engine) -> None:
    """Each keeps the same 25 questions, most of them for the first time, at the same moment."""
    url = engine.url.render_as_string(hide_password=False)
    processes = [
        subprocess.Popen([sys.executable, "-c", _ASKER, url], stdin=subprocess.PIPE, stderr=subprocess.PIPE)
        for _ in range(2)
    ]
    for process in processes:
        assert process.stdin is not None
        process.stdin.write(b"go\n")
        process.stdin.flush()
    told = [process.communicate()[1] for process in processes]
    assert [process.returncode for process in processes] == [0, 0], told
    assert [count for _, count in listed(engine)] == [2] * 25


# Where they were asked


def test_a_question_is_open_for_those_who_saw_it_asked(engine: Engine) -> None:
    ask(engine, "how many ducks?", NEWS)
    ask(engine, "how many geese?", SPORT)
    ask(engine, "how many swans?", ABROAD)
    ask(engine, "how many crows?", None)
    keep(engine, "how many gulls?")
    found = {
        seen.destination: sorted(one.text for one in open_for(engine, seen.destination, seen.workspace))
        for seen in (NEWS, SPORT, ABROAD, Seen("slack/T2/C1", "slack/T2", open=True))
    }
    assert found == {
        "slack/T1/C1": ["how many ducks?"],
        "slack/T1/C2": ["how many ducks?", "how many geese?"],
        "discord/G1/9": ["how many swans?"],
        "slack/T2/C1": [],
    }
    assert len(still_open(engine)) == 5


def test_it_is_worded_counted_and_dated_as_it_was_seen(engine: Engine) -> None:
    asked = [("how many ducks!", None), ("How many ducks?", NEWS), ("how many DUCKS", NEWS), ("how many ducks", SPORT)]
    for hour, (words, seen) in enumerate([*asked, ("How many ducks?!", None)]):
        ask(engine, words, seen, at=hour)
    (in_news,) = open_for(engine, "slack/T1/C1", "slack/T1")
    (in_sport,) = open_for(engine, "slack/T1/C2", "slack/T1")
    hours = [NOW + timedelta(hours=hour) for hour in range(4)]
    assert in_news == OpenQuestion(in_news.id, "how many DUCKS", 2, hours[1], hours[2], "slack/T1/C1")
    assert in_sport == OpenQuestion(in_news.id, "how many ducks", 3, hours[1], hours[3], "slack/T1/C2")
    assert listed(engine) == [("How many ducks?!", 5)]


def test_the_most_asked_of_those_that_are_seen_come_first(engine: Engine) -> None:
    for _ in range(3):
        ask(engine, "how many crows?", None)
    ask(engine, "how many crows?", NEWS)
    for hour in range(2):
        ask(engine, "how many geese?", NEWS, at=hour)
    ask(engine, "how many swans?", NEWS, at=5)
    told = [one.text for one in open_for(engine, "slack/T1/C1", "slack/T1")]
    assert told == ["how many geese?", "how many swans?", "how many crows?"]


def test_what_is_closed_is_open_for_nobody_until_it_is_seen_asked_again(engine: Engine) -> None:
    ask(engine, "how many ducks?", NEWS)
    assert len(close_answered(engine, answered, NOW)) == 1
    assert open_for(engine, "slack/T1/C1", "slack/T1") == []
    ask(engine, "how many ducks?", None, at=1)
    assert open_for(engine, "slack/T1/C1", "slack/T1") == []
    ask(engine, "how many ducks?", NEWS, at=2)
    (again,) = open_for(engine, "slack/T1/C1", "slack/T1")
    assert (again.count, again.first_asked) == (1, NOW + timedelta(hours=2))


def test_nobody_is_told_of_what_was_kept_before_places_were(engine: Engine) -> None:
    ask(engine, "how many ducks?", NEWS)
    run.downgrade(engine, "0004")
    run.upgrade(engine, HEAD)
    assert open_for(engine, "slack/T1/C1", "slack/T1") == []
    assert listed(engine) == [("how many ducks?", 1)]


def test_any_question_has_its_place(engine: Engine) -> None:
    for _ in range(2):
        ask(engine, f"\x00{WIDE}", NEWS, asker=None)
    (found,) = open_for(engine, "slack/T1/C1", "slack/T1")
    assert (found.text, found.count) == (WIDE, 2)


def test_a_question_asked_in_many_places_at_once_has_them_all(engine: Engine) -> None:
    places = [Seen(f"slack/T1/C{number % 3}", "slack/T1", open=False) for number in range(12)]
    with ThreadPoolExecutor(12) as pool:
        list(pool.map(lambda seen: ask(engine, "how many ducks?", seen), places))
    with reading(engine) as connection:
        place = open_question_place.c
        kept = connection.execute(select(place.destination, place.count).order_by(place.destination)).all()
    assert list(map(tuple, kept)) == [("slack/T1/C0", 4), ("slack/T1/C1", 4), ("slack/T1/C2", 4)]
    assert listed(engine) == [("how many ducks?", 12)]
