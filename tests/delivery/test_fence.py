"""Whoever lost a row changes nothing in it, even where its state looks the same as when it was held."""

from __future__ import annotations

from bot.delivery.limits import Limits
from bot.delivery.nouns import Delivery, State
from bot.delivery.ports import RetryAfter, Sent
from bot.delivery.reconcile import take_doubtful
from bot.delivery.settle import settle
from bot.delivery.verdict import Abandoned, Absent
from tests.delivery.office import Office

_LIMITS = {"board": Limits()}


def _claimed(office: Office, worker: str) -> Delivery:
    found = office.claim(worker)
    assert found is not None
    return found


def _sending(office: Office, worker: str) -> Delivery:
    found = office.begin(_claimed(office, worker))
    assert found is not None
    return found


def _doubtful(office: Office, worker: str) -> Delivery:
    found = take_doubtful(office.engine, worker, _LIMITS, office.policy, office.clock.now)
    assert found is not None
    return found


def _settled(office: Office, held: Delivery, verdict: Abandoned | Absent | RetryAfter | Sent) -> bool:
    return settle(office.engine, held, verdict, office.terms, office.clock.now)


def test_an_answer_that_comes_while_another_worker_sends_again(office: Office) -> None:
    office.put("vote")
    slow = _sending(office, "slow")
    office.clock.forward(60)
    assert _settled(office, _doubtful(office, "quick"), Absent())
    office.clock.forward(60)
    quick = _sending(office, "quick")
    assert not _settled(office, slow, RetryAfter(1))
    assert office.row("vote") == quick
    assert _settled(office, quick, Sent("m1"))
    assert office.states() == {"vote": "sent"}


def test_a_sweep_by_a_clock_that_is_ahead_while_the_worker_begins(office: Office) -> None:
    office.put("vote")
    claimed = _claimed(office, "slow")
    sending = office.begin(claimed)
    assert sending is not None
    office.clock.forward(31)
    assert not _settled(office, claimed, Abandoned())
    assert office.row("vote").state is State.SENDING


def test_a_channel_s_word_that_comes_after_another_worker_asked_too(office: Office) -> None:
    office.put("vote")
    _sending(office, "dead")
    office.clock.forward(60)
    slow = _doubtful(office, "slow")
    office.clock.forward(60)
    quick = _doubtful(office, "quick")
    assert not _settled(office, slow, Absent())
    assert office.row("vote") == quick
    assert _settled(office, quick, Sent("m0"))


def test_a_claim_is_not_begun_after_its_lease(office: Office) -> None:
    office.put("vote")
    claimed = _claimed(office, "slow")
    office.clock.now += office.policy.lease
    assert office.begin(claimed) is None
    assert office.row("vote") == claimed
