"""Places that were taken out of the allowed ones: they are told nothing of the ledger any more."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.calendar.tick import tick
from bot.chat.access import Access
from bot.chat.nouns import Asker, Place
from bot.delivery.nouns import Address, State
from tests.chat.later import QUESTION, pause, resume, sent
from tests.chat.newsroom import DESK, NEWS, Newsroom, with_config
from tests.delivery.office import Board

SPORT_ALONE = Access(channels=frozenset({("board", "sport")}))
TAKEN_OUT = {
    "channel": SPORT_ALONE,
    "workspace": Access(workspaces=frozenset({("board", "w2")})),
}


@pytest.fixture(params=TAKEN_OUT.values(), ids=TAKEN_OUT)
def taken_out(request: pytest.FixtureRequest) -> Access:
    access: Access = request.param
    return access


def _days(newsroom: Newsroom, board: Board, days: int = 2) -> list[str]:
    for _ in range(days * 24):
        newsroom.later(timedelta(hours=1))
        tick(newsroom.engine, newsroom.now, desk=DESK)
        newsroom.relay(board)
    return [str(post.address) for post in board.posts]


def test_what_waited_at_the_same_state_of_the_ledger_is_not_posted(newsroom: Newsroom, taken_out: Access) -> None:
    newsroom.ask(newsroom.mention(QUESTION))
    with_config(newsroom, access=taken_out)
    board = Board()
    newsroom.relay(board)
    (post,) = newsroom.posts()
    assert (board.posts, post.state) == ([], State.CANCELLED)
    assert "no longer, among those that this desk serves" in (post.last_error or "")


def test_nor_what_waited_in_a_paused_channel(newsroom: Newsroom, taken_out: Access) -> None:
    pause(newsroom)
    for text in (QUESTION, "dates", "dates cancel Nothing", 'dates add "Audit" at 2024-06-01'):
        newsroom.ask(newsroom.mention(text))
    with_config(newsroom, access=taken_out)
    newsroom.later(timedelta(days=1))
    assert resume(newsroom).posts == []


def test_its_reminders_and_digests_end(newsroom: Newsroom, taken_out: Access) -> None:
    newsroom.ask(newsroom.command('dates add "Audit" at 2024-05-03 zone UTC'))
    newsroom.ask(newsroom.command("subscribe to everything reminders 1 day digest daily 08:00"))
    newsroom.ask(newsroom.mention("ferry passengers on Mars in 2022"))
    board = Board()
    newsroom.relay(board)
    with_config(newsroom, access=taken_out)
    before = len(board.posts)
    assert set(_days(newsroom, board)[before:]) <= {str(DESK)}
    ended = {post.kind: post.state for post in newsroom.posts() if post.address == NEWS}
    assert {"reminder", "digest"} <= ended.keys()
    assert {ended["reminder"], ended["digest"]} == {State.CANCELLED}


def test_who_asks_there_is_still_told_why_not(newsroom: Newsroom, taken_out: Access) -> None:
    with_config(newsroom, access=taken_out)
    reply = newsroom.ask(newsroom.mention(QUESTION))
    board = Board()
    newsroom.relay(board)
    assert sent(board) == [reply.card.headline]


def test_the_desk_s_own_channel_goes_on_being_told(newsroom: Newsroom, taken_out: Access) -> None:
    with_config(newsroom, access=taken_out)
    newsroom.ask(newsroom.command("help"))
    with_config(newsroom, access=Access())
    newsroom.ask(newsroom.command('dates add "Audit" at 2024-05-02 zone UTC brings ferry passengers'))
    with_config(newsroom, access=taken_out)
    assert str(DESK) in _days(newsroom, Board(), days=4), "what a date that has passed should have brought"


# Threads that are channels of their own


def _in_thread(newsroom: Newsroom, text: str, of: str) -> Place:
    place = Place(Address("board", "w1", "thread-9"), thread="thread-9")
    event = newsroom.mention(text, asker=Asker("u1", "Ana", thread_of=of))
    newsroom.ask(type(event)(event.key, event.asker, place, text, event.visibility))
    return place


@pytest.mark.parametrize(("of", "answered"), [("sport", True), ("news", False)])
def test_a_thread_has_the_rights_of_its_channel(newsroom: Newsroom, of: str, answered: bool) -> None:
    with_config(newsroom, access=SPORT_ALONE)
    _in_thread(newsroom, QUESTION, of)
    board = Board()
    newsroom.relay(board)
    (text,) = sent(board)
    assert ("was 700 in" in text) is answered


def test_what_waits_for_a_thread_goes_when_its_channel_does(newsroom: Newsroom) -> None:
    with_config(newsroom, access=SPORT_ALONE)
    _in_thread(newsroom, QUESTION, "sport")
    with_config(newsroom, access=Access(channels=frozenset({("board", "news")})))
    board = Board()
    newsroom.relay(board)
    assert board.posts == []


def test_a_thread_is_not_subscribed_where_channels_have_to_be_allowed(newsroom: Newsroom) -> None:
    for access, begins in (
        (SPORT_ALONE, "A thread is not subscribed"),
        (Access(), "Subscribed to everything. This channel has one subscription"),
    ):
        with_config(newsroom, access=access)
        _in_thread(newsroom, "subscribe to everything digest daily 08:00", "sport")
        board = Board()
        newsroom.later(timedelta(minutes=1))
        newsroom.relay(board)
        assert sent(board)[0].startswith(begins)
