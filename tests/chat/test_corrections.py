"""Chats after a figure was corrected or withdrawn: what is remembered is not given again, and receipts tell where it
was given."""

from __future__ import annotations

from datetime import timedelta

from bot.cards.card import Action
from bot.chat.receipts import with_figure
from bot.ledger.correct import Amendment, correct
from bot.ledger.record import record
from bot.ledger.retracting import Act
from bot.ledger.withdraw import withdraw
from bot.store.reader import Reader
from tests.ask.ledger import tidy
from tests.chat.newsroom import Newsroom

QUESTION = "ferry passengers on North in 2023"


def act(newsroom: Newsroom) -> Act:
    return Act("terminal:ana", "counted twice", newsroom.now)


def id_of(newsroom: Newsroom, value: str) -> str:
    """The figure of 2023 with this value."""
    held = Reader(newsroom.engine, newsroom.now).figures_page()
    (found,) = [one.id for one in held if f"{one.value}" == value and one.period.iso == "2023"]
    return found


def headline(newsroom: Newsroom, question: str = QUESTION) -> str:
    """The first line of the public answer."""
    return newsroom.ask(newsroom.mention(question)).card.headline


def test_what_is_remembered_is_not_given_again(newsroom: Newsroom) -> None:
    """Also by another process, which has answered the same question before."""
    other = Newsroom(newsroom.engine)
    for desk in (newsroom, other, newsroom, other):
        assert "was 500 in" in headline(desk)
    new = correct(newsroom.engine, id_of(newsroom, "500"), Amendment("510"), act(newsroom))[1]
    for desk in (newsroom, other):
        assert "was 510 in" in headline(desk)
    withdraw(newsroom.engine, new.id, act(newsroom))
    for desk in (newsroom, other):
        assert headline(desk).startswith("We don't hold that")


def test_what_was_replaced_stands_again_with_a_word_of_it(newsroom: Newsroom) -> None:
    record(newsroom.engine, tidy(_REVISED), newsroom.now)
    assert "was 505 in" in headline(newsroom)
    withdraw(newsroom.engine, id_of(newsroom, "505"), act(newsroom))
    reply = newsroom.ask(newsroom.mention(QUESTION))
    assert reply.card.headline == (
        "The number of ferry passengers (North) was 500 in 2023. A later figure was withdrawn on 1 May 2024."
    )
    (caveat,) = [row for row in reply.card.rows if row.warns]
    assert caveat.text == "A later figure was withdrawn on 1 May 2024: counted twice."


_REVISED = """
    indicator,period,route,value,unit,published_on
    ferry passengers,2023,North,505,passengers,2024-02-01
"""


def test_every_place_that_showed_it_is_in_its_receipts(newsroom: Newsroom) -> None:
    """Alone, in a sum, as a choice, as the nearest there is, shared, and as what superseded another."""
    record(newsroom.engine, tidy(_REVISED), newsroom.now)
    id_ = id_of(newsroom, "505")
    newsroom.ask(newsroom.mention("ferry passengers on South in 2023"))
    assert with_figure(newsroom.engine, id_) == []
    asked = (
        QUESTION,
        "how many ferry passengers on North and South together in 2023?",
        "which route had the most ferry passengers in 2023?",
        "ferry passengers on North in 2031",
        "ferry passengers on North as of 2020-01-01",
    )
    for question in asked:
        newsroom.later(timedelta(seconds=10))
        reply = newsroom.ask(newsroom.command(question))
        assert "505" in str(reply.card.as_json()), question
        assert with_figure(newsroom.engine, id_)[0].answer.question == question
    first = newsroom.ask(newsroom.command(QUESTION)).card
    newsroom.press(Action.SHARE, first)
    given = with_figure(newsroom.engine, id_)
    assert len(given) == len(asked) + 2
    assert {receipt.kind for receipt in given} == {"answer", "share"}


def test_receipts_stay_when_it_is_corrected(newsroom: Newsroom) -> None:
    headline(newsroom)
    id_ = id_of(newsroom, "500")
    new = correct(newsroom.engine, id_, Amendment("510"), act(newsroom))[1]
    assert len(with_figure(newsroom.engine, id_)) == 1
    assert with_figure(newsroom.engine, new.id) == []
    headline(newsroom)
    assert [receipt.answer.value for receipt in with_figure(newsroom.engine, new.id)] == ["510"]
