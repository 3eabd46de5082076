"""What arrives is answered once, whatever the platform repeats and whoever dies."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

from sqlalchemy import select

from bot.chat.inbox import LEASE
from bot.chat.nouns import Inbound, Place
from bot.store.chat_tables import inbound
from bot.store.engine import reading
from tests.chat.newsroom import NEWS, Newsroom

QUESTION = "ferry passengers on North in 2022"


def test_a_repeat_is_not_taken(newsroom: Newsroom) -> None:
    event = newsroom.mention(QUESTION)
    newsroom.ask(event)
    newsroom.restart()
    assert not newsroom.chat.take(event, newsroom.now)
    assert len(newsroom.posts()) == 1


def test_of_many_that_take_the_same_event_one_has_it(newsroom: Newsroom) -> None:
    event = newsroom.mention(QUESTION)
    with ThreadPoolExecutor(8) as pool:
        taken = list(pool.map(lambda _: newsroom.chat.take(event, newsroom.now), range(16)))
    assert taken.count(True) == 1


def test_what_was_taken_and_not_answered_comes_back_after_its_lease(newsroom: Newsroom) -> None:
    event = newsroom.mention(QUESTION, thread="t1", handles={"url": "https://answers.example/1"})
    newsroom.chat.take(event, newsroom.now)
    newsroom.restart()
    newsroom.later(LEASE - timedelta(seconds=1))
    assert newsroom.chat.unfinished("board", newsroom.now) == []
    newsroom.later(timedelta(seconds=1))
    assert newsroom.chat.unfinished("another", newsroom.now) == []
    assert newsroom.chat.unfinished("board", newsroom.now) == [event]
    assert newsroom.chat.unfinished("board", newsroom.now) == [], "it is leased again"


def test_a_public_answer_stands_once_though_it_is_computed_twice(newsroom: Newsroom) -> None:
    event = newsroom.mention(QUESTION)
    newsroom.chat.take(event, newsroom.now)
    newsroom.chat.answer(event, newsroom.now)
    newsroom.chat.answer(event, newsroom.now)
    assert len(newsroom.posts()) == 1
    assert newsroom.held()["receipt"] == 1


def test_a_private_answer_is_repeated_until_it_is_finished_under_the_same_receipt(newsroom: Newsroom) -> None:
    event = newsroom.command(QUESTION)
    newsroom.chat.take(event, newsroom.now)
    first = newsroom.chat.answer(event, newsroom.now)
    newsroom.later(LEASE)
    (again,) = newsroom.chat.unfinished("board", newsroom.now)
    second = newsroom.chat.answer(again, newsroom.now)
    assert first.card == second.card
    newsroom.chat.finish(again, second, newsroom.now)
    newsroom.later(LEASE)
    assert newsroom.chat.unfinished("board", newsroom.now) == []


def test_of_what_is_done_only_the_key_is_kept(newsroom: Newsroom) -> None:
    event = newsroom.command(QUESTION, handles={"token": "secret"})
    newsroom.ask(event)
    with reading(newsroom.engine) as connection:
        row = connection.execute(select(inbound)).one()
    assert (row.id, row.payload) == (event.key, None)


def test_an_event_survives_json() -> None:
    event = Inbound.from_json(
        Newsroom.mention(None, "how many?", "t1", answers_to="m1", handles={"url": "u"}).as_json()  # type: ignore[arg-type]
    )
    assert event.place == Place(NEWS, "t1")
    assert Inbound.from_json(event.as_json()) == event
