"""The connection: let in, thrown out, cut, resumed, and always to the gateway that was set."""

from __future__ import annotations

import asyncio
import io
from collections.abc import Awaitable, Callable
from contextlib import asynccontextmanager
from typing import Any

import pytest
from sqlalchemy import Engine

from adapters.discordbot.endpoints import Socket
from adapters.discordbot.errors import DiscordRefused, DiscordUnreachable
from tests.adapters.discord.newsroom import ANSWER, QUESTION, Newsroom, newsroom
from tests.servers.discord.reading import sentence
from tests.servers.discord.world import ALICE, NEWSROOM

NOWHERE = "ws://127.0.0.1:9/gateway"
Work = Callable[[Newsroom], Awaitable[None]]
Run = Callable[..., None]


@pytest.fixture
def run(sqlite_engine: Engine) -> Run:
    """Runs a test's coroutine in a newsroom of its own, with a relay."""

    def running(work: Work, **options: Any) -> None:
        async def inside() -> None:
            async with newsroom(sqlite_engine, **options) as room, room.relaying():
                await work(room)

        asyncio.run(inside())

    return running


async def _answered(room: Newsroom, count: int = 1) -> None:
    """A mention from now on is answered, once."""
    room.server.say(QUESTION, ALICE, NEWSROOM, mention_bot=True)
    answers = await room.posted(count)
    assert [ANSWER in sentence(one) for one in answers] == [True] * count


def test_a_reconnect_that_is_asked_for_loses_nothing(run: Run) -> None:
    async def work(room: Newsroom) -> None:
        room.server.gateway.reconnect()
        room.server.say(QUESTION, ALICE, NEWSROOM, mention_bot=True)
        await room.posted(1)
        await room.server.wait_for(lambda: room.server.gateway.resumes)
        await _answered(room, 2)
        assert len(room.server.gateway.identifies) == 1

    run(work)


def test_what_is_said_while_the_connection_is_cut_comes_with_the_resume(run: Run) -> None:
    async def work(room: Newsroom) -> None:
        room.server.gateway.drop()
        room.server.say(QUESTION, ALICE, NEWSROOM, mention_bot=True)
        await room.posted(1)
        assert room.server.gateway.resumes
        await _answered(room, 2)

    run(work)


def test_an_answer_under_way_survives_a_cut(run: Run) -> None:
    async def work(room: Newsroom) -> None:
        held = room.server.faults.hold("POST /interactions/{interaction_id}/{webhook_token}/callback", after=True)
        asked = room.server.command("figure", "ask", {"question": QUESTION}, user=ALICE, channel=NEWSROOM)
        await room.server.wait_for(lambda: held.arrived)
        room.server.gateway.drop()
        held.release()
        await asked.wait_answered()
        assert asked.original is not None
        assert ANSWER in sentence(asked.original)

    run(work)


@pytest.mark.parametrize("resumable", [True, False])
def test_an_invalid_session_begins_again(run: Run, resumable: bool) -> None:
    async def work(room: Newsroom) -> None:
        room.server.gateway.invalidate(resumable=resumable)
        again = room.server.gateway.resumes if resumable else room.server.gateway.identifies
        await room.server.wait_for(lambda: len(again) == (1 if resumable else 2))
        await room.server.wait_connected()
        await _answered(room)

    run(work)


@pytest.mark.parametrize("end", ["reconnect", "drop", "invalidate"])
def test_every_connection_comes_back_to_the_gateway_that_was_set(run: Run, end: str) -> None:
    """Discord names another place, for the first connection and for resuming."""

    async def work(room: Newsroom) -> None:
        gateway = room.server.gateway
        getattr(gateway, end)()
        await room.server.wait_for(lambda: gateway.resumes or len(gateway.identifies) == 2)
        await room.server.wait_connected()
        await _answered(room)

    run(work, gateway_named=NOWHERE)


def test_without_one_that_is_set_the_gateway_is_where_the_api_says(run: Run) -> None:
    async def work(room: Newsroom) -> None:
        room.server.gateway.invalidate()
        await room.server.wait_for(lambda: len(room.server.gateway.identifies) == 2)
        await room.server.wait_connected()
        await _answered(room)

    run(work, gateway_url=None)


