"""Who is told of a question in Slack: nobody who could not see it being asked."""

from __future__ import annotations

import asyncio
import itertools
import re
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import Engine

from adapters.slackbot import audiences
from adapters.slackbot.audiences import audience_of
from adapters.slackbot.inbound import mention
from bot.calendar.rules import DigestRule
from bot.calendar.subscriptions import Wish, subscribe
from bot.chat.inbox import LEASE
from bot.chat.nouns import Audience, Inbound, Visibility
from bot.delivery.nouns import Address
from bot.ledger.open_questions import open_for, still_open
from tests.adapters.slack.office import DESK, NEWS, POLITICS, TEAM, Office, newsroom
from tests.adapters.slack.shown import plain
from tests.servers.slack import ANA, BEN, BOT_USER, Channel, SlackError, Workspace
from tests.servers.slack.running import in_loop

DEN = Address("slack", TEAM, "C0000DENN")
TALK = Address("slack", TEAM, "C0000TALK")
DIGESTS = (NEWS, POLITICS, DEN, DESK)
HOUR = 3600.0
INFO = "conversations.info"


def about(place: str) -> str:
    """A question that the ledger has no figure for."""
    return f"ferry passengers on {place} in 2022"


def office_of(engine: Engine, team: str = TEAM, **settings: Any) -> Any:
    """A newsroom with a private channel and a group message, besides those of every workspace."""
    everyone = {ANA.id, BEN.id, BOT_USER.id}
    workspace = Workspace(team_id=team)
    workspace.channels += [
        Channel(DEN.channel, "den", set(everyone), is_private=True),
        Channel(TALK.channel, "mpdm-ana--ben--factdesk-1", set(everyone), is_private=True, is_mpim=True),
    ]
    return newsroom(engine, workspace, **settings)


def seen_in(office: Office, address: Address) -> list[str]:
    return sorted(one.text for one in open_for(office.engine, str(address), address.budget))


async def digests(office: Office) -> dict[Address, list[str]]:
    """The open questions that the digests of the next morning tell."""
    for address in DIGESTS:
        wish = Wish(address, "UTC", digest=DigestRule.parse("daily 07:00", "UTC"), post_empty=True)
        subscribe(office.engine, wish, "terminal", office.now())
    await office.tick(9 * HOUR)
    told = {}
    for address in DIGESTS:
        (post,) = [one for one in office.slack.posts(address.channel) if one["text"].startswith("Figures desk")]
        told[address] = sorted(re.findall("“([^”]+)”", plain(post["blocks"])))
    return told


@in_loop
async def _places(engine: Engine) -> None:
    async with office_of(engine) as office:
        slack = office.slack
        await office.done(
            slack.direct_message(about("Dorval")),
            slack.command("/figure", about("Corvo")),
            slack.mention(about("Narnia")),
            slack.mention(about("Denmark"), channel=DEN.channel),
            slack.mention(about("Tuvalu"), channel=TALK.channel),
        )
        assert seen_in(office, TALK) == [about("Narnia")], "what is said among a few is told of nowhere"
        told = await digests(office)
        assert told[NEWS] == told[POLITICS] == [about("Narnia")]
        assert told[DEN] == [about("Denmark"), about("Narnia")]
        names = ("Corvo", "Denmark", "Dorval", "Narnia", "Tuvalu")
        assert told[DESK] == [about(name) for name in names]
        assert slack.rejections == []
        assert office.failures == []


def test_digests_tell_what_could_be_seen_and_the_desk_s_own_all(engine: Engine) -> None:
    _places(engine)


@in_loop
async def _public_commands(engine: Engine) -> None:
    async with office_of(engine, command_visibility=Visibility.PUBLIC) as office:
        slack = office.slack
        direct = slack.state.direct_message(ANA.id).channel.id
        for name, channel in (
            ("Narnia", NEWS.channel),
            ("Denmark", DEN.channel),
            ("Tuvalu", TALK.channel),
            ("Dorval", direct),
            ("Elba", "C0000ELSE"),  # The bot is not in it: the answer is for the asker alone.
        ):
            await office.done(slack.command("/figure", about(name), channel=channel))
        await office.relay()
        (post,) = slack.posts(NEWS.channel)
        assert about("Narnia") not in str(post), "the words of a command stand nowhere"
        for address in (NEWS, POLITICS, DEN, TALK, Address("slack", TEAM, direct)):
            assert seen_in(office, address) == []
        assert slack.calls(INFO) == []
        assert len(still_open(engine)) == 5


def test_the_words_of_a_command_that_is_answered_for_all_were_seen_by_nobody(sqlite_engine: Engine) -> None:
    _public_commands(sqlite_engine)


