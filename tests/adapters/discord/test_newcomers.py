"""A server that the bot is added to is told once how to ask, with examples that its ledger answers."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import timedelta

import pytest
from discord.state import AutoShardedConnectionState
from sqlalchemy import Engine

from bot.chat.access import Access
from bot.chat.service import ChatConfig
from bot.delivery.nouns import State
from bot.ledger.record import record
from tests.adapters.discord.newsroom import DESK_ADDRESS, Newsroom, newsroom
from tests.adapters.slack.trouble import database_away
from tests.ledger.batches import batch, figure
from tests.servers.discord.permissions import Permission
from tests.servers.discord.reading import sentence, text
from tests.servers.discord.world import ALICE, BEN, BOT, EDITORS, GUILD, NEWSROOM, Channel, Guild, Member, Overwrite

_CLOSED = (Overwrite(BOT.id, deny=int(Permission.SEND_MESSAGES), member=True),)
RULES = Channel("1100000000000000051", "rules", overwrites=_CLOSED)
HALL = Channel("1100000000000000052", "hall")
OFFICE = Channel("1100000000000000053", "office")
JOINED = Guild(
    "1100000000000000023",
    "Another newsroom",
    ALICE.id,
    channels=(RULES, HALL, OFFICE),
    members=(Member(BOT), Member(ALICE)),
)
Work = Callable[[Newsroom], Awaitable[None]]
Run = Callable[..., None]


@pytest.fixture(autouse=True)
def _soon_ready(monkeypatch: pytest.MonkeyPatch) -> None:
    """discord.py waits two seconds for more servers that the bot is in already."""
    init = AutoShardedConnectionState.__init__
    monkeypatch.setattr(
        AutoShardedConnectionState, "__init__", lambda self, **options: init(self, **options, guild_ready_timeout=0.05)
    )


@pytest.fixture
def run(sqlite_engine: Engine) -> Run:
    def running(work: Work, access: Access | None = None) -> None:
        async def inside() -> None:
            async with newsroom(sqlite_engine) as room:
                if access is not None:
                    room.chat = ChatConfig(desk=DESK_ADDRESS, access=access)
                    await room.restart()
                assert room.bot._client is not None
                await room.bot._client.wait_until_ready()
                async with room.relaying():
                    await work(room)
                    assert room.failures == []
                    assert room.server.refusals == []

        asyncio.run(inside())

    return running


def test_the_first_channel_that_the_bot_may_write_in_is_told(run: Run) -> None:
    async def work(room: Newsroom) -> None:
        room.server.join(JOINED)
        (told,) = await room.posted(1, HALL)
        assert sentence(told).startswith("The figures desk is here.")
        assert "everybody here may add, move and cancel key dates" in text(told)

    run(work)


def test_the_channel_for_newcomers_goes_before(run: Run) -> None:
    async def work(room: Newsroom) -> None:
        room.server.join(replace(JOINED, system_channel_id=OFFICE.id))
        await room.posted(1, OFFICE)
        assert room.mine(HALL) == []

    run(work)


def test_one_that_the_bot_may_not_write_in_does_not(run: Run) -> None:
    async def work(room: Newsroom) -> None:
        room.server.join(replace(JOINED, system_channel_id=RULES.id))
        await room.posted(1, HALL)

    run(work)


def test_a_server_without_any_place_to_write_in_is_left_alone(run: Run) -> None:
    async def work(room: Newsroom) -> None:
        room.server.join(replace(JOINED, channels=(RULES,)))
        await room.ask("ferry passengers on North in 2022")
        assert room.rows() == []

    run(work)


def test_every_example_is_answered(run: Run) -> None:
    async def work(room: Newsroom) -> None:
        room.server.join(JOINED)
        (told,) = await room.posted(1, HALL)
        tried = re.search(r"Try: (.+(?:\n• .+)*)", text(told))
        assert tried is not None
        examples = tried[1].split("\n• ")
        assert 1 <= len(examples) <= 3
        for example in examples:
            asked = await room.ask(re.sub(r"\\(.)", r"\1", example))
            assert asked.original is not None
            assert "We don't hold" not in sentence(asked.original)

    run(work)


def test_nothing_under_embargo_is_an_example(run: Run) -> None:
    async def work(room: Newsroom) -> None:
        record(room.engine, batch(figure("9.99", "layoffs", embargo_until=room.now() + timedelta(days=1))), room.now())
        room.server.join(JOINED)
        (told,) = await room.posted(1, HALL)
        assert "layoffs" not in text(told).lower()
        assert "9.99" not in text(told)

    run(work)


def test_it_is_told_once_however_often_the_bot_is_added(run: Run) -> None:
    async def work(room: Newsroom) -> None:
        room.server.join(JOINED)
        await room.posted(1, HALL)
        await room.settled()
        room.server.join(JOINED)
        await room.ask("ferry passengers on North in 2022")
        assert len(room.mine(HALL)) == 1
        assert [row.state for row in room.rows() if row.kind == "welcome"] == [State.SENT]
        assert room.mine(NEWSROOM) == []

    run(work)


def test_a_server_that_the_desk_does_not_serve_is_told_nothing(run: Run) -> None:
    async def work(room: Newsroom) -> None:
        room.server.join(JOINED)
        await room.ask("ferry passengers on North in 2022", user=BEN)
        assert room.mine(HALL) == []
        assert room.rows() == []

    run(work, Access(workspaces=frozenset({("discord", GUILD.id)})))


def test_the_editors_are_named_where_there_are_any(run: Run) -> None:
    async def work(room: Newsroom) -> None:
        room.server.join(JOINED)
        (told,) = await room.posted(1, HALL)
        assert "the desk's editors add, move and cancel key dates" in text(told)

    run(work, Access(editors=frozenset({EDITORS.id})))


def test_while_the_database_is_away_it_waits(run: Run) -> None:
    async def work(room: Newsroom) -> None:
        with database_away(room.engine):
            room.server.join(JOINED)
            await room.server.wait_for(lambda: True)
        await room.posted(1, HALL)

    run(work)
