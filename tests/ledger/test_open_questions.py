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
from bot.ledger.open_questions import OpenQuestion, close_answered, note, still_open
from bot.ledger.record import record
from bot.store.engine import reading
from bot.store.tables import open_question
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
