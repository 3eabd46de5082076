"""Many messages in one pass: one of each channel, within the budgets, each settled by its own outcome."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from concurrent.futures import Executor, Future, ThreadPoolExecutor

import pytest
from sqlalchemy import update

from bot.delivery.limits import Limits, Rate
from bot.delivery.nouns import Address, Delivery, State
from bot.delivery.ports import Failed, Gone, LeftOut, Outcome, Rejected, RetryAfter, SendsLater, Sent, Uncertain
from bot.delivery.verdict import Withheld
from bot.store.engine import writing
from bot.store.tables import ledger
from tests.delivery.office import START, Board, Crash, Office

PATIENCE = 60.0
"""Seconds that nothing here needs on any machine: a test that waits so long has failed."""


@pytest.fixture
def pool() -> Iterator[Executor]:
    with ThreadPoolExecutor(8) as senders:
        yield senders


def test_one_pass_sends_all_that_is_due_in_the_order_of_each_channel(office: Office, pool: Executor) -> None:
    office.enqueue(*(office.message(f"{n}", channel=f"c{channel}") for n in range(2) for channel in range(5)))
    office.relay(at_once=8, pool=pool).run_once()
    for channel in range(5):
        assert [post.subject for post in office.board.posts if post.address.channel == f"c{channel}"] == ["0", "1"]
    assert {row.state for row in office.rows()} == {State.SENT}
    assert len({row.message_ref for row in office.rows()}) == 10


def test_no_more_are_under_way_than_asked_for(office: Office, pool: Executor) -> None:
    class Counting(Board):
        now = most = 0

        def send(self, delivery: Delivery) -> Outcome:
            with self.lock:
                self.now += 1
                self.most = max(self.now, self.most)
            sent = self.take(delivery)
            with self.lock:
                self.now -= 1
            return sent

    office.board = board = Counting()
    office.enqueue(*(office.message("vote", channel=f"c{channel}") for channel in range(12)))
    office.relay(at_once=3, pool=pool).run_once()
    assert len(board.posts) == 12
    assert board.most <= 3


def test_a_slow_answer_keeps_no_other_message_waiting(office: Office, pool: Executor) -> None:
    others = threading.Semaphore(0)

    class Slow(Board):
        def send(self, delivery: Delivery) -> Outcome:
            if delivery.subject == "slow":
                assert all(others.acquire(timeout=PATIENCE) for _ in range(6)), "the others waited for the slow one"
            else:
                others.release()
            return self.take(delivery)

    office.board = Slow()
    office.put("slow", channel="c0")
    office.enqueue(*(office.message("vote", channel=f"c{channel}") for channel in range(1, 7)))
    office.relay(at_once=2, pool=pool).run_once()
    assert {row.state for row in office.rows()} == {State.SENT}


def test_a_pass_begins_nothing_more_after_a_part_of_a_lease(office: Office, pool: Executor) -> None:
    class Late(Board):
        def send(self, delivery: Delivery) -> Outcome:
            office.clock.forward(office.policy.lease.total_seconds() / 2)
            return self.take(delivery)

    office.board = Late()
    office.enqueue(*(office.message("vote", channel=f"c{channel}") for channel in range(5)))
    assert office.relay(at_once=1, pool=pool).run_once() == office.clock.now
    assert len(office.board.posts) == 1


def test_the_budgets_bound_what_is_taken_at_once(office: Office, pool: Executor) -> None:
    # Four in a window: one at its steady pace, and a burst of two before it.
    office.board.limits = Limits(workspace=Rate(4, 60, burst=2))
    for workspace in ("w1", "w2"):
        office.enqueue(
            *(office.message("vote", address=Address("board", workspace, f"c{channel}")) for channel in range(5))
        )
    office.relay(at_once=8, pool=pool).run_once()
    workspaces = sorted(post.address.workspace for post in office.board.posts)
    assert workspaces == ["w1"] * 3 + ["w2"] * 3
    office.board.limits = Limits(platform=Rate(1, 60))
    office.clock.forward(3600)
    office.relay(at_once=8, pool=pool).run_once()
    assert len(office.board.posts) == 7


def test_each_is_settled_by_its_own_outcome(office: Office) -> None:
    outcomes = {
        "sent": Sent("m1", pause=9),
        "later": RetryAfter(30),
        "gone": Gone("the channel is gone"),
        "bad": Rejected("too long"),
        "broken": Failed("it fell over"),
        "without": LeftOut("it is no loss"),
        "lost": Uncertain("no answer"),
        "also": Sent("m2"),
    }

    class Mixed(Board):
        def send(self, delivery):  # type: ignore[no-untyped-def]
            return outcomes[delivery.subject]

    office.board = Mixed()
    office.enqueue(*(office.message(subject, channel=subject) for subject in outcomes))
    with ThreadPoolExecutor(8) as pool:
        office.relay(at_once=8, pool=pool).run_once()
    assert office.states() == {
        "sent": "sent",
        "also": "sent",
        "later": "due",
        "gone": "due",
        "bad": "parked",
        "broken": "due",
        "without": "cancelled",
        "lost": "sending",
    }
    assert (office.row("sent").message_ref, office.row("also").message_ref) == ("m1", "m2")
    office.put("next", channel="sent")
    assert office.claim() is None, "the platform asked to wait"
    office.clock.forward(9)
    held = [office.claim("one"), office.claim("two")]
    assert [row and row.subject for row in held] == ["broken", "next"]


def test_what_says_nothing_or_fails_holds_up_no_other(office: Office, pool: Executor) -> None:
    def compose(delivery, _now):  # type: ignore[no-untyped-def]
        if delivery.subject == "broken":
            raise ValueError("no such figure")
        return None if delivery.subject == "empty" else delivery.payload

    office.enqueue(*(office.message(subject, channel=subject) for subject in ("broken", "empty", "vote")))
    office.relay(compose=compose, at_once=8, pool=pool).run_once()
    assert office.board.subjects == ["vote"]
    assert office.states() == {"broken": "due", "empty": "cancelled", "vote": "sent"}


def _publish(office: Office) -> None:
    """The ledger's revision moves on by one."""
    with writing(office.engine) as connection:
        connection.execute(update(ledger).values(revision=ledger.c.revision + 1))


