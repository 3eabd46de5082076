"""Rate limits of the local Discord, by its own clock."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable

from tests.servers.discord import DiscordServer, Limit, ManualClock, RateLimits
from tests.servers.discord.client import RawClient, raw_client
from tests.servers.discord.limits import MESSAGES
from tests.servers.discord.world import BOT, DESK, NEWSROOM

PATH = f"/channels/{NEWSROOM.id}/messages"


def with_limits(limits: RateLimits, work: Callable[[RawClient, ManualClock], Awaitable[None]]) -> None:
    async def run() -> None:
        clock = ManualClock(1_800_000_000.0)
        async with DiscordServer(clock=clock, limits=limits) as server, raw_client(server) as client:
            await work(client, clock)

    asyncio.run(run())


def test_a_bucket_is_told_used_up_and_filled_again() -> None:
    async def work(client: RawClient, clock: ManualClock) -> None:
        _, _, first = await client.full("POST", PATH, {"content": "x"})
        assert {key: first[f"X-RateLimit-{key}"] for key in ("Limit", "Remaining", "Reset", "Reset-After")} == {
            "Limit": "2",
            "Remaining": "1",
            "Reset": "1800000005.000",
            "Reset-After": "5.000",
        }
        clock.advance(1)
        _, _, second = await client.full("POST", PATH, {"content": "x"})
        assert (second["X-RateLimit-Remaining"], second["X-RateLimit-Bucket"]) == ("0", first["X-RateLimit-Bucket"])
        status, answer, headers = await client.full("POST", PATH, {"content": "x"})
        assert (status, answer["retry_after"], answer["global"]) == (429, 4.0, False)
        assert (headers["Retry-After"], headers["X-RateLimit-Scope"]) == ("4.000", "user")
        assert (await client("POST", f"/channels/{DESK.id}/messages", {"content": "x"}))[0] == 200
        assert (await client("GET", PATH))[0] == 200
        clock.advance(4)
        assert (await client("POST", PATH, {"content": "x"}))[0] == 200

    with_limits(RateLimits({MESSAGES: Limit(2, 5.0)}), work)


def test_the_limit_over_all() -> None:
    async def work(client: RawClient, clock: ManualClock) -> None:
        statuses = [(await client("GET", "/users/@me"))[0] for _ in range(3)]
        assert statuses == [200, 200, 429]
        status, answer, headers = await client.full("POST", PATH, {"content": "x"})
        assert (status, answer["global"], answer["retry_after"]) == (429, True, 1.0)
        assert (headers["X-RateLimit-Global"], headers["X-RateLimit-Scope"]) == ("true", "global")
        # What an interaction's token pays for is not counted.
        assert (await client("GET", f"/webhooks/{BOT.id}/token/messages/@original"))[0] == 404
        clock.advance(1)
        assert (await client("GET", "/users/@me"))[0] == 200

    with_limits(RateLimits(overall=Limit(2, 1.0)), work)


def test_limits_like_discords_own() -> None:
    async def work(client: RawClient, clock: ManualClock) -> None:
        statuses = [(await client("POST", PATH, {"content": "x"}))[0] for _ in range(6)]
        assert statuses == [200] * 5 + [429]

    with_limits(RateLimits.like_discord(), work)
