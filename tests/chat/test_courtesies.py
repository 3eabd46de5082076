"""Thanks, greetings and the like: a reaction, never a figure."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from bot.chat import cards
from bot.chat.inbox import LEASE
from bot.chat.nouns import Visibility
from bot.store.engine import reading
from bot.store.tables import open_question
from tests.chat.newsroom import Newsroom

QUESTION = "ferry passengers on North in 2022"


@pytest.mark.parametrize(
    "text",
    [
        *("thanks", "Thanks, that's great!", "hi", "hello everyone", "lol", "ok cool", "no, thanks", "cheers mate"),
        *("\N{THUMBS UP SIGN}", "thanks for the figures", "good bot", "kia ora"),
        *("No, thanks anyway!", "no that's fine", "yes, brilliant", "no it's ok, we found it"),
    ],
)
@pytest.mark.parametrize("thread", [None, "t1"])
def test_a_courtesy_is_reacted_to_and_nothing_is_posted(newsroom: Newsroom, text: str, thread: str | None) -> None:
    newsroom.ask(newsroom.mention(QUESTION, thread="t1"))
    before = len(newsroom.posts())
    reply = newsroom.ask(newsroom.mention(text, thread=thread))
    assert (reply.reacts, reply.posted, reply.card) == (True, False, cards.AT_SERVICE)
    assert len(newsroom.posts()) == before
    newsroom.ask(newsroom.mention("and South?", thread="t1"))
    assert "South" in newsroom.cards()[-1].headline, "the thread goes on from its question"


@pytest.mark.parametrize("text", ["really", "huh", "right", "ok"])
def test_what_adds_nothing_posts_no_figure_again(newsroom: Newsroom, text: str) -> None:
    newsroom.ask(newsroom.mention(QUESTION, thread="t1"))
    assert newsroom.ask(newsroom.mention(text, thread="t1")).reacts


@pytest.mark.parametrize("text", ["really?", "great, is that right?", "ok?", "can I use it?"])
def test_what_asks_whether_it_holds_is_answered_with_the_figure(newsroom: Newsroom, text: str) -> None:
    newsroom.ask(newsroom.mention(QUESTION, thread="t1"))
    reply = newsroom.ask(newsroom.mention(text, thread="t1"))
    assert not reply.reacts
    assert newsroom.cards()[-1].headline.startswith("This is what the ledger holds now: the number of ferry passengers")
    newsroom.ask(newsroom.mention(text))
    assert "ask the whole question" in newsroom.cards()[-1].headline
    with reading(newsroom.engine) as connection:
        assert connection.execute(select(open_question.c.text)).all() == []


@pytest.mark.parametrize("text", ["no i don't", "no, my mistake", "nope we're sorted", "no"])
@pytest.mark.parametrize("thread", [None, "t1"])
def test_a_yes_or_no_to_somebody_is_no_open_question(newsroom: Newsroom, text: str, thread: str | None) -> None:
    newsroom.ask(newsroom.mention(QUESTION, thread="t1"))
    newsroom.ask(newsroom.mention(text, thread=thread))
    assert newsroom.cards()[-1].headline.startswith("Ask for a figure in words")
    with reading(newsroom.engine) as connection:
        assert connection.execute(select(open_question.c.text)).all() == []


def test_what_is_said_twice_is_reacted_to_twice(newsroom: Newsroom) -> None:
    for _ in range(2):
        assert newsroom.ask(newsroom.mention("no, thanks anyway")).reacts


def test_to_somebody_alone_it_is_a_line(newsroom: Newsroom) -> None:
    reply = newsroom.ask(newsroom.command("thanks"))
    assert reply.card == cards.AT_SERVICE
    assert newsroom.posts() == []


@pytest.mark.parametrize("text", ["thanks, and how many on South?", "hi, ferry passengers on South in 2022?"])
def test_a_question_beside_it_is_answered(newsroom: Newsroom, text: str) -> None:
    newsroom.ask(newsroom.mention(QUESTION, thread="t1"))
    newsroom.ask(newsroom.mention(text, thread="t1"))
    assert "South" in newsroom.cards()[-1].headline


def test_what_was_taken_and_not_done_is_reacted_to_later(newsroom: Newsroom) -> None:
    """A repeat finds the message by what was stored."""
    event = newsroom.mention("thanks", message_ref="m7")
    assert newsroom.chat.take(event, newsroom.now)
    newsroom.later(LEASE)
    (again,) = newsroom.chat.unfinished("board", newsroom.now)
    assert (again.message_ref, again.visibility) == ("m7", Visibility.PUBLIC)
    assert newsroom.chat.answer(again, newsroom.now).reacts
