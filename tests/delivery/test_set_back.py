"""The clock is set back: what was to be sent is sent, what is planned stays planned, and nothing is sent twice."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import Engine, insert, select

from bot.calendar.tick import tick
from bot.delivery.limits import Limits, Rate
from bot.delivery.nouns import Policy
from bot.delivery.set_back import bring_back
from bot.store.chat_tables import inbound
from bot.store.engine import reading, writing
from tests.delivery.office import START, Board, Clock, Crash, Office, die_before

HOUR = 3600.0
LEASE = Policy().lease
LIMITS = Limits(gap=timedelta(seconds=1), workspace=Rate(10, 60), platform=Rate(50, 1))


@pytest.fixture
def office(engine: Engine) -> Office:
    return Office(engine, Clock(), Board(LIMITS))


def _set_back(office: Office) -> None:
    office.clock.forward(-HOUR)
    bring_back(office.engine, office.clock.now, LEASE)


def test_a_channel_that_was_just_posted_to_is_posted_to_again(office: Office) -> None:
    office.put("one")
    office.relay().run_once()
    _set_back(office)
    office.put("two")
    office.relay().run_once()
    assert office.board.subjects == ["one", "two"]


def test_what_was_due_is_due_and_what_is_planned_is_planned(office: Office) -> None:
    office.put("at once")
    office.put("tomorrow", due_at=office.clock.now + timedelta(days=1))
    _set_back(office)
    office.relay().run_once()
    assert office.board.subjects == ["at once"]


def test_what_a_dead_worker_held_is_taken_up_after_a_lease(office: Office) -> None:
    office.board.script.append(die_before)
    office.put("one")
    with pytest.raises(Crash):
        office.relay().run_once()
    _set_back(office)
    for _ in range(20):
        office.clock.forward(10)
        office.relay().run_once()
    assert office.board.subjects == ["one"]


def test_what_was_taken_in_a_chat_is_answered_after_a_lease(office: Office) -> None:
    row = {"id": "e1", "platform": "board", "workspace": "w1", "asker": "a", "state": "taken", "payload": {}}
    with writing(office.engine) as connection:
        later = START + LEASE
        connection.execute(insert(inbound).values(**row, lease_until=later, received_at=START))
    _set_back(office)
    with reading(office.engine) as connection:
        assert connection.execute(select(inbound.c.lease_until)).scalar() == office.clock.now + LEASE


def test_a_tick_notices_it(office: Office) -> None:
    tick(office.engine, office.clock.now)
    office.put("one")
    office.relay().run_once()
    office.clock.forward(-HOUR)
    office.put("two")
    tick(office.engine, office.clock.now)
    office.relay().run_once()
    assert office.board.subjects == ["one", "two"]
