"""`factdesk demo`: a newsroom to try, in a browser."""

from __future__ import annotations

import asyncio
import signal
import sys

import click

from adapters.cli.say import tell

_HIGHEST = 65_535


@click.command()
@click.option("--port", type=click.IntRange(0, _HIGHEST), default=0, help="Of this machine; without one, any free one.")
@click.option("--open", "opens", is_flag=True, help="Open it in your browser.")
def demo(port: int, opens: bool) -> None:
    """Try Factdesk in a newsroom of its own: a page in your browser, as Slack and Discord show it.

    It needs no token and no network, listens on this machine alone, and has a ledger of its own that is gone when it
    ends: yours is not touched.
    """
    from adapters.failures import log_to

    log_to(sys.stderr)
    asyncio.run(_serve(port, opens=opens))


async def _serve(port: int, *, opens: bool) -> None:
    from adapters.demo.server import DemoServer

    ended = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, ended.set)
    server = DemoServer(port)
    await server.open()
    try:
        tell(f"The demo's newsroom is at {server.url}")
        tell("Ctrl-C ends it, and leaves nothing behind.")
        if opens:
            import webbrowser

            await asyncio.to_thread(webbrowser.open, server.url)
        waiting = asyncio.ensure_future(ended.wait())
        opening = asyncio.ensure_future(server.opened())
        await asyncio.wait((waiting, opening), return_when=asyncio.FIRST_COMPLETED)
        if opening.done():
            opening.result()
            await waiting
        opening.cancel()
    finally:
        await server.close()
