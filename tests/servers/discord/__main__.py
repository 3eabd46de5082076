"""`python -m tests.servers.discord --port 3400`: the local Discord as a program; see control.py for /_test."""

from __future__ import annotations

import argparse
import asyncio
import json
import signal
from dataclasses import replace

from tests.servers.discord.limits import RateLimits
from tests.servers.discord.server import DiscordServer
from tests.servers.discord.world import World


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.servers.discord", description="A local Discord.")
    parser.add_argument("--port", type=int, default=0, help="the port; 0 takes a free one")
    parser.add_argument("--token", default=World().token, help="the bot's token")
    parser.add_argument("--lenient", action="store_true", help="do not check bodies, for load")
    parser.add_argument("--limits", action="store_true", help="rate limits as Discord's own")
    parser.add_argument("--shards", type=int, default=1, help="the number of shards to recommend")
    asyncio.run(_run(parser.parse_args()))


async def _run(options: argparse.Namespace) -> None:
    """Prints one line of JSON with the addresses, and runs until it is told to end."""
    ended = asyncio.Event()
    for one in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(one, ended.set)
    limits = RateLimits.like_discord() if options.limits else None
    world = replace(World(), token=options.token)
    async with DiscordServer(
        world, port=options.port, strict=not options.lenient, limits=limits, shards=options.shards
    ) as server:
        addresses = {"api_url": server.api_url, "gateway_url": server.gateway_url, "token": server.world.token}
        print(json.dumps(addresses), flush=True)  # noqa: T201
        await ended.wait()


if __name__ == "__main__":
    main()
