"""Who is subscribed to what."""

from __future__ import annotations

import pytest

from bot.ask.locale import UnknownLanguage
from bot.calendar.channels import channel_text, parse_channel
from bot.calendar.errors import InvalidRule, UnknownSubscription, UnknownTopic, UnusableChannel
from bot.calendar.nouns import EVERYTHING, date_topic, indicator_topic
from bot.calendar.subscriptions import Wish, get, listed, pause, remove, resume, subscribe
from bot.delivery.manage import pause as pause_channel
from bot.delivery.manage import paused as paused_channels
from bot.delivery.nouns import Address
from bot.delivery.ports import Gone
from bot.errors import UnknownZone
from tests.calendar.newsroom import AUCKLAND, DISCORD, PERSON, SLACK, Newsroom


def test_a_subscription_is_kept_as_it_was_wished(newsroom: Newsroom) -> None:
    count = newsroom.plan("the count", "2027-05-20", brings="turnout")
    made = newsroom.subscribe(
        DISCORD, "1 day, at the moment", "weekdays 8:30", "22:00-7:00", topics=("Turnout", "the count"), language="de"
    )
    assert listed(newsroom.engine) == [made] == listed(newsroom.engine, DISCORD)
    assert listed(newsroom.engine, SLACK) == []
    assert made.topics == (date_topic(count.id), indicator_topic("turnout"))
    assert [str(one) for one in (*made.offsets, made.digest, made.quiet)] == [
        "1 day", "at the moment", "weekdays 08:30 Pacific/Auckland", "22:00-07:00",
    ]  # fmt: skip


def test_the_same_wish_again_takes_the_new_rules(newsroom: Newsroom) -> None:
    first = newsroom.subscribe(offsets="1 day")
    pause(newsroom.engine, first.id, newsroom.now)
    again = newsroom.subscribe(offsets="1 hour")
    assert (again.id, again.topics, again.paused_at) == (first.id, (EVERYTHING,), None)
    assert newsroom.subscribe(offsets="1 hour", topics=("turnout",)).id != first.id
    assert len(listed(newsroom.engine, SLACK)) == 2


@pytest.mark.parametrize(
    ("wish", "error", "told"),
    [
        (Wish(SLACK, AUCKLAND), InvalidRule, "Nothing would ever come: neither reminders nor a digest"),
        (Wish(SLACK, "Auckland"), UnknownZone, "did you mean Pacific/Auckland"),
    ],
)
def test_what_can_never_come_is_refused(newsroom: Newsroom, wish: Wish, error: type[Exception], told: str) -> None:
    with pytest.raises(error, match=told):
        subscribe(newsroom.engine, wish, PERSON, newsroom.now)
    assert listed(newsroom.engine) == []


def test_topics_and_languages_have_to_be_known(newsroom: Newsroom) -> None:
    with pytest.raises(UnknownTopic, match="did you mean “turnout at the vote”"):
        newsroom.subscribe(offsets="1 day", topics=("turn out",))
    with pytest.raises(UnknownLanguage):
        newsroom.subscribe(offsets="1 day", language="klingon")


def test_a_channel_that_the_bot_cannot_post_in_is_refused(newsroom: Newsroom) -> None:
    wish = Wish(SLACK, AUCKLAND, offsets=newsroom.subscribe(DISCORD, "1 day").offsets)
    told = r"The bot cannot post in slack:T1/C1 \(not_in_channel\); invite it there, or write another channel"
    with pytest.raises(UnusableChannel, match=told):
        subscribe(newsroom.engine, wish, PERSON, newsroom.now, may_post=lambda _address: "not_in_channel")
    pause_channel(newsroom.engine, SLACK, "channel_not_found", newsroom.now)
    with pytest.raises(UnusableChannel, match="channel_not_found"):
        subscribe(newsroom.engine, wish, PERSON, newsroom.now)


def test_pausing_resuming_and_removing(newsroom: Newsroom) -> None:
    made = newsroom.subscribe(digest="daily 8:30")
    assert pause(newsroom.engine, made.id, newsroom.now).paused_at == newsroom.now
    assert resume(newsroom.engine, made.id, newsroom.now).paused_at is None
    assert remove(newsroom.engine, made.id, newsroom.now).id == made.id
    for act in (pause, resume, remove):
        with pytest.raises(UnknownSubscription, match=f"There is no subscription {made.id}; list them"):
            act(newsroom.engine, made.id, newsroom.now)
    with pytest.raises(UnknownSubscription):
        get(newsroom.engine, made.id)


def test_resuming_tries_a_channel_again_that_was_gone(newsroom: Newsroom) -> None:
    made = newsroom.subscribe(digest="daily 9:00", post_empty=True)
    newsroom.boards["slack"].script = [Gone("not_in_channel")]
    newsroom.look(newsroom.now.replace(day=18))
    assert SLACK in paused_channels(newsroom.engine)
    resume(newsroom.engine, made.id, newsroom.now)
    newsroom.look()
    assert [post.occurrence for post in newsroom.posts()] == ["2027-05-19"]


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("slack:T1/C123", Address("slack", "T1", "C123")),
        ("discord:77/88", Address("discord", "77", "88")),
        ("slack:C123", Address("slack", "", "C123")),
    ],
)
def test_channels_are_read_and_written(text: str, address: Address) -> None:
    assert parse_channel(text) == address
    assert channel_text(address) == text


@pytest.mark.parametrize("text", ["", "C123", "teams:T1/C1", "slack:", "slack:T1/C1/1", "slack:T1/C 1", "#news"])
def test_what_is_no_channel_is_refused(text: str) -> None:
    with pytest.raises(UnusableChannel, match="write slack:WORKSPACE/CHANNEL or discord:SERVER/CHANNEL"):
        parse_channel(text)
