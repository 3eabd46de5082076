"""Signed HTTP: Slack posts to us."""

from __future__ import annotations

import errno
from http import HTTPStatus

from aiohttp import web
from slack_bolt.adapter.aiohttp import to_aiohttp_response, to_bolt_request
from slack_bolt.app.async_app import AsyncApp

from adapters.slackbot.config import HTTP_PATH
from adapters.slackbot.errors import SlackRefused

_ENDING_SECONDS = 3.0


class HttpEndpoint:
    """Bolt checks the signature of each request."""

    def __init__(self, app: AsyncApp, bind: tuple[str, int]) -> None:
        self._app = app
        self._bind = bind
        self._runner: web.AppRunner | None = None

    @property
    def url(self) -> str:
        assert self._runner is not None, "the endpoint is not open"
        host, port, *_ = self._runner.addresses[0]
        return f"http://{host}:{port}{HTTP_PATH}"

    async def open(self) -> None:
        """Raises SlackRefused where the address cannot be had."""
        site = web.Application()
        site.router.add_post(HTTP_PATH, self._receive)
        self._runner = web.AppRunner(site, access_log=None, shutdown_timeout=_ENDING_SECONDS)
        await self._runner.setup()
        host, port = self._bind
        try:
            await web.TCPSite(self._runner, host, port).start()
        except OSError as error:
            await self.close()
            reason = errno.errorcode.get(error.errno or 0, "unknown error")
            raise SlackRefused(
                f"{host}:{port} cannot be listened on for Slack ({reason}); set FACTDESK_HTTP_BIND to a free address"
            ) from error

    async def close(self) -> None:
        if self._runner is not None:
            await self._runner.cleanup()

    async def _receive(self, request: web.Request) -> web.Response:
        try:
            payload = await to_bolt_request(request)
        except (ValueError, TypeError, AttributeError):
            # What is no JSON object, or none of Slack's, breaks inside Bolt: no signature could make it ours.
            return web.Response(status=HTTPStatus.BAD_REQUEST)
        return await to_aiohttp_response(await self._app.async_dispatch(payload))
