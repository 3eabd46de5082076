"""What the tests of the local Slack share: asynchronous tests, and the real clients pointed at the server."""

from __future__ import annotations

import asyncio
import functools
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from typing import Any

from aiohttp import web
from slack_bolt.adapter.socket_mode.async_handler import AsyncSocketModeHandler
from slack_bolt.async_app import AsyncApp
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from tests.servers.slack.server import SlackServer

_PATIENCE = 120.0
_PING_SECONDS = 0.2


def in_loop(test: Callable[..., Awaitable[None]]) -> Callable[..., None]:
    """Run an asynchronous test in an event loop of its own."""

    @functools.wraps(test)
    def run(*arguments: Any, **fixtures: Any) -> None:
        asyncio.run(asyncio.wait_for(test(*arguments, **fixtures), _PATIENCE))

    return run


def client_of(slack: SlackServer, token: str | None = None, **settings: Any) -> AsyncWebClient:
    """The real client, without the retries of its own that would hide what went wrong."""
    token = slack.state.workspace.bot_token if token is None else token
    return AsyncWebClient(token=token, base_url=slack.api_url, **{"retry_handlers": [], **settings})


def app_of(slack: SlackServer) -> AsyncApp:
    """A bare Bolt app that is installed in the server's workspace."""
    return AsyncApp(client=client_of(slack), signing_secret=slack.state.workspace.signing_secret)


@asynccontextmanager
async def connected(slack: SlackServer, app: AsyncApp) -> AsyncIterator[AsyncSocketModeHandler]:
    """The app, connected by Socket Mode."""
    already_open = len(slack.sockets.open)
    handler = AsyncSocketModeHandler(app, slack.state.workspace.app_token, ping_interval=_PING_SECONDS)
    await handler.connect_async()
    await slack.wait_for(lambda: len(slack.sockets.open) > already_open)
    try:
        yield handler
    finally:
        await handler.close_async()
        await handler.client.aiohttp_client_session.close()


@asynccontextmanager
async def served(app: AsyncApp) -> AsyncIterator[str]:
    """The app, served over HTTP at the URL that is given."""
    runner = web.AppRunner(app.web_app("/slack/events"), access_log=None, shutdown_timeout=1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    try:
        yield f"http://127.0.0.1:{runner.addresses[0][1]}/slack/events"
    finally:
        await runner.cleanup()


async def refusal(call: Awaitable[Any]) -> SlackApiError:
    """The error that a call is answered with."""
    try:
        await call
    except SlackApiError as refused:
        return refused
    raise AssertionError("The call was not refused.")


async def error_of(call: Awaitable[Any]) -> str:
    return str((await refusal(call)).response["error"])
