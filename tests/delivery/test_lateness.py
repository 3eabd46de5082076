"""Late work is caught up within its bound and marked; beyond it, it is recorded as missed and told of."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.delivery.notices import NOTICE
from bot.delivery.nouns import State
from bot.delivery.ports import RetryAfter
from tests.delivery.office import DESK, SECOND, START, Office

HOUR = timedelta(hours=1)


@pytest.mark.parametrize(("seconds", "late"), [(0, False), (300, False), (300.001, True), (86_400, True)])
def test_a_message_says_when_it_is_late(office: Office, seconds: float, late: bool) -> None:
    office.put("vote")
    office.clock.forward(seconds)
    office.run()
    assert [post.late for post in office.board.posts] == [late]
    assert office.row("vote").late is late


@pytest.mark.parametrize(("seconds", "state"), [(3599.999, State.SENT), (3600, State.MISSED)])
def test_what_is_older_than_its_bound_is_missed(office: Office, seconds: float, state: State) -> None:
    office.put("vote", expires_at=START + HOUR)
    office.clock.forward(seconds)
    office.run()
    row = office.row("vote")
    assert (row.state, row.settled_at) == (state, office.clock.now)
    assert len(office.board.posts) == (state is State.SENT)


def test_the_desk_is_told_once_of_all_that_was_missed_together(office: Office) -> None:
    office.desk = DESK
    office.put("a", "b", "c", expires_at=START + HOUR)
    office.clock.forward(7200)
    office.run()
    (notice,) = office.board.posts
    assert (notice.kind, notice.address) == (NOTICE, DESK)
    ids = [row.id for row in office.rows() if row.state is State.MISSED]
    assert notice.payload == {"event": "missed", "count": 3, "deliveries": sorted(ids), "kinds": {"reminder": 3}}


def test_a_notice_names_no_more_than_fit_and_counts_all(office: Office) -> None:
    office.desk = DESK
    office.put(*(f"s{n}" for n in range(60)), expires_at=START + HOUR)
    office.clock.forward(7200)
    office.run()
    (notice,) = office.board.posts
    assert (notice.payload["count"], len(notice.payload["deliveries"])) == (60, 50)


def test_a_bound_that_passes_while_the_platform_makes_it_wait(office: Office) -> None:
    office.board.script = [RetryAfter(7200)]
    office.put("vote", expires_at=START + HOUR)
    office.put("correction")
    assert office.run() == START + HOUR
    office.play(START + 3 * HOUR)
    assert office.states() == {"vote": "missed", "correction": "sent"}


def test_the_bound_is_a_reason_to_wake(office: Office) -> None:
    office.put("vote", due_at=START + HOUR, expires_at=START + 2 * HOUR)
    assert office.run() == START + HOUR


def test_a_message_with_no_bound_is_sent_however_late(office: Office) -> None:
    office.put("correction")
    office.clock.forward(86_400 * 30)
    office.run()
    assert office.states() == {"correction": "sent"}
    assert office.row("correction").late


def test_missed_messages_hold_up_nothing(office: Office) -> None:
    office.put("old", expires_at=START + SECOND)
    office.put("new", due_at=START + HOUR)
    office.clock.forward(3600)
    office.run()
    assert office.states() == {"old": "missed", "new": "sent"}
