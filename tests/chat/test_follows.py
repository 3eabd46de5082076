"""Following from a chat: the button under an answer, the order, whose it is, and how it ends."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from bot.calendar.subscriptions import listed
from bot.calendar.tick import tick
from bot.cards.card import Action, Card, Tone
from bot.chat import retention
from bot.chat.access import Access
from bot.chat.forgetting import forget
from bot.chat.nouns import Asker, Inbound, Place, Visibility
from bot.delivery.nouns import Address
from bot.store.people import Who
from tests.chat.newsroom import NEWS, Newsroom, with_config
from tests.delivery.office import Board

QUESTION = "ferry passengers on North in 2022"
ANA, BEN = Asker("u1", "Ana"), Asker("u2", "Ben")
IN_PERSON = Address("board", "w1", "@u1")
DIRECT = Address("board", "w1", "d1")
HOME = Place(Address("board", "w1", ""))
EDITORS = Access(editors=frozenset({"editors"}))


def _addresses(newsroom: Newsroom) -> list[Address]:
    return [one.address for one in listed(newsroom.engine)]


def _asked(newsroom: Newsroom, text: str = QUESTION, **others: Any) -> Card:
    return newsroom.ask(newsroom.mention(text, **others)).card


def _told(newsroom: Newsroom) -> Board:
    """What is posted once another figure is there."""
    figure = next(one for one in newsroom.chat.desk.ask(QUESTION, newsroom.now).figures)
    dimension, code = figure.dimensions[0]
    newsroom.publish(
        f"indicator,period,{dimension},value,unit,status\n{figure.indicator},2022,{code},777,{figure.unit},final\n"
    )
    newsroom.later(timedelta(minutes=5))
    tick(newsroom.engine, newsroom.now)
    board = Board()
    newsroom.relay(board)
    return board


def _news(board: Board, address: Address) -> list[Card]:
    return [
        Card.from_json(post.payload["card"])
        for post in board.posts
        if post.kind == "followed" and post.address == address
    ]


def test_in_a_channel_it_is_followed_for_the_channel_which_is_told(newsroom: Newsroom) -> None:
    done = newsroom.press(Action.FOLLOW, _asked(newsroom), visibility=Visibility.PUBLIC)
    assert done.card.headline.startswith("This channel follows ferry passengers (North) in 2022")
    assert _addresses(newsroom) == [NEWS]
    board = _told(newsroom)
    said = [Card.from_json(post.payload["card"]).headline for post in board.posts]
    assert [text for text in said if text.startswith("Ana has this channel follow")] != []
    assert len(_news(board, NEWS)) == 1


def test_who_follows_again_is_told_so_and_the_channel_is_not(newsroom: Newsroom) -> None:
    card = _asked(newsroom)
    newsroom.press(Action.FOLLOW, card, visibility=Visibility.PUBLIC)
    posts = newsroom.posts()
    again = newsroom.press(Action.FOLLOW, card, visibility=Visibility.PUBLIC, asker=BEN).card
    assert again.headline == "This channel follows ferry passengers (North) in 2022 already."
    assert newsroom.posts() == posts


def test_who_may_not_change_subscriptions_follows_in_person(newsroom: Newsroom) -> None:
    card = _asked(newsroom)
    with_config(newsroom, access=EDITORS)
    assert newsroom.press(Action.FOLLOW, card, visibility=Visibility.PUBLIC).card.headline.startswith("You follow")
    assert _addresses(newsroom) == [IN_PERSON]
    assert "777" in _news(_told(newsroom), IN_PERSON)[0].headline


def test_a_private_answer_is_followed_in_person(newsroom: Newsroom) -> None:
    newsroom.press(Action.FOLLOW, newsroom.ask(newsroom.command(QUESTION)).card)
    newsroom.ask(newsroom.command(f"follow {QUESTION}"))
    assert _addresses(newsroom) == [IN_PERSON]


def test_a_direct_message_is_followed_in_person(newsroom: Newsroom) -> None:
    newsroom.ask(replace(newsroom.mention(f"follow {QUESTION}", asker=replace(ANA, alone=True)), place=Place(DIRECT)))
    assert _addresses(newsroom) == [IN_PERSON]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("follow", "Say which figure to follow"),
        ("follow ferry passengers on Mars in 1822", "Nothing is followed yet"),
    ],
)
def test_what_has_no_single_answer_is_not_followed(newsroom: Newsroom, text: str, said: str) -> None:
    reply = newsroom.ask(newsroom.command(text))
    assert (reply.card.tone, said in reply.card.headline) == (Tone.REFUSED, True)
    assert listed(newsroom.engine) == []


def test_what_is_asked_back_is_picked_and_then_followed(newsroom: Newsroom) -> None:
    reply = newsroom.ask(newsroom.command("follow punctual sailings in 2022"))
    assert reply.card.headline.startswith("Nothing is followed yet. ")
    assert len(reply.card.choices) > 1
    assert listed(newsroom.engine) == []
    picked = newsroom.press(Action.PICK, reply.card).card
    assert Action.FOLLOW in [button.action for button in picked.buttons]


def test_of_many_figures_no_button_follows(newsroom: Newsroom) -> None:
    card = _asked(newsroom, "ferry passengers on North over the years")
    few = [button.action for button in _asked(newsroom).buttons]
    assert Action.FOLLOW in few
    assert len(listed(newsroom.engine)) == 0
    assert card.tone is not Tone.FAILED


def test_somebody_s_own_are_theirs_to_pause_resume_and_end_whoever_edits(newsroom: Newsroom) -> None:
    with_config(newsroom, access=EDITORS)
    newsroom.ask(newsroom.command(f"follow {QUESTION}"))
    (one,) = listed(newsroom.engine)
    for action, said in ((Action.PAUSE, "paused"), (Action.RESUME, "told of each"), (Action.UNFOLLOW, "You do not")):
        assert newsroom.press_ref(action, str(one.id), asker=BEN).card.tone is Tone.REFUSED
        assert said in str(newsroom.press_ref(action, str(one.id), place=HOME).card)
    assert listed(newsroom.engine) == []
    newsroom.ask(newsroom.command(f"follow {QUESTION}"))
    (one,) = listed(newsroom.engine)
    assert newsroom.ask(newsroom.command(f"unsubscribe {one.id}", asker=BEN)).card.tone is Tone.REFUSED
    newsroom.ask(newsroom.command(f"unsubscribe {one.id}"))
    assert listed(newsroom.engine) == []


def test_they_are_listed_where_nobody_else_reads(newsroom: Newsroom) -> None:
    newsroom.ask(newsroom.command(f"follow {QUESTION}"))
    assert "You follow one figure in person." in newsroom.ask(newsroom.command("subscriptions")).card.headline
    assert "You follow" not in _asked(newsroom, "subscriptions").headline
    assert "You follow" not in newsroom.ask(newsroom.command("subscriptions", asker=BEN)).card.headline
    home = newsroom.chat.overview(ANA, HOME.address, newsroom.now)[-1]
    assert home.headline == "You follow one figure in person."
    alone = replace(newsroom.mention("subscriptions", asker=replace(ANA, alone=True)), place=Place(DIRECT))
    stored = Inbound.from_json(alone.as_json())
    assert stored.asker.alone
    newsroom.ask(stored)
    newsroom.publish("indicator,period,value\nships,2020,1\n")  # It is made anew, as the ledger has moved.
    board = Board()
    newsroom.relay(board)
    said = [Card.from_json(post.payload["card"]).headline for post in board.posts if post.address == DIRECT]
    assert said == ["You follow one figure in person."]


def test_a_person_whose_workspace_is_not_served_any_more_is_told_nothing(newsroom: Newsroom) -> None:
    newsroom.ask(newsroom.command(f"follow {QUESTION}"))
    with_config(newsroom, access=Access(workspaces=frozenset({("board", "w9")})))
    assert _news(_told(newsroom), IN_PERSON) == []


@pytest.mark.parametrize(
    "access", [Access(groups=frozenset({"reporters"})), Access(channels=frozenset({("board", "news")}))]
)
def test_whose_rights_are_not_known_is_told_no_figure(newsroom: Newsroom, access: Access) -> None:
    newsroom.ask(newsroom.command(f"follow {QUESTION}"))
    with_config(newsroom, access=access)
    (card,) = _news(_told(newsroom), IN_PERSON)
    assert card.headline == "A figure that you follow has changed."
    assert not [word for word in ("777", "passengers", "North") if word in str(card)]


def test_guests_follow_nothing_in_person(newsroom: Newsroom) -> None:
    both = Access(workspaces=frozenset({("board", "w1"), ("board", "w7")}))
    with_config(newsroom, access=both)
    guest = replace(ANA, guest_of="w7")
    assert newsroom.ask(newsroom.command(f"follow {QUESTION}", asker=guest)).card.tone is Tone.REFUSED
    assert listed(newsroom.engine) == []


def test_who_is_forgotten_follows_nothing_and_is_known_nowhere(newsroom: Newsroom) -> None:
    newsroom.ask(newsroom.command(f"follow {QUESTION}"))
    _told(newsroom)
    assert [post.address for post in newsroom.posts()] == [IN_PERSON]
    forget(newsroom.engine, Who("board", "w1", "u1"))
    assert (listed(newsroom.engine), newsroom.posts()) == ([], [])


def test_what_was_told_is_kept_no_longer_than_answers_and_not_told_again(newsroom: Newsroom) -> None:
    newsroom.ask(newsroom.command(f"follow {QUESTION}"))
    _told(newsroom)
    newsroom.later(timedelta(days=1))
    retention.expire(newsroom.engine, newsroom.now)
    assert newsroom.posts() == []
    assert tick(newsroom.engine, newsroom.now) == 0
