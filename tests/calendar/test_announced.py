"""A measure that was announced, and whose first figure comes under embargo: all goes on as in a twin without it."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from sqlalchemy import Engine

from bot.ask.pipeline import Desk
from bot.calendar.nouns import REMINDER
from bot.chat.nouns import Asker, Inbound, Place, Visibility
from bot.chat.service import ChatConfig, ChatDesk
from bot.domain import Figure, Indicator, KeyDate, Universe
from bot.ledger.record import record
from bot.ledger.retracting import Act
from bot.ledger.withdraw import withdraw
from bot.periods import PartialDate
from tests.calendar.newsroom import DESK, SLACK, START, Newsroom, text
from tests.ledger.batches import batch, figure

_DAY = START + timedelta(days=3)
_DATE = KeyDate("release", "Screening release", at=PartialDate("2027-05-21"), zone="UTC", brings="screened")
_INDICATORS = (
    Indicator("uptake", "screening uptake", unit="percent", universe="adults"),
    Indicator("screened", "people screened", unit="people"),
)
_BASES = (Universe("adults", "adults", broader="residents"), Universe("residents", "all residents", size="screened"))
_FIRST = figure("200", "screened", period="2027", universe="residents", embargo_until=START + timedelta(days=30))
_ORDERS = (
    "dates",
    "dates show Screening release",
    "subscriptions",
    "subscribe to people screened reminders 1 day",
    "subscribe to Screening release digest daily 08:30 zone UTC",
    "how many people were screened?",
    "screening uptake among all residents",
    "when is the screening release?",
)


def _told(engine: Engine, *later: Figure, withdrawn: bool = False) -> list[str]:
    """What a channel is told from the announcement on, when these figures come after it."""
    room = Newsroom(engine)
    announced = batch(figure("40", "uptake"), indicators=_INDICATORS, universes=_BASES, key_dates=(_DATE,))
    record(engine, announced, START)
    room.subscribe(offsets="1 day, 1 hour", digest="daily 08:30", topics=("people screened",))
    if later:
        record(engine, batch(*later, indicators=_INDICATORS[1:], universes=_BASES), START)
    if withdrawn:
        withdraw(engine, later[0].id, Act.of("ana", "taken back", START))
    chat = ChatDesk(Desk(engine), ChatConfig(desk=DESK))
    told = [_ask(chat, order, START + timedelta(minutes=number)) for number, order in enumerate(_ORDERS)]
    room.play(_DAY, timedelta(hours=6))
    assert room.posts(kind=REMINDER)
    return told + room.texts(SLACK)


def _ask(chat: ChatDesk, order: str, now: datetime) -> str:
    event = Inbound(f"slack/{order}", Asker("u1", "Ana"), Place(SLACK), order, Visibility.PUBLIC)
    reply = chat.serve(event, now, taken=False)
    assert reply is not None
    return text(reply.card)


def test_its_first_figure_under_embargo_changes_nothing(engine: Engine, another_engine: Engine) -> None:
    told = _told(engine, _FIRST)
    assert told == _told(another_engine)
    assert "Brings: people screened" in told[1]
    assert "unknown topic" not in "".join(told)


def test_its_only_figure_is_withdrawn_and_channels_stay_subscribed(engine: Engine) -> None:
    told = "\n".join(_told(engine, replace(_FIRST, embargo_until=None), withdrawn=True))
    assert "unknown topic" not in told
    assert "holds nothing called" not in told


@pytest.mark.parametrize("by", ["Screening release", "release"])
def test_a_date_that_brings_what_is_hidden_is_shown_without_it(sqlite_engine: Engine, by: str) -> None:
    """A measure that an import under embargo has described, and a public date that leads to it."""
    record(sqlite_engine, batch(_FIRST), START)
    record(sqlite_engine, batch(key_dates=(_DATE,)), START)
    told = _ask(ChatDesk(Desk(sqlite_engine), ChatConfig(desk=DESK)), f"dates show {by}", START)
    assert "Brings: no figure" in told
    assert "screened" not in told.lower()
