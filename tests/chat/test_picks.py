"""What was picked of a question back is kept, once, for the desk alone, and goes as all that was asked goes."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta
from typing import Any

from bot.answer import Answer, Option
from bot.cards.card import Card, Tone
from bot.chat import cards, retention
from bot.chat.forgetting import forget
from bot.chat.nouns import Asker, Place, Press, Reply, Visibility
from bot.chat.presses import press
from bot.domain import Outcome
from bot.ledger.picks import Occasion, Pick, note, pick_of, picked
from bot.store.people import Who
from tests.chat.newsroom import NEWS, NOW, Newsroom, with_config
from tests.chat.test_picked_readings import READINGS, asked

ANA, BEN = Asker("u1", "Ana"), Asker("u2", "Ben")
VAGUE = "punctual sailings in 2022"
PLACE = Place(NEWS, thread="t1")

__all__ = ["asked"]


def _ask(newsroom: Newsroom, text: str = VAGUE, asker: Asker = ANA, **others: Any) -> Card:
    return newsroom.ask(newsroom.mention(text, thread="t1", asker=asker, **others)).card


def _pick(newsroom: Newsroom, card: Card, number: int = 0, asker: Asker = BEN, key: str = "board/press") -> Reply:
    choice = card.choices[number]
    message = choice.ref.partition(":")[0]
    clicked = Press(key, choice.action, choice.ref, asker, PLACE, Visibility.PUBLIC, message_ref=message)
    return press(newsroom.chat, clicked, newsroom.now)


def _people(newsroom: Newsroom) -> list[list[str]]:
    """Who picked, of each line of the desk's list."""
    return [[pick.occasion.picker for pick in one.picks] for one in picked(newsroom.engine)]


def test_a_click_is_kept_with_the_answer(newsroom: Newsroom) -> None:
    card = _ask(newsroom)
    assert card.tone is Tone.AMBIGUOUS
    newsroom.later(timedelta(minutes=5))
    assert _pick(newsroom, card, 1).card.tone is Tone.ANSWERED
    ((kept,),) = [one.picks for one in picked(newsroom.engine)]
    assert (kept.question, kept.follow_up, kept.option) == (VAGUE, False, card.choices[1].label)
    assert kept.reading is not None
    assert kept.reading["operation"] == "lookup"
    occasion = kept.occasion
    assert (occasion.asker, occasion.picker, occasion.at) == ("board/w1/u1", "board/w1/u2", NOW + timedelta(minutes=5))


def test_a_click_that_is_sent_again_is_one_pick(newsroom: Newsroom) -> None:
    card = _ask(newsroom)
    _pick(newsroom, card)
    first = picked(newsroom.engine)
    newsroom.later(timedelta(minutes=1))
    newsroom.restart()
    _pick(newsroom, card)
    _pick(newsroom, card, key="board/pressed again")
    assert picked(newsroom.engine) == first
    assert _people(newsroom) == [["board/w1/u2"]]


def test_what_others_pick_and_what_else_is_picked_is_counted(newsroom: Newsroom) -> None:
    cards_ = [_ask(newsroom), _ask(newsroom, f"{VAGUE.upper()}?")]
    for card, number, asker in ((cards_[0], 1, ANA), (cards_[0], 0, ANA), (cards_[0], 0, BEN), (cards_[1], 0, ANA)):
        newsroom.later(timedelta(minutes=1))
        _pick(newsroom, card, number, asker)
    most, least = picked(newsroom.engine)
    assert [pick.occasion.picker for pick in most.picks] == ["board/w1/u1", "board/w1/u2", "board/w1/u1"]
    assert most.last.question == f"{VAGUE.upper()}?", "as it was asked last"
    assert len(least.picks) == 1
    assert most.last.reading != least.last.reading