def test_what_was_worded_at_the_ledger_s_revision_is_begun_as_it_is_claimed_and_not_composed(office: Office) -> None:
    composed = []

    def compose(delivery, _now):  # type: ignore[no-untyped-def]
        composed.append(delivery.subject)
        return delivery.payload

    begun = []

    def look(board, delivery):  # type: ignore[no-untyped-def]
        row = office.row(delivery.subject)
        begun.append((row.state, row.fence, row.sending_at, row.payload))
        return Board.take(board, delivery)

    office.board.script = [look, look, look]
    office.put("outdated", channel="c", revision=0)
    _publish(office)
    office.put("at once", channel="a", revision=1)
    office.put("composed", channel="b")
    office.relay(compose=compose, at_once=8).run_once()
    assert sorted(composed) == ["composed", "outdated"]
    now = office.clock.now
    assert sorted(begun, key=str) == [
        (State.SENDING, 1, now, {"text": "at once"}),
        (State.SENDING, 2, now, {"text": "composed"}),
        (State.SENDING, 2, now, {"text": "outdated"}),
    ]
    assert set(office.states().values()) == {"sent"}


@pytest.mark.parametrize(("seconds", "is_composed"), [(300, False), (300.001, True)])
def test_what_is_late_is_composed_at_whatever_revision(office: Office, seconds: float, is_composed: bool) -> None:
    composed = []

    def compose(delivery, _now):  # type: ignore[no-untyped-def]
        composed.append(delivery.late)
        return delivery.payload

    office.put("vote", revision=0)
    office.clock.forward(seconds)
    office.relay(compose=compose).run_once()
    assert composed == ([True] if is_composed else [])


@pytest.mark.parametrize("threads", [0, 8])
def test_what_the_ledger_moved_under_while_it_was_composed_is_composed_again(office: Office, threads: int) -> None:
    said = []

    def compose(delivery, _now):  # type: ignore[no-untyped-def]
        said.append(delivery.payload["text"])
        if len(said) < 3:
            _publish(office)
        return {"text": f"vote, {len(said)}"}

    office.put("vote")
    with ThreadPoolExecutor(8) as pool:
        office.relay(compose=compose, at_once=8, pool=pool if threads else None).run_once()
    assert said == ["vote"] * 3, "each time from what was enqueued"
    (post,) = office.board.posts
    assert post.payload == office.row("vote").payload == {"text": "vote, 3"}


def test_what_is_worded_when_it_is_sent_is_worded_again_after_a_failure(office: Office) -> None:
    texts = iter(("one", "two"))
    office.board.script = [Failed("it fell over")]
    office.put("vote")
    relay = office.relay(compose=lambda *_: {"text": next(texts)})
    relay.run_once()
    office.clock.forward(60)
    relay.run_once()
    assert [post.payload["text"] for post in office.board.posts] == ["two"]


