"""A worker may stop at any point: what was not sent is sent, what was is not sent again."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from bot.delivery.limits import Limits, Rate
from bot.delivery.manage import pause, paused, resume
from bot.delivery.nouns import Address, Delivery, Payload, Policy, State
from bot.delivery.ports import Gone, Outcome, Sent, Unknown
from bot.delivery.settle import settle
from tests.delivery.office import (
    DESK,
    SECOND,
    START,
    Board,
    Clock,
    Crash,
    Office,
    die_after,
    die_before,
    drop_after,
    drop_before,
)


def _crash(office: Office, when: str) -> None:
    """A worker sends one message and dies."""

    def compose(delivery: Delivery, _now: datetime) -> Payload:
        if when == "claimed":
            raise Crash
        return delivery.payload

    relay = office.relay("dying", compose)
    if when == "sending":
        office.board.script = [die_before]
    if when == "accepted":
        office.board.script = [die_after]
    if when == "answered":
        office.board.script = [_die_on_the_next_look_at_the_clock(office.clock)]
    with pytest.raises(Crash):
        relay.run_once()


def _die_on_the_next_look_at_the_clock(clock: Clock) -> Outcome:
    """The answer arrives, and the worker dies before it writes it down."""

    class Dead(Clock):
        def __call__(self) -> datetime:
            clock.__class__ = Clock
            raise Crash

    def take(board: Board, delivery: Delivery) -> Outcome:
        clock.__class__ = Dead
        return board.take(delivery)

    return take  # type: ignore[return-value]


@pytest.mark.parametrize("when", ["claimed", "sending", "accepted", "answered"])
def test_a_crash_at_any_point_neither_loses_nor_doubles(office: Office, when: str) -> None:
    office.put("vote", "count")
    _crash(office, when)
    assert office.row("vote").state == (State.CLAIMED if when == "claimed" else State.SENDING)
    # Until the lease is over nobody else touches the channel, and the next worker knows when that will be.
    lease, settling = office.policy.lease, office.policy.settling
    wake = office.run("second")
    assert wake == START + lease + (timedelta() if when == "claimed" else settling)
    assert office.board.subjects == (["vote"] if when in ("accepted", "answered") else [])
    office.play(START + timedelta(minutes=5))
    assert office.board.subjects == ["vote", "count"]
    assert office.states() == {"vote": "sent", "count": "sent"}
    assert office.row("vote").message_ref == "m0"
    asked = when in ("sending", "accepted", "answered")
    assert office.board.asked == [office.row("vote").marker] * asked


@pytest.mark.parametrize(("behaviour", "stands"), [(drop_before, False), (drop_after, True)])
def test_a_dropped_connection_is_asked_about_after_the_settling_time(
    office: Office, behaviour: object, stands: bool
) -> None:
    office.board.script = [behaviour]  # type: ignore[list-item]
    office.put("vote")
    assert office.run() == START + office.policy.settling
    row = office.row("vote")
    assert row.state is State.SENDING
    assert str(row.last_error).startswith("ConnectionError: dropped")
    assert office.board.asked == []
    office.clock.now = START + office.policy.settling
    wake = office.run()
    assert office.board.asked == [row.marker]
    if not stands:
        assert wake == office.clock.now + SECOND
        assert office.row("vote").attempts == 1
        office.clock.forward(1)
        office.run()
    assert office.board.subjects == ["vote"]
    assert office.states() == {"vote": "sent"}


def test_a_channel_that_cannot_say_is_asked_again_and_nothing_is_sent_meanwhile(office: Office) -> None:
    office.board.script = [drop_after]
    office.board.silent = [Unknown(), Unknown(60), ConnectionError("history is down")]
    office.put("vote", "count")
    wakes = []
    while (wake := office.run()) is not None:
        wakes.append((wake - office.clock.now).total_seconds())
        assert office.board.subjects == ["vote"]
        office.clock.now = wake
    assert wakes == [10, 1, 60, 4]
    assert office.board.subjects == ["vote", "count"]
    assert office.states() == {"vote": "sent", "count": "sent"}


def test_a_doubt_that_nobody_resolves_is_parked_for_a_person_and_never_sent_again(office: Office) -> None:
    office.policy = Policy(doubt=timedelta(minutes=3))
    office.desk = DESK
    office.board.script = [drop_before]
    office.board.silent = [Unknown(60)] * 10
    office.put("vote", "count")
    office.play(START + timedelta(hours=1))
    row = office.row("vote")
    assert (row.state, row.settled_at) == (State.PARKED, START + timedelta(seconds=190))
    assert "look there before it is sent again" in str(row.last_error)
    assert sorted(office.board.subjects) == ["count", f"parked {row.id}"]
    assert len(office.board.asked) == 4


def test_a_workspace_is_asked_no_more_often_than_it_allows(office: Office) -> None:
    office.board.limits = Limits(look_up=Rate(1, 60))
    office.board.script = [drop_after] * 3
    for n in range(3):
        office.put(f"s{n}", channel=f"c{n}")
    asked = []
    while (wake := office.run()) is not None:
        office.clock.now = wake
        asked.append((len(office.board.asked), (wake - START).total_seconds()))
    assert asked == [(0, 10), (1, 70), (2, 130)]
    assert sorted(office.board.subjects) == ["s0", "s1", "s2"]


def test_only_one_worker_asks(office: Office) -> None:
    office.board.script = [drop_after]
    office.put("vote")
    office.run()
    office.clock.forward(10)
    inner: list[object] = []

    def look_up(delivery: Delivery) -> str:
        inner.append(office.relay("two").run_once())
        return "m0"

    office.board.look_up = look_up  # type: ignore[method-assign]
    office.run()
    assert inner == [office.clock.now + office.policy.lease + office.policy.settling]
    assert office.states() == {"vote": "sent"}


def _begun(office: Office, worker: str) -> Delivery:
    claimed = office.claim(worker)
    assert claimed is not None
    sending = office.begin(claimed)
    assert sending is not None
    return sending


def test_a_worker_that_comes_back_after_its_lease_changes_nothing(office: Office) -> None:
    office.put("vote")
    slow = _begun(office, "slow")
    office.clock.forward(40)
    office.run("quick")
    before = office.row("vote")
    assert before.state is State.DUE
    assert not settle(office.engine, slow, Gone("not in channel"), office.terms, office.clock.now)
    assert office.row("vote") == before
    assert paused(office.engine) == {}


def test_a_message_that_stands_is_not_sent_again_though_its_worker_says_so_late(office: Office) -> None:
    office.put("vote")
    slow = _begun(office, "slow")
    office.clock.forward(40)
    office.run("quick")  # It asks before the platform has taken the message, which a settling time too short allows.
    assert not settle(office.engine, slow, office.board.take(slow), office.terms, office.clock.now)
    office.play(START + timedelta(minutes=5))
    assert office.board.subjects == ["vote"]
    assert (office.row("vote").state, office.row("vote").message_ref) == (State.SENT, "m0")


def test_a_doubled_message_is_put_on_record(office: Office) -> None:
    office.put("vote")
    slow = _begun(office, "slow")
    office.clock.forward(60)
    office.play(START + timedelta(minutes=5))
    assert office.row("vote").message_ref == "m0"
    assert not settle(office.engine, slow, Sent("m9"), office.terms, office.clock.now)
    row = office.row("vote")
    assert (row.state, row.message_ref, row.last_error) == (
        State.SENT,
        "m0",
        "the message stands twice, as m9 too",
    )


def test_a_message_that_kills_its_workers_is_parked(office: Office) -> None:
    office.policy = Policy(max_attempts=3)
    office.put("poison", "vote")
    for n in range(6):
        office.board.script = [die_before] if office.row("poison").state is not State.PARKED else []
        try:
            office.play(START + timedelta(hours=n + 1))
        except Crash:
            continue
    row = office.row("poison")
    assert (row.state, row.attempts) == (State.PARKED, 3)
    assert "worker stopped while it sent" in str(row.last_error)
    assert office.board.subjects == ["vote"]


def test_a_paused_channel_is_not_asked_until_it_is_resumed(office: Office) -> None:
    news, office.board.script = Address("board", "w1", "news"), [drop_after]
    office.put("vote")
    office.run()
    pause(office.engine, news, "kicked out", office.clock.now)
    office.clock.forward(600)
    assert office.run() is None
    assert (office.board.asked, office.states()) == ([], {"vote": "sending"})
    resume(office.engine, news, office.clock.now)
    office.run()
    assert office.states() == {"vote": "sent"}
    assert office.board.subjects == ["vote"]


def test_a_clock_that_jumps_ahead_doubles_nothing(office: Office) -> None:
    def jump(board: Board, delivery: Delivery) -> Outcome:
        sent = board.take(delivery)
        office.clock.forward(3600)
        office.run("second")
        return sent

    office.board.script = [jump]
    office.put("vote", "count")
    office.run("first")
    assert office.board.subjects == ["vote", "count"]
    assert office.states() == {"vote": "sent", "count": "sent"}


def test_a_clock_that_jumps_back_doubles_nothing(office: Office) -> None:
    office.put("vote", "count")
    office.run()
    office.clock.forward(-3600)
    office.put("vote", "early")
    office.play(START + timedelta(minutes=1))
    assert office.board.subjects == ["vote", "count", "early"]
