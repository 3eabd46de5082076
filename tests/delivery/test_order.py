"""In a channel one message at a time, the oldest first, whoever sends; channels do not wait for each other."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest
from sqlalchemy import update

from bot.delivery.limits import Limits, Rate
from bot.delivery.nouns import Address, Message, State
from bot.delivery.settle import settle
from bot.store.engine import writing
from bot.store.tables import delivery
from tests.delivery.office import SECOND, START, Office

ANY = {"board": Limits()}


def test_the_oldest_due_goes_first_and_equals_in_the_order_they_came(office: Office) -> None:
    office.put("third", due_at=START)
    office.put("first", due_at=START - 2 * SECOND)
    office.put("fourth", "fifth", due_at=START)
    office.put("second", due_at=START - SECOND)
    office.run()
    assert office.board.subjects == ["first", "second", "third", "fourth", "fifth"]


def test_a_channel_with_a_message_under_way_is_not_free(office: Office) -> None:
    office.put("a", "b")
    office.put("other", channel="sport")
    first = office.claim("one")
    second = office.claim("two")
    assert first is not None
    assert second is not None
    assert (first.subject, second.subject) == ("a", "other")
    assert office.claim("three") is None
    sending = office.begin(first)
    assert sending is not None
    assert office.claim("three") is None
    settle(office.engine, sending, office.board.take(sending), office.terms, START)
    third = office.claim("three")
    assert third is not None
    assert third.subject == "b"


def test_a_claim_is_written_down(office: Office) -> None:
    office.put("a")
    office.claim("two")
    row = office.row("a")
    assert (row.state, row.worker, row.lease_until) == (State.CLAIMED, "two", START + office.policy.lease)
    assert (row.late, row.attempts, row.sending_at) == (False, 0, None)


def test_a_claim_that_was_cancelled_or_lost_is_not_begun(office: Office) -> None:
    office.put("a")
    claimed = office.claim()
    assert claimed is not None
    assert office.begin(replace(claimed, fence=claimed.fence - 1)) is None
    office.clock.now = START + office.policy.lease
    assert office.begin(claimed) is None
    office.clock.now = START
    with writing(office.engine) as connection:
        connection.execute(update(delivery).values(state="cancelled"))
    assert office.begin(claimed) is None
    assert office.states() == {"a": "cancelled"}


def test_a_workspace_s_budget_is_shared_by_all_workers(office: Office) -> None:
    limits = Limits(workspace=Rate(2, 10))
    office.enqueue(*(office.message("vote", channel=f"c{n}") for n in range(3)))
    assert office.claim("one", limits) is not None
    assert office.claim("two", limits) is None
    office.clock.forward(5)
    assert office.claim("two", limits) is not None


def test_a_message_of_a_closed_workspace_holds_up_no_other(office: Office) -> None:
    limits = Limits(workspace=Rate(1, 60))
    office.enqueue(*(office.message("early", channel=f"c{n}", due_at=START - SECOND) for n in range(3)))
    office.put("late", address=Address("board", "w2", "news"))
    assert [claimed and claimed.subject for claimed in (office.claim("one", limits), office.claim("one", limits))] == [
        "early",
        "late",
    ]


@pytest.mark.parametrize("at_once", [1, 3])
@pytest.mark.parametrize("limits", [Limits(), Limits(workspace=Rate(1_000_000, 1), platform=Rate(1_000_000, 1))])
def test_workers_at_once_send_everything_once_and_in_order(office: Office, limits: Limits, at_once: int) -> None:
    office.board.limits = limits
    messages: list[Message] = [
        office.message(f"{n:02}", channel=f"c{channel}", due_at=START - SECOND)
        for n in range(12)
        for channel in range(4)
    ]
    office.enqueue(*messages)
    # The clock does not stand still for them, or a full budget would never empty.
    office.clock.forward(3600)

    def work(name: str) -> None:
        while any(state != "sent" for state in (row.state.value for row in office.rows())):
            office.clock.forward(0.01)
            office.relay(name, at_once=at_once, pool=senders).run_once()

    with ThreadPoolExecutor(3) as pool, ThreadPoolExecutor(3 * at_once) as senders:
        list(pool.map(work, ["one", "two", "three"]))
    for channel in range(4):
        sent = [post.subject for post in office.board.posts if post.address.channel == f"c{channel}"]
        assert sent == [f"{n:02}" for n in range(12)]