def test_readings_that_no_words_led_to_are_kept_too(newsroom: Newsroom, asked: Card) -> None:
    _pick(newsroom, asked)
    (one,) = picked(newsroom.engine)
    assert (one.last.question, one.last.option) == ("north and south?", "Reading 0")
    assert one.last.reading is not None
    assert one.last.reading["operation"] == "difference"
    assert len(READINGS) == len(asked.choices) == 2


def test_a_follow_up_is_marked_as_one(newsroom: Newsroom) -> None:
    _ask(newsroom)
    _pick(newsroom, _ask(newsroom, "and in 2023?"))
    (one,) = picked(newsroom.engine)
    assert (one.last.question, one.last.follow_up) == ("and in 2023?", True)


def test_the_nearest_to_what_is_not_held_says_nothing_of_words(newsroom: Newsroom) -> None:
    card = _ask(newsroom, "ferry passengers on West in 2022")
    assert card.tone is Tone.ABSTAINED
    assert _pick(newsroom, card).card.tone is Tone.ANSWERED
    assert picked(newsroom.engine) == []


def test_only_what_was_asked_back_in_words_and_is_answered_is_a_pick() -> None:
    option, occasion = Option("North", None, None, (), ask="North?"), Occasion("r:0", "a", "b", NOW)
    back = Answer(VAGUE, "", Outcome.AMBIGUOUS, "Which one?", alternatives=(option,))
    answer = Answer("North?", "", Outcome.ANSWERED, "90.5 per cent", reading={"operation": "lookup"})
    assert pick_of(back, option, answer, occasion) == Pick(VAGUE, False, "North", answer.reading, occasion)
    for other in (replace(back, outcome=Outcome.ANSWERED), replace(back, question="")):
        assert pick_of(other, option, answer, occasion) is None
    assert pick_of(back, option, replace(answer, outcome=Outcome.ABSTAINED), occasion) is None


def test_what_is_not_given_is_not_kept(newsroom: Newsroom) -> None:
    card = _ask(newsroom)
    newsroom.embargo(newsroom.now + timedelta(days=1))
    assert _pick(newsroom, card).card == cards.NOT_GIVEN
    assert picked(newsroom.engine) == []


def test_where_no_question_is_kept_no_pick_is(newsroom: Newsroom) -> None:
    before = _ask(newsroom)
    with_config(newsroom, keep_questions=False)
    after = _ask(newsroom)
    for card in (before, after):
        assert _pick(newsroom, card).card.tone is Tone.ANSWERED
    with_config(newsroom, keep_questions=True)
    assert _pick(newsroom, after).card.tone is Tone.ANSWERED, "its words are not known any more"
    assert picked(newsroom.engine) == []


def test_two_processes_keep_one_pick(newsroom: Newsroom) -> None:
    pick = _of("board/w1/u1", "board/w1/u2")
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(lambda _: note(newsroom.engine, pick), range(8)))
    assert _people(newsroom) == [["board/w1/u2"]]


def test_a_null_character_is_left_out(newsroom: Newsroom) -> None:
    note(newsroom.engine, _of("board/w1/u1", "board/w1/u1", "sai\0lings"))
    assert [one.last.question for one in picked(newsroom.engine)] == ["sailings"]


# What goes


def _of(asker: str, picker: str, question: str = VAGUE) -> Pick:
    return Pick(question, False, "North", {"operation": "lookup"}, Occasion(f"r:{asker}", asker, picker, NOW))


def _left(newsroom: Newsroom) -> list[tuple[str, str]]:
    return [(one.occasion.asker, one.occasion.picker) for group in picked(newsroom.engine) for one in group.picks]


def test_what_is_older_goes(newsroom: Newsroom) -> None:
    _pick(newsroom, _ask(newsroom), asker=ANA)
    newsroom.later(timedelta(days=2))
    _pick(newsroom, _ask(newsroom))
    retention.expire(newsroom.engine, newsroom.now - timedelta(days=1))
    assert _people(newsroom) == [["board/w1/u2"]]


