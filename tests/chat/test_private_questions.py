"""What was asked in private is told nowhere but at the desk; what was asked for all to see, to those who could."""

from __future__ import annotations

from dataclasses import replace
from itertools import product

import pytest

from bot.chat.nouns import Audience, Inbound, Visibility
from bot.delivery.nouns import Address
from bot.ledger.open_questions import open_for, still_open
from tests.chat.newsroom import NEWS, Newsroom, with_config

ABSENT = "ferry passengers on West in 2022"
SPORT = Address("board", "w1", "sport")
ABROAD = Address("board", "w2", "news")


def seen_in(newsroom: Newsroom, address: Address) -> list[str]:
    """The open questions that a channel may be told of."""
    return [one.text for one in open_for(newsroom.engine, str(address), address.budget)]


@pytest.mark.parametrize(("visibility", "audience", "can_post"), list(product(Visibility, Audience, [True, False])))
def test_a_question_is_told_to_those_alone_who_saw_it(
    newsroom: Newsroom, visibility: Visibility, audience: Audience, can_post: bool
) -> None:
    event = newsroom.mention(ABSENT, visibility=visibility, audience=audience, can_post=can_post)
    newsroom.ask(event)
    public = visibility is Visibility.PUBLIC and can_post
    here = public and audience in (Audience.EVERYONE, Audience.MEMBERS)
    assert seen_in(newsroom, NEWS) == ([ABSENT] if here else [])
    assert seen_in(newsroom, SPORT) == ([ABSENT] if public and audience is Audience.EVERYONE else [])
    assert seen_in(newsroom, ABROAD) == []
    assert [one.text for one in still_open(newsroom.engine)] == [ABSENT], "the desk has it in any case"


def test_an_answer_at_hand_keeps_where_it_was_asked_again(newsroom: Newsroom) -> None:
    newsroom.ask(newsroom.mention(ABSENT, audience=Audience.ALONE))
    assert seen_in(newsroom, NEWS) == []
    newsroom.ask(newsroom.mention(ABSENT, audience=Audience.MEMBERS))
    assert seen_in(newsroom, NEWS) == [ABSENT]


def test_where_no_question_is_kept_no_place_is(newsroom: Newsroom) -> None:
    with_config(newsroom, keep_questions=False)
    newsroom.ask(newsroom.mention(ABSENT, audience=Audience.EVERYONE))
    assert seen_in(newsroom, NEWS) == []
    assert still_open(newsroom.engine) == []


def test_an_event_that_an_earlier_version_stored_was_seen_by_nobody() -> None:
    event = Newsroom.mention(None, ABSENT, audience=Audience.EVERYONE)  # type: ignore[arg-type]
    stored = event.as_json()
    assert Inbound.from_json(stored) == event
    del stored["audience"]
    assert Inbound.from_json(stored) == replace(event, audience=Audience.ALONE)
    assert not Inbound.from_json(stored).is_seen
