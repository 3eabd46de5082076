"""Runs the local Slack until it is interrupted; its state is at /_test/ of the same address."""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import signal

from tests.servers.slack.server import SlackServer


async def _serve(host: str, port: int, *, strict: bool) -> None:
    stopped = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, stopped.set)
    async with SlackServer(host=host, port=port, strict=strict) as slack:
        print(slack.api_url, flush=True)  # noqa: T201 - the address is what the program tells.
        await stopped.wait()


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.servers.slack", description=__doc__)
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=3300, help="0 takes a free one; the address is printed")
    parser.add_argument("--lenient", action="store_true", help="do not check blocks and views: for load")
    options = parser.parse_args()
    with contextlib.suppress(KeyboardInterrupt):
        asyncio.run(_serve(options.host, options.port, strict=not options.lenient))


if __name__ == "__main__":
    main()
