"""Answers in a chat: where they go, what they leave behind, what threads remember."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.cards.card import Action, Tone
from bot.cards.chart import Chart
from bot.chat import receipts
from bot.chat.nouns import Visibility
from bot.delivery.nouns import Address
from bot.delivery.ports import Sent
from bot.delivery.relay import Relay
from bot.delivery.verdict import Terms
from bot.ledger.open_questions import still_open
from tests.chat.newsroom import NEWS, Newsroom, with_config
from tests.delivery.office import Board

QUESTION = "ferry passengers on North in 2022"


def _send(newsroom: Newsroom, board: Board) -> None:
    """Send all that the outbox holds."""
    relay = Relay(newsroom.engine, {"board": board}, "one", lambda: newsroom.now, Terms(draw=lambda: 0.0))
    while relay.run_once() == newsroom.now:
        pass


def test_a_mention_is_answered_in_its_thread_for_all(newsroom: Newsroom) -> None:
    reply = newsroom.ask(newsroom.mention(QUESTION, thread="t1"))
    (post,) = newsroom.posts()
    assert reply.posted
    assert (post.kind, post.address, post.payload["thread"]) == ("answer", NEWS, "t1")
    assert newsroom.cards() == [reply.card]
    assert "700" in reply.card.headline


def test_a_command_is_answered_to_the_asker_alone(newsroom: Newsroom) -> None:
    reply = newsroom.ask(newsroom.command(QUESTION))
    assert not reply.posted
    assert newsroom.posts() == []
    assert [button.label for button in reply.card.buttons] == [
        "Figures",
        "Copy line",
        "Follow",
        "Share in channel",
        "Wrong?",
    ]


def test_every_answer_leaves_a_receipt_of_its_figures(newsroom: Newsroom) -> None:
    reply = newsroom.ask(newsroom.command(QUESTION))
    assert reply.given is None, "what its receipt says stays with the desk"
    answer, _ = newsroom.chat.desk.follow(QUESTION, None, newsroom.now)
    (figure,) = answer.figures
    (kept,) = receipts.with_figure(newsroom.engine, figure.id)
    assert (kept.asker, kept.address, kept.visibility) == ("board/w1/u1", NEWS, Visibility.PRIVATE)
    assert (kept.given_at, kept.message_ref, kept.answer) == (newsroom.now, None, answer)


def test_a_receipt_has_the_figures_of_choices_and_caveats_too(newsroom: Newsroom) -> None:
    for question in ("punctual sailings in 2022", "ferry passengers", "what is the trend of ferry passengers, 777?"):
        newsroom.ask(newsroom.command(question))
        answer, _ = newsroom.chat.desk.follow(question, None, newsroom.now)
        assert len(answer.told) > 2
        for figure in answer.told:
            (kept,) = (one for one in receipts.with_figure(newsroom.engine, figure) if one.answer == answer)
            assert (kept.answer.told, kept.answer.names) == (answer.told, answer.names)


def test_the_receipt_of_a_public_answer_names_its_message(newsroom: Newsroom) -> None:
    newsroom.ask(newsroom.mention(QUESTION))
    _send(newsroom, Board(script=[Sent("m77")]))
    (kept,) = receipts.with_figure(newsroom.engine, _figure(newsroom))
    assert kept.message_ref == "m77"
    assert receipts.of_message(newsroom.engine, NEWS, "m77") == kept
    assert receipts.of_message(newsroom.engine, NEWS, "m78") is None


def test_a_follow_up_goes_on_in_its_thread_and_in_no_other(newsroom: Newsroom) -> None:
    newsroom.ask(newsroom.mention(QUESTION, thread="t1"))
    newsroom.restart()
    assert "400" in newsroom.ask(newsroom.mention("and for South?", thread="t1")).card.headline
    assert newsroom.ask(newsroom.mention("and for South?", thread="t2")).card.tone is not Tone.ANSWERED


def test_a_reply_to_an_answer_goes_on_from_it(newsroom: Newsroom) -> None:
    board = Board()
    first = newsroom.mention(QUESTION)
    newsroom.ask(replace(first, place=replace(first.place, reply_to="m-of-ana")))
    _send(newsroom, board)
    follow = newsroom.mention("and for South?", answers_to="m0")
    assert "400" in newsroom.ask(follow).card.headline


def test_an_abstained_question_is_kept_for_the_desk(newsroom: Newsroom) -> None:
    reply = newsroom.ask(newsroom.mention("ferry passengers on West in 2022"))
    assert reply.card.tone is Tone.ABSTAINED
    (question,) = still_open(newsroom.engine)
    assert (question.text, question.place) == ("ferry passengers on West in 2022", str(NEWS))


def test_a_follow_up_that_means_nothing_alone_is_not_kept(newsroom: Newsroom) -> None:
    newsroom.ask(newsroom.mention(QUESTION, thread="t1"))
    reply = newsroom.ask(newsroom.mention("and for West?", thread="t1"))
    assert reply.card.tone is Tone.ABSTAINED
    assert still_open(newsroom.engine) == []


def test_without_questions_kept_nothing_tells_what_was_asked(newsroom: Newsroom) -> None:
    with_config(newsroom, keep_questions=False)
    newsroom.ask(newsroom.mention(QUESTION, thread="t1"))
    newsroom.ask(newsroom.mention("ferry passengers on West in 2022"))
    (kept,) = receipts.with_figure(newsroom.engine, _figure(newsroom))
    assert (kept.answer.question, kept.answer.understood_as) == ("", "")
    assert newsroom.held()["thread"] == 0
    assert still_open(newsroom.engine) == []


@pytest.mark.parametrize("text", ["help", "Help?", "", "  "])
def test_help(newsroom: Newsroom, text: str) -> None:
    reply = newsroom.ask(newsroom.command(text))
    assert reply.card.tone is Tone.TOLD
    assert reply.given is None
    assert any("as of" in row.text for row in reply.card.rows)


def test_the_key_dates(newsroom: Newsroom) -> None:
    assert newsroom.ask(newsroom.command("dates")).card.headline == "The ledger holds no key dates."


def test_a_failure_is_told_with_its_reference_and_done(newsroom: Newsroom) -> None:
    event = newsroom.mention(QUESTION)
    newsroom.chat.take(event, newsroom.now)
    reply = newsroom.chat.failed(event, "ab12", newsroom.now)
    assert reply.card.tone is Tone.FAILED
    assert [row.text for row in reply.card.rows] == ["ab12"]
    assert newsroom.cards() == [reply.card]
    assert newsroom.chat.unfinished("board", newsroom.now.replace(year=2030)) == []


def test_a_series_brings_its_chart(newsroom: Newsroom) -> None:
    newsroom.ask(newsroom.mention("trend of ferry passengers"))
    (together,) = newsroom.posts()
    assert together.payload["chart"]["alt"]
    private = newsroom.ask(newsroom.command("trend of ferry passengers"))
    assert private.chart == Chart.from_json(together.payload["chart"])


def test_without_a_desk_nothing_can_be_reported(newsroom: Newsroom) -> None:
    with_config(newsroom, desk=None)
    card = newsroom.ask(newsroom.command(QUESTION)).card
    assert Action.WRONG not in [button.action for button in card.buttons]


def test_a_place_is_written_as_one_text() -> None:
    assert Address.parse(str(NEWS)) == NEWS


def _figure(newsroom: Newsroom) -> str:
    """The id of the figure that answers QUESTION."""
    (figure,) = newsroom.chat.desk.ask(QUESTION, newsroom.now).figures
    return figure.id
