"""A reply is about the message that it replies to, whatever was said since."""

from __future__ import annotations

from dataclasses import replace

from bot.cards.card import Action
from bot.chat.nouns import Visibility
from tests.chat.newsroom import Newsroom
from tests.delivery.office import Board

FIRST = "ferry passengers on North in 2022"


def _said(newsroom: Newsroom, board: Board, text: str, number: int, answers_to: str | None = None) -> str:
    """Say something in the channel, and have it answered; the name of the answer's message."""
    event = newsroom.mention(text, message_ref=f"m{number}", answers_to=answers_to)
    newsroom.ask(replace(event, place=replace(event.place, reply_to=f"m{number}")))
    newsroom.relay(board)
    return str(newsroom.posts()[-1].message_ref)


def test_an_older_answer_is_gone_on_from_as_it_was(newsroom: Newsroom) -> None:
    board = Board()
    north = _said(newsroom, board, FIRST, 1)
    south = _said(newsroom, board, "and South?", 2, north)
    assert "(South)" in newsroom.cards()[-1].headline
    _said(newsroom, board, "and in 2021?", 3, north)
    assert "(North)" in newsroom.cards()[-1].headline
    assert "2021" in newsroom.cards()[-1].headline
    _said(newsroom, board, "and in 2021?", 4, south)
    assert "(South)" in newsroom.cards()[-1].headline


def test_the_latest_has_all_that_came_before_it(newsroom: Newsroom) -> None:
    board = Board()
    north = _said(newsroom, board, FIRST, 1)
    south = _said(newsroom, board, "and South?", 2, north)
    _said(newsroom, board, "the difference?", 3, south)
    assert "North" in newsroom.cards()[-1].headline
    assert "South" in newsroom.cards()[-1].headline


def test_the_question_of_somebody_else_is_gone_on_from_too(newsroom: Newsroom) -> None:
    board = Board()
    _said(newsroom, board, FIRST, 1)
    _said(newsroom, board, "and South?", 2, "m1")
    assert "(South)" in newsroom.cards()[-1].headline


def test_what_was_picked_in_a_message_is_what_it_says(newsroom: Newsroom) -> None:
    board = Board()
    asked = _said(newsroom, board, "how many passengers in 2022?", 1)
    choices = newsroom.cards()[-1]
    assert choices.choices
    newsroom.press(Action.PICK, choices, visibility=Visibility.PUBLIC, message_ref=asked)
    _said(newsroom, board, "and in 2021?", 2, asked)
    assert "2021" in newsroom.cards()[-1].headline