def test_several_shards_are_one_bot(run: Run) -> None:
    async def work(room: Newsroom) -> None:
        await room.server.wait_connected(2)
        await _answered(room)
        room.server.direct_message(QUESTION, ALICE)
        await room.posted(1, room.server.state.direct_channel(ALICE).id)

    run(work, server={"shards": 2})


def test_no_privileged_intent_is_asked_for(run: Run) -> None:
    async def work(room: Newsroom) -> None:
        assert room.server.gateway.identifies[0]["intents"] == 1 << 0 | 1 << 9 | 1 << 12

    run(work)


@pytest.mark.parametrize("frame", ["no JSON", "{}", "[]", '{"op": 0, "t": "READY", "s": 9, "d": {}}', '{"op": 10}'])
def test_a_frame_that_cannot_be_read_stops_nothing(run: Run, frame: str) -> None:
    async def work(room: Newsroom) -> None:
        room.server.gateway.send_raw(frame)
        await _answered(room)

    run(work)


def test_what_discord_py_gives_up_is_begun_anew(run: Run, monkeypatch: pytest.MonkeyPatch, log: io.StringIO) -> None:
    connect = Socket.from_client.__func__  # type: ignore[attr-defined]
    failures = [RuntimeError("a fault of its own")]

    async def failing(cls: type[Socket], client: Any, **others: Any) -> Any:
        if others.get("resume") and failures:
            raise failures.pop()
        return await connect(cls, client, **others)

    async def work(room: Newsroom) -> None:
        monkeypatch.setattr(Socket, "from_client", classmethod(failing))
        room.server.gateway.drop()
        await room.server.wait_for(lambda: len(room.server.gateway.identifies) == 2)
        await room.server.wait_connected()
        await _answered(room)

    run(work)
    assert "a fault of its own" in log.getvalue()


# Let in, and thrown out


def test_a_gateway_that_closes_for_good_ends_the_run(sqlite_engine: Engine) -> None:
    async def work() -> None:
        async with newsroom(sqlite_engine) as room:
            running = asyncio.create_task(room.bot.run())
            room.server.gateway.close(4004)
            with pytest.raises(DiscordRefused, match=r"closed the connection for good .*; check the bot's token"):
                await running

    asyncio.run(work())


def test_a_stop_ends_the_run_without_an_error(sqlite_engine: Engine) -> None:
    async def work() -> None:
        async with newsroom(sqlite_engine) as room:
            running = asyncio.create_task(room.bot.run())
            await room.bot.stop()
            await running

    asyncio.run(work())


@asynccontextmanager
async def _stopped(engine: Engine, **config: Any) -> Any:
    """A newsroom whose bot has not been started, with this configuration."""
    async with newsroom(engine) as room:
        await room.bot.stop()
        for name, value in config.items():
            object.__setattr__(room.config, name, value)
        yield room


def test_a_token_that_is_refused_is_told_at_once(sqlite_engine: Engine) -> None:
    async def work() -> None:
        async with _stopped(sqlite_engine, token="another") as room:
            with pytest.raises(DiscordRefused, match="refused the token; set FACTDESK_DISCORD_TOKEN"):
                await room.start()

    asyncio.run(work())


def test_a_discord_that_is_not_there_is_told_at_once(sqlite_engine: Engine) -> None:
    async def work() -> None:
        async with _stopped(sqlite_engine, api_url="http://127.0.0.1:9/api/v10") as room:
            with pytest.raises(DiscordUnreachable, match=r"did not answer within 20 seconds at http://127\.0\.0\.1:9"):
                await room.start()

    asyncio.run(work())


@pytest.mark.parametrize("away", ["gateway", "api"])
def test_a_discord_that_does_not_answer_is_told_in_time(sqlite_engine: Engine, away: str) -> None:
    async def work() -> None:
        async with _stopped(sqlite_engine, start_within=0.3) as room:
            if away == "gateway":
                room.server.gateway.faults.refuse()
            else:
                room.server.faults.hold("GET /users/@me")
            with pytest.raises(DiscordUnreachable):
                await room.start()
            room.server.gateway.faults.accept()
            room.server.faults.clear()
            object.__setattr__(room.config, "start_within", 20.0)
            async with room_started(room):
                await _answered(room)

    asyncio.run(work())


@asynccontextmanager
async def room_started(room: Newsroom) -> Any:
    await room.start()
    async with room.relaying():
        yield
