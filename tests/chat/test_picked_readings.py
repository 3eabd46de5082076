"""Options that no question leads to, only a reading: picked by a button, remembered by the thread, and asked again."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select, update

from bot.answer import Answer, Option
from bot.ask.meaning import Difference, Lookup, Meaning, Selection
from bot.ask.meaning_json import to_json
from bot.ask.pipeline import Desk
from bot.cards.card import Action, Card, Tone
from bot.chat import cards, threads
from bot.chat.nouns import Place, Reply, Visibility
from bot.domain import Outcome
from bot.ledger.picks import picked
from bot.periods import Period
from bot.store.chat_tables import receipt
from bot.store.engine import reading, writing
from tests.chat.later import CORRECTED, pause, resume, sent, texts
from tests.chat.newsroom import NEWS, Newsroom, with_config
from tests.delivery.office import Board

_SAILED = "ferry-passengers"
_NORTH, _SOUTH = (Selection(_SAILED, (("route", code),), Period("2022")) for code in ("North", "South"))
READINGS: tuple[Meaning, ...] = (Difference(_NORTH, _SOUTH), Lookup(_SOUTH))
PLACE = Place(NEWS, thread="t1")


def _offering(*meanings: Meaning) -> Answer:
    options = tuple(
        Option(f"Reading {number}", None, None, (), reading=to_json(meaning)) for number, meaning in enumerate(meanings)
    )
    names = (("indicators", _SAILED),)
    asked = Answer("north and south?", "two readings", Outcome.AMBIGUOUS, "Did you mean one of these?")
    return replace(asked, alternatives=options, names=names)


@pytest.fixture
def asked(newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch) -> Card:
    """A question that was asked back with readings alone."""
    with monkeypatch.context() as patched:
        patched.setattr(Desk, "follow", lambda *_: (_offering(*READINGS), None))
        card = newsroom.ask(newsroom.mention("north and south?", thread="t1")).card
    newsroom.restart()
    return card


def _pick(newsroom: Newsroom, card: Card, number: int = 0) -> Reply:
    choice = card.choices[number]
    return newsroom.press_ref(Action.PICK, choice.ref, place=PLACE, visibility=Visibility.PUBLIC, message_ref="m1")


def test_a_choice_is_a_button_and_no_row(asked: Card) -> None:
    assert [choice.label for choice in asked.choices] == ["Reading 0", "Reading 1"]
    assert not [row for row in asked.rows if "Reading" in row.text]


def test_a_press_evaluates_the_reading(newsroom: Newsroom, asked: Card) -> None:
    first = _pick(newsroom, asked)
    assert first.in_place
    assert first.card.tone is Tone.ANSWERED
    assert "300 higher for North than for South" in first.card.headline


def test_another_reading_is_a_reply(newsroom: Newsroom, asked: Card) -> None:
    _pick(newsroom, asked)
    assert not _pick(newsroom, asked, 1).in_place
    assert "was 400 in" in newsroom.cards()[-1].headline


def test_a_follow_up_goes_on_from_what_was_picked(newsroom: Newsroom, asked: Card) -> None:
    _pick(newsroom, asked)
    kept = threads.recall(newsroom.engine, threads.name(PLACE))
    assert kept is not None
    assert (kept.question, json.loads(kept.reading or "")) == ("", to_json(READINGS[0]))
    assert "250 higher" in newsroom.ask(newsroom.mention("and in 2023?", thread="t1")).card.headline
    assert "100.0 per cent higher" in newsroom.ask(newsroom.mention("in per cent?", thread="t1")).card.headline
    card = newsroom.ask(newsroom.mention("and the gorillas?", thread="t1")).card
    assert card.tone is Tone.ABSTAINED
    assert "ask the whole question" in card.headline
    whole = newsroom.ask(newsroom.mention("punctual sailings in North in 2022", thread="t1")).card
    assert "90.5" in whole.headline
    assert "88" in newsroom.ask(newsroom.mention("and in 2023?", thread="t1")).card.headline


def test_a_follow_up_to_a_choice_is_no_open_question(newsroom: Newsroom, asked: Card) -> None:
    _pick(newsroom, asked)
    reply = newsroom.ask(newsroom.command("and in 2023?", thread="t1"))
    assert reply.given is None or not reply.given.missed


def test_what_is_under_embargo_by_now_is_not_given(newsroom: Newsroom, asked: Card) -> None:
    newsroom.embargo(newsroom.now + timedelta(days=1))
    assert _pick(newsroom, asked).card == cards.NOT_GIVEN


def test_a_code_that_is_hidden_by_now_is_not_given(newsroom: Newsroom, asked: Card) -> None:
    newsroom.embargo(newsroom.now + timedelta(days=1), route="South")
    assert _pick(newsroom, asked).card == cards.NOT_GIVEN


@pytest.mark.parametrize("stored", [{"operation": "divine"}, {}, None])
def test_a_reading_of_another_version_says_to_ask_again(newsroom: Newsroom, asked: Card, stored: Any) -> None:
    _change_options(newsroom, reading=stored)
    assert "ask the question again" in _pick(newsroom, asked).card.headline


def test_a_button_of_the_version_before_still_answers(newsroom: Newsroom, asked: Card) -> None:
    _change_options(newsroom, ask="ferry passengers in South in 2022")
    card = _pick(newsroom, asked).card
    assert [one.last.option for one in picked(newsroom.engine)] == ["Reading 0"]
    assert "was 400 in" in card.headline
    assert "150" in newsroom.ask(newsroom.mention("and for Island?", thread="t1")).card.headline


def _change_options(newsroom: Newsroom, **values: Any) -> None:
    """The receipt as another version would have kept it: its options have these values and no others that lead on."""
    with reading(newsroom.engine) as connection:
        body = connection.execute(select(receipt.c.answer)).scalar_one()
    options = [
        {**{name: part for name, part in option.items() if name != "reading"}, **values}
        for option in body["alternatives"]
    ]
    old = {name: part for name, part in body.items() if name not in ("version", "label", "claim", "reading")}
    with writing(newsroom.engine) as connection:
        connection.execute(update(receipt).values(answer={**old, "alternatives": options}))


def _copied(newsroom: Newsroom, card: Card) -> str:
    return texts(newsroom.press(Action.COPY, card, place=PLACE).card)


def test_what_was_picked_is_asked_again_by_its_reading(newsroom: Newsroom, asked: Card) -> None:
    card = _pick(newsroom, asked).card
    assert "meanwhile" not in _copied(newsroom, card)
    newsroom.publish(CORRECTED)
    again = _copied(newsroom, card).partition("asked again, this is answered: ")[2]
    assert "313 higher for North than for South" in again


def test_what_was_picked_is_shared_as_it_is_by_then(newsroom: Newsroom, asked: Card) -> None:
    card = newsroom.press_ref(Action.PICK, asked.choices[0].ref, place=PLACE).card
    newsroom.press(Action.SHARE, card, place=PLACE)
    newsroom.publish(CORRECTED)
    board = Board()
    newsroom.relay(board)
    told = sent(board)[-1]
    assert "300 higher" in told
    assert "313 higher" in told.partition("asked again, this is answered: ")[2]


@pytest.mark.parametrize("stored", [{"operation": "divine"}, {}])
def test_what_cannot_be_asked_again_is_not_given_on(newsroom: Newsroom, asked: Card, stored: Any) -> None:
    card = _pick(newsroom, asked).card
    with writing(newsroom.engine) as connection:
        for id_, body in connection.execute(select(receipt.c.id, receipt.c.answer)).all():
            changed = {**body, "reading": stored} if body["reading"] else body
            connection.execute(update(receipt).where(receipt.c.id == id_).values(answer=changed))
    assert _copied(newsroom, card) == texts(cards.NOT_GIVEN)


def test_where_nothing_asked_is_kept_no_reading_is(newsroom: Newsroom, asked: Card) -> None:
    with_config(newsroom, keep_questions=False)
    card = _pick(newsroom, asked).card
    assert "was 300 higher" in _copied(newsroom, card)
    newsroom.publish(CORRECTED)
    assert _copied(newsroom, card) == texts(cards.NOT_GIVEN)


def test_a_follow_up_to_a_choice_is_not_asked_again_by_its_words_alone(newsroom: Newsroom, asked: Card) -> None:
    _pick(newsroom, asked)
    pause(newsroom)
    newsroom.ask(newsroom.mention("and for Island?", thread="t1"))
    newsroom.publish(CORRECTED)
    assert not any("ferry" in text for text in sent(resume(newsroom)))


def test_a_report_of_what_was_picked_says_how_it_was_read(newsroom: Newsroom, asked: Card) -> None:
    card = _pick(newsroom, asked).card
    newsroom.press(Action.WRONG, card, place=PLACE, note="It was 650.")
    board = Board()
    newsroom.relay(board)
    assert "Read as: " in next(text for text in sent(board) if "Remark: It was 650." in text)
