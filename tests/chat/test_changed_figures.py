"""A figure that was given changes: everybody who was given it is told, once, where it was given."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.calendar.nouns import CORRECTION, MARK, Policy
from bot.calendar.tick import tick
from bot.cards.card import Action, Card
from bot.chat import retention
from bot.chat.access import Access
from bot.chat.forgetting import forget
from bot.chat.nouns import Asker, Place, Visibility
from bot.chat.receipts import ANSWER, with_figure
from bot.delivery.limits import Rate
from bot.delivery.manage import deliveries
from bot.delivery.nouns import Address, Delivery, State
from bot.delivery.ports import Gone, Rejected, Uncertain
from bot.store.people import Who
from tests.chat.changed import ANA, COMPUTED, FINAL, PRELIMINARY, QUESTION, Town, card_of, said
from tests.chat.newsroom import NEWS, Newsroom, with_config
from tests.delivery.office import Board

_DAY = timedelta(days=1)


@pytest.fixture
def town(newsroom: Newsroom) -> Town:
    return Town(newsroom)


def test_what_comes_next_is_news_below_the_message_which_is_marked(town: Town) -> None:
    town.ask()
    town.newsroom.publish(FINAL)
    mark, reply = town.look()
    assert (mark.kind, mark.payload["message_ref"]) == (MARK, "m0")
    assert (reply.kind, reply.address, reply.payload["reply_to"]) == (CORRECTION, NEWS, "m0")
    assert card_of(reply).headline == (
        "The final figure is in for the number of ferry passengers (North) in 2024: 484 passengers; the preliminary "
        "one given here on 1 May 2024 was 461 passengers."
    )
    marked = card_of(mark)
    assert marked.headline == "The number of ferry passengers (North) was 461 in 2024 (preliminary)."
    assert (marked.rows[0].label, marked.rows[0].warns) == ("Superseded", True)
    assert marked.rows[0].text.startswith("the final figure is 484 passengers")
    assert (town.look(), town.look()) == ([], [])


def test_a_correction_says_what_was_wrong(town: Town) -> None:
    town.ask()
    town.correct("461", "471")
    mark, reply = map(card_of, town.look())
    assert reply.headline == (
        "Correction: the number of ferry passengers (North) in 2024 is 471 passengers, not 461 passengers as given "
        "here on 1 May 2024."
    )
    assert "Why: counted twice" in said(reply)
    assert "Corrected: 471 passengers, not 461 passengers (counted twice, 1 May 2024)" in said(mark)


def test_a_withdrawal_names_no_other_figure(town: Town) -> None:
    town.ask()
    town.withdraw("461")
    mark, reply = map(card_of, town.look())
    assert reply.headline == (
        "Withdrawn: the number of ferry passengers (North) in 2024 is not given any more; it was 461 passengers "
        "as given here on 1 May 2024."
    )
    assert "Why: never counted" in said(reply)
    assert "Withdrawn: the figure of 461 passengers is not given any more (never counted, 1 May 2024)" in said(mark)


def test_of_many_things_it_is_said_in_the_plural(town: Town) -> None:
    town.newsroom.publish("""
        indicator,period,value,unit
        house prices,2024,850,dollars
        house prices,2023,840,dollars
    """)
    town.ask("house prices in 2024")
    town.correct("850", "860")
    (reply,) = town.look() and town.replies()
    assert reply.headline == (
        "Correction: the house prices in 2024 are 860 dollars, not 850 dollars as given here on 1 May 2024."
    )
    town.withdraw("860")
    (reply,) = town.look() and town.replies()
    assert reply.headline == (
        "Withdrawn: the house prices in 2024 are not given any more; they were 860 dollars as given here."
    )


def test_what_a_withdrawn_figure_had_replaced_stands_again(town: Town) -> None:
    town.ask()
    town.newsroom.publish(FINAL)
    town.look()
    town.withdraw("484")
    town.look()
    (reply,), (mark,) = town.replies(), town.marks()
    assert reply.headline.endswith("the figure before it, 461 passengers, stands again.")
    assert mark.rows[0].text.startswith("the figure of 484 passengers is not given any more")
    assert "here it was 461" not in said(mark)


def test_what_comes_after_a_withdrawal_that_is_not_told_yet_stood_nowhere_before(town: Town) -> None:
    town.ask()
    town.withdraw("461")
    town.newsroom.publish(FINAL)
    town.look()
    (reply,), (mark,) = town.replies(), town.marks()
    assert reply.headline.endswith("as given here on 1 May 2024; the one given now is 484 passengers.")
    assert mark.rows[0].text.endswith("(never counted, 1 May 2024); the one given now is 484 passengers")


def test_each_change_is_told_again_of_what_was_told_last(town: Town) -> None:
    """The message itself says in the end what has become of the figure in it."""
    town.ask()
    town.newsroom.publish(FINAL)
    town.look()
    town.correct("484", "485")
    mark, reply = map(card_of, town.look())
    assert reply.headline.startswith(
        "Correction: the number of ferry passengers (North) in 2024 is 485 passengers, not 484 passengers"
    )
    assert "1 May" not in reply.headline  # It was given then as another one.
    assert [row.text[:41] for row in mark.rows if row.label == "Superseded"] == [
        "the final figure is 485 passengers (sourc"
    ]
    assert town.look() == []


def test_several_changes_at_once_are_told_as_the_last(town: Town) -> None:
    town.ask()
    town.newsroom.publish(FINAL)
    town.correct("484", "485")
    town.look()
    (reply,) = town.replies()
    assert "484" not in said(reply)
    assert "485 passengers; the preliminary one" in reply.headline
    assert town.look() == []


def test_who_was_answered_in_private_is_told_in_person_together(town: Town) -> None:
    for asker in ("u1", "u1", "u2"):
        town.ask_alone(asker=Asker(asker, asker))
    town.newsroom.publish(FINAL)
    assert [(one.kind, one.address) for one in town.look()] == [
        (CORRECTION, ANA),
        (CORRECTION, ANA._replace(channel="@u2")),
    ]
    assert "the preliminary one you were given on 1 May 2024 was 461" in town.replies(ANA)[0].headline
    assert town.look() == []


@pytest.mark.parametrize(("bound", "told"), [(30, 1), (29, 0), (0, 0)])
def test_in_person_within_a_bound(town: Town, bound: int, told: int) -> None:
    town.policy = Policy(private=bound * _DAY)
    town.ask_alone()
    town.newsroom.later(29 * _DAY + timedelta(hours=1))
    town.newsroom.publish(FINAL)
    assert len(town.look()) == told
    town.policy = Policy()
    assert town.look() == []


def test_what_was_shared_is_told_there_too(town: Town) -> None:
    town.newsroom.press(Action.SHARE, town.ask_alone())
    town.send()
    town.newsroom.publish(FINAL)
    town.look()
    assert sorted(one.address for one in town.posts) == [ANA, NEWS, NEWS]
    (mark,) = town.marks()
    assert "Shared by: Ana" in said(mark)


def test_what_was_computed_from_it_is_asked_again(town: Town) -> None:
    town.ask(COMPUTED)
    town.newsroom.publish(FINAL)
    mark, reply = map(card_of, town.look())
    assert "Computed from it: The number of ferry passengers (North) fell by 39" in said(reply)
    assert "Now: The number of ferry passengers (North) fell by 16, from 500 in 2023 to 484 in 2024." in said(reply)
    assert "Now: asked again, this is answered: The number of ferry passengers (North) fell by 16" in said(mark)
    assert "ferry passengers (North) in 2024: the final figure is" in said(mark)  # Of two figures, which one.


def test_an_answer_that_is_the_same_is_not_told_again(town: Town) -> None:
    """A figure beside it has changed: the reply says that one alone."""
    town.ask("which route had the most ferry passengers in 2023?")
    town.newsroom.publish(PRELIMINARY.replace("2024,North,461", "2023,Island,151").replace("preliminary", "final"))
    town.look()
    for card in (*town.replies(), *town.marks()):
        assert "asked again" not in said(card)


def test_of_a_thread_all_is_told_in_one_post(town: Town) -> None:
    town.ask(thread="t1")
    town.ask(COMPUTED, thread="t1")
    town.ask(thread="t2")
    town.newsroom.publish(FINAL)
    town.look()
    replies = [(one.payload["thread"], one.payload["reply_to"]) for one in town.posts if one.kind == CORRECTION]
    assert sorted(replies) == [("t1", None), ("t2", "m2")]
    assert len(town.marks()) == 3


def test_messages_without_a_thread_are_told_of_together_by_name(town: Town) -> None:
    for _ in range(3):
        town.ask()
        town.newsroom.later(timedelta(minutes=1))
    town.newsroom.publish(FINAL)
    town.look()
    (reply,) = town.replies()
    assert [row.message for row in reply.rows if row.message] == ["m2", "m1", "m0"]
    assert Card.from_json(reply.as_json()) == reply
    assert len(town.marks()) == 3


def test_several_figures_of_a_message_are_one_reply(town: Town) -> None:
    town.newsroom.publish(PRELIMINARY.replace("North,461", "South,250"))
    town.ask("ferry passengers on North and South together in 2024")
    town.newsroom.publish(FINAL)
    town.newsroom.publish(FINAL.replace("North,484", "South,260"))
    mark, reply = map(card_of, town.look())
    assert reply.headline == "2 figures that were given here have changed."
    assert [row.label for row in mark.rows[:2]] == ["Superseded", "Superseded"]
    assert "744" in said(mark)


def test_who_was_told_what_took_its_place_is_not_told_again(town: Town) -> None:
    town.newsroom.publish(FINAL)
    town.look()
    town.ask(f"{QUESTION}, preliminary")
    assert "461" in said(card_of(town.posts[0]))
    assert town.look() == []


def test_what_says_the_same_is_no_news(town: Town) -> None:
    town.ask()
    town.newsroom.publish(
        PRELIMINARY.replace("status\n", "status,published_on\n").replace("preliminary", "preliminary,2024-04-01")
    )
    assert town.look() == []


def test_the_same_value_that_is_final_now_is_news(town: Town) -> None:
    town.ask()
    town.newsroom.publish(FINAL.replace("484", "461"))
    town.look()
    assert town.replies()[0].headline.endswith(
        "in 2024: 461 passengers, as the preliminary one given here on 1 May 2024 was."
    )


def test_a_choice_that_was_picked_is_marked_in_its_message(town: Town) -> None:
    town.newsroom.publish(PRELIMINARY.replace("North,461", "South,250"))
    card = town.ask("ferry passengers on North or South in 2024?")
    assert card.choices
    town.newsroom.later(timedelta(seconds=1))
    pressed = town.newsroom.press(Action.PICK, card, message_ref="m0", visibility=Visibility.PUBLIC)
    town.newsroom.publish(FINAL)
    town.newsroom.publish(FINAL.replace("North,484", "South,260"))
    town.look()
    (mark,), (reply,) = town.marks(), town.replies()
    assert mark.headline == pressed.card.headline
    assert mark.buttons
    assert len([row for row in mark.rows if row.label == "Superseded"]) == 1
    assert reply.headline == "2 figures that were given here have changed."


def test_a_message_that_says_something_else_by_now_is_not_marked(town: Town) -> None:
    town.newsroom.publish(PRELIMINARY.replace("North,461", "South,250"))
    card = town.ask("ferry passengers on North or South in 2024?")
    town.newsroom.later(timedelta(seconds=1))
    town.newsroom.press(Action.PICK, card, message_ref="m0", visibility=Visibility.PUBLIC)
    shown = town.id_of("461") if "461" in str(card.choices[0]) else town.id_of("250")
    other = FINAL if shown == town.id_of("250") else FINAL.replace("North,484", "South,260")
    town.newsroom.publish(other)
    town.look()
    assert (town.marks(), len(town.replies())) == ([], 1)


def test_what_waits_is_told_when_it_is_sent_and_not_again(town: Town) -> None:
    town.newsroom.ask(town.newsroom.mention(QUESTION))
    town.newsroom.publish(FINAL)
    town.look()
    (post,) = town.posts
    assert "Superseded meanwhile" in said(card_of(post))
    assert town.look() == []


def test_what_is_being_sent_is_told_once_it_stands(town: Town) -> None:
    town.newsroom.ask(town.newsroom.mention(QUESTION))
    town.board.script = [lambda board, one: (board.take(one), Uncertain("lost"))[1]]
    town.send()
    assert [one.state for one in _rows(town, "answer")] == [State.SENDING]
    town.newsroom.publish(FINAL)
    town.tick()
    assert town.waiting() == []
    town.newsroom.later(timedelta(minutes=2))
    town.send()
    assert [one.state for one in _rows(town, "answer")] == [State.SENT]
    assert [one.kind for one in town.look()] == [MARK, CORRECTION]
    assert town.look() == []


def test_an_answer_that_was_worked_out_before_is_told_after(town: Town) -> None:
    """It is written down when it was shown, and the change may be settled by then."""
    event = town.newsroom.command(QUESTION)
    town.newsroom.chat.serve(event, town.newsroom.now, taken=False)
    town.newsroom.publish(FINAL)
    assert town.look() == []
    town.newsroom.chat.shown(event.key, town.newsroom.now, reached=True)
    assert [one.address for one in town.look()] == [ANA]
    assert town.look() == []


def test_what_was_not_posted_is_not_corrected(town: Town) -> None:
    town.board.script = [Rejected("no_text")]
    town.newsroom.ask(town.newsroom.mention(QUESTION))
    town.send()
    town.newsroom.publish(FINAL)
    town.tick()
    assert town.waiting() == []


def test_a_successor_under_embargo_waits_for_its_instant(town: Town) -> None:
    town.ask()
    lifts = town.newsroom.now + _DAY
    town.newsroom.publish(
        FINAL.replace("status\n", "status,embargo_until\n").replace("final", f"final,{lifts:%Y-%m-%dT%H:%MZ}")
    )
    assert town.look() == []
    town.newsroom.now = lifts - timedelta(seconds=11)
    assert town.look() == []
    assert town.waiting() == []
    assert len(town.look()) == 2
    assert "484" in town.replies()[0].headline
    assert town.look() == []


def test_what_is_corrected_while_its_successor_is_under_embargo_is_told_of_both(town: Town) -> None:
    """Who was given the correction, and who was told of it, is told of the final figure once."""
    town.ask()
    until = town.newsroom.now + timedelta(hours=1)
    town.newsroom.publish(f"""
        indicator,period,route,value,unit,status,embargo_until
        ferry passengers,2024,North,484,passengers,final,{until.isoformat()}
    """)
    town.correct("461", "471")
    assert len(town.look()) == 2
    town.ask_alone()
    town.newsroom.later(timedelta(hours=1))
    posts = town.look()
    assert sorted(post.kind for post in posts) == [CORRECTION, CORRECTION, MARK]
    told = {card.headline for card in town.replies(NEWS) + town.replies(ANA)}
    assert {headline.partition(";")[0] for headline in told} == {
        "The final figure is in for the number of ferry passengers (North) in 2024: 484 passengers"
    }
    assert all("was 471 passengers" in headline for headline in told)
    assert town.look() == []


def test_what_is_put_under_embargo_before_it_is_told_waits_and_names_nothing(town: Town) -> None:
    town.ask()
    town.newsroom.publish(FINAL)
    town.tick()
    lifts = town.newsroom.now + _DAY
    held = FINAL.replace("status\n", "status,embargo_until\n").replace("final", f"final,{lifts:%Y-%m-%dT%H:%MZ}")
    town.newsroom.publish(held)
    town.send()
    assert town.posts == []
    assert {one.state for one in town.waiting()} == {State.CANCELLED}
    assert not any(word in str(one.last_error) for one in town.waiting() for word in ("484", "461", "ferry"))
    assert town.look() == []
    town.newsroom.now = lifts
    assert [one.kind for one in town.look()] == [MARK, CORRECTION]
    assert town.look() == []


def test_a_withdrawal_under_embargo_tells_nothing(town: Town) -> None:
    town.ask()
    lifts = town.newsroom.now + _DAY
    town.newsroom.publish(
        FINAL.replace("status\n", "status,embargo_until\n").replace("final", f"final,{lifts:%Y-%m-%dT%H:%MZ}")
    )
    town.withdraw("484")
    town.newsroom.now = lifts
    assert town.look() == []


def test_two_who_look_at_once_tell_it_once(town: Town) -> None:
    town.ask()
    town.ask_alone()
    town.newsroom.publish(FINAL)
    now = town.newsroom.now
    assert tick(town.newsroom.engine, now) == 3
    assert tick(town.newsroom.engine, now) == 0
    assert len(town.look()) == 3


def test_batch_by_batch_is_the_same(town: Town) -> None:
    town.policy = Policy(batch=2)
    for number in range(5):
        town.ask(thread=f"t{number}")
    town.newsroom.publish(FINAL)
    town.look()
    assert (len(town.replies()), len(town.marks())) == (5, 5)
    assert town.look() == []


def test_where_few_messages_may_be_edited_the_marks_come_one_after_the_other(town: Town) -> None:
    town.policy = Policy(marks={"board": Rate(2, 60, burst=1)})
    for number in range(4):
        town.ask(thread=f"t{number}")
    town.newsroom.publish(FINAL)
    town.look()
    assert (len(town.replies()), len(town.marks())) == (4, 2)
    for _ in range(2):
        town.newsroom.later(timedelta(minutes=1))
        town.send()
        assert [one.kind for one in town.posts] == [MARK]
    assert town.look() == []


def test_what_is_asked_while_thousands_are_told_does_not_wait_behind_them(town: Town) -> None:
    town.policy = Policy(replies={"board": Rate(2, 60, burst=1)})
    for number in range(6):
        town.ask(thread=f"t{number}")
    town.newsroom.publish(FINAL)
    town.look()
    assert len(town.replies()) == 2
    town.ask(thread="new")
    assert [one.kind for one in town.posts] == [ANSWER]
    told = 2
    for _ in range(4):
        town.newsroom.later(timedelta(minutes=1))
        town.send()
        told += len(town.replies())
    assert told == 6
    assert town.look() == []


def test_quiet_hours_and_waiting_digests_hold_nothing_back(town: Town) -> None:
    town.ask("subscribe to everything digest daily 08:30 quiet 00:00-23:59 zone UTC")
    town.ask()
    town.newsroom.publish(FINAL)
    town.look()
    assert len(town.replies()) == 1


def test_a_channel_that_is_not_served_any_more_gets_nothing(town: Town) -> None:
    town.ask()
    town.ask_alone()
    with_config(town.newsroom, access=Access(channels=frozenset({("board", "other")})))
    town.newsroom.publish(FINAL)
    (post,) = town.look()
    assert post.address == ANA
    assert not [word for word in ("484", "461", "passengers") if word in said(card_of(post))]
    assert {one.state for one in town.waiting() if one.address == NEWS} == {State.CANCELLED}
    with_config(town.newsroom, access=Access(workspaces=frozenset({("board", "other")})))
    town.correct("484", "485")
    assert town.look() == []


def test_a_message_that_is_gone_is_recorded_and_the_rest_still_said(town: Town) -> None:
    town.ask()
    town.newsroom.publish(FINAL)
    town.board.script = [Rejected("message_not_found")]
    assert [one.kind for one in town.look()] == [CORRECTION]
    assert [(one.kind, one.last_error) for one in town.waiting() if one.state is State.PARKED] == [
        (MARK, "message_not_found")
    ]
    assert town.look() == []


def test_a_reply_that_is_refused_is_recorded_and_the_mark_stands(town: Town) -> None:
    town.ask()
    town.newsroom.publish(FINAL)
    town.board.script = [Board.take, Rejected("thread_not_found")]
    assert [one.kind for one in town.look()] == [MARK]
    assert {one.kind: one.state for one in town.waiting()} == {MARK: State.SENT, CORRECTION: State.PARKED}
    assert town.look() == []


def test_a_channel_that_is_gone_waits_to_be_resumed(town: Town) -> None:
    town.ask()
    town.newsroom.publish(FINAL)
    town.board.script = [Gone("is_archived")]
    assert town.look() == []
    assert {one.state for one in town.waiting()} == {State.DUE}
    assert town.look() == []


def test_receipts_that_are_not_kept_are_told_nothing(town: Town) -> None:
    town.ask()
    town.ask_alone()
    town.newsroom.publish(FINAL)
    town.tick()
    retention.expire(town.newsroom.engine, town.newsroom.now + _DAY)
    town.send()
    assert town.posts == []


def test_who_is_forgotten_is_told_nothing(town: Town) -> None:
    town.ask_alone()
    town.ask_alone(asker=Asker("u2", "Ben"))
    town.newsroom.publish(FINAL)
    town.tick()
    forget(town.newsroom.engine, Who("board", "w1", "u1"))
    town.send()
    assert [one.address.person for one in town.posts] == ["u2"]


def test_without_kept_questions_it_is_told_as_well(town: Town) -> None:
    with_config(town.newsroom, keep_questions=False)
    town.ask()
    retention.blank_posts(town.newsroom.engine, town.newsroom.now)
    town.newsroom.publish(FINAL)
    town.look()
    (mark,), (reply,) = town.marks(), town.replies()
    assert "484 passengers; the preliminary one" in reply.headline
    assert mark.headline == "The number of ferry passengers (North) was 461 in 2024 (preliminary)."
    retention.blank_posts(town.newsroom.engine, town.newsroom.now)
    assert not [one for one in town.waiting() if one.payload]


def test_what_a_change_is_told_by_belongs_to_the_new_figure_too(town: Town) -> None:
    town.ask()
    town.newsroom.publish(FINAL)
    new = town.id_of("484")
    assert with_figure(town.newsroom.engine, new) == []
    town.look()
    assert [one.address for one in with_figure(town.newsroom.engine, new)] == [NEWS]


def test_a_direct_message_is_told_in_it(town: Town) -> None:
    direct = Address("board", "w1", "d1")
    event = replace(town.newsroom.mention(QUESTION), place=Place(direct))
    town.newsroom.ask(event)
    town.send()
    town.newsroom.publish(FINAL)
    assert [(one.kind, one.address) for one in town.look()] == [(MARK, direct), (CORRECTION, direct)]


def _rows(town: Town, kind: str) -> list[Delivery]:
    return [one for one in deliveries(town.newsroom.engine) if one.kind == kind]
