"""Edited questions are answered anew, in the place of their answer, once for each change of their words."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from bot.cards.card import Card
from bot.chat import receipts
from bot.chat.nouns import Inbound
from bot.delivery.nouns import Delivery
from tests.chat.newsroom import NEWS, Newsroom, with_config
from tests.delivery.office import Board

FIRST = "ferry passengers on North in 2022"
SECOND = "ferry passengers on South in 2022"


def _asked(newsroom: Newsroom, text: str = FIRST, *, sent: bool = True) -> Inbound:
    event = newsroom.mention(text, message_ref="m1", thread="t1")
    newsroom.ask(event)
    if sent:
        newsroom.relay(Board())
    return event


def _edited(newsroom: Newsroom, event: Inbound, text: str, stamp: str = "e1") -> Inbound:
    changed = replace(event, key=f"{event.key}/{stamp}", text=text, edited=stamp)
    newsroom.ask(changed)
    return changed


def _sent(newsroom: Newsroom) -> Delivery:
    newsroom.later(timedelta(minutes=1))
    newsroom.relay(Board())
    return newsroom.posts()[-1]


def test_the_old_answer_is_edited_and_says_so(newsroom: Newsroom) -> None:
    event = _asked(newsroom)
    before = newsroom.posts()[-1]
    _edited(newsroom, event, SECOND)
    assert len(newsroom.posts()) == 2
    edit = _sent(newsroom)
    assert edit.payload["message_ref"] == before.message_ref
    card = Card.from_json(edit.payload["card"])
    assert "South" in card.headline
    assert card.rows[-1].label == "Edited"
    shown = receipts.of_message(newsroom.engine, NEWS, str(before.message_ref))
    assert shown is not None
    assert shown.answer.question == SECOND, "the buttons, and whoever replies, are about what it says now"


def test_an_edit_that_comes_twice_is_one_and_each_change_is_another(newsroom: Newsroom) -> None:
    event = _asked(newsroom)
    changed = _edited(newsroom, event, SECOND)
    assert newsroom.chat.serve(changed, newsroom.now, taken=False) is None
    _sent(newsroom)
    _edited(newsroom, event, FIRST, "e2")
    assert len(newsroom.posts()) == 3
    assert "North" in Card.from_json(_sent(newsroom).payload["card"]).headline


@pytest.mark.parametrize("text", [FIRST, "thanks", "", "\N{THUMBS UP SIGN}"])
def test_what_asks_nothing_new_changes_nothing(newsroom: Newsroom, text: str) -> None:
    event = _asked(newsroom)
    changed = _edited(newsroom, event, text)
    assert len(newsroom.posts()) == 1
    assert newsroom.chat.unfinished("board", newsroom.now + timedelta(days=1)) == []
    assert changed.edited


def test_the_same_words_after_an_edit_do_nothing_either(newsroom: Newsroom) -> None:
    event = _asked(newsroom)
    _edited(newsroom, event, SECOND)
    _sent(newsroom)
    _edited(newsroom, event, SECOND, "e2")
    assert len(newsroom.posts()) == 2


def test_where_the_old_answer_was_never_posted_a_new_one_is(newsroom: Newsroom) -> None:
    event = _asked(newsroom, sent=False)
    (waiting,) = newsroom.posts()
    newsroom.embargo(newsroom.now + timedelta(days=1), indicator="ferry-passengers", route="North", period="2022")
    newsroom.relay(Board())
    assert newsroom.posts()[0].message_ref is None
    _edited(newsroom, event, SECOND)
    edit = _sent(newsroom)
    assert edit.id != waiting.id
    assert edit.payload["message_ref"] is None
    assert "Edited" in [row.label for row in Card.from_json(edit.payload["card"]).rows]


def test_what_was_nothing_to_answer_before_is_answered_as_new(newsroom: Newsroom) -> None:
    """A mention that was added, or thanks that became a question."""
    never_seen = newsroom.mention("", message_ref="m9", thread="t9")
    _edited(newsroom, never_seen, FIRST)
    (post,) = newsroom.posts()
    assert "edits" not in post.payload
    assert "Edited" not in [row.label for row in newsroom.cards()[-1].rows]


def test_an_order_is_carried_out_once_however_it_is_edited(newsroom: Newsroom) -> None:
    order = "subscribe to everything reminders 1 day"
    event = _asked(newsroom, order)
    _edited(newsroom, event, f"{order}, 1 hour")
    assert len(newsroom.posts()) == 1
    misspelt = newsroom.mention("ferry pasengers", message_ref="m2", thread="t2")
    newsroom.ask(misspelt)
    _edited(newsroom, misspelt, "subscriptions")
    assert newsroom.cards()[-1].headline == "This channel has one subscription."


@pytest.mark.parametrize("before", ["and in 2021?", "and in 2023?"])
def test_a_follow_up_that_is_edited_goes_on_from_the_same(newsroom: Newsroom, before: str) -> None:
    """Whether it was refused or answered."""
    newsroom.ask(newsroom.mention(FIRST, thread="t1"))
    event = newsroom.mention(before, thread="t1", message_ref="m3")
    newsroom.ask(event)
    _edited(newsroom, event, "and South?")
    assert "(South) was 400 in 2022" in newsroom.cards()[-1].headline


def test_without_kept_questions_it_is_answered_too(newsroom: Newsroom) -> None:
    with_config(newsroom, keep_questions=False)
    event = _asked(newsroom)
    _edited(newsroom, event, SECOND)
    assert "South" in Card.from_json(_sent(newsroom).payload["card"]).headline


def test_what_was_stored_before_an_edit_was_known_of_is_read(newsroom: Newsroom) -> None:
    body: dict[str, Any] = newsroom.mention(FIRST).as_json()
    old = {name: part for name, part in body.items() if name not in ("message_ref", "edited")}
    assert Inbound.from_json(old) == Inbound.from_json(body)
