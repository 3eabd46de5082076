"""Events, commands and interactions as signed HTTP requests to the app's own URL."""

from __future__ import annotations

import asyncio
import hashlib
import hmac
import json
import time
from typing import Any
from urllib.parse import urlencode

import aiohttp

from tests.servers.slack.dispatcher import Dispatcher
from tests.servers.slack.records import Dispatch
from tests.servers.slack.state import State

_FORM = "application/x-www-form-urlencoded"
_JSON = "application/json"


def signed_headers(secret: str, body: bytes, timestamp: int) -> dict[str, str]:
    """The headers by which an app knows that a request is Slack's."""
    base = b"v0:%d:%s" % (timestamp, body)
    signature = hmac.new(secret.encode(), base, hashlib.sha256).hexdigest()
    return {"X-Slack-Request-Timestamp": str(timestamp), "X-Slack-Signature": f"v0={signature}"}


class HttpEvents:
    timeout_reason = "http_timeout"

    def __init__(self, state: State, dispatcher: Dispatcher, url: str) -> None:
        self._state = state
        self._dispatcher = dispatcher
        self._url = url
        self._session = aiohttp.ClientSession()
        self._tasks: dict[Dispatch, asyncio.Task[None]] = {}

    def send(self, dispatch: Dispatch, number: int, reason: str) -> str:
        self._tasks[dispatch] = asyncio.get_running_loop().create_task(self._post(dispatch, number, reason))
        return self._url

    def give_up(self, dispatch: Dispatch) -> None:
        task = self._tasks.pop(dispatch, None)
        if task is not None:
            task.cancel()

    async def _post(self, dispatch: Dispatch, number: int, reason: str) -> None:
        body, content_type = _encoded(dispatch)
        retry = {"X-Slack-Retry-Num": str(number), "X-Slack-Retry-Reason": reason} if number else {}
        try:
            status, headers, text = await self.post(body, content_type, retry)
        except aiohttp.ClientError:
            self._dispatcher.failed(dispatch, number, "connection_failed")
            return
        finally:
            if self._tasks.get(dispatch) is asyncio.current_task():
                del self._tasks[dispatch]
        if status == 200:
            self._dispatcher.acknowledge(dispatch, _payload(text))
        else:
            retry_wanted = headers.get("X-Slack-No-Retry") != "1"
            self._dispatcher.failed(dispatch, number, "http_error", retry=retry_wanted)

    async def post(
        self, body: bytes, content_type: str, headers: dict[str, str], timestamp: int | None = None
    ) -> tuple[int, dict[str, str], str]:
        """Post a signed body; the timestamp is the machine's time, which the app compares with its own."""
        secret = self._state.workspace.signing_secret
        signed = signed_headers(secret, body, int(time.time()) if timestamp is None else timestamp)
        everything = {"Content-Type": content_type, **signed, **headers}
        async with self._session.post(self._url, data=body, headers=everything) as response:
            return response.status, dict(response.headers), await response.text()

    async def verify(self) -> bool:
        """Ask the URL for the challenge, as Slack does before it sends anything there."""
        challenge = self._state.new_id("challenge")
        token = self._state.workspace.verification_token
        body = json.dumps({"type": "url_verification", "challenge": challenge, "token": token}).encode()
        status, _, text = await self.post(body, _JSON, {})
        return status == 200 and challenge in text

    async def close(self) -> None:
        for task in list(self._tasks.values()):
            task.cancel()
        await self._session.close()


def _encoded(dispatch: Dispatch) -> tuple[bytes, str]:
    if dispatch.kind == "events_api":
        return json.dumps(dispatch.payload).encode(), _JSON
    if dispatch.kind == "slash_commands":
        return urlencode(dispatch.payload).encode(), _FORM
    return urlencode({"payload": json.dumps(dispatch.payload)}).encode(), _FORM


def _payload(text: str) -> dict[str, Any] | None:
    """What the app answered beyond the bare acknowledgement."""
    if not text:
        return None
    try:
        payload = json.loads(text)
    except ValueError:
        return {"text": text}
    return payload if isinstance(payload, dict) else {"text": text}
