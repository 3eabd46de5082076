"""What people do with the outbox, and what they are told when it cannot be done."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.delivery.manage import cancel, retry, withdraw
from bot.delivery.nouns import Policy, State
from bot.delivery.ports import Rejected
from bot.errors import DeliveryUnderWay, UnknownDelivery
from bot.store.engine import writing
from tests.delivery.office import START, Office, drop_before


def test_what_is_cancelled_is_not_sent(office: Office) -> None:
    office.put("vote", "count")
    cancel(office.engine, office.row("vote").id, START)
    office.run()
    assert office.states() == {"vote": "cancelled", "count": "sent"}
    assert office.row("vote").settled_at == START


def test_a_claimed_delivery_can_still_be_cancelled(office: Office) -> None:
    office.put("vote")

    def cancel_it(*_: object) -> dict[str, str]:
        cancel(office.engine, office.row("vote").id, START)
        return {}

    office.relay(compose=cancel_it).run_once()
    assert office.states() == {"vote": "cancelled"}
    assert office.board.posts == []


def test_a_subject_is_withdrawn_in_the_caller_s_transaction(office: Office) -> None:
    office.put("vote", occurrence="a day before", due_at=START)
    office.put("vote", occurrence="an hour before", due_at=START + timedelta(hours=23))
    office.put("count")
    office.put("vote", kind="digest", due_at=START + timedelta(hours=23))
    office.run()
    with writing(office.engine) as connection:
        assert withdraw(connection, "reminder", "vote", START) == 1
    states = {(row.kind, row.subject, row.occurrence): row.state.value for row in office.rows()}
    assert states == {
        ("reminder", "vote", "a day before"): "sent",
        ("reminder", "vote", "an hour before"): "cancelled",
        ("reminder", "count", "2026-03-02"): "sent",
        ("digest", "vote", "2026-03-02"): "due",
    }


def test_what_was_parked_or_missed_or_cancelled_can_be_sent_again(office: Office) -> None:
    office.policy = Policy(max_attempts=1)
    office.board.script = [Rejected("invalid_blocks")]
    office.put("parked")
    office.run()
    office.put("missed", expires_at=START)
    office.put("cancelled")
    cancel(office.engine, office.row("cancelled").id, START)
    office.clock.forward(60)
    office.run()
    assert office.states() == {name: name for name in ("parked", "missed", "cancelled")}
    for row in office.rows():
        retry(office.engine, row.id)
    office.run()
    assert [row.state for row in office.rows()] == [State.SENT] * 3


def test_a_sent_delivery_is_neither_cancelled_nor_sent_again(office: Office) -> None:
    office.put("vote")
    office.run()
    id_ = office.row("vote").id
    with pytest.raises(DeliveryUnderWay, match=f"Delivery {id_} is sent; only one that is due or claimed"):
        cancel(office.engine, id_, START)
    with pytest.raises(
        DeliveryUnderWay, match=f"Delivery {id_} is sent; only one that was parked, missed or cancelled"
    ):
        retry(office.engine, id_)
    assert office.states() == {"vote": "sent"}


def test_a_delivery_in_doubt_is_neither_cancelled_nor_sent_again(office: Office) -> None:
    office.board.script = [drop_before]
    office.put("vote")
    office.run()
    for use in (lambda id_: cancel(office.engine, id_, START), lambda id_: retry(office.engine, id_)):
        with pytest.raises(DeliveryUnderWay, match="is sending"):
            use(office.row("vote").id)


def test_a_number_that_no_delivery_has(office: Office) -> None:
    with pytest.raises(UnknownDelivery, match="There is no delivery 77; list them"):
        cancel(office.engine, 77, START)
    with pytest.raises(UnknownDelivery, match="There is no delivery 77; list them"):
        retry(office.engine, 77)


def test_a_delivery_cancelled_and_retried_while_claimed_is_sent_once(office: Office) -> None:
    office.put("vote")
    held = office.claim("slow")
    assert held is not None
    cancel(office.engine, held.id, START)
    retry(office.engine, held.id)
    office.run("quick")
    assert office.board.subjects == ["vote"]
