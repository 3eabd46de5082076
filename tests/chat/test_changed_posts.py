"""Digests, reminders and news of what is followed give figures too: when one changes, it is told there."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from bot.calendar.nouns import CORRECTION, DIGEST, FOLLOWED, MARK, REMINDER
from bot.cards.card import Action
from bot.chat.forgetting import forget
from bot.chat.nouns import Visibility
from bot.chat.receipts import with_figure
from bot.delivery.nouns import State
from bot.delivery.ports import Rejected
from bot.domain import Figure
from bot.ledger.correct import Amendment, correct
from bot.ledger.withdraw import withdraw
from bot.store.people import Who
from bot.store.reader import Reader
from tests.chat.changed import ANA, FINAL, PRELIMINARY, Town, card_of, said
from tests.chat.newsroom import NEWS, NOW, Newsroom

_MORNING = NOW.replace(hour=8, minute=30) + timedelta(days=1)
_HOUR = timedelta(hours=1)


@pytest.fixture
def town(newsroom: Newsroom) -> Town:
    return Town(newsroom)


def _look_at(town: Town, instant: datetime) -> None:
    town.newsroom.now = instant - timedelta(seconds=10)
    town.look()


def _digest(town: Town) -> None:
    """The channel gets a digest, with the preliminary figure."""
    town.ask("subscribe to everything digest daily 08:30 zone UTC")
    _look_at(town, NOW + _HOUR)
    town.newsroom.publish(PRELIMINARY.replace("2024", "2025"))
    _look_at(town, _MORNING)
    assert [post.kind for post in town.posts] == [DIGEST]


def test_a_digest_is_marked_and_followed_by_a_word(town: Town) -> None:
    _digest(town)
    ref = f"m{len(town.board.posts) - 1}"
    town.newsroom.publish(FINAL.replace("2024", "2025"))
    mark, reply = town.look()
    assert (mark.kind, mark.payload["message_ref"], reply.payload["reply_to"]) == (MARK, ref, ref)
    assert card_of(mark).headline.startswith("Figures desk, ")
    assert card_of(mark).rows[0].label == "Superseded"
    assert card_of(reply).headline.endswith("the preliminary one given here on 2 May 2024 was 461 passengers.")
    assert town.look() == []


def test_a_digest_that_was_not_sent_gave_nothing(town: Town) -> None:
    town.ask("subscribe to everything digest daily 08:30 zone UTC")
    town.newsroom.publish(PRELIMINARY.replace("2024", "2025"))
    town.board.script = [Rejected("no_text")]
    _look_at(town, _MORNING)
    town.newsroom.publish(FINAL.replace("2024", "2025"))
    town.tick()
    assert town.waiting() == []


def test_the_next_digest_does_not_correct_what_it_tells_itself(town: Town) -> None:
    _digest(town)
    town.newsroom.publish(FINAL.replace("2024", "2025"))
    town.look()
    _look_at(town, _MORNING + timedelta(days=1))
    assert [post.kind for post in town.posts] == [DIGEST]
    assert town.look() == []
    new = next(one.id for one in _held(town) if f"{one.value}" == "484")
    correct(town.newsroom.engine, new, Amendment("485"), town.act("counted twice"))
    town.look()
    assert len(town.marks()) == 2


def test_a_reminder_is_told_what_came(town: Town) -> None:
    town.ask("dates add Count of passengers at 2024-05-02 09:00 zone UTC brings ferry passengers")
    town.ask("subscribe to everything reminders 1 hour")
    town.look()
    _look_at(town, _MORNING - timedelta(minutes=30))
    assert [post.kind for post in town.posts] == [REMINDER]
    town.newsroom.publish(FINAL)
    town.look()
    assert [post.kind for post in town.posts if post.address == NEWS][:2] == [MARK, CORRECTION]
    (mark,) = town.marks()
    assert mark.headline.startswith("Count of passengers: ")
    assert "Superseded: ferry passengers (North) in 2024: the final figure is 484 passengers" in said(mark)


def test_what_is_followed_is_told_by_the_follow_and_its_posts_are_marked(town: Town) -> None:
    town.newsroom.press(Action.FOLLOW, town.ask(), visibility=Visibility.PUBLIC)
    town.send()
    town.newsroom.publish(FINAL)
    town.look()
    (followed,) = [post for post in town.posts if post.kind == FOLLOWED]
    town.correct("484", "485")
    town.look()
    marked = [post.payload["message_ref"] for post in town.posts if post.kind == MARK]
    assert len([post for post in town.posts if post.kind == FOLLOWED]) == 1
    assert len(marked) == 2
    assert f"m{town.board.posts.index(followed)}" in marked
    assert len([post for post in town.posts if post.kind == CORRECTION]) == 1  # Below the answer.


def test_in_person_what_is_followed_is_marked_and_forgotten_with_them(town: Town) -> None:
    town.newsroom.press(Action.FOLLOW, town.ask_alone())
    town.newsroom.publish(FINAL)
    town.look()
    assert [post.kind for post in town.posts] == [CORRECTION, FOLLOWED]
    town.correct("484", "485")
    town.look()
    assert [(post.kind, post.address) for post in town.posts if post.kind == MARK] == [(MARK, ANA)]
    new = town.id_of("485")
    assert len(with_figure(town.newsroom.engine, new)) == 3
    forget(town.newsroom.engine, Who("board", "w1", "u1"))
    assert with_figure(town.newsroom.engine, new) == []


def test_of_what_nothing_is_left_with_its_name_only_that_is_told(town: Town) -> None:
    town.newsroom.publish("indicator,period,value,unit\nseals on the pier,2024,461,seals\n")
    town.ask("seals on the pier in 2024")
    town.ask_alone("seals on the pier in 2024")
    (seals,) = [one for one in _held(town) if one.indicator == "seals-on-the-pier"]
    withdraw(town.newsroom.engine, seals.id, town.act("never counted"))
    town.look()
    assert len(town.posts) == 3
    (mark,), (private,), (public,) = town.marks(), town.replies(ANA), town.replies(NEWS)
    assert public.headline == "A figure that was given here is not given any more."
    assert private.headline == "A figure that you were given is not given any more."
    assert mark.rows[0].text == "the figure is not given any more (never counted, 1 May 2024)"
    for card in (private, public):
        assert "Why: never counted" in said(card)
        assert "seals" not in said(card)


def test_posts_that_are_not_sent_are_recorded(town: Town) -> None:
    _digest(town)
    town.newsroom.publish(FINAL.replace("2024", "2025"))
    town.board.script = [Rejected("message_not_found"), Rejected("thread_not_found")]
    town.look()
    assert {one.state for one in town.waiting()} == {State.PARKED}
    assert town.look() == []


def _held(town: Town) -> list[Figure]:
    return Reader(town.newsroom.engine, town.newsroom.now).figures_page()
