"""Interactions have three seconds, one answer, and a token for fifteen minutes."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

import pytest

from tests.servers.discord import DiscordServer, Interaction, ManualClock
from tests.servers.discord.client import RawClient, raw_client, where
from tests.servers.discord.errors import Json
from tests.servers.discord.world import ALICE, BOT, NEWSROOM

COMMANDS = f"/applications/{BOT.id}/commands"
QUESTION = {"type": 3, "name": "question", "description": "What", "autocomplete": True}


def with_command(work: Callable[[DiscordServer, RawClient, ManualClock], Awaitable[None]]) -> None:
    """Runs a test's coroutine on a server where /figure is registered, with time standing still."""

    async def run() -> None:
        clock = ManualClock()
        async with DiscordServer(clock=clock) as server, raw_client(server) as client:
            await client("PUT", COMMANDS, [{"name": "figure", "description": "Ask", "options": [QUESTION]}])
            await work(server, client, clock)

    asyncio.run(run())


def ask(server: DiscordServer) -> Interaction:
    return server.command("figure", None, {"question": "x"}, user=ALICE, channel=NEWSROOM)


async def answer(client: RawClient, one: Interaction, kind: object, data: Json | None = None) -> tuple[int, Any]:
    body: Json = {"type": kind} | ({} if data is None else {"data": data})
    return await client("POST", f"/interactions/{one.id}/{one.token}/callback?with_response=1", body)


def hook(one: Interaction, message: str = "") -> str:
    return f"/webhooks/{BOT.id}/{one.token}" + (f"/messages/{message}" if message else "")


def test_an_answer_after_three_seconds_is_too_late() -> None:
    async def work(server: DiscordServer, client: RawClient, clock: ManualClock) -> None:
        in_time, late = ask(server), ask(server)
        clock.advance(3.0)
        assert (await answer(client, in_time, 4, {"content": "x"}))[0] == 200
        clock.advance(0.001)
        status, body = await answer(client, late, 4, {"content": "x"})
        assert (status, body["code"], body["message"]) == (404, 10062, "Unknown interaction")
        assert in_time.callback is not None
        assert in_time.callback.seconds == 3.0
        assert (late.acknowledged, late.failed) == (False, True)

    with_command(work)


def test_a_second_answer_is_refused() -> None:
    async def work(server: DiscordServer, client: RawClient, clock: ManualClock) -> None:
        one = ask(server)
        await answer(client, one, 5)
        clock.advance(60)
        status, body = await answer(client, one, 4, {"content": "x"})
        assert (status, body["code"]) == (400, 40060)

    with_command(work)


def test_the_token_ends_after_fifteen_minutes() -> None:
    async def work(server: DiscordServer, client: RawClient, clock: ManualClock) -> None:
        one = ask(server)
        await answer(client, one, 5)
        clock.advance(900)
        assert (await client("PATCH", hook(one, "@original"), {"content": "x"}))[0] == 200
        clock.advance(0.1)
        status, body = await client("PATCH", hook(one, "@original"), {"content": "y"})
        assert (status, body["code"]) == (401, 50027)

    with_command(work)


def test_nothing_follows_before_the_answer() -> None:
    async def work(server: DiscordServer, client: RawClient, clock: ManualClock) -> None:
        one = ask(server)
        status, body = await client("POST", hook(one), {"content": "x"})
        assert (status, body["code"]) == (404, 10015)

    with_command(work)


def test_the_first_follow_up_fills_a_deferred_answer_and_keeps_it_private() -> None:
    async def work(server: DiscordServer, client: RawClient, clock: ManualClock) -> None:
        one = ask(server)
        _, body = await answer(client, one, 5, {"flags": 64})
        assert body["interaction"]["response_message_loading"] is True
        assert body["resource"]["message"]["flags"] == 64 | 128
        assert one.loading
        _, filled = await client("POST", hook(one), {"content": "x"})
        assert (filled["id"], filled["flags"], one.loading) == (one.original_id, 64, False)
        _, second = await client("POST", hook(one), {"content": "y"})
        assert [message["id"] for message in one.followups] == [second["id"]]
        assert second["flags"] == 0
        assert [message["content"] for message in server.messages(NEWSROOM)] == ["y"]

    with_command(work)