@in_loop
async def _workspaces(engine: Engine) -> None:
    async with office_of(engine) as one, office_of(engine, team="T0000OTHR") as other:
        other.slack.state._numbers = itertools.count(1000)  # Slack gives no two events one id.
        await one.done(one.slack.mention(about("Narnia")))
        await other.done(other.slack.mention(about("Oz")))
        there = Address("slack", "T0000OTHR", NEWS.channel)
        assert seen_in(one, NEWS) == [about("Narnia")]
        assert seen_in(one, there) == [about("Oz")]
        told = await digests(one)
        assert told[POLITICS] == [about("Narnia")]
        assert told[DESK] == [about("Narnia"), about("Oz")]


def test_a_workspace_is_told_nothing_of_another(engine: Engine) -> None:
    _workspaces(engine)


@in_loop
async def _asked_for_once(engine: Engine) -> None:
    async with office_of(engine) as office:
        slack = office.slack
        await office.done(*(slack.mention(about(f"Narnia {number}")) for number in range(5)))
        assert len(slack.calls(INFO)) == 1
        slack.advance(4 * 60)
        await office.done(slack.mention(about("Narnia again")))
        assert len(slack.calls(INFO)) == 1
        slack.state.conversations[NEWS.channel].channel.is_private = True
        slack.advance(2 * 60)
        await office.done(slack.mention(about("Oz")))
        assert len(slack.calls(INFO)) == 2
        assert about("Oz") in seen_in(office, NEWS)
        assert about("Oz") not in seen_in(office, POLITICS)
        await office.done(slack.command("/figure", about("Corvo")), slack.mention("dates"), slack.mention("help"))
        assert len(slack.calls(INFO)) == 2


def test_slack_is_asked_once_in_some_minutes_who_reads_a_channel(sqlite_engine: Engine) -> None:
    _asked_for_once(sqlite_engine)


@pytest.mark.parametrize("trouble", ["missing_scope", "ratelimited", "internal_error", None])
def test_where_slack_does_not_say_it_is_the_channel_s_own(sqlite_engine: Engine, trouble: str | None) -> None:
    @in_loop
    async def run() -> None:
        async with office_of(sqlite_engine) as office:
            slack = office.slack
            if trouble is None:
                slack.faults.fail(INFO)
            else:
                slack.faults.refuse(INFO, SlackError(trouble))
            for name in ("Narnia", "Oz"):
                await office.done(slack.mention(about(name)))
            assert len(slack.calls(INFO)) == 1
            assert seen_in(office, NEWS) == [about("Narnia"), about("Oz")]
            assert seen_in(office, POLITICS) == []
            slack.advance(61)
            await office.done(slack.mention(about("Elba")))
            assert seen_in(office, POLITICS) == [about("Elba")]
            assert office.failures == []

    run()


@pytest.mark.parametrize(
    ("described", "audience"),
    [
        ({"is_channel": True, "is_private": False}, Audience.EVERYONE),
        ({"is_channel": True, "is_private": False, "is_ext_shared": True}, Audience.EVERYONE),
        ({"is_channel": True, "is_private": True}, Audience.MEMBERS),
        ({"is_channel": False, "is_group": True, "is_private": True}, Audience.MEMBERS),
        ({"is_channel": True}, Audience.MEMBERS),
        ({"is_private": False}, Audience.MEMBERS),
        ({}, Audience.MEMBERS),
        ({"is_channel": False, "is_group": True, "is_mpim": True, "is_private": True}, Audience.ALONE),
        ({"is_im": True, "is_private": True}, Audience.ALONE),
    ],
)
def test_a_channel_that_is_not_said_to_be_public_is_not(described: dict[str, bool], audience: Audience) -> None:
    assert audience_of(described) is audience


@in_loop
async def _slow(engine: Engine) -> None:
    async with office_of(engine) as office:
        hold = office.slack.faults.hold(INFO)
        await office.done(office.slack.mention(about("Narnia")))
        assert len(office.posts()) == 0
        await office.relay()
        assert len(office.posts()) == 1, "nobody waits for it"
        assert seen_in(office, NEWS) == [about("Narnia")]
        assert seen_in(office, POLITICS) == []
        hold.release()


def test_an_answer_does_not_wait_long_for_who_reads_the_channel(
    sqlite_engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(audiences, "_PATIENCE", 0.0)
    _slow(sqlite_engine)


@in_loop
async def _stored(engine: Engine) -> None:
    async with office_of(engine) as office:
        slack = office.slack
        said = slack.mention(about("Narnia"))
        await office.done(said)
        event = mention(said.payload, BOT_USER.id)
        assert event is not None
        new, old = (replace(event, key=f"slack/{name}", text=about(name)) for name in ("Oz", "Elba"))
        stored = old.as_json()
        del stored["audience"]
        for crashed in (new, Inbound.from_json(stored)):
            assert await asyncio.to_thread(office.desk.take, crashed, office.now())
        slack.advance((LEASE + timedelta(seconds=1)).total_seconds())
        await office.restart()
        await office.retaken()
        assert seen_in(office, POLITICS) == [about("Narnia"), about("Oz")], "an earlier version did not say"
        assert len(still_open(engine)) == 3


def test_what_is_taken_up_again_after_a_crash_is_asked_for_then(sqlite_engine: Engine) -> None:
    _stored(sqlite_engine)
