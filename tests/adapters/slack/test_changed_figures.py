"""A figure that was given in Slack changes: every place is told once, in threads, in messages and in person."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import Engine

from bot.calendar.nouns import CORRECTION, MARK
from bot.delivery.nouns import Address, State
from tests.adapters import changed
from tests.adapters.slack.office import DESK, NEWS, POLITICS, QUESTION, Office, newsroom
from tests.adapters.slack.shown import links, plain
from tests.adapters.slack.test_buttons import press
from tests.servers.slack import ANA, SlackError
from tests.servers.slack.running import in_loop


async def _changes(office: Office) -> None:
    changed.publish_final(office.engine, office.now())
    for _ in range(3):
        await office.tick(60)


def _told(office: Office, address: Address = NEWS) -> list[dict[str, Any]]:
    """What was said of the change in a channel."""
    return [post for post in office.slack.posts(address.channel) if post["text"].startswith(changed.NEWS)]


def _marked(office: Office, address: Address = NEWS) -> list[str]:
    posts = office.slack.posts(address.channel)
    return [post["ts"] for post in posts if f"{changed.MARK}: " in plain(post["blocks"])]


@in_loop
async def _story(engine: Engine) -> None:
    async with newsroom(engine) as office:
        (answer,) = await office.posted(office.slack.mention(QUESTION))
        asked = office.slack.mention(changed.COMPUTED, channel=POLITICS.channel)
        await office.posted(asked)
        private = await office.answered(office.slack.command("/figure", QUESTION, channel=DESK.channel))
        assert await press(office, private, "share") == "Shared in the channel."
        direct_asked = office.slack.direct_message(QUESTION)
        await office.done(direct_asked)
        await office.relay()
        direct = NEWS._replace(channel=office.slack.direct_channel(ANA.id))
        await _changes(office)
        (below,) = _told(office)
        assert below["thread_ts"] == answer["thread_ts"]
        assert _marked(office) == [answer["ts"]]
        ((computed, said),) = [office.slack.posts(POLITICS.channel)]
        assert "Now: asked again, this is answered: " in plain(computed["blocks"])
        assert "Now: The number of ferry passengers (North) fell by 277" in plain(said["blocks"])
        (shared,) = _told(office, DESK)
        assert _marked(office, DESK) == [shared["thread_ts"]]
        # Once in the direct message where it was asked, and once in person for what was answered in private.
        assert sorted("you were given" in post["text"] for post in _told(office, direct)) == [False, True]
        assert len(_marked(office, direct)) == 1
        assert office.failures == []


def test_each_place_is_told_once(sqlite_engine: Engine) -> None:
    _story(sqlite_engine)


@in_loop
async def _digest(engine: Engine) -> None:
    async with newsroom(engine) as office:
        changed.daily_digest(engine, NEWS, office.now() + timedelta(minutes=2), office.now())
        office.slack.advance(1)
        changed.publish_revised(engine, office.now())
        await office.tick(180)
        (digest,) = office.slack.posts(NEWS.channel)
        await _changes(office)
        assert _marked(office) == [digest["ts"]]
        assert [post["thread_ts"] for post in _told(office)] == [digest["ts"]]


def test_a_digest_is_marked_and_has_a_word_in_its_thread(sqlite_engine: Engine) -> None:
    _digest(sqlite_engine)


@in_loop
async def _together(engine: Engine) -> None:
    async with newsroom(engine) as office:
        asked = [office.slack.direct_message(QUESTION) for _ in range(3)]
        await office.done(*asked)
        await office.relay()
        direct = NEWS._replace(channel=office.slack.direct_channel(ANA.id))
        before = office.slack.posts(direct.channel)
        await _changes(office)
        (said,) = _told(office, direct)
        assert "thread_ts" not in said
        assert sorted(_marked(office, direct)) == sorted(post["ts"] for post in before)
        stamps = [post["ts"].replace(".", "") for post in before]
        assert sorted(link.rpartition("/p")[2].partition("|")[0] for link in links(said["blocks"])) == sorted(stamps)


def test_several_messages_without_a_thread_are_told_of_in_one_with_links(sqlite_engine: Engine) -> None:
    _together(sqlite_engine)


@in_loop
async def _refused(engine: Engine, method: str, error: str, kind: str) -> None:
    async with newsroom(engine) as office:
        await office.posted(office.slack.mention(QUESTION))
        office.slack.faults.refuse(method, SlackError(error))
        await _changes(office)
        parked = {row.kind: row.last_error for row in office.deliveries() if row.state is State.PARKED}
        assert parked == {kind: error}
        assert (len(_told(office)), len(_marked(office))) == ((1, 0) if kind == MARK else (0, 1))


@pytest.mark.parametrize(
    ("method", "error", "kind"),
    [
        ("chat.update", "message_not_found", MARK),
        ("chat.update", "edit_window_closed", MARK),
        ("chat.postMessage", "restricted_action_thread_locked", CORRECTION),
        ("chat.postMessage", "thread_not_found", CORRECTION),
    ],
)
def test_where_one_is_refused_the_other_still_goes(sqlite_engine: Engine, method: str, error: str, kind: str) -> None:
    _refused(sqlite_engine, method, error, kind)


@in_loop
async def _gone(engine: Engine) -> None:
    async with newsroom(engine) as office:
        await office.posted(office.slack.mention(QUESTION))
        office.slack.state.conversation(NEWS.channel).channel.is_archived = True
        await _changes(office)
        (reply,) = [row for row in office.deliveries() if row.kind == CORRECTION]
        assert (reply.state, reply.attempts) == (State.DUE, 0)
        assert len([text for text in office.posts(DESK) if "can be posted" in text]) == 1


def test_an_archived_channel_waits_and_the_desk_is_told_once(sqlite_engine: Engine) -> None:
    _gone(sqlite_engine)


@in_loop
async def _left(engine: Engine) -> None:
    async with newsroom(engine) as office:
        await office.answered(office.slack.command("/figure", QUESTION))
        office.slack.faults.refuse("conversations.open", SlackError("user_disabled"))
        await _changes(office)
        (row,) = [row for row in office.deliveries() if row.kind == CORRECTION]
        assert (row.state, row.address.person) == (State.DUE, ANA.id)
        assert row.attempts == 0


def test_who_has_left_is_written_to_no_more(sqlite_engine: Engine) -> None:
    _left(sqlite_engine)


@in_loop
async def _lost(engine: Engine, fault: str) -> None:
    async with newsroom(engine) as office:
        await office.posted(office.slack.mention(QUESTION))
        if fault == "mark":
            office.slack.faults.drop("chat.update", taken=True)
        else:
            office.slack.faults.drop("chat.postMessage", taken=fault == "reply taken")
        await _changes(office)
        assert (len(_told(office)), len(_marked(office))) == (1, 1)


@pytest.mark.parametrize("fault", ["mark", "reply taken", "reply"])
def test_it_stands_once_whatever_is_lost(sqlite_engine: Engine, fault: str) -> None:
    _lost(sqlite_engine, fault)
