"""Buttons that are pressed when the ledger has moved on, or by somebody else: what they may give is looked up first."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy import delete

from bot.cards.card import Action, Card, Tone
from bot.chat.nouns import Asker, Place
from bot.delivery.nouns import Address
from bot.domain import KeyDate
from bot.ledger.record import record
from bot.periods import PartialDate
from bot.store.chat_tables import receipt_figure
from bot.store.engine import writing
from tests.ask.ledger import tidy
from tests.ask.samples import CLINICS, FERRIES, TURNOUT
from tests.chat.later import CORRECTED, DAYS, LONG, NORTH, QUESTION, hide, pause, resume, sent, texts
from tests.chat.newsroom import NOW, Newsroom
from tests.delivery.office import Board

NOT_GIVEN = "That answer is not given any more; ask the question again."
NO_LONGER_KEPT = "That answer is no longer kept; ask the question again."
GIVING = (Action.SOURCE, Action.COPY, Action.SHARE)
BEN = Asker("u2", "Ben")


@pytest.fixture
def card(newsroom: Newsroom) -> Card:
    return newsroom.ask(newsroom.command(QUESTION)).card


@pytest.mark.parametrize("days", [0, 80])
@pytest.mark.parametrize("action", GIVING)
def test_what_is_under_embargo_by_now_is_not_given_by_a_button(
    newsroom: Newsroom, card: Card, action: Action, days: int
) -> None:
    newsroom.embargo(LONG, **NORTH)
    newsroom.later(days * DAYS)
    reply = newsroom.press(action, card)
    assert (reply.card.tone, texts(reply.card)) == (Tone.REFUSED, NOT_GIVEN)
    assert newsroom.posts() == []


def test_nor_are_the_workings(newsroom: Newsroom) -> None:
    given = newsroom.ask(newsroom.command("gap between North and South in punctual sailings in 2022")).card
    newsroom.embargo(LONG, indicator="punctual-sailings", route="South", period="2022")
    assert texts(newsroom.press(Action.WORKINGS, given).card) == NOT_GIVEN


@pytest.mark.parametrize("action", GIVING)
def test_what_was_withdrawn_is_refused_in_the_same_words(newsroom: Newsroom, card: Card, action: Action) -> None:
    (figure,) = newsroom.chat.desk.ask(QUESTION, newsroom.now).told
    newsroom.withdraw(figure)
    assert texts(newsroom.press(action, card).card) == NOT_GIVEN
    assert newsroom.posts() == []


def test_what_is_public_again_is_given_again(newsroom: Newsroom, card: Card) -> None:
    newsroom.embargo(NOW + DAYS, **NORTH)
    assert texts(newsroom.press(Action.SHARE, card).card) == NOT_GIVEN
    newsroom.later(DAYS)
    assert newsroom.press(Action.SHARE, card).card.headline == "Shared in the channel."
    board = Board()
    newsroom.relay(board)
    assert "was 700 in" in sent(board)[0]


def test_what_was_superseded_is_given_with_a_word_of_it(newsroom: Newsroom, card: Card) -> None:
    newsroom.publish(CORRECTED)
    note = "Superseded meanwhile: 700 passengers in 2022 was replaced by 713 passengers in 2022 (final)"
    for action in GIVING:
        shown = newsroom.press(action, card).card
        assert note in texts(shown) or action is Action.SHARE
    assert note in newsroom.press(Action.COPY, card).card.headline, "what is pasted says it too"
    board = Board()
    newsroom.relay(board)
    (post,) = board.posts
    assert Card.from_json(post.payload["card"]).rows[0].warns
    assert sent(board)[0].count(note) == 1


def test_what_was_superseded_before_it_was_given_is_said_once(newsroom: Newsroom) -> None:
    record(newsroom.engine, TURNOUT, newsroom.now)
    given = newsroom.ask(newsroom.command("preliminary turnout in 2022")).card
    assert "Superseded: 61.2 per cent in 2022 (preliminary) was replaced by 63.4 per cent" in texts(given)
    newsroom.publish(CORRECTED)
    for action in (Action.SOURCE, Action.COPY):
        assert "Superseded meanwhile" not in texts(newsroom.press(action, given).card)


def test_a_share_that_is_superseded_twice_says_by_what_in_the_end(newsroom: Newsroom, card: Card) -> None:
    newsroom.publish(CORRECTED)
    pause(newsroom)
    newsroom.press(Action.SHARE, card)
    newsroom.publish("""
        indicator,period,route,value,unit,status,published_on
        ferry passengers,2022,North,719,passengers,final,2024-04-30
    """)
    (text,) = sent(resume(newsroom))
    assert text.count("700 passengers in 2022 was replaced by 719 passengers") == 1
    assert "713" not in text


def test_one_that_tells_of_a_withheld_choice_is_not_shared(newsroom: Newsroom) -> None:
    given = newsroom.ask(newsroom.command("ferry passengers")).card
    assert any("2021: 1,250" in row.text for row in given.rows) or given.choices
    newsroom.embargo(LONG, indicator="ferry-passengers", period="2021")
    assert texts(newsroom.press(Action.SHARE, given).card) == NOT_GIVEN


def test_one_that_tells_of_a_withheld_figure_in_a_caveat_alone_is_not_shared(newsroom: Newsroom) -> None:
    record(newsroom.engine, CLINICS, newsroom.now)
    given = newsroom.ask(newsroom.command("uptake in 2023")).card
    assert "Reported: 34 per cent" in texts(given)
    newsroom.embargo(LONG, CLINICS, indicator="uptake", period="2023")
    for action in GIVING:
        assert texts(newsroom.press(action, given).card) == NOT_GIVEN


def test_a_definition_is_not_shared_once_all_figures_of_its_indicator_are_withheld(newsroom: Newsroom) -> None:
    secret = replace(CLINICS, figures=CLINICS.figures[3:5])
    record(newsroom.engine, replace(CLINICS, figures=(CLINICS.figures[0], *secret.figures)), newsroom.now)
    given = newsroom.ask(newsroom.command("what does attended mean?")).card
    assert "Came at least once" in given.headline
    newsroom.embargo(LONG, secret, indicator="attended")
    assert texts(newsroom.press(Action.SHARE, given).card) == NOT_GIVEN


def test_a_key_date_is_not_shared_once_it_is_out_of_sight(newsroom: Newsroom) -> None:
    dated = replace(tidy(FERRIES), key_dates=(KeyDate("report", "annual report", at=PartialDate("2024-06-01")),))
    record(newsroom.engine, dated, newsroom.now)
    given = newsroom.ask(newsroom.command("when is the annual report?")).card
    assert "1 June 2024" in given.headline
    hide(newsroom, "report")
    assert texts(newsroom.press(Action.SHARE, given).card) == NOT_GIVEN


def test_a_choice_that_is_withheld_by_now_is_refused_and_any_other_is_not(newsroom: Newsroom) -> None:
    given = newsroom.ask(newsroom.command("punctual sailings in 2022")).card
    newsroom.embargo(LONG, indicator="punctual-sailings", route="North", period="2022")
    north, south = (
        newsroom.press_ref(Action.PICK, choice.ref)
        for choice in given.choices
        if "North" in choice.label or "South" in choice.label
    )
    assert (north.in_place, texts(north.card)) == (False, NOT_GIVEN)
    assert (south.in_place, south.card.tone) == (True, Tone.ANSWERED)
    assert "90.5" not in texts(south.card)


def test_a_receipt_from_before_all_was_kept_goes_by_the_figures_it_has(newsroom: Newsroom) -> None:
    given = newsroom.ask(newsroom.command("ferry passengers")).card
    (cited,) = newsroom.chat.desk.ask("ferry passengers", newsroom.now).figures
    with writing(newsroom.engine) as connection:
        connection.execute(delete(receipt_figure).where(receipt_figure.c.figure != cited.id))
    newsroom.embargo(LONG, indicator="ferry-passengers", period="2021")
    assert newsroom.press(Action.SOURCE, given).card.tone is Tone.TOLD
    newsroom.embargo(LONG, indicator="ferry-passengers", period="2023", value="900")
    assert texts(newsroom.press(Action.SOURCE, given).card) == NOT_GIVEN


# Whose button it is


@pytest.mark.parametrize("action", [*GIVING, Action.WRONG])
@pytest.mark.parametrize(
    "others",
    [
        {"asker": BEN},
        {"place": Place(Address("board", "w1", "sport"))},
        {"place": Place(Address("board", "w2", "news"))},
        {"place": Place(Address("other", "w1", "news"))},
        {"asker": BEN, "place": Place(Address("board", "", "direct"))},
        {"place": Place(Address("other", "", "direct"))},
    ],
)
def test_a_private_answer_is_its_asker_s_alone_and_only_where_it_was_given(
    newsroom: Newsroom, card: Card, action: Action, others: dict[str, Any]
) -> None:
    assert texts(newsroom.press(action, card, **others).card) == NO_LONGER_KEPT
    assert newsroom.posts() == []


def test_a_private_answer_that_was_sent_directly_is_not_shared_from_there(newsroom: Newsroom, card: Card) -> None:
    direct = Place(Address("board", "", "direct"))
    assert newsroom.press(Action.SOURCE, card, place=direct).card.tone is Tone.TOLD
    assert texts(newsroom.press(Action.SHARE, card, place=direct).card) == NO_LONGER_KEPT


def test_a_public_answer_is_everybody_s_in_its_channel(newsroom: Newsroom) -> None:
    given = newsroom.ask(newsroom.mention(QUESTION)).card
    assert newsroom.press(Action.SOURCE, given, asker=BEN).card.tone is Tone.TOLD
    elsewhere = Place(Address("board", "w2", "news"))
    assert texts(newsroom.press(Action.SOURCE, given, asker=BEN, place=elsewhere).card) == NO_LONGER_KEPT


def test_another_s_choice_is_not_picked(newsroom: Newsroom) -> None:
    given = newsroom.ask(newsroom.command("punctual sailings in 2022")).card
    assert texts(newsroom.press(Action.PICK, given, asker=BEN).card) == NO_LONGER_KEPT
