"""What is kept goes after its time, or when a user or a workspace wants out."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from bot.cards.card import Action
from bot.chat import retention
from bot.chat.forgetting import forget
from bot.chat.nouns import Asker, Audience, Place, Visibility
from bot.delivery.nouns import Address
from bot.ledger.history import change_log
from bot.ledger.open_questions import OpenQuestion, open_for, still_open
from bot.ledger.retracting import Act
from bot.ledger.withdraw import withdraw
from bot.store.people import Who
from bot.store.reader import Reader
from tests.chat.newsroom import NEWS, Newsroom

QUESTION = "ferry passengers on North in 2022"
ABSENT = "ferry passengers on West in 2022"


def test_what_is_older_goes(newsroom: Newsroom) -> None:
    newsroom.ask(newsroom.mention(QUESTION, thread="t1"))
    newsroom.later(timedelta(days=2))
    newsroom.ask(newsroom.mention(QUESTION, thread="t2"))
    assert retention.expire(newsroom.engine, newsroom.now - timedelta(days=1)) == 1
    assert newsroom.held() == {"inbound": 1, "receipt": 1, "thread": 1}
    assert len(newsroom.posts()) == 2, "a post that is not settled is not lost"


def test_what_is_not_answered_yet_stays_for_its_time(newsroom: Newsroom) -> None:
    event = newsroom.mention(QUESTION)
    newsroom.chat.take(event, newsroom.now)
    newsroom.later(timedelta(days=2))
    retention.expire(newsroom.engine, newsroom.now - timedelta(days=2))
    assert newsroom.chat.unfinished("board", newsroom.now) == [event]
    newsroom.later(timedelta(days=1))
    retention.expire(newsroom.engine, newsroom.now - timedelta(days=2))
    assert newsroom.chat.unfinished("board", newsroom.now) == []
    assert newsroom.held()["inbound"] == 0


def test_an_open_question_goes_after_its_time(newsroom: Newsroom) -> None:
    """Closed or not, asked for all to see or not; asked again meanwhile, it stays."""
    for text in (f"{ABSENT} first", f"{ABSENT} second", f"{ABSENT} third"):
        newsroom.ask(newsroom.mention(text))
    newsroom.later(timedelta(days=2))
    newsroom.ask(newsroom.command(f"{ABSENT} second"))
    retention.expire(newsroom.engine, newsroom.now - timedelta(days=1))
    assert [(one.text, one.count) for one in still_open(newsroom.engine)] == [(f"{ABSENT} second", 2)]


def test_of_too_many_open_questions_the_rarest_and_oldest_go(
    newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(retention, "OPEN_AT_MOST", 2)
    for name in ("often", "early", "late", "often"):
        newsroom.later(timedelta(minutes=1))
        newsroom.ask(newsroom.command(f"{ABSENT} {name}"))
    retention.expire(newsroom.engine, newsroom.now - timedelta(days=1))
    assert [one.text for one in still_open(newsroom.engine)] == [f"{ABSENT} often", f"{ABSENT} late"]


def test_a_user_is_forgotten_and_no_other(newsroom: Newsroom) -> None:
    for user in ("u1", "u2"):
        asker = Asker(user)
        newsroom.ask(newsroom.mention(QUESTION, thread=user, asker=asker))
        newsroom.ask(newsroom.mention(f"{ABSENT} {user}", asker=asker))
        card = newsroom.ask(newsroom.command(QUESTION, asker=asker)).card
        newsroom.press(Action.WRONG, card, asker=asker, note="no")
    assert forget(newsroom.engine, Who("board", "w1", "u1")).answers == 3
    assert forget(newsroom.engine, Who("board", "w1", "u1")).answers == 0
    assert newsroom.held() == {"inbound": 6, "receipt": 3, "thread": 2}
    assert [question.text for question in still_open(newsroom.engine)] == [f"{ABSENT} u2"]
    assert [post.kind for post in newsroom.posts()] == ["answer", "answer", "report"]


def test_a_workspace_is_forgotten_and_no_other(newsroom: Newsroom) -> None:
    for workspace in ("w1", "w2"):
        for text in (QUESTION, f"{ABSENT} {workspace}"):
            event = newsroom.mention(text)
            place = replace(event.place, address=Address("board", workspace, "news"))
            newsroom.ask(replace(event, place=place))
    assert forget(newsroom.engine, Who("board", "w1")).answers == 2
    assert newsroom.held()["receipt"] == 2
    assert [question.text for question in still_open(newsroom.engine)] == [f"{ABSENT} w2"]
    assert {post.address.workspace for post in newsroom.posts()} == {"w2"}


def test_an_event_of_a_forgotten_user_is_still_known(newsroom: Newsroom) -> None:
    event = newsroom.mention(QUESTION)
    newsroom.ask(event)
    forget(newsroom.engine, Who("board", "w1", "u1"))
    assert not newsroom.chat.take(event, newsroom.now)


def test_the_log_of_changes_loses_the_names_of_who_is_forgotten_and_nothing_else(newsroom: Newsroom) -> None:
    """What was done to figures, when and why stays; so do the names of those who did it in a terminal."""
    ids = [figure.id for figure in Reader(newsroom.engine, newsroom.now).figures_page()]
    names = ("board/w1/u1", "board/w1/u12", "board/w2/u1", "board/w1b/u1", "terminal:board/w1/u1")
    for id_, name in zip(ids, names, strict=False):
        withdraw(newsroom.engine, id_, Act(name, "counted twice", newsroom.now))
    before = list(reversed(change_log(newsroom.engine, None, None)[0]))
    assert tuple(change.by for change in before) == names
    forget(newsroom.engine, Who("board", "w1", "u1"))
    after = list(reversed(change_log(newsroom.engine, None, None)[0]))
    assert [replace(change, by="") for change in after] == [replace(change, by="") for change in before]
    assert tuple(change.by for change in after) == ("", *names[1:])
    forget(newsroom.engine, Who("board", "w1"))
    left = [change.by for change in reversed(change_log(newsroom.engine, None, None)[0])]
    assert left == ["", "", "board/w2/u1", "board/w1b/u1", "terminal:board/w1/u1"]


# Where questions were asked

SPORT = Address("board", "w1", "sport")
ABROAD = Address("board", "w2", "news")


def _asked(newsroom: Newsroom, user: str, address: Address, text: str = ABSENT, **others: Any) -> None:
    """In a channel that everybody in its workspace may read, a minute after the last one."""
    newsroom.later(timedelta(minutes=1))
    event = newsroom.mention(text, asker=Asker(user), **{"audience": Audience.EVERYONE, **others})
    newsroom.ask(replace(event, place=Place(address)))


def _told(newsroom: Newsroom, address: Address) -> list[tuple[str, int]]:
    found = open_for(newsroom.engine, str(address), address.budget)
    return [(question.text, question.count) for question in found]


def test_where_a_question_was_asked_is_kept_for_its_time_alone(newsroom: Newsroom) -> None:
    _asked(newsroom, "u1", NEWS)
    _asked(newsroom, "u1", ABROAD)
    newsroom.later(timedelta(days=2))
    _asked(newsroom, "u2", NEWS)
    retention.expire(newsroom.engine, newsroom.now - timedelta(days=1))
    assert _told(newsroom, NEWS) == [(ABSENT, 2)]
    assert _told(newsroom, ABROAD) == []
    assert [question.count for question in still_open(newsroom.engine)] == [3]


def test_what_others_asked_too_is_theirs_when_its_last_asker_is_forgotten(newsroom: Newsroom) -> None:
    _asked(newsroom, "u1", SPORT)
    _asked(newsroom, "u2", NEWS, f"{ABSENT}?")
    first = newsroom.now
    _asked(newsroom, "u3", ABROAD, f"{ABSENT}!")
    last = newsroom.now
    _asked(newsroom, "u1", SPORT, ABSENT.upper())
    _asked(newsroom, "u1", NEWS, f"{ABSENT} !!", visibility=Visibility.PRIVATE)
    forget(newsroom.engine, Who("board", "w1", "u1"))
    assert _told(newsroom, SPORT) == _told(newsroom, NEWS) == [(f"{ABSENT}?", 1)]
    assert _told(newsroom, ABROAD) == [(f"{ABSENT}!", 1)]
    (held,) = still_open(newsroom.engine)
    assert held == OpenQuestion(held.id, f"{ABSENT}!", 2, first, last, str(ABROAD))
    forget(newsroom.engine, Who("board", "w2", "u3"))
    assert [(one.text, one.count) for one in still_open(newsroom.engine)] == [(f"{ABSENT}?", 1)]
    forget(newsroom.engine, Who("board", "w1", "u2"))
    assert still_open(newsroom.engine) == []
    assert _told(newsroom, NEWS) == []


def test_where_a_forgotten_user_asked_is_forgotten_of_others_questions(newsroom: Newsroom) -> None:
    _asked(newsroom, "u1", NEWS)
    _asked(newsroom, "u2", NEWS, f"{ABSENT}?", visibility=Visibility.PRIVATE)
    forget(newsroom.engine, Who("board", "w1", "u1"))
    assert _told(newsroom, NEWS) == []
    assert [one.text for one in still_open(newsroom.engine)] == [f"{ABSENT}?"]


def test_a_forgotten_workspace_leaves_what_was_asked_in_others(newsroom: Newsroom) -> None:
    _asked(newsroom, "u3", ABROAD, f"{ABSENT}!")
    _asked(newsroom, "u1", NEWS)
    _asked(newsroom, "u1", SPORT, f"{ABSENT} at noon")
    forget(newsroom.engine, Who("board", "w1"))
    assert _told(newsroom, NEWS) == _told(newsroom, SPORT) == []
    assert _told(newsroom, ABROAD) == [(f"{ABSENT}!", 1)]
    assert [(one.text, one.place) for one in still_open(newsroom.engine)] == [(f"{ABSENT}!", str(ABROAD))]
