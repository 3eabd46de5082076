"""Embargoes that come between an answer and its post, and clocks that are set back."""

from __future__ import annotations

from datetime import timedelta

import pytest

from adapters.desk.work import composer
from bot.cards.card import Action, Card
from bot.chat import presses
from bot.delivery.nouns import State
from bot.store.reader import Reader
from tests.chat.later import DAYS, NORTH, QUESTION, sent, texts, then_embargoed
from tests.chat.newsroom import NOW, Newsroom
from tests.delivery.office import Board

NOT_GIVEN = "That answer is not given any more; ask the question again."

Patch = pytest.MonkeyPatch


@pytest.fixture
def card(newsroom: Newsroom) -> Card:
    return newsroom.ask(newsroom.command(QUESTION)).card


def _nothing_goes_out(newsroom: Newsroom, revision: int) -> None:
    waiting = newsroom.posts()[-1]
    assert (waiting.state, waiting.revision) == (State.DUE, revision)
    assert Reader(newsroom.engine, newsroom.now).revision() == revision + 1
    board = Board()
    newsroom.relay(board)
    assert board.posts == []
    assert newsroom.posts()[-1].state is State.CANCELLED


def test_an_embargo_that_comes_while_the_answer_is_worked_out(newsroom: Newsroom, monkeypatch: Patch) -> None:
    desk = newsroom.chat.desk
    monkeypatch.setattr(desk, "follow", then_embargoed(newsroom, desk.follow))
    reply = newsroom.ask(newsroom.mention(QUESTION))
    assert "was 700 in" in reply.card.headline
    _nothing_goes_out(newsroom, revision=1)


def test_an_embargo_that_comes_before_an_answer_at_hand_is_enqueued(newsroom: Newsroom, monkeypatch: Patch) -> None:
    newsroom.ask(newsroom.mention(QUESTION, thread="t1"))
    newsroom.relay(Board())
    find = newsroom.chat._answers.at_hand
    monkeypatch.setattr(newsroom.chat._answers, "at_hand", then_embargoed(newsroom, find))
    assert "was 700 in" in newsroom.ask(newsroom.mention(QUESTION, thread="t2")).card.headline
    assert len(newsroom.posts()) == 2
    _nothing_goes_out(newsroom, revision=1)


def test_an_embargo_that_comes_before_a_share_is_enqueued(newsroom: Newsroom, card: Card, monkeypatch: Patch) -> None:
    monkeypatch.setattr(presses, "standing", then_embargoed(newsroom, presses.standing))
    newsroom.press(Action.SHARE, card)
    _nothing_goes_out(newsroom, revision=1)


def test_an_embargo_that_comes_before_what_was_composed_is_begun(newsroom: Newsroom) -> None:
    newsroom.ask(newsroom.mention(QUESTION))
    newsroom.later(DAYS)
    board = Board()
    newsroom.relay(board, then_embargoed(newsroom, composer(newsroom.chat)))
    assert board.posts == []
    assert newsroom.posts()[0].state is State.CANCELLED


def test_a_clock_that_was_set_back_over_a_lift_shows_nothing(newsroom: Newsroom) -> None:
    lifts = NOW + DAYS
    newsroom.embargo(lifts, **NORTH)
    newsroom.now = lifts + timedelta(seconds=1)
    private = newsroom.ask(newsroom.command(QUESTION)).card
    public = newsroom.ask(newsroom.mention(QUESTION)).card
    newsroom.now = lifts - timedelta(seconds=5)
    board = Board()
    newsroom.relay(board)
    assert board.posts == []
    assert texts(newsroom.press(Action.SHARE, private).card) == NOT_GIVEN
    newsroom.now = lifts + timedelta(seconds=2)
    newsroom.relay(board)
    assert sent(board) == [texts(public)]
