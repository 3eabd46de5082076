"""What a thread remembers is no way to a figure: rights, embargoes and withdrawals hold for a follow-up as for a
question."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import Engine

from bot.ask.conversation import Conversation
from bot.ask.pipeline import Desk
from bot.domain import Indicator, Outcome
from bot.ledger.record import record
from bot.ledger.retracting import Act
from bot.ledger.withdraw import withdraw
from bot.store.visibility import Rights
from tests.ask.ledger import NOW
from tests.ledger.batches import batch, figure

_LIFTS = NOW + timedelta(days=30)
_ALL = Rights(embargoed=True)
_SECRET = figure("7.77", "jobless", (("region", "north"),), "2024", embargo_until=_LIFTS)
_OTHER = figure("8.88", "jobless", (("region", "zembla"),), "2023", embargo_until=_LIFTS)
_OPEN = figure("4.1", "jobless", (("region", "north"),), "2023")
_LEDGER = batch(_OPEN, _SECRET, _OTHER, indicators=(Indicator("jobless", "jobless rate", unit="percent"),))
_FOLLOWED = (
    "source?",
    "workings?",
    "and the latest?",
    "and now?",
    "the year before?",
    "and before that?",
    "how has it changed since 2023?",
    "in per cent?",
    "which region is highest?",
    "so 7.77, right?",
    "more than 7?",
    "8.88?",
    "did it rise?",
    "and North?",
    "and Zembla?",
    "no, I meant Zembla",
    "the difference to North?",
    "all together?",
    "on average?",
)
_FIRST = ("jobless rate in North in 2024", "jobless rate in Zembla in 2023")


@pytest.fixture
def desk(engine: Engine) -> Desk:
    record(engine, _LEDGER, NOW)
    return Desk(engine)


def test_what_an_editor_was_told_of_an_embargo_is_not_gone_on_from_by_the_public(desk: Desk) -> None:
    for question in _FIRST:
        answer, last = desk.follow(question, None, NOW, rights=_ALL)
        assert answer.value in ("7.77", "8.88")
        assert last is not None
        for message in _FOLLOWED:
            told = desk.follow(message, last, NOW)[0]
            shown = str(replace(told, question="", understood_as="").as_json(explain=True))
            assert "7.77" not in shown.replace(message, "")
            assert "8.88" not in shown.replace(message, "")
            assert told.claim is None or "7.77" not in told.text
            assert _SECRET.id not in told.told
            assert _OTHER.id not in told.told


def test_a_reading_alone_tells_no_name_that_is_withheld(desk: Desk) -> None:
    _, last = desk.follow("jobless rate in Zembla in 2023", None, NOW, rights=_ALL)
    assert last is not None
    for message in ("source?", "the year before?", "and North?", "in per cent?", "did it rise?"):
        told = desk.follow(message, Conversation("", last.reading), NOW)[0]
        assert told.outcome is Outcome.ABSTAINED
        assert "embla" not in str(told.as_json(explain=True))


def test_once_it_has_lifted_the_thread_goes_on(desk: Desk) -> None:
    _, last = desk.follow("jobless rate in North in 2024", None, NOW, rights=_ALL)
    assert desk.follow("source?", last, _LIFTS)[0].value == "7.77"
    assert desk.follow("the year before?", last, _LIFTS)[0].value == "4.1"


def test_what_was_withdrawn_is_not_gone_on_from(desk: Desk) -> None:
    answer, last = desk.follow("jobless rate in North in 2023", None, NOW)
    assert answer.value == "4.1"
    withdraw(desk.engine, _OPEN.id, Act("terminal:ana", "counted twice", NOW))
    for message in ("source?", "in per cent?", "so 4.1, right?", "more than 4?", "and the latest?", "did it fall?"):
        told = desk.follow(message, last, NOW)[0]
        assert told.outcome is Outcome.ABSTAINED, told.text
        assert told.claim is None
        assert "4.1" not in told.text.replace(message, "")
