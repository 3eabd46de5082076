"""What is known of where a figure was given: what was posted, warnings included, and nothing that was not."""

from __future__ import annotations

import pytest

from bot.cards.card import Action, Card
from bot.chat import receipts
from tests.chat.later import CORRECTED, DAYS, LONG, NORTH, QUESTION, texts
from tests.chat.newsroom import NOW, Newsroom
from tests.delivery.office import Board


@pytest.fixture
def card(newsroom: Newsroom) -> Card:
    return newsroom.ask(newsroom.command(QUESTION)).card


def _given(newsroom: Newsroom, figure: str) -> list[str]:
    return [one.kind for one in receipts.with_figure(newsroom.engine, figure)]


def test_what_was_not_posted_was_not_given(newsroom: Newsroom) -> None:
    (figure,) = newsroom.chat.desk.ask(QUESTION, newsroom.now).told
    newsroom.ask(newsroom.mention(QUESTION))
    assert _given(newsroom, figure) == ["answer"]
    newsroom.embargo(LONG, **NORTH)
    newsroom.relay(Board())
    assert _given(newsroom, figure) == []


def test_what_stands_was_given_though_it_is_withheld_since(newsroom: Newsroom, card: Card) -> None:
    (figure,) = newsroom.chat.desk.ask(QUESTION, newsroom.now).told
    newsroom.press(Action.SHARE, card)
    newsroom.relay(Board())
    newsroom.embargo(LONG, **NORTH)
    assert sorted(_given(newsroom, figure)) == ["answer", "share"]


def test_a_share_that_was_withheld_at_first_was_given_once_it_is_posted(newsroom: Newsroom, card: Card) -> None:
    (figure,) = newsroom.chat.desk.ask(QUESTION, newsroom.now).told
    newsroom.press(Action.SHARE, card)
    newsroom.embargo(NOW + DAYS, **NORTH)
    newsroom.relay(Board())
    assert _given(newsroom, figure) == ["answer"]
    newsroom.later(DAYS)
    for _ in range(2):
        newsroom.press(Action.SHARE, card)
    board = Board()
    newsroom.relay(board)
    assert len(board.posts) == 1
    assert [one.given_at for one in receipts.with_figure(newsroom.engine, figure)] == [newsroom.now, NOW]


def test_the_figure_that_a_warning_tells_of_was_given_there_too(newsroom: Newsroom, card: Card) -> None:
    newsroom.ask(newsroom.mention(QUESTION))
    newsroom.publish(CORRECTED)
    (figure,) = newsroom.chat.desk.ask(QUESTION, newsroom.now).told
    assert _given(newsroom, figure) == []
    newsroom.press(Action.SHARE, card)
    newsroom.relay(Board())
    assert sorted(_given(newsroom, figure)) == ["answer", "share"]


def test_a_thread_tells_nothing_that_is_withheld_by_now(newsroom: Newsroom) -> None:
    newsroom.ask(newsroom.mention(QUESTION, thread="t1"))
    newsroom.embargo(LONG, **NORTH)
    for question in ("source?", "why?", "and in 2022?", "and for South?", "and in 2023?"):
        assert "700" not in texts(newsroom.ask(newsroom.mention(question, thread="t1")).card)
