"""Socket Mode: we connect to Slack, which sends everything down the socket."""

from __future__ import annotations

import asyncio

from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler
from slack_bolt.app.async_app import AsyncApp
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from adapters.failures import log_setback
from adapters.slackbot.errors import SlackRefused
from adapters.slackbot.outcomes import is_refusal, told
from adapters.slackbot.wire import library_logger

_LOOK_EVERY = 5.0
_LOOKS = 6
"""The library reconnects by itself, with an address that it may be using in vain: after so many looks at a dead line it
is begun anew."""
_CONNECT_SECONDS = 15.0
_PING_EVERY = 5.0
"""Seconds; the library looks as often whether its socket has been closed."""


async def issue(client: AsyncWebClient, app_token: str) -> str:
    """The address of a connection to be made, which the app token opens. Raises SlackRefused, or what the client
    raises."""
    try:
        answer = await client.apps_connections_open(app_token=app_token)
    except SlackApiError as error:
        if not is_refusal(error):
            raise
        raise SlackRefused(
            f"Slack refused the app token ({told(error)}); set FACTDESK_SLACK_APP_TOKEN to one with the scope "
            "connections:write, from the app's page “Basic Information”"
        ) from error
    return str(answer["url"])


class SocketLine:
    def __init__(self, app: AsyncApp, app_token: str) -> None:
        self._app = app
        self._app_token = app_token
        self._handler: AsyncSocketModeHandler | None = None
        self._watch: asyncio.Task[None] | None = None

    async def open(self) -> None:
        """Returns once the line is up. Raises SlackRefused, or what the client raises; connecting itself goes on for
        ever where the line does not come up."""
        await self._connect()
        self._watch = asyncio.create_task(self._keep_open())

    async def close(self) -> None:
        if self._watch is not None:
            self._watch.cancel()
        await self._disconnect()

    async def _connect(self) -> None:
        handler = AsyncSocketModeHandler(self._app, self._app_token, logger=library_logger(), ping_interval=_PING_EVERY)
        self._handler = handler
        handler.client.wss_uri = await issue(handler.client.web_client, self._app_token)
        await handler.connect_async()  # type: ignore[no-untyped-call]

    async def _disconnect(self) -> None:
        if self._handler is not None:
            await self._handler.close_async()  # type: ignore[no-untyped-call]
            self._handler = None

    async def _keep_open(self) -> None:
        looks = 0
        while True:
            await asyncio.sleep(_LOOK_EVERY)
            looks = 0 if await self._is_up() else looks + 1
            if looks >= _LOOKS:
                await self._begin_anew()
                looks = 0

    async def _is_up(self) -> bool:
        return self._handler is not None and await self._handler.client.is_connected()

    async def _begin_anew(self) -> None:
        try:
            async with asyncio.timeout(_CONNECT_SECONDS):
                await self._disconnect()
                await self._connect()
        except Exception as error:  # noqa: BLE001 - whatever it is, it is tried again, for ever
            log_setback("the connection to Slack is down", error)
