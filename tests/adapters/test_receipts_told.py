"""`factdesk receipts`: what was told where a figure was given that changed, and what could not be."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.delivery.ports import Gone, Outcome, Rejected
from bot.store.engine import open_engine
from bot.store.schema import prepare
from tests.adapters.conftest import Home
from tests.chat.changed import FINAL, Town
from tests.chat.newsroom import Newsroom
from tests.delivery.office import Behaviour, Board


def _told(home: Home, own: dict[str, str], tmp_path: Path, *script: Behaviour | Outcome) -> list[str]:
    """What is said of the change of a figure that was given in public and, long before that, in private."""
    engine = open_engine(own["FACTDESK_DATABASE_URL"])
    prepare(engine)
    town = Town(Newsroom(engine, now=datetime.now(UTC) - timedelta(days=100)))
    id_ = town.id_of("461")
    town.ask_alone()
    town.newsroom.later(timedelta(days=60))
    town.ask()
    town.ask_alone()
    town.newsroom.publish(FINAL)
    town.board.script = list(script)
    town.look()
    engine.dispose()
    variables = {**own, "FACTDESK_TIME_ZONE": "UTC"}
    lines = home.run("receipts", id_, **variables).stdout.splitlines()
    body = json.loads(home.run("receipts", id_, "--json", **variables).stdout)
    assert [len(one["changes"]) for one in body] == [1, 1, 1]
    return [line.partition(": ")[2] for line in lines if line.startswith("  Superseded ")]


_TOO_OLD = "not told, as it was given in private too long before."


@pytest.mark.parametrize(
    ("script", "said"),
    [
        ((), "told there (message m3); its message is marked."),
        (
            (Board.take, Rejected("message_not_found")),
            "told there (message m2); its message could not be marked, message_not_found.",
        ),
        (
            (Board.take, Board.take, Rejected("thread_not_found")),
            "could not be told there, thread_not_found; its message is marked.",
        ),
        ((Board.take, Gone("is_archived")), "to be told there; its message is to be marked, is_archived."),
    ],
)
def test_what_was_told_and_what_could_not_be(
    home: Home, own: dict[str, str], tmp_path: Path, script: tuple[Behaviour | Outcome, ...], said: str
) -> None:
    lines = _told(home, own, tmp_path, *script)
    assert said in lines
    assert _TOO_OLD in lines
    assert len(lines) == 3
