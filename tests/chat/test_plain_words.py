"""Orders as people say them: help and what is new."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from bot.calendar import keydates
from bot.calendar.keydates import Draft
from bot.calendar.moments import parse_moment
from bot.chat import cards
from bot.chat.plain_words import order_in
from bot.chat.words import HELP, NEWS
from tests.chat.newsroom import Newsroom, with_config


@pytest.mark.parametrize(
    "text",
    [
        "help",
        "help me",
        "Help, please!",
        "can you help me please?",
        "how does this work?",
        "what can you do?",
        "who are you?",
        "I need help with this",
        "how do I ask you a question?",
        "what can I ask here?",
        "commands",
    ],
)
def test_help(text: str) -> None:
    assert order_in(text) == HELP


@pytest.mark.parametrize(
    "text",
    [
        "what's new?",
        "whats new",
        "What is new today?",
        "any news?",
        "news",
        "is there anything new this week?",
        "latest news",
        "new figures?",
        "any new figures since Monday?",
        "do you have anything new?",
    ],
)
def test_news(text: str) -> None:
    assert order_in(text) == NEWS


@pytest.mark.parametrize(
    "text",
    [
        "what new seats did Labour win?",
        "new cases",
        "help for farmers",
        "how many people help us?",
        "what is it?",
        "new",
        "what about the new ones?",
        "how much is that?",
        "who is it?",
        "how much do we know?",
        "what's next?",
        "how many new passengers?",
        "what is this?",
        "news stories by month",
        "",
        "x" * 500,
    ],
)
def test_what_may_be_a_question_is_none(text: str) -> None:
    assert order_in(text) is None


def test_help_is_given_in_a_thread_too(newsroom: Newsroom) -> None:
    newsroom.ask(newsroom.mention("ferry passengers on North in 2022", thread="t1"))
    newsroom.ask(newsroom.mention("help me", thread="t1"))
    assert newsroom.cards()[-1] == cards.HELP


def test_help_says_how_to_ask_on_its_reader_s_platform(newsroom: Newsroom) -> None:
    with_config(newsroom, how={"board": "use the bell"})
    newsroom.ask(newsroom.mention("help"))
    assert [row.text for row in newsroom.cards()[-1].rows if row.label == "Here"] == ["use the bell"]


def test_what_is_new(newsroom: Newsroom) -> None:
    """What came in the last days, with what it replaces, and the dates of the next ones."""
    newsroom.later(timedelta(days=30))
    newsroom.ask(newsroom.mention("what's new?"))
    assert newsroom.cards()[-1].headline == "No figure is new in the last 7 days."
    newsroom.publish("indicator,period,route,value,unit,status\nferry passengers,2022,North,701,passengers,final")
    moment = parse_moment("2024-06-03 14:00", "UTC", newsroom.now)
    keydates.add(newsroom.chat.desk.engine, Draft("Annual report", moment), "ana", newsroom.now)
    card = newsroom.ask(newsroom.command("any news?")).card
    assert card.headline == "New in the last 7 days:"
    coming, figure, unrecorded = card.rows
    assert (unrecorded.label, unrecorded.text) == ("Unrecorded", "source")
    assert (coming.label, coming.text) == ("Coming", "Annual report: Monday, 3 June 2024, 14:00 (UTC)")
    assert figure.text.startswith("Ferry passengers (North), in 2022, final: 701 passengers, was 700 passengers")
    assert [one.at for one in card.moments] == [datetime(2024, 6, 3, 14, tzinfo=UTC)]


def test_when_the_next_date_is_without_any(newsroom: Newsroom) -> None:
    card = newsroom.ask(newsroom.command("when is the next date?")).card
    assert card.headline == "No key date is ahead: the ledger holds none."
