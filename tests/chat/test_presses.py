"""Buttons: on a private answer and on a public one, before and after a restart."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.cards.card import Action, Card, Tone
from bot.chat import receipts, retention
from bot.chat.drafting import DRAFT_ACTIONS
from bot.chat.nouns import Place, Visibility
from bot.chat.obeying import SUBSCRIPTION_ACTIONS
from bot.ledger.record import record
from tests.ask.ledger import tidy
from tests.chat.newsroom import DESK, NEWS, Newsroom

QUESTION = "gap between North and South in punctual sailings in 2022"
VAGUE = "punctual sailings in 2022"


@pytest.fixture
def card(newsroom: Newsroom) -> Card:
    given = newsroom.ask(newsroom.command(QUESTION)).card
    newsroom.restart()
    return given


def _texts(card: Card) -> str:
    return "\n".join([card.headline, *(f"{row.label}: {row.text}" for row in card.rows)])


def test_source(newsroom: Newsroom, card: Card) -> None:
    shown = newsroom.press(Action.SOURCE, card).card
    assert shown.headline == card.headline
    assert "Unrecorded: source" in _texts(shown)
    assert newsroom.posts() == []


def test_how_computed(newsroom: Newsroom, card: Card) -> None:
    shown = _texts(newsroom.press(Action.WORKINGS, card).card)
    assert "Operation: difference" in shown
    assert "90.5 − 84 = 6.5" in shown
    assert "Read as: " in shown


def test_copy_line(newsroom: Newsroom, card: Card) -> None:
    assert newsroom.press(Action.COPY, card).card.headline.startswith(f"{card.headline} (")


def test_share_posts_once_a_channel(newsroom: Newsroom, card: Card) -> None:
    for _ in range(3):
        assert newsroom.press(Action.SHARE, card).card.headline == "Shared in the channel."
    (shared,) = newsroom.cards()
    assert shared.headline == card.headline
    assert shared.rows[-1].text == "Ana"
    assert Action.SHARE not in [button.action for button in shared.buttons]
    (post,) = newsroom.posts()
    assert (post.kind, post.address) == ("share", NEWS)


def test_a_shared_answer_has_a_receipt_and_buttons_of_its_own(newsroom: Newsroom, card: Card) -> None:
    newsroom.press(Action.SHARE, card)
    (shared,) = newsroom.cards()
    assert newsroom.press(Action.SOURCE, shared).card.headline == card.headline
    kept = receipts.find(newsroom.engine, shared.buttons[0].ref)
    assert kept is not None
    assert (kept.kind, kept.visibility) == ("share", Visibility.PUBLIC)


def test_wrong_asks_for_a_remark_and_tells_the_desk(newsroom: Newsroom, card: Card) -> None:
    assert newsroom.press(Action.WRONG, card).form
    assert newsroom.posts() == []
    done = newsroom.press(Action.WRONG, card, note="It was 600 on North.")
    assert done.card.headline.startswith("Sent to the desk")
    newsroom.press(Action.WRONG, card, note="It was 600 on North.")
    (post,) = newsroom.posts()
    assert post.address == DESK
    told = _texts(newsroom.cards()[0])
    assert all(text in told for text in ("It was 600 on North.", QUESTION, "Ana", card.headline, "Figures: "))


def test_picking_one_of_several_answers_in_place(newsroom: Newsroom) -> None:
    asked = newsroom.ask(newsroom.mention(VAGUE, thread="t1")).card
    assert asked.tone is Tone.AMBIGUOUS
    assert len(asked.choices) > 1
    newsroom.restart()
    place = Place(NEWS, thread="t1")
    reply = newsroom.press(Action.PICK, asked, place=place, visibility=Visibility.PUBLIC, message_ref="m1")
    assert reply.card.tone is Tone.ANSWERED
    assert reply.given is not None
    kept = receipts.find(newsroom.engine, reply.given.receipt)
    assert kept is not None
    assert kept.message_ref == "m1"
    assert "88" in newsroom.ask(newsroom.mention("and in 2023?", thread="t1")).card.headline


_RENT = "indicator,period,value,unit,source,published_on"


def test_figures_that_disagree_are_a_choice_where_a_question_leads_to_them(newsroom: Newsroom) -> None:
    rows = ("100,dollars,Herald", "10,dollars,Herald", "120,dollars,Gazette")
    record(newsroom.engine, tidy("\n".join([_RENT, *(f"rent,2022,{row},2023-01-01" for row in rows)])), newsroom.now)
    asked = newsroom.ask(newsroom.mention("rent in 2022")).card
    assert asked.tone is Tone.AMBIGUOUS
    assert [choice.label for choice in asked.choices] == ["120 dollars (Gazette, 1 January 2023)"]
    shown = [row for row in asked.rows if "Herald" in row.text]
    assert sorted(row.text for row in shown) == [f"{value} dollars (Herald, 1 January 2023)" for value in (10, 100)]
    assert [row.label for row in shown] == ["Which one", ""]
    picked = newsroom.press(Action.PICK, asked, visibility=Visibility.PUBLIC).card
    assert picked.tone is Tone.ANSWERED
    assert "120 dollars" in picked.headline
    again = newsroom.ask(newsroom.mention("rent in 2022 according to the Herald")).card
    assert (again.tone, again.choices) == (Tone.AMBIGUOUS, ())


def test_an_answer_that_is_no_longer_kept(newsroom: Newsroom, card: Card) -> None:
    newsroom.later(timedelta(days=1))
    retention.expire(newsroom.engine, newsroom.now)
    for action in set(Action) - {*SUBSCRIPTION_ACTIONS, *DRAFT_ACTIONS, Action.UNFOLLOW}:
        reply = newsroom.press_ref(action, f"{card.buttons[0].ref}:0")
        assert reply.card.headline == "That answer is no longer kept; ask the question again."


def test_a_choice_that_does_not_exist(newsroom: Newsroom, card: Card) -> None:
    for number in ("7", "x", ""):
        reply = newsroom.press_ref(Action.PICK, f"{card.buttons[0].ref}:{number}")
        assert reply.card.tone is Tone.REFUSED