def test_follow_ups_are_read_changed_and_removed() -> None:
    async def work(server: DiscordServer, client: RawClient, clock: ManualClock) -> None:
        one = ask(server)
        await answer(client, one, 4, {"content": "x"})
        _, follow_up = await client("POST", hook(one), {"content": "y"})
        path = hook(one, follow_up["id"])
        assert (await client("PATCH", path, {"content": "z"}))[1]["content"] == "z"
        assert (await client("GET", path))[1]["content"] == "z"
        assert (await client("DELETE", path))[0] == 204
        assert (await client("GET", path))[1]["code"] == 10008
        assert (await client("DELETE", hook(one, "@original")))[0] == 204
        assert (one.original, one.followups) == (None, [])

    with_command(work)


@pytest.mark.parametrize(
    ("kind", "data", "path"),
    [
        (4, {"content": "x" * 2001}, "data.content"),
        (4, {"embeds": [{"title": "x" * 257}]}, "data.embeds.0.title"),
        (4, {"content": "x", "nonce": "1"}, "data.nonce"),
        (6, None, "type"),
        (8, {"choices": []}, "type"),
        (77, None, "type"),
        ([], None, "type"),
        (9, {"custom_id": "m", "title": "x" * 46, "components": []}, "data.title"),
        (9, {"custom_id": "m", "title": "t", "components": []}, "data.components"),
    ],
)
def test_a_bad_answer_is_refused(kind: object, data: Json | None, path: str) -> None:
    async def work(server: DiscordServer, client: RawClient, clock: ManualClock) -> None:
        one = ask(server)
        status, body = await answer(client, one, kind, data)
        assert (status, body["code"]) == (400, 50035)
        assert path in where(body["errors"])
        assert not one.acknowledged

    with_command(work)


def test_an_empty_answer_is_refused() -> None:
    async def work(server: DiscordServer, client: RawClient, clock: ManualClock) -> None:
        status, body = await answer(client, ask(server), 4, {"content": ""})
        assert (status, body["code"]) == (400, 50006)

    with_command(work)


def text_input(number: int = 0, **changes: Any) -> Json:
    return {"type": 1, "components": [{"type": 4, "custom_id": f"i{number}", "style": 1, "label": "l"} | changes]}


@pytest.mark.parametrize(
    ("components", "path"),
    [
        ([text_input(number) for number in range(6)], "data.components"),
        ([text_input(label="x" * 46)], "data.components.0.components.0.label"),
        ([text_input(custom_id="x" * 101)], "data.components.0.components.0.custom_id"),
        ([text_input(placeholder="x" * 101)], "data.components.0.components.0.placeholder"),
        ([text_input(max_length=4001)], "data.components.0.components.0.max_length"),
        ([text_input(), text_input()], "data.components.1.components.0.custom_id"),
    ],
)
def test_a_bad_modal_is_refused(components: list[Json], path: str) -> None:
    async def work(server: DiscordServer, client: RawClient, clock: ManualClock) -> None:
        modal = {"custom_id": "m", "title": "t", "components": components}
        _, body = await answer(client, ask(server), 9, modal)
        assert path in where(body["errors"])

    with_command(work)


@pytest.mark.parametrize(
    ("choices", "path"),
    [
        ([{"name": str(number), "value": str(number)} for number in range(26)], "data.choices"),
        ([{"name": "x" * 101, "value": "v"}], "data.choices.0.name"),
        ([{"name": "n", "value": "x" * 101}], "data.choices.0.value"),
        ([{"name": "n"}], "data.choices.0.value"),
    ],
)
def test_bad_choices_are_refused(choices: list[Json], path: str) -> None:
    async def work(server: DiscordServer, client: RawClient, clock: ManualClock) -> None:
        typing = asyncio.create_task(
            server.autocomplete("figure", None, {"question": "x"}, "question", user=ALICE, channel=NEWSROOM)
        )
        (one,) = await server.wait_for(lambda: list(server.state.interactions.values()))
        _, body = await answer(client, one, 8, {"choices": choices})
        assert path in where(body["errors"])
        await answer(client, one, 8, {"choices": []})
        assert await typing == []

    with_command(work)


def test_a_wait_that_fails_tells_what_was_there() -> None:
    async def work(server: DiscordServer, client: RawClient, clock: ManualClock) -> None:
        server.say("hello there", ALICE, NEWSROOM)
        with pytest.raises(TimeoutError, match="alice: 'hello there'"):
            await server.state.changes.wait_for(lambda: False, patience=0.01)

    with_command(work)
