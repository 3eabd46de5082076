"""The demo has the public's rights: over a ledger that withholds something it shows what it shows over its twin."""

from __future__ import annotations

import json
from datetime import timedelta
from itertools import islice

import pytest
from sqlalchemy import Engine

from adapters.demo.board import Board
from adapters.demo.looks import as_json
from adapters.demo.newsroom import Newsroom, Said
from bot.cards.card import Action
from bot.ingest.batch import Batch
from bot.ledger.record import record
from tests.exits.twins import LIFTS, NOW, PUBLIC, SECRET, questions

_EVERY = 80
_PRESSED = (Action.FOLLOW, Action.SOURCE, Action.COPY, Action.PICK, Action.SHARE)


def _newsroom(engine: Engine, *batches: Batch) -> Newsroom:
    """Where everything was asked, and pressed, and then time went on until just before the embargo lifts."""
    for batch in batches:
        record(engine, batch, NOW)
    newsroom = Newsroom(engine, Board(), NOW)
    newsroom.welcome("newsroom")
    newsroom.say(Said("desk", "subscribe to everything reminders 1 day, 1 hour digest daily 08:30 zone UTC"))
    for place, text in enumerate(islice(questions(), 0, None, _EVERY)):
        newsroom.say(Said("newsroom", text, alone=place % 2 == 0))
    for message in newsroom.board.since(0):
        buttons = (*message.card.buttons, *message.card.choices) if message.card else ()
        for button in buttons:
            if button.action in _PRESSED:
                newsroom.press(message.ref, button.action, button.ref)
    newsroom.advance(LIFTS - timedelta(hours=1))
    return newsroom


def _shown(newsroom: Newsroom) -> str:
    """All that a page gets of it."""
    return "\n".join(json.dumps(as_json(one), ensure_ascii=False) for one in newsroom.board.since(0))


@pytest.mark.parametrize("engine", ["sqlite"], indirect=True)  # The demo's ledger is never another.
def test_it_shows_nothing_of_what_is_withheld_until_it_is_public(engine: Engine, another_engine: Engine) -> None:
    secret, twin = _newsroom(engine, PUBLIC, SECRET), _newsroom(another_engine, PUBLIC)
    assert _shown(secret) == _shown(twin)
    assert len(secret.board.since(0)) > 30
    for newsroom in (secret, twin):
        newsroom.advance(LIFTS + timedelta(days=1))
    assert _shown(secret) != _shown(twin)