def test_who_is_forgotten_neither_asked_nor_picked(newsroom: Newsroom) -> None:
    kept = [("board/w1/u12", "board/w1/u12"), ("board/w2/u1", "board/w2/u1")]
    for asker, picker in (("board/w1/u1", "board/w1/u2"), ("board/w1/u2", "board/w1/u1"), *kept):
        note(newsroom.engine, _of(asker, picker))
    forget(newsroom.engine, Who("board", "w1", "u1"))
    assert sorted(_left(newsroom)) == kept


def test_a_workspace_is_forgotten_and_no_other(newsroom: Newsroom) -> None:
    kept = [("board/w12/u1", "board/w12/u1"), ("terminal:ana", "terminal:ana")]
    for asker, picker in (("board/w1/u1", "board/w1/u2"), ("board//u3", "board/w1/u3"), *kept):
        note(newsroom.engine, _of(asker, picker))
    forget(newsroom.engine, Who("board", "w1"))
    assert sorted(_left(newsroom)) == kept


def test_no_channel_is_told(newsroom: Newsroom) -> None:
    """Neither the words that were asked in private nor who picked what: the list is the terminal's."""
    private = newsroom.ask(newsroom.command(VAGUE)).card
    choice = private.choices[0]
    newsroom.press_ref(choice.action, choice.ref)
    assert len(picked(newsroom.engine)) == 1
    assert newsroom.posts() == []


# Who picks where an answer stands


def _press(newsroom: Newsroom, card: Card, number: int, asker: Asker, **others: Any) -> Reply:
    choice = card.choices[number]
    given = {"place": PLACE, "visibility": Visibility.PUBLIC, "message_ref": "m1", "asker": asker, **others}
    return newsroom.press_ref(choice.action, choice.ref, **given)


def _pickers(card: Card) -> list[str]:
    return [row.text for row in card.rows if row.label == "Picked by"]


def test_who_asked_picks_in_place_and_nobody_need_be_named(newsroom: Newsroom) -> None:
    reply = _press(newsroom, _ask(newsroom), 0, ANA)
    assert reply.in_place
    assert _pickers(reply.card) == []


def test_who_picks_of_what_somebody_else_asked_is_named(newsroom: Newsroom) -> None:
    reply = _press(newsroom, _ask(newsroom), 0, BEN)
    assert reply.in_place
    assert _pickers(reply.card) == ["Ben"]


def test_an_answer_that_stands_is_not_overwritten(newsroom: Newsroom) -> None:
    card = _ask(newsroom)
    _press(newsroom, card, 0, ANA)
    posted = len(newsroom.posts())
    for asker in (BEN, BEN, ANA):
        newsroom.later(timedelta(minutes=1))
        reply = _press(newsroom, card, 1, asker)
        assert (reply.in_place, reply.card) == (False, cards.PICKED)
    (post,) = newsroom.posts()[posted:]
    assert post.payload["thread"] == "t1"
    assert _pickers(Card.from_json(post.payload["card"])) == ["Ben"]


def test_a_reply_hangs_on_the_message_where_there_is_no_thread(newsroom: Newsroom) -> None:
    card = _ask(newsroom)
    for number in (0, 1):
        _press(newsroom, card, number, ANA, place=Place(NEWS))
    assert newsroom.posts()[-1].payload["reply_to"] == "m1"


def test_where_nothing_can_be_posted_the_presser_alone_is_answered(newsroom: Newsroom) -> None:
    card = _ask(newsroom)
    _press(newsroom, card, 0, ANA)
    posts = newsroom.posts()
    reply = _press(newsroom, card, 1, BEN, can_post=False)
    assert (reply.in_place, reply.posted, reply.card.tone) == (False, False, Tone.ANSWERED)
    assert newsroom.posts() == posts
    going_on = newsroom.ask(newsroom.mention("and in 2023?", thread="t1")).card
    assert going_on.headline.partition(")")[0] == _press(newsroom, card, 0, ANA).card.headline.partition(")")[0]