def test_a_reason_not_to_send_is_kept(office: Office) -> None:
    office.put("vote")
    office.relay(compose=lambda *_: Withheld("nobody may know")).run_once()
    row = office.row("vote")
    assert (row.state, row.last_error, office.board.posts) == (State.CANCELLED, "nobody may know", [])


def test_a_worker_that_dies_with_what_it_has_begun_at_once_doubles_none(office: Office) -> None:
    def die(board, delivery):  # type: ignore[no-untyped-def]
        Board.take(board, delivery)
        raise Crash

    office.board.script = [die]
    office.put("vote", "turnout", channel="a", revision=0)
    with pytest.raises(Crash):
        office.relay(at_once=8).run_once()
    assert office.states() == {"vote": "sending", "turnout": "due"}
    office.play(START.replace(hour=12))
    assert office.board.subjects == ["vote", "turnout"]


def test_one_relay_at_a_time_looks_for_what_is_to_be_begun(office: Office) -> None:
    beginning = threading.Lock()
    one, other = (office.relay(name, beginning=beginning) for name in ("one", "other"))
    looked = []

    def look_too(board, delivery):  # type: ignore[no-untyped-def]
        looked.append((other.run_once(), list(board.subjects)))
        return Board.take(board, delivery)

    office.board.script = [look_too]
    office.put("vote", channel="a")
    office.put("turnout", channel="b")
    one.run_once()
    assert looked == [(None, [])], "it comes again when something new is enqueued, and has sent nothing"
    assert not beginning.locked()
    other.run_once()
    assert office.board.subjects == ["vote", "turnout"]


def test_a_worker_that_dies_among_many_doubles_none(office: Office) -> None:
    def die(_board, _delivery):  # type: ignore[no-untyped-def]
        raise Crash

    office.board.script = [Board.take, Board.take, die]
    office.enqueue(*(office.message("vote", channel=f"c{channel}") for channel in range(5)))
    with pytest.raises(Crash):
        office.relay(at_once=8).run_once()
    office.play(START.replace(hour=12))
    assert sorted(post.address.channel for post in office.board.posts) == [f"c{channel}" for channel in range(5)]
    assert set(office.states().values()) == {"sent"}


class Later(Board, SendsLater):
    """Takes a message without keeping a thread; `answers` has what it says of each that it has taken."""

    def __init__(self) -> None:
        super().__init__()
        self.answers: dict[str, Future[Outcome]] = {}

    def send(self, delivery: Delivery) -> Outcome:
        raise AssertionError(f"{delivery.subject} has kept a thread")

    def send_later(self, delivery: Delivery) -> Future[Outcome]:
        if delivery.subject == "refused":
            raise ConnectionError("the line is down")
        return self.answers[delivery.subject]


def _answered(outcome: Outcome | Exception) -> Future[Outcome]:
    answer = Future[Outcome]()
    if isinstance(outcome, Exception):
        answer.set_exception(outcome)
    else:
        answer.set_result(outcome)
    return answer


def test_a_port_that_answers_later_keeps_no_thread(office: Office, pool: Executor) -> None:
    office.board = board = Later()
    board.answers = {
        "sent": _answered(Sent("m1")),
        "gone": _answered(Gone("the channel is gone")),
        "lost": _answered(ConnectionError("dropped")),
    }
    subjects = [*board.answers, "refused"]
    office.enqueue(*(office.message(subject, channel=subject) for subject in subjects))
    office.relay(at_once=8, pool=pool).run_once()
    assert office.states() == {"sent": "sent", "gone": "due", "lost": "sending", "refused": "sending"}
    assert office.row("sent").message_ref == "m1"
    assert office.row("lost").last_error == "ConnectionError: dropped"
    assert office.row("refused").last_error == "ConnectionError: the line is down"


def test_an_answer_that_does_not_come_is_waited_for_as_long_as_the_lease(office: Office, pool: Executor) -> None:
    class Hanging(Later):
        def send_later(self, delivery: Delivery) -> Future[Outcome]:
            office.clock.now = START + office.policy.lease
            return super().send_later(delivery)

    office.board = board = Hanging()
    board.answers = {"never": Future(), "soon": _answered(Sent("m1"))}
    office.enqueue(*(office.message(subject, channel=subject) for subject in board.answers))
    office.relay(at_once=8, pool=pool).run_once()
    assert office.states() == {"never": "sending", "soon": "sent"}
    assert office.row("never").last_error == "the platform did not answer within the lease"
