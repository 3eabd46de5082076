"""Reports of wrong answers: what the desk's channel is told, whatever became of the answer."""

from __future__ import annotations

import pytest

from bot.cards.card import Action, Card
from bot.chat.nouns import Asker, Visibility
from tests.chat.later import DAYS, LONG, NORTH, QUESTION, sent
from tests.chat.newsroom import DESK, Newsroom
from tests.delivery.office import Board

BEN = Asker("u2", "Ben")


def _posted(newsroom: Newsroom) -> tuple[Board, list[str]]:
    board = Board()
    newsroom.relay(board)
    return board, sent(board)


def test_a_report_gives_the_desk_the_answer_and_its_figures(newsroom: Newsroom) -> None:
    card = newsroom.ask(newsroom.command(QUESTION)).card
    newsroom.press(Action.WRONG, card, note="It was 650.")
    board, (text,) = _posted(newsroom)
    assert [post.address for post in board.posts] == [DESK]
    assert all(part in text for part in (f"Question: {QUESTION}", "was 700 in", "Remark: It was 650."))


@pytest.mark.parametrize("pressed_first", [True, False])
def test_what_is_withheld_is_not_told_in_the_desk_s_channel_either(newsroom: Newsroom, pressed_first: bool) -> None:
    """Its members need not be editors, and where none are named nobody sees it in a chat."""
    card = newsroom.ask(newsroom.command(QUESTION)).card
    (id_,) = (figure.id for figure in newsroom.chat.desk.ask(QUESTION, newsroom.now).figures)
    steps = [lambda: newsroom.press(Action.WRONG, card, note="Not so."), lambda: newsroom.embargo(LONG, **NORTH)]
    for step in steps if pressed_first else steps[::-1]:
        step()
    _, (text,) = _posted(newsroom)
    assert "700" not in text
    assert all(part in text for part in ("Remark: Not so.", f"Figures: {id_}", "factdesk figures"))


def test_a_withdrawn_figure_can_still_be_reported(newsroom: Newsroom) -> None:
    card = newsroom.ask(newsroom.command(QUESTION)).card
    newsroom.withdraw(newsroom.chat.desk.ask(QUESTION, newsroom.now).told[0])
    assert newsroom.press(Action.WRONG, card).form is not None
    newsroom.press(Action.WRONG, card, note="Not so.")
    _, (text,) = _posted(newsroom)
    assert "not shown" in text


def test_a_report_by_another_leaves_the_asker_s_own_words_out(newsroom: Newsroom) -> None:
    private = newsroom.ask(newsroom.command(f"please, for my mother: {QUESTION}")).card
    newsroom.press(Action.SHARE, private)
    board, _ = _posted(newsroom)
    shared = Card.from_json(board.posts[0].payload["card"])
    newsroom.press(Action.WRONG, shared, asker=BEN, visibility=Visibility.PUBLIC, note="Hm.")
    _, (text,) = _posted(newsroom)
    assert "mother" not in text
    assert all(part in text for part in ("Read as: ", "was 700 in"))
    newsroom.later(DAYS)
    newsroom.press(Action.WRONG, private, note="Mine.")
    _, (text,) = _posted(newsroom)
    assert "Question: please, for my mother" in text
