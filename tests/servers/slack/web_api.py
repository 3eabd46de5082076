"""The Web API over HTTP: reads a call, meets the faults asked for, answers it and writes it down."""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import parse_qsl

from aiohttp import web

from tests.servers.slack.api import METHODS
from tests.servers.slack.api.registry import Arguments, Method
from tests.servers.slack.errors import SlackError
from tests.servers.slack.faults import Faults
from tests.servers.slack.records import ApiCall
from tests.servers.slack.specification import load_arguments
from tests.servers.slack.state import State

# The client library names the workspace in every call that Bolt makes on its behalf.
_ALWAYS_ACCEPTED = frozenset({"team_id"})


class WebApi:
    def __init__(self, state: State, faults: Faults) -> None:
        self._state = state
        self._faults = faults
        specified = load_arguments()
        self._accepted = {
            name: specified.get(name, method.arguments) | method.newer | _ALWAYS_ACCEPTED
            for name, method in METHODS.items()
        }

    async def handle(self, request: web.Request) -> web.StreamResponse:
        call = ApiCall(request.match_info["method"], {}, self._state.clock())
        self._state.requests.append(call)
        self._state.changes.notify()
        try:
            token, call.body = await _read(request)
        except SlackError as refused:
            return self._refusal(call, refused)
        return await self._faults.meet(request, call, lambda: self._answer(call, token))

    def _answer(self, call: ApiCall, token: str | None) -> web.Response:
        state = self._state
        state.changes.notify()
        try:
            method = METHODS.get(call.method)
            if method is None:
                raise SlackError("unknown_method", req_method=call.method)
            self._check_token(method, token)
            unknown = call.body.keys() - self._accepted[call.method]
            if unknown:
                raise SlackError("invalid_arguments", [f"[ERROR] unknown argument: {name}" for name in sorted(unknown)])
            arguments = Arguments(call.body)
            method.check_scope(state, arguments)
            answer = {"ok": True, **method.run(state, arguments)}
        except SlackError as refused:
            return self._refusal(call, refused)
        response = web.Response(body=json.dumps(answer).encode(), content_type="application/json", charset="utf-8")
        if not method.app_token and state.workspace.tells_scopes:
            response.headers["X-OAuth-Scopes"] = ",".join(sorted(state.workspace.scopes))
        return response

    def _check_token(self, method: Method, token: str | None) -> None:
        workspace = self._state.workspace
        expected = workspace.app_token if method.app_token else workspace.bot_token
        if token is None:
            raise SlackError("not_authed")
        if token not in (workspace.app_token, workspace.bot_token):
            raise SlackError("invalid_auth")
        if token != expected:
            raise SlackError("not_allowed_token_type")

    def _refusal(self, call: ApiCall, refused: SlackError) -> web.Response:
        call.error, call.messages = refused.code, refused.messages
        return web.json_response(refused.body, status=refused.status, headers=refused.headers)


async def _read(request: web.Request) -> tuple[str | None, dict[str, Any]]:
    """The token and the arguments of a request, from its query, its form or its JSON."""
    body: dict[str, Any] = dict(request.query)
    if request.content_type == "application/json":
        body.update(_json_object(await request.read()))
    elif request.content_type == "application/x-www-form-urlencoded":
        body.update(parse_qsl((await request.read()).decode(), keep_blank_values=True))
    elif request.content_type == "multipart/form-data":
        body.update(await request.post())
    token = body.pop("token", None)
    kind, _, given = request.headers.get("Authorization", "").partition(" ")
    return (given if kind == "Bearer" else token), body


def _json_object(raw: bytes) -> dict[str, Any]:
    try:
        body = json.loads(raw or b"{}")
    except ValueError:
        raise SlackError("invalid_json") from None
    if not isinstance(body, dict):
        raise SlackError("json_not_object")
    return body
