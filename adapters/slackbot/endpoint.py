"""Signed HTTP: Slack posts to us."""

from __future__ import annotations

import asyncio
import json
import os
import secrets
from http import HTTPStatus
from urllib.parse import parse_qs

from aiohttp import web
from slack_bolt.adapter.aiohttp import to_aiohttp_response
from slack_bolt.app.async_app import AsyncApp
from slack_bolt.request.async_request import AsyncBoltRequest

from adapters import clock
from adapters.listener import Listener, heard, local_url, refusal
from adapters.slackbot.config import HTTP_PATH, SlackConfig
from adapters.slackbot.errors import SlackRefused
from adapters.slackbot.payload import Malformed
from adapters.slackbot.receiver import log_malformed
from adapters.slackbot.signature import is_signed, signature_of

_ENDING_SECONDS = 3.0
_CHALLENGE_SECONDS = 3.0
_SHORT = 1_000
"""Characters that a test of the certificate is shorter than."""


async def can_listen(bind: tuple[str, int]) -> None:
    """Listens for a moment. Raises SlackRefused where the address cannot be had."""
    host, port = bind
    try:
        server = await asyncio.get_running_loop().create_server(asyncio.Protocol, host, port)
    except OSError as error:
        raise _not_to_be_had(bind, error) from error
    server.close()
    await server.wait_closed()


async def is_ours(config: SlackConfig) -> bool:
    """Whether a Factdesk with the same signing secret listens on the address: nobody else answers the challenge that
    Slack puts to a new address."""
    challenge = secrets.token_hex(8)
    body = json.dumps({"type": "url_verification", "challenge": challenge}).encode()
    timestamp = str(int(clock.now().timestamp()))
    headers = {
        "Content-Type": "application/json",
        "X-Slack-Request-Timestamp": timestamp,
        "X-Slack-Signature": signature_of(config.signing_secret or "", timestamp, body),
    }
    url = f"{local_url(config.bind)}{HTTP_PATH}"
    found = await heard("POST", url, _CHALLENGE_SECONDS, data=body, headers=headers)
    return found is not None and found[0] == HTTPStatus.OK and challenge in found[2]


def _not_to_be_had(bind: tuple[str, int], error: OSError) -> SlackRefused:
    number = error.errno or 0
    reason = os.strerror(number).lower() if number > 0 else str(error.strerror or error).lower()
    return SlackRefused(
        f"{bind[0]}:{bind[1]} cannot be listened on for Slack ({reason}); set FACTDESK_HTTP_BIND to a free address of "
        "this machine"
    )


class HttpEndpoint:
    """What Slack has not signed is refused before it is read; what it has is Bolt's, which looks at that again."""

    def __init__(self, app: AsyncApp, config: SlackConfig) -> None:
        assert config.signing_secret
        self._app = app
        self._bind = config.bind
        self._secret = config.signing_secret
        self._within = config.request_within
        self._runner: web.ServerRunner | None = None

    @property
    def url(self) -> str:
        assert self._runner is not None, "the endpoint is not open"
        host, port, *_ = self._runner.addresses[0]
        return f"http://{host}:{port}{HTTP_PATH}"

    async def open(self) -> None:
        """Raises SlackRefused where the address cannot be had."""
        self._runner = web.ServerRunner(
            Listener(self._receive, self._within, "Slack"), shutdown_timeout=_ENDING_SECONDS
        )
        await self._runner.setup()
        host, port = self._bind
        try:
            await web.TCPSite(self._runner, host, port).start()
        except OSError as error:
            await self.close()
            raise _not_to_be_had(self._bind, error) from error

    async def close(self) -> None:
        if self._runner is not None:
            await self._runner.cleanup()

    async def _receive(self, request: web.BaseRequest) -> web.Response:
        if request.path != HTTP_PATH:
            return refusal(HTTPStatus.NOT_FOUND)
        if request.method != "POST":
            return refusal(HTTPStatus.METHOD_NOT_ALLOWED, Allow="POST")
        body = await request.read()
        if not self._is_signed(request, body):
            return web.Response() if _tests_the_certificate(body) else refusal(HTTPStatus.UNAUTHORIZED)
        try:
            payload = AsyncBoltRequest(body=body.decode(), query=request.query_string, headers=dict(request.headers))
            if not isinstance(payload.body.get("event", {}), dict):
                raise Malformed("no event")
        except (ValueError, TypeError, AttributeError, LookupError, RecursionError) as error:
            # What is no JSON object, or none of Slack's, breaks inside Bolt.
            log_malformed(error)
            return refusal(HTTPStatus.BAD_REQUEST)
        return await to_aiohttp_response(await self._app.async_dispatch(payload))

    def _is_signed(self, request: web.BaseRequest, body: bytes) -> bool:
        timestamp = request.headers.get("X-Slack-Request-Timestamp", "")
        signature = request.headers.get("X-Slack-Signature", "")
        return is_signed(self._secret, timestamp, signature, body, clock.now().timestamp())


def _tests_the_certificate(body: bytes) -> bool:
    """Slack looks now and then whether it can reach the address, unsigned, and wants no more than an answer."""
    return len(body) < _SHORT and parse_qs(body.decode(errors="replace")).get("ssl_check") == ["1"]
