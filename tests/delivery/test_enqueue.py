"""What gets into the outbox: once, with the caller's transaction, and with a marker of its own."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from sqlalchemy.exc import IntegrityError

from bot.delivery.enqueue import enqueue
from bot.delivery.nouns import Address, State
from bot.store.engine import writing
from bot.store.tables import delivery
from tests.delivery.office import START, Office


def test_a_row_keeps_all_that_was_enqueued(office: Office) -> None:
    payload = {"figures": ["ab12"], "text": "Māori", "nested": {"count": 3}}
    office.put("vote", payload=payload, expires_at=START + timedelta(hours=6))
    row = office.row("vote")
    assert (row.kind, row.subject, row.occurrence) == ("reminder", "vote", "2026-03-02")
    assert row.address == Address("board", "w1", "news")
    assert row.payload == payload
    assert (row.due_at, row.expires_at, row.created_at) == (START, START + timedelta(hours=6), START)
    assert (row.state, row.late, row.attempts) == (State.DUE, False, 0)
    assert (row.worker, row.lease_until, row.sending_at, row.message_ref, row.settled_at) == (None,) * 5


def test_the_same_occurrence_is_enqueued_once(office: Office) -> None:
    assert office.put("vote", "count") == 2
    assert office.put("vote", "recount", payload={"text": "another"}) == 1
    assert office.row("vote").payload == {"text": "vote"}


@pytest.mark.parametrize(
    "difference",
    [
        {"kind": "digest"},
        {"occurrence": "2026-03-03"},
        {"address": Address("board", "w1", "sport")},
        {"address": Address("board", "w2", "news")},
        {"address": Address("other", "w1", "news")},
    ],
)
def test_another_kind_occurrence_or_destination_is_another_message(
    office: Office, difference: dict[str, object]
) -> None:
    assert office.put("vote") + office.put("vote", **difference) == 2
    markers = {row.marker for row in office.rows()}
    assert len(markers) == 2
    assert all(0 < len(marker) <= 25 for marker in markers)


def test_nothing_stands_of_a_transaction_that_fails(office: Office) -> None:
    def enqueue_and_fail() -> None:
        with writing(office.engine) as connection:
            enqueue(connection, [office.message("vote")], START)
            raise ArithmeticError

    with pytest.raises(ArithmeticError):
        enqueue_and_fail()
    assert office.rows() == []
    assert office.put("vote") == 1


def test_processes_that_enqueue_the_same_at_once_enqueue_it_once(office: Office) -> None:
    messages = [office.message("vote", channel=f"c{n}") for n in range(40)]
    with ThreadPoolExecutor(4) as pool:
        orders = [messages, messages[::-1], messages, messages[::-1]]
        added = list(pool.map(lambda order: office.enqueue(*order), orders))
    assert sum(added) == len(office.rows()) == 40


def test_thousands_at_once(office: Office) -> None:
    messages = [office.message("digest", channel=f"c{n}") for n in range(6_000)]
    assert office.enqueue(*messages) == 6_000
    assert office.enqueue(*messages) == 0
    assert len(office.rows()) == 6_000


def test_an_address_is_one_text_and_back() -> None:
    for address in (Address("board", "w1", "news"), Address("board", "", "1/2"), Address("board", "w", "")):
        assert Address.parse(str(address)) == address
    with pytest.raises(ValueError, match="parts an address"):
        str(Address("board", "a/b", "c"))


def test_the_database_itself_holds_one_message_under_way_in_a_channel(office: Office) -> None:
    office.put("vote", "count")
    with pytest.raises(IntegrityError), writing(office.engine) as connection:
        connection.execute(delivery.update().values(state="sending"))


def test_the_database_knows_the_states(office: Office) -> None:
    office.put("vote")
    with pytest.raises(IntegrityError), writing(office.engine) as connection:
        connection.execute(delivery.update().values(state="lost"))
