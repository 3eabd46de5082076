"""What stands until an embargo ends is to be told of what takes its place then, whatever brought it to stand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from sqlalchemy import Engine

from bot.domain import Figure, Status
from bot.ledger.correct import Amendment, correct
from bot.ledger.foreseen import to_come
from bot.ledger.history import change_log
from bot.ledger.record import record
from bot.ledger.retracting import Act
from bot.ledger.withdraw import withdraw
from bot.store.changes_to_tell import open_changes, settle
from bot.store.engine import snapshot, writing
from bot.store.figure_changes import FigureChange
from tests.ledger.batches import NOW, batch, figure

ACT = Act("terminal:ana", "counted twice", NOW)
LIFTS = NOW + timedelta(hours=1)
OVER = NOW - timedelta(hours=1)
"""Of what is public, beside what is not."""


def vintage(value: str, status: Status, until: datetime | None = None) -> Figure:
    return figure(value, status=status, embargo_until=until)


PRELIMINARY = vintage("461", Status.PRELIMINARY, OVER)
BETWEEN = vintage("470", Status.UNOFFICIAL_COMPLETE, OVER)
FINAL = vintage("484", Status.FINAL, LIFTS)
CERTIFIED = vintage("490", Status.CERTIFIED, OVER)


def superseded(engine: Engine) -> set[tuple[str, str | None]]:
    changes = change_log(engine, None, None)[0]
    found = [(one.figure, one.other) for one in changes if one.change is FigureChange.SUPERSEDED]
    assert len(found) == len(set(found))
    return set(found)


@pytest.mark.parametrize(
    ("figures", "expected"),
    [
        ((PRELIMINARY,), []),
        ((PRELIMINARY, BETWEEN), []),
        ((PRELIMINARY, FINAL), [("461", "484")]),
        ((PRELIMINARY, FINAL, CERTIFIED), []),
        ((PRELIMINARY, vintage("470", Status.UNOFFICIAL_COMPLETE, OVER + 3 * (LIFTS - OVER)), FINAL), [("461", "484")]),
        (
            (PRELIMINARY, vintage("470", Status.UNOFFICIAL_COMPLETE, NOW + timedelta(minutes=1)), FINAL),
            [("461", "470"), ("470", "484")],
        ),
        ((FINAL,), []),
        ((vintage("461", Status.FINAL, OVER), vintage("461", Status.FINAL, LIFTS)), []),
    ],
)
def test_what_takes_whose_place_at_the_end_of_each_embargo(
    figures: Sequence[Figure], expected: list[tuple[str, str]]
) -> None:
    assert [(f"{old.value}", f"{new.value}") for old, new in to_come(figures, NOW)] == expected


def test_of_one_import(engine: Engine) -> None:
    record(engine, batch(PRELIMINARY, FINAL), NOW)
    assert superseded(engine) == {(PRELIMINARY.id, FINAL.id)}


def test_what_comes_between_is_told_at_once_and_replaced_in_the_end(engine: Engine) -> None:
    record(engine, batch(PRELIMINARY), NOW)
    record(engine, batch(FINAL), NOW)
    record(engine, batch(BETWEEN), NOW)
    expected = {(PRELIMINARY.id, FINAL.id), (PRELIMINARY.id, BETWEEN.id), (BETWEEN.id, FINAL.id)}
    assert superseded(engine) == expected
    record(engine, batch(BETWEEN, FINAL, PRELIMINARY), NOW)
    assert superseded(engine) == expected


def test_what_is_corrected_until_then(engine: Engine) -> None:
    record(engine, batch(PRELIMINARY), NOW)
    record(engine, batch(FINAL), NOW)
    _, right = correct(engine, PRELIMINARY.id, Amendment("471"), ACT)
    assert superseded(engine) == {(PRELIMINARY.id, FINAL.id), (right.id, FINAL.id)}


def test_what_stands_again_after_a_withdrawal(engine: Engine) -> None:
    record(engine, batch(PRELIMINARY, CERTIFIED), NOW)
    record(engine, batch(FINAL), NOW)
    assert superseded(engine) == set()
    withdraw(engine, CERTIFIED.id, ACT)
    assert superseded(engine) == {(PRELIMINARY.id, FINAL.id)}


def test_an_embargo_that_is_moved_past_another(engine: Engine) -> None:
    soon = vintage("470", Status.UNOFFICIAL_COMPLETE, NOW + timedelta(minutes=1))
    record(engine, batch(PRELIMINARY, soon, FINAL), NOW)
    assert superseded(engine) == {(PRELIMINARY.id, soon.id), (soon.id, FINAL.id)}
    record(engine, batch(replace(soon, embargo_until=LIFTS + timedelta(days=1))), NOW)
    assert (PRELIMINARY.id, FINAL.id) in superseded(engine)


def test_what_was_told_and_comes_under_embargo_is_told_to_whoever_asks_meanwhile(engine: Engine) -> None:
    record(engine, batch(PRELIMINARY), NOW)
    record(engine, batch(replace(FINAL, embargo_until=None)), NOW)
    with writing(engine) as connection:
        settle(connection, open_changes(connection, NOW), NOW)
    record(engine, batch(FINAL), NOW)
    with snapshot(engine) as connection:
        assert open_changes(connection, NOW) == []
        assert len(open_changes(connection, LIFTS)) == 1
    assert superseded(engine) == {(PRELIMINARY.id, FINAL.id)}
