"""What each answer of a platform does to a message, its channel and its workspace."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from bot.delivery.limits import Limits, Rate
from bot.delivery.manage import deliveries, pause, paused, resume
from bot.delivery.notices import NOTICE
from bot.delivery.nouns import Address, Delivery, Payload, Policy, State
from bot.delivery.ports import Failed, Gone, LeftOut, Outcome, Rejected, RetryAfter, Scope, Sent
from tests.delivery.office import DESK, SECOND, START, Board, Office

NEWS = Address("board", "w1", "news")


def test_what_is_due_is_sent_and_settled(office: Office) -> None:
    office.put("vote")
    assert office.run() is None
    row = office.row("vote")
    assert (row.state, row.message_ref, row.settled_at, row.sending_at) == (State.SENT, "m0", START, START)
    assert (row.worker, row.lease_until, row.last_error) == (None, None, None)
    assert office.board.subjects == ["vote"]


def test_the_platform_sees_a_row_that_is_being_sent(office: Office) -> None:
    office.put("vote")
    office.run("two")
    (seen,) = office.board.posts
    assert (seen.state, seen.worker, seen.payload) == (State.SENDING, "two", {"text": "vote"})
    assert seen.lease_until == START + office.policy.lease


def test_nothing_is_sent_before_its_time(office: Office) -> None:
    office.put("vote", due_at=START + 5 * SECOND)
    assert office.run() == START + 5 * SECOND
    office.clock.forward(4.999)
    office.run()
    assert office.board.posts == []
    office.clock.forward(0.001)
    office.run()
    assert office.board.subjects == ["vote"]


def test_an_empty_outbox_asks_for_no_wake(office: Office) -> None:
    assert office.run() is None


def test_a_platform_without_a_port_is_left_to_others(office: Office) -> None:
    office.put("vote", address=Address("elsewhere", "w1", "news"))
    assert office.run() is None
    assert office.states() == {"vote": "due"}


def test_a_message_is_composed_when_it_is_sent(office: Office) -> None:
    office.put("digest", due_at=START + SECOND)
    office.clock.forward(60)

    def compose(delivery: Delivery, now: datetime) -> Payload:
        return {"text": f"{delivery.payload['text']} of {now:%H:%M:%S}"}

    office.relay(compose=compose).run_once()
    assert [post.payload["text"] for post in office.board.posts] == ["digest of 08:31:00"]


def test_a_message_with_nothing_to_say_is_cancelled(office: Office) -> None:
    office.put("digest")
    office.relay(compose=lambda *_: None).run_once()
    row = office.row("digest")
    assert (row.state, row.last_error, office.board.posts) == (State.CANCELLED, "nothing to say", [])


@pytest.mark.parametrize(("seconds", "expected"), [(7.5, 7.5), (None, 1.0)])
def test_a_wait_is_obeyed_and_is_not_the_message_s_fault(
    office: Office, seconds: float | None, expected: float
) -> None:
    office.board.script = [RetryAfter(seconds)]
    office.put("vote")
    office.put("goal", channel="sport")
    wake = office.run()
    assert wake == START + timedelta(seconds=expected)
    assert office.board.subjects == ["goal"]
    assert (office.row("vote").state, office.row("vote").attempts) == (State.DUE, 0)
    office.clock.forward(expected)
    office.run()
    assert office.board.subjects == ["goal", "vote"]


@pytest.mark.parametrize(
    ("scope", "sent"),
    [(Scope.CHANNEL, ["b", "c"]), (Scope.WORKSPACE, ["c"]), (Scope.PLATFORM, [])],
)
def test_a_wait_closes_as_much_as_the_platform_said(office: Office, scope: Scope, sent: list[str]) -> None:
    office.board.limits = Limits(workspace=Rate(300, 60, burst=10), platform=Rate(50, 1, burst=2))
    office.board.script = [RetryAfter(9, scope)]
    for subject, address in (("a", NEWS), ("b", Address("board", "w1", "sport")), ("c", Address("board", "w2", "x"))):
        office.put(subject, address=address)
    office.play(START + 8.9 * SECOND)
    assert sorted(office.board.subjects) == sent
    office.play(START + 10 * SECOND)
    assert sorted(office.board.subjects) == ["a", "b", "c"]


def test_a_platform_that_only_ever_asks_to_wait_is_asked_less_and_less_often(office: Office) -> None:
    office.board.script = [RetryAfter(None)] * 12
    office.put("vote")
    waits = []
    for _ in range(12):
        wake = office.run()
        assert wake is not None
        waits.append((wake - office.clock.now).total_seconds())
        office.clock.now = wake
    assert waits == [1, 2, 4, 8, 16, 32, 64, 128, 256, 300, 300, 300]
    office.run()
    assert office.states() == {"vote": "sent"}


def test_a_channel_rests_as_long_as_the_answer_says(office: Office) -> None:
    office.board.script = [lambda board, row: Sent(board.take(row).ref, pause=2.5)]
    office.put("vote", "count")
    assert office.run() == START + 2.5 * SECOND
    assert office.board.subjects == ["vote"]


def test_a_channel_rests_from_the_end_of_a_send(office: Office) -> None:
    office.board.limits = Limits(gap=SECOND)

    def slowly(board: Board, row: Delivery) -> Sent:
        office.clock.forward(3)
        return board.take(row)

    office.board.script = [slowly]
    office.put("vote", "count")
    assert office.run() == START + 4 * SECOND


def test_a_workspace_is_sent_to_at_its_pace(office: Office) -> None:
    office.board.limits = Limits(workspace=Rate(10, 10))
    for n in range(5):
        office.put(f"s{n}", channel=f"c{n}")
    office.put("apart", address=Address("board", "w2", "news"))
    office.play(START + 2.5 * SECOND)
    assert sorted(office.board.subjects) == ["apart", "s0", "s1", "s2"]
    office.play(START + 9 * SECOND)
    assert office.clock.now == START + 4 * SECOND
    assert len(office.board.posts) == 6


def test_a_channel_that_is_gone_is_paused_and_the_desk_told_once(office: Office) -> None:
    office.desk = DESK
    office.board.script = [Gone("channel_not_found")]
    office.put("vote", "count")
    office.put("goal", channel="sport")
    office.run()
    assert paused(office.engine) == {NEWS: "channel_not_found"}
    notices = [post for post in office.board.posts if post.kind == NOTICE]
    assert [(post.address, post.payload) for post in notices] == [
        (DESK, {"event": "paused", "destination": "board/w1/news", "reason": "channel_not_found"})
    ]
    assert office.states() | {notices[0].subject: "sent"} == {
        "vote": "due",
        "count": "due",
        "goal": "sent",
        notices[0].subject: "sent",
    }
    resume(office.engine, NEWS, office.clock.now)
    office.run()
    assert paused(office.engine) == {}
    assert [subject for subject in office.board.subjects if subject in ("vote", "count")] == ["vote", "count"]


def test_a_desk_that_is_gone_is_not_told_of_itself(office: Office) -> None:
    office.desk = DESK
    office.board.script = [Gone("is_archived")]
    office.put("question", address=DESK)
    assert office.run() is None
    assert office.states() == {"question": "due"}
    assert paused(office.engine) == {DESK: "is_archived"}


def test_a_channel_can_be_paused_before_anything_was_sent_to_it(office: Office) -> None:
    pause(office.engine, NEWS, "on holiday", START)
    office.put("vote")
    assert office.run() is None
    assert office.states() == {"vote": "due"}
    resume(office.engine, NEWS, START)
    office.run()
    assert office.states() == {"vote": "sent"}


@pytest.mark.parametrize("compose_fails", [False, True])
def test_a_poison_message_is_parked_and_the_desk_told_and_the_next_goes_on(office: Office, compose_fails: bool) -> None:
    office.desk, office.policy = DESK, Policy(max_attempts=3)

    def compose(delivery: Delivery, _now: datetime) -> Payload:
        if compose_fails and delivery.subject == "poison":
            raise KeyError("figure")
        return delivery.payload

    if not compose_fails:
        office.board.script = [Failed("invalid_blocks")] * 3
    office.put("poison", "vote")
    relay = office.relay(compose=compose)
    waits = []
    while (wake := relay.run_once()) is not None:
        if wake > office.clock.now:
            waits.append((wake - office.clock.now).total_seconds())
        office.clock.now = wake
    assert waits == [1, 2]
    row = office.row("poison")
    error = "KeyError: 'figure'" if compose_fails else "invalid_blocks"
    assert (row.state, row.attempts, row.last_error, row.settled_at) == (State.PARKED, 3, error, office.clock.now)
    (notice,) = (post for post in office.board.posts if post.kind == NOTICE)
    assert notice.payload == {
        "event": "parked",
        "delivery": row.id,
        "destination": "board/w1/news",
        "reason": error,
        "kind": "reminder",
        "subject": "poison",
    }
    assert "vote" in office.board.subjects
    assert "poison" not in office.board.subjects


@pytest.mark.parametrize(
    ("refusal", "state"), [(Rejected("invalid_blocks"), State.PARKED), (LeftOut("invalid_blocks"), State.CANCELLED)]
)
def test_what_is_refused_for_good_is_done_at_once_and_holds_nothing_back(
    office: Office, refusal: Outcome, state: State
) -> None:
    office.desk = DESK
    office.board.script = [refusal]
    office.put("refused", "vote")
    assert office.run() is None
    row = office.row("refused")
    assert (row.state, row.last_error, row.settled_at) == (state, "invalid_blocks", START)
    assert office.row("vote").settled_at == START
    assert [post.kind for post in office.board.posts].count(NOTICE) == (state is State.PARKED)


def test_a_notice_that_cannot_be_sent_makes_no_notice(office: Office) -> None:
    office.desk, office.policy = DESK, Policy(max_attempts=1)
    office.board.script = [Rejected("invalid_blocks")] * 2
    office.put("poison")
    assert office.run() is None
    assert sorted(row.state.value for row in office.rows()) == ["parked", "parked"]


def test_deliveries_are_listed_by_state(office: Office) -> None:
    office.put("vote", due_at=START + SECOND)
    office.put("count")
    office.run()
    assert [row.subject for row in deliveries(office.engine, [State.SENT])] == ["count"]
    assert [row.subject for row in deliveries(office.engine, limit=1)] == ["count"]
    assert deliveries(office.engine, [State.PARKED, State.MISSED]) == []
