"""What the proofs would find if a promise were broken."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import Engine

from bot.delivery.manage import deliveries
from bot.delivery.nouns import Address, Delivery
from tests.proofs import outbox
from tests.proofs.audit import Findings, audit
from tests.proofs.chaos.journal import Attempt, Journal, attempts
from tests.proofs.platforms import Post

START = datetime(2026, 3, 2, 8, 30, tzinfo=UTC)
T = START.timestamp()
PLACES = [Address("slack", "T1", "C1"), Address("discord", "2", "3")]
NOTHING_WRONG = Findings(lost=0, doubled=0, doubled_past_lease=0, strange=0, out_of_order=0, early=0)


@pytest.fixture
def rows(sqlite_engine: Engine) -> list[Delivery]:
    """Two messages for each of two channels."""
    turns = outbox.turns(PLACES, START)
    for _ in range(2):
        outbox.put(sqlite_engine, next(turns), START)
    return deliveries(sqlite_engine)


def posted(rows: list[Delivery]) -> list[Post]:
    return [Post(row.address, row.subject, row.marker[:10], T + row.id) for row in rows]


def attempted(rows: list[Delivery]) -> dict[str, list[Attempt]]:
    """One attempt each, a second before its message stands, with nine seconds left after that."""
    return {row.marker: [Attempt(row.marker, T + row.id - 1, T + row.id + 9)] for row in rows}


def test_nothing_is_wrong_where_each_stands_once(rows: list[Delivery]) -> None:
    assert audit(rows, posted(rows), attempted(rows)) == NOTHING_WRONG


def test_a_message_that_does_not_stand_is_lost(rows: list[Delivery]) -> None:
    assert audit(rows, posted(rows)[1:], attempted(rows)) == replace(NOTHING_WRONG, lost=1)


def test_a_message_that_was_sent_again_while_it_stood_is_doubled(rows: list[Delivery]) -> None:
    posts, tried = posted(rows), attempted(rows)
    posts.append(replace(posts[-1], at=posts[-1].at + 20))
    last = rows[-1].marker
    tried[last].append(Attempt(last, posts[-1].at - 1, posts[-1].at + 9))
    assert audit(rows, posts, tried) == replace(NOTHING_WRONG, doubled=1)


def test_a_message_that_came_after_its_lease_is_counted_apart(rows: list[Delivery]) -> None:
    """The second attempt stands first; the first one, which was held up, comes after it."""
    posts, tried = posted(rows), attempted(rows)
    last = rows[-1].marker
    tried[last] = [Attempt(last, T - 20, T - 11), *tried[last]]
    posts.append(replace(posts[-1], at=posts[-1].at + 1))
    assert audit(rows, posts, tried) == replace(NOTHING_WRONG, doubled_past_lease=1)


def test_what_nobody_enqueued_is_strange(rows: list[Delivery]) -> None:
    posts = [*posted(rows), Post(PLACES[0], "hello", "", T)]
    assert audit(rows, posts, attempted(rows)) == replace(NOTHING_WRONG, strange=1)


def test_a_message_with_the_mark_of_another_is_strange(rows: list[Delivery]) -> None:
    posts = posted(rows)
    posts[0] = replace(posts[0], mark=posts[1].mark)
    assert audit(rows, posts, attempted(rows)) == replace(NOTHING_WRONG, strange=1)


def test_two_of_a_channel_in_the_wrong_order_are_found(rows: list[Delivery]) -> None:
    assert audit(rows, posted(rows)[::-1], attempted(rows)) == replace(NOTHING_WRONG, out_of_order=2)


def test_a_message_before_its_time_is_early(rows: list[Delivery]) -> None:
    posts = posted(rows)
    posts[0] = replace(posts[0], at=T - 1)
    assert audit(rows, posts, attempted(rows)) == replace(NOTHING_WRONG, early=1)


def test_a_request_that_is_over_ends_its_attempt(tmp_path: Path) -> None:
    journal = Journal(tmp_path / "journal")
    at = [datetime.fromtimestamp(T + seconds, UTC) for seconds in range(10)]
    journal.begin("m", at[0], at[6])
    journal.over("m", at[0], at[2])
    journal.begin("m", at[5], at[9])
    assert attempts(tmp_path / "journal", settling=3) == {"m": [Attempt("m", T, T + 5), Attempt("m", T + 5, T + 12)]}
