"""Options that no question leads to, only a reading: picked by a button, and remembered by the thread."""

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
from bot.periods import Period
from bot.store.chat_tables import receipt
from bot.store.engine import reading, writing
from tests.chat.newsroom import NEWS, Newsroom

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
    assert "300 passengers higher for North than for South" in first.card.headline
    assert "400 passengers" in _pick(newsroom, asked, 1).card.headline


def test_a_follow_up_is_told_to_ask_a_whole_question(newsroom: Newsroom, asked: Card) -> None:
    _pick(newsroom, asked)
    kept = threads.recall(newsroom.engine, threads.name(PLACE))
    assert kept is not None
    assert (kept.question, json.loads(kept.reading or "")) == ("", to_json(READINGS[0]))
    for text in ("and in 2023?", "source?", "what about Island?"):
        card = newsroom.ask(newsroom.mention(text, thread="t1")).card
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
    assert "400 passengers" in card.headline
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
