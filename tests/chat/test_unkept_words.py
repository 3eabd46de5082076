"""Where no question's text is to be kept, none of its words is found anywhere once it is answered."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import Engine, select

from bot.calendar.channels import channel_text
from bot.cards.card import Action
from bot.chat.retention import blank_posts, expire
from bot.delivery import manage
from bot.delivery.nouns import State
from bot.store.all_tables import metadata
from bot.store.engine import reading
from tests.chat.later import pause, resume, sent
from tests.chat.newsroom import NEWS, Newsroom, with_config
from tests.delivery.office import Board

ASKED = [
    "ferry passengers on Zanzibar in 2022",
    "ferry passengers on North in 2022, says Zanzibar",
    "please, for Zanzibar: ferry passengers on North in 2022",
    "Zanzibar",
    "how did Zanzibar do in punctual sailings in 2022?",
    "will Zanzibar win?",
    "ferry passengers according to Zanzibar in 2022",
    "when is the Zanzibar vote?",
]


@pytest.fixture
def forgetful(newsroom: Newsroom) -> Newsroom:
    return with_config(newsroom, keep_questions=False)


def _kept(newsroom: Newsroom) -> str:
    """All that the database holds."""
    with reading(newsroom.engine) as connection:
        return repr([connection.execute(select(table)).all() for table in metadata.sorted_tables])


@pytest.mark.parametrize("question", ASKED)
def test_no_word_of_a_question_stays(forgetful: Newsroom, question: str) -> None:
    forgetful.ask(forgetful.command(question))
    forgetful.ask(forgetful.mention(question))
    forgetful.relay(Board())
    assert forgetful.posts()[0].state is State.SENT
    blank_posts(forgetful.engine, forgetful.now)
    assert "zanzibar" not in _kept(forgetful).lower()


def test_no_word_of_it_is_in_the_file_of_a_desk_that_goes_on(sqlite_engine: Engine) -> None:
    """Nor in what SQLite writes ahead: until it is told to, it empties that only when the last connection is closed."""
    forgetful = with_config(Newsroom(sqlite_engine), keep_questions=False)
    for question in ASKED:
        forgetful.ask(forgetful.command(question))
        forgetful.ask(forgetful.mention(question))
    forgetful.relay(Board())
    assert "zanzibar" in _file(sqlite_engine)
    blank_posts(sqlite_engine, forgetful.now)
    assert "zanzibar" not in _file(sqlite_engine)


def test_nor_are_words_whose_time_is_over(sqlite_engine: Engine) -> None:
    newsroom = Newsroom(sqlite_engine)
    for question in ASKED:
        newsroom.ask(newsroom.command(question))
    newsroom.later(timedelta(days=2))
    assert "zanzibar" in _file(sqlite_engine)
    expire(sqlite_engine, newsroom.now)
    assert "zanzibar" not in _file(sqlite_engine)


def _file(engine: Engine) -> str:
    """The bytes of the database, and of all that lies beside it."""
    folder = Path(str(engine.url.database)).parent
    held = b"".join(path.read_bytes() for path in folder.iterdir() if path.is_file())
    return held.decode("latin-1").lower()


def test_an_answer_that_waits_keeps_its_words_until_it_stands(forgetful: Newsroom) -> None:
    pause(forgetful)
    forgetful.ask(forgetful.mention(ASKED[0]))
    blank_posts(forgetful.engine, forgetful.now + timedelta(days=9))
    (text,) = sent(resume(forgetful))
    assert "Zanzibar" in text


def test_one_that_waits_is_asked_again_though_its_question_is_not_kept(forgetful: Newsroom) -> None:
    pause(forgetful)
    forgetful.ask(forgetful.mention(ASKED[0]))
    forgetful.publish("indicator,period,route,value,unit\nferry passengers,2022,Zanzibar,12,passengers\n")
    (text,) = sent(resume(forgetful))
    assert "was 12 in" in text


def test_what_did_not_go_out_can_be_sent_for_a_day(forgetful: Newsroom) -> None:
    pause(forgetful)
    forgetful.ask(forgetful.mention(ASKED[0]))
    post, _ = forgetful.posts()  # And what whoever asked is told.
    manage.cancel(forgetful.engine, post.id, forgetful.now)
    blank_posts(forgetful.engine, forgetful.now)
    assert "Zanzibar" in repr(forgetful.posts()[0].payload)
    forgetful.later(timedelta(days=2))
    blank_posts(forgetful.engine, forgetful.now)
    assert "zanzibar" not in _kept(forgetful).lower()
    manage.retry(forgetful.engine, post.id)
    assert sent(resume(forgetful)) == []
    assert "not kept any more" in (forgetful.posts()[0].last_error or "")


def test_what_is_kept_can_still_be_picked_and_reported(forgetful: Newsroom) -> None:
    card = forgetful.ask(forgetful.command("punctual sailings in 2022")).card
    assert "per cent" in forgetful.press(Action.PICK, card).card.headline
    forgetful.press(Action.WRONG, card, note="Neither.")
    board = Board()
    forgetful.relay(board)
    assert "Remark: Neither." in sent(board)[0]
    assert channel_text(NEWS) in sent(board)[0]
