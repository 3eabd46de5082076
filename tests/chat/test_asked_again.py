"""Answers that are given on, or posted, after the ledger has changed: they say what is answered now."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.cards.card import Action, Card, Tone
from bot.chat import receipts
from bot.chat.nouns import Asker
from bot.domain import Source, Status
from bot.ledger.record import record
from tests.chat.later import DAYS, QUESTION, pause, resume, sent, texts
from tests.chat.newsroom import Newsroom, with_config
from tests.delivery.office import Board
from tests.ledger.batches import batch, figure

MOST = "which route had the most ferry passengers in 2022?"
AGAIN = "Changed meanwhile: asked again, this is answered: "
ANOTHER = """
    indicator,period,route,value,unit,source,published_on
    ferry passengers,2022,West,7000,passengers,Harbour board,2024-05-01
"""


def _stated(newsroom: Newsroom, value: str, source: str) -> None:
    stated = figure(value, "sinkings", period="2023", status=Status.FINAL, published_on="2024-04-01", source=source)
    record(newsroom.engine, batch(stated, sources=(Source(source, source.title()),)), newsroom.now)


def _shared(newsroom: Newsroom, card: Card) -> str:
    newsroom.press(Action.SHARE, card)
    newsroom.later(timedelta(minutes=1))
    board = Board()
    newsroom.relay(board)
    return sent(board)[-1]


def _given_on(newsroom: Newsroom, card: Card) -> list[str]:
    """All that becomes of an answer by its buttons."""
    copied, shown = (texts(newsroom.press(action, card).card) for action in (Action.COPY, Action.SOURCE))
    return [copied, shown, _shared(newsroom, card)]


def test_figures_of_equal_standing_that_disagree_by_now_are_told_together(newsroom: Newsroom) -> None:
    _stated(newsroom, "3", "harbour office")
    card = newsroom.ask(newsroom.command("sinkings in 2023")).card
    assert card.tone is Tone.ANSWERED
    _stated(newsroom, "5", "coastguard")
    for text in _given_on(newsroom, card):
        assert AGAIN in text
        told = text.partition(AGAIN)[2]
        assert "three (Harbour Office" in told
        assert "five (Coastguard" in told


def test_so_is_what_waited(newsroom: Newsroom) -> None:
    _stated(newsroom, "3", "harbour office")
    pause(newsroom)
    newsroom.ask(newsroom.mention("sinkings in 2023"))
    _stated(newsroom, "5", "coastguard")
    (text,) = sent(resume(newsroom))
    assert "five (Coastguard" in text.partition(AGAIN)[2]


def test_what_leads_no_longer_is_not_passed_on_as_if_it_did(newsroom: Newsroom) -> None:
    card = newsroom.ask(newsroom.command(MOST)).card
    assert "West" not in card.headline
    newsroom.publish(ANOTHER)
    for text in _given_on(newsroom, card):
        assert "West had the highest number" in text.partition(AGAIN)[2]
        assert "“Harbour board”, published 1 May 2024" in text.partition(AGAIN)[2], "no number without its source"
    assert "West" in newsroom.ask(newsroom.command(MOST)).card.headline


def test_the_figures_that_a_warning_gives_have_a_receipt_where_it_stood(newsroom: Newsroom) -> None:
    card = newsroom.ask(newsroom.command(MOST)).card
    newsroom.publish(ANOTHER)
    _shared(newsroom, card)
    (west,) = (one.id for one in newsroom.chat.desk.ask("ferry passengers on West in 2022", newsroom.now).figures)
    assert [one.kind for one in receipts.with_figure(newsroom.engine, west)] == ["share"]


def test_a_date_that_was_moved_or_cancelled_is_not_given_as_if_it_stood(newsroom: Newsroom) -> None:
    for order in ('"Harvest report" at 2024-06-03 zone UTC', '"Wage round" at 2024-06-05 zone UTC'):
        newsroom.ask(newsroom.command(f"dates add {order}"))
    asked = ("when is the harvest report?", "when is the wage round?")
    cards = [newsroom.ask(newsroom.command(question)).card for question in asked]
    pause(newsroom)
    for question in asked:
        newsroom.ask(newsroom.mention(question, thread=question))
    newsroom.ask(newsroom.command("dates move Harvest report to 2024-07-09"))
    newsroom.ask(newsroom.command("dates cancel Wage round"))
    waited = sent(resume(newsroom))
    for card, text, now in zip(cards, waited, ("9 July 2024", "cancelled, it was set for 5 June"), strict=True):
        for told in (text, texts(newsroom.press(Action.COPY, card).card), _shared(newsroom, card)):
            assert now in told.partition(AGAIN)[2]


def test_how_long_it_is_until_a_date_is_told_by_the_day_that_it_is(newsroom: Newsroom) -> None:
    newsroom.ask(newsroom.command('dates add "Harvest report" at 2024-06-03 zone UTC'))
    card = newsroom.ask(newsroom.command("how many days until the harvest report?")).card
    assert "33 days" in card.headline
    newsroom.later(2 * DAYS)
    assert "31 days" in texts(newsroom.press(Action.COPY, card).card)


def test_a_follow_up_is_asked_again_as_the_complete_question_that_it_was(newsroom: Newsroom) -> None:
    newsroom.ask(newsroom.mention(QUESTION, thread="t"))
    newsroom.ask(newsroom.mention("and South?", thread="t"))
    newsroom.publish(ANOTHER)
    board = Board()
    newsroom.relay(board)
    assert len(board.posts) == 2
    assert not any(AGAIN in text for text in sent(board))
    pause(newsroom)
    newsroom.ask(newsroom.mention("and West?", thread="t"))
    newsroom.publish("indicator,period,route,value,unit,status\nferry passengers,2022,West,7007,passengers,final")
    (text,) = sent(resume(newsroom))
    assert "was 7,007 in" in text.partition(AGAIN)[2]


def test_an_answer_that_stands_is_given_without_a_word_of_what_else_changed(newsroom: Newsroom) -> None:
    card = newsroom.ask(newsroom.command(QUESTION)).card
    newsroom.publish(ANOTHER)
    assert not any("meanwhile" in text for text in _given_on(newsroom, card))


def test_what_could_not_be_answered_says_so_once_it_can(newsroom: Newsroom) -> None:
    pause(newsroom)
    reply = newsroom.ask(newsroom.mention("ferry passengers on West in 2022"))
    assert reply.card.tone is Tone.ABSTAINED
    newsroom.publish(ANOTHER)
    (text,) = sent(resume(newsroom))
    assert "was 7,000 in" in text.partition(AGAIN)[2]


@pytest.mark.parametrize("action", [Action.COPY, Action.SOURCE, Action.SHARE])
def test_without_its_question_an_answer_is_given_on_until_the_ledger_moves(newsroom: Newsroom, action: Action) -> None:
    with_config(newsroom, keep_questions=False)
    card = newsroom.ask(newsroom.command(MOST, asker=Asker("u1", "Ana"))).card
    assert newsroom.press(action, card).card.tone is Tone.TOLD
    newsroom.publish(ANOTHER)
    assert newsroom.press(action, card).card.headline.startswith("That answer is not given any more")


def test_nor_is_it_on_another_day(newsroom: Newsroom) -> None:
    with_config(newsroom, keep_questions=False)
    card = newsroom.ask(newsroom.command(QUESTION)).card
    newsroom.later(DAYS)
    assert newsroom.press(Action.COPY, card).card.headline.startswith("That answer is not given any more")
