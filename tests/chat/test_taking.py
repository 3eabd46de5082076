"""What arrives is answered once, whatever the platform repeats and whoever dies."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

from sqlalchemy import select

from bot.cards.card import Tone
from bot.chat.inbox import LEASE, kept_key
from bot.chat.nouns import Inbound, Place
from bot.delivery.limits import Rate
from bot.ledger.open_questions import still_open
from bot.store.chat_tables import inbound, receipt
from bot.store.engine import reading
from tests.chat.newsroom import NEWS, Newsroom, with_config

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


def test_of_many_that_bring_an_event_whose_answer_is_at_hand_one_has_it_answered(newsroom: Newsroom) -> None:
    newsroom.ask(newsroom.mention(QUESTION))
    event = newsroom.mention(QUESTION)
    with ThreadPoolExecutor(8) as pool:
        replies = list(pool.map(lambda _: newsroom.chat.serve(event, newsroom.now, taken=False), range(16)))
    assert [reply.posted for reply in replies if reply] == [True]
    assert len(newsroom.posts()) == 2
    assert not newsroom.chat.take(event, newsroom.now)


def test_an_answer_that_is_at_hand_leaves_what_the_first_one_left(newsroom: Newsroom) -> None:
    unheld = "ferry passengers on Zembla in 2022"
    for question in (QUESTION, unheld):
        first, again = (newsroom.ask(newsroom.mention(question, thread=thread)) for thread in ("t1", "t2"))
        assert again.card.headline == first.card.headline
        assert again.card.rows == first.card.rows
    assert newsroom.held() == {"inbound": 4, "receipt": 4, "thread": 2}
    with reading(newsroom.engine) as connection:
        events = connection.execute(select(inbound.c.state, inbound.c.payload)).all()
        receipts = connection.execute(select(receipt.c.answer).order_by(receipt.c.given_at)).scalars().all()
    assert set(map(tuple, events)) == {("done", None)}
    assert receipts.count(receipts[0]) == 2
    (question,) = still_open(newsroom.engine)
    assert (question.text, question.count) == (unheld, 2)


def test_who_asks_too_much_is_refused_what_is_at_hand_as_well(newsroom: Newsroom) -> None:
    with_config(newsroom, user_rate=Rate(2, 60, burst=1))
    replies = [newsroom.ask(newsroom.mention(QUESTION)) for _ in range(3)]
    assert [reply.card.tone for reply in replies] == [Tone.ANSWERED, Tone.ANSWERED, Tone.REFUSED]
    assert newsroom.held()["receipt"] == 2


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


def test_of_what_is_done_only_a_digest_of_the_key_is_kept(newsroom: Newsroom) -> None:
    event = newsroom.command(QUESTION, handles={"token": "secret"})
    newsroom.ask(event)
    with reading(newsroom.engine) as connection:
        row = connection.execute(select(inbound)).one()
    assert (row.id, row.payload) == (kept_key(event.key), None)
    assert event.key not in row.id


def test_an_event_survives_json() -> None:
    event = Inbound.from_json(
        Newsroom.mention(None, "how many?", "t1", answers_to="m1", handles={"url": "u"}).as_json()  # type: ignore[arg-type]
    )
    assert event.place == Place(NEWS, "t1")
    assert Inbound.from_json(event.as_json()) == event
