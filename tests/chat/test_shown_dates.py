"""What `dates show` tells in a chat: of the date all, of people and other channels nothing but at the desk."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.calendar import keydates
from bot.calendar.keydates import Draft
from bot.calendar.moments import parse_moment
from bot.calendar.tick import tick
from bot.chat.nouns import Place
from bot.delivery.nouns import Address
from bot.ingest.batch import Batch
from bot.ledger.record import record
from bot.store.visibility import DESK as DESK_RIGHTS
from tests.chat.newsroom import DESK, NEWS, Newsroom, with_config

SPORT = Address("board", "w1", "sport")
ABROAD = Address("board", "w2", "news")


@pytest.fixture
def reminded(newsroom: Newsroom) -> Newsroom:
    """Three channels of two workspaces that are reminded of a date, which users have added and moved in private."""
    _order(newsroom, "dates add Ferry report at 2024-05-01 15:00 zone UTC", ABROAD)
    _order(newsroom, "dates move Ferry report to 2024-05-01 14:00", NEWS)
    for address in (NEWS, SPORT, ABROAD):
        _order(newsroom, "subscribe reminders 1 hour zone UTC", address)
    tick(newsroom.engine, newsroom.now, desk=DESK)
    newsroom.later(timedelta(hours=1))
    assert tick(newsroom.engine, newsroom.now, desk=DESK) == 3
    return newsroom


def _order(newsroom: Newsroom, text: str, address: Address) -> str:
    reply = newsroom.ask(replace(newsroom.command(text), place=Place(address)))
    return "\n".join([reply.card.headline, *(f"{row.label}: {row.text}" for row in reply.card.rows)])


@pytest.mark.parametrize("address", [NEWS, SPORT, ABROAD, Address("board", "w1", "lobby")])
def test_a_date_is_shown_without_its_people_and_other_channels(reminded: Newsroom, address: Address) -> None:
    shown = _order(reminded, "dates show ferry report", address)
    told = [word for word in shown.split() if word.startswith("board:")]
    assert told == ([] if address.channel == "lobby" else [f"board:{address.workspace}/{address.channel}"])
    assert "board/" not in shown
    assert shown.count("by somebody in a chat") == 2


def test_the_desk_is_shown_a_date_with_all_of_that(reminded: Newsroom) -> None:
    shown = _order(reminded, "dates show ferry report", DESK)
    assert all(f"board:{one.workspace}/{one.channel}" in shown for one in (NEWS, SPORT, ABROAD))
    assert "by board/w2/u1" in shown
    assert "by board/w1/u1" in shown
    with_config(reminded, desk=None)
    assert "board/" not in _order(reminded, "dates show ferry report", DESK)


def test_who_changed_a_date_is_told_where_it_was_nobody_in_a_chat(reminded: Newsroom) -> None:
    draft = Draft("Census", parse_moment("2024-06-01", "UTC", reminded.now))
    keydates.add(reminded.engine, draft, "terminal:ana", reminded.now)
    shown = _order(reminded, "dates show census", NEWS)
    assert "by terminal" in shown
    assert "ana" not in shown
    assert "by terminal:ana" in _order(reminded, "dates show census", DESK)


def test_that_a_date_was_withheld_is_the_desk_s_to_know(reminded: Newsroom) -> None:
    until = reminded.now + timedelta(days=1)
    draft = Draft("Census", parse_moment("2024-06-01", "UTC", reminded.now), embargo_until=until)
    census = keydates.add(reminded.engine, draft, "terminal:ana", reminded.now, DESK_RIGHTS)
    longer = replace(census, embargo_until=until + timedelta(days=1))
    record(reminded.engine, Batch(key_dates=(longer,)), reminded.now, by="ana/of/the/desk")
    reminded.later(timedelta(days=3))
    for address in (NEWS, SPORT):
        shown = _order(reminded, "dates show census", address)
        assert "1 June 2024" in shown
        assert "mbargo" not in shown
        assert "ana" not in shown
    assert "embargo until" in _order(reminded, "dates show census", DESK)


def test_a_channel_is_shown_its_own_subscriptions_alone(reminded: Newsroom) -> None:
    for address in (NEWS, SPORT, ABROAD):
        shown = _order(reminded, "subscriptions", address)
        assert shown.startswith("This channel has one subscription.")
        assert "board" not in shown
        assert "u1" not in shown
