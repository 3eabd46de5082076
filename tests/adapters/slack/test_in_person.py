"""What could not be posted in a channel is told to whoever asked, in their direct message with the bot."""

from __future__ import annotations

import pytest
from sqlalchemy import Engine

from bot.delivery.nouns import Address, State
from tests.adapters.slack.office import NEWS, QUESTION, TEAM, Office, newsroom
from tests.servers.slack.errors import SlackError
from tests.servers.slack.running import in_loop
from tests.servers.slack.workspace import ANA

IN_PERSON = Address("slack", TEAM, f"@{ANA.id}")
FIRST = f"What you asked for could not be posted in slack:{TEAM}/{NEWS.channel}"


def _directly(office: Office) -> list[str]:
    """The first lines of what the bot has told Ana in person."""
    direct = office.slack.state.direct_message(ANA.id)
    return office.posts(NEWS._replace(channel=direct.channel.id))


@in_loop
async def _refused(engine: Engine, error: str) -> None:
    async with newsroom(engine) as office:
        office.slack.faults.refuse("chat.postMessage", SlackError(error))
        asked = office.slack.mention(QUESTION)
        assert await office.posted(asked) == []
        assert _directly(office) == [FIRST]


@pytest.mark.parametrize("error", ["msg_blocks_too_long", "not_in_channel"])
def test_a_refusal_for_good_is_told_in_person(sqlite_engine: Engine, error: str) -> None:
    _refused(sqlite_engine, error)


@in_loop
async def _lost(engine: Engine, fault: str) -> None:
    async with newsroom(engine) as office:
        office.enqueue("told", address=IN_PERSON)
        match fault:
            case "posted, answer lost":
                office.slack.faults.drop("chat.postMessage", taken=True)
            case "opened, answer lost":
                office.slack.faults.drop("conversations.open", taken=True)
            case _:
                office.slack.faults.fail("conversations.open")
        await office.relay()
        assert _directly(office) == ["told"]
        assert office.states() == [State.SENT]


@pytest.mark.parametrize("fault", ["posted, answer lost", "opened, answer lost", "not opened"])
def test_it_is_told_once_whatever_is_lost(sqlite_engine: Engine, fault: str) -> None:
    _lost(sqlite_engine, fault)


@in_loop
async def _closed(engine: Engine) -> None:
    async with newsroom(engine) as office:
        office.enqueue("told", address=IN_PERSON)
        office.slack.faults.refuse("conversations.open", SlackError("user_disabled"))
        await office.relay()
        assert office.states() == [State.DUE]
        assert await office.posted() == []


def test_who_takes_no_messages_holds_nothing_up(sqlite_engine: Engine) -> None:
    _closed(sqlite_engine)
