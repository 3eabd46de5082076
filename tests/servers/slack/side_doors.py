"""The two URLs beside the Web API that an app posts to: response_urls and uploads."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from aiohttp import web

from tests.servers.slack.errors import SlackError
from tests.servers.slack.faults import RESPONSE_URL, UPLOAD, Faults
from tests.servers.slack.records import ApiCall
from tests.servers.slack.responses import respond, use_response_url
from tests.servers.slack.state import State

Take = Callable[[ApiCall, str, bytes], str]


class SideDoors:
    def __init__(self, state: State, faults: Faults) -> None:
        self._state = state
        self._faults = faults

    async def handle_response(self, request: web.Request) -> web.StreamResponse:
        return await self._handle(request, RESPONSE_URL, self._respond)

    async def handle_upload(self, request: web.Request) -> web.StreamResponse:
        return await self._handle(request, UPLOAD, self._upload)

    async def _handle(self, request: web.Request, name: str, take: Take) -> web.StreamResponse:
        call = ApiCall(name, {}, self._state.clock())
        self._state.requests.append(call)
        self._state.changes.notify()
        raw = await request.read()
        return await self._faults.meet(request, call, lambda: self._take(call, take, request.match_info["id"], raw))

    def _take(self, call: ApiCall, take: Take, identifier: str, raw: bytes) -> web.Response:
        self._state.changes.notify()
        try:
            return web.Response(text=take(call, identifier, raw))
        except SlackError as refused:
            call.error, call.messages = refused.code, refused.messages
            return web.Response(status=400 if refused.status == 200 else refused.status, text=refused.code)

    def _respond(self, call: ApiCall, token: str, raw: bytes) -> str:
        call.body = _json(raw)
        respond(self._state, use_response_url(self._state, token), call.body, "response_url")
        return "ok"

    def _upload(self, call: ApiCall, file_id: str, raw: bytes) -> str:
        file = self._state.files.get(file_id)
        call.body = {"file_id": file_id, "length": len(raw)}
        if file is None:
            raise SlackError("file_not_found", status=404)
        if len(raw) != file.length:
            raise SlackError("length_mismatch", status=400)
        file.content = raw
        return f"OK - {len(raw)}"


def _json(raw: bytes) -> Any:
    try:
        return json.loads(raw)
    except ValueError:
        raise SlackError("invalid_payload", status=400) from None
