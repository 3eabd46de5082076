"""Messages that wait in the outbox: what they tell of is looked up again when they are sent."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from sqlalchemy import delete, select, update

from bot.cards.card import Card
from bot.chat.forgetting import forget
from bot.delivery import manage
from bot.delivery.nouns import Address, Delivery, Payload, State
from bot.delivery.ports import Failed
from bot.store import tables
from bot.store.chat_tables import receipt
from bot.store.engine import reading, writing
from bot.store.people import Who
from bot.store.tables import destination
from tests.chat.later import CORRECTED, DAYS, LONG, NORTH, QUESTION, pause, resume, sent, texts
from tests.chat.newsroom import NOW, Newsroom
from tests.delivery.office import Board


def test_a_message_that_went_out_at_once_says_what_was_enqueued(newsroom: Newsroom) -> None:
    reply = newsroom.ask(newsroom.mention(QUESTION))
    board = Board()
    newsroom.relay(board, _never)
    assert sent(board) == [texts(reply.card)]


def _never(_delivery: Delivery, _now: datetime) -> Payload:
    raise AssertionError("it was worded at this revision, and is not late")


def test_what_was_withheld_while_its_channel_was_paused_is_not_posted(newsroom: Newsroom) -> None:
    pause(newsroom)
    for question in (QUESTION, "ferry passengers on South in 2022"):
        newsroom.ask(newsroom.mention(question))
    newsroom.embargo(LONG, **NORTH)
    newsroom.later(3 * DAYS)
    (text,) = sent(resume(newsroom))
    assert "was 400 in" in text
    assert text.endswith("Late: this could not be sent when it was due")
    north, *_ = newsroom.posts()
    assert north.state is State.CANCELLED
    assert "under embargo or withdrawn" in (north.last_error or "")


def test_what_was_withdrawn_while_its_channel_was_paused_is_not_posted(newsroom: Newsroom) -> None:
    pause(newsroom)
    newsroom.ask(newsroom.mention(QUESTION))
    newsroom.withdraw(newsroom.chat.desk.ask(QUESTION, newsroom.now).told[0])
    assert sent(resume(newsroom)) == []


def test_what_was_superseded_while_its_channel_was_paused_says_by_what(newsroom: Newsroom) -> None:
    pause(newsroom)
    newsroom.ask(newsroom.mention(QUESTION))
    newsroom.publish(CORRECTED)
    newsroom.later(3 * DAYS)
    (text,) = sent(resume(newsroom))
    headline, first, *_, last = text.splitlines()
    assert "was 700 in" in headline
    assert first.startswith(
        "Superseded meanwhile: 700 passengers in 2022 was replaced by 713 passengers in 2022 (final)"
    )
    assert last.startswith("Late: ")


def test_what_nothing_became_of_is_posted_as_it_was_worded(newsroom: Newsroom) -> None:
    reply = newsroom.ask(newsroom.mention(QUESTION))
    newsroom.publish(CORRECTED.replace("North", "South"))
    board = Board()
    newsroom.relay(board)
    (post,) = board.posts
    assert Card.from_json(post.payload["card"]) == reply.card
    assert post.payload == newsroom.posts()[0].payload
    assert "worded" not in post.payload


def test_what_was_under_embargo_meanwhile_is_posted_once_that_has_lifted(newsroom: Newsroom) -> None:
    pause(newsroom)
    reply = newsroom.ask(newsroom.mention(QUESTION))
    newsroom.embargo(NOW + DAYS, **NORTH)
    newsroom.later(DAYS)
    assert sent(resume(newsroom))[0].startswith(texts(reply.card))


def test_what_was_not_posted_can_be_sent_still_once_it_is_public(newsroom: Newsroom) -> None:
    newsroom.ask(newsroom.mention(QUESTION))
    newsroom.embargo(NOW + DAYS, **NORTH)
    board = Board()
    for _ in range(2):
        newsroom.relay(board)
        (post,) = newsroom.posts()
        assert post.state is State.CANCELLED
        manage.retry(newsroom.engine, post.id)
    newsroom.later(DAYS)
    newsroom.relay(board)
    assert "was 700 in" in sent(board)[0]


@pytest.mark.parametrize(
    ("question", "columns"),
    [
        ("ferry passengers", {"indicator": "ferry-passengers", "period": "2021"}),
        ("trend of ferry passengers", {"indicator": "ferry-passengers", "period": "2021"}),
        ("in which year was South below Island in punctual sailings?", {"route": "Island", "period": "2023"}),
        ("punctual sailings in 2022", {"indicator": "punctual-sailings", "route": "Island", "period": "2022"}),
    ],
)
def test_whatever_part_tells_of_a_withheld_figure(newsroom: Newsroom, question: str, columns: dict[str, str]) -> None:
    newsroom.ask(newsroom.mention(question))
    newsroom.embargo(LONG, **columns)
    board = Board()
    newsroom.relay(board)
    assert board.posts == []
    assert {post.state for post in newsroom.posts()} == {State.CANCELLED}


def test_a_chart_draws_only_figures_that_stand(newsroom: Newsroom) -> None:
    newsroom.ask(newsroom.mention("trend of ferry passengers"))
    newsroom.publish("indicator,period,value,unit,status\nferry passengers,2021,1251,passengers,final")
    board = Board()
    newsroom.relay(board)
    (post,) = board.posts
    assert "chart" not in post.payload
    assert "replaced by 1,251 passengers" in sent(board)[0]


def test_a_warning_stands_once_however_often_it_is_tried(newsroom: Newsroom) -> None:
    newsroom.ask(newsroom.mention(QUESTION))
    newsroom.publish(CORRECTED)
    board = Board(script=[Failed("it fell over"), Failed("it fell over")])
    for _ in range(3):
        newsroom.relay(board)
        newsroom.later(timedelta(minutes=10))
    (text,) = sent(board)
    assert text.count("Superseded meanwhile") == text.count("Late: ") == 1


# Earlier versions, and replicas that still are of one


def _as_enqueued_before(newsroom: Newsroom) -> None:
    """The newest message as an earlier version would have enqueued it."""
    last = newsroom.posts()[-1]
    payload = {name: value for name, value in last.payload.items() if name not in ("figures", "names")}
    with writing(newsroom.engine) as connection:
        row = tables.delivery
        connection.execute(update(row).where(row.c.id == last.id).values(payload=payload, revision=None))


def test_what_an_earlier_version_enqueued_goes_by_its_receipt(newsroom: Newsroom) -> None:
    for question in (QUESTION, "ferry passengers on South in 2022"):
        newsroom.ask(newsroom.mention(question))
        _as_enqueued_before(newsroom)
    newsroom.embargo(LONG, **NORTH)
    board = Board()
    newsroom.relay(board)
    (text,) = sent(board)
    assert "was 400 in" in text


def test_an_answer_that_nothing_is_known_of_any_more_is_not_posted(newsroom: Newsroom) -> None:
    newsroom.ask(newsroom.mention(QUESTION))
    _as_enqueued_before(newsroom)
    with writing(newsroom.engine) as connection:
        connection.execute(delete(receipt))
    board = Board()
    newsroom.relay(board)
    (post,) = newsroom.posts()
    assert (board.posts, post.state) == ([], State.CANCELLED)
    assert "no longer known" in (post.last_error or "")


@pytest.mark.parametrize("late", [timedelta(), DAYS])
def test_what_is_no_answer_and_may_name_anything_is_asked_for_again(newsroom: Newsroom, late: timedelta) -> None:
    newsroom.ask(newsroom.mention("help"))
    _as_enqueued_before(newsroom)
    newsroom.later(late)
    board = Board()
    newsroom.relay(board)
    (text,) = sent(board)
    assert text.startswith("What was to be said here waited")


def test_whoever_asks_in_a_paused_channel_is_told_in_person(newsroom: Newsroom) -> None:
    """In words that say nothing of the ledger, and no more once they are forgotten."""
    pause(newsroom)
    newsroom.ask(newsroom.mention(QUESTION))
    board = Board()
    newsroom.relay(board)
    (told,) = board.posts
    assert told.address == Address.of_person("board/w1/u1")
    assert texts(Card.from_json(told.payload["card"])) == (
        "What you asked for could not be posted in board:w1/news\nWhy: the bot was removed\n"
        "To do: it is kept, and posted there once the desk's editors have resumed the channel; ask again here, or tell "
        "the desk's editors"
    )
    forget(newsroom.engine, Who("board", "w1", "u1"))
    with reading(newsroom.engine) as connection:
        assert connection.execute(select(destination.c.id)).scalars().all() == ["board/w1/news"]
