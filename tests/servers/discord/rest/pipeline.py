"""The way of every request: fault, token, rate limit, route, record."""

from __future__ import annotations

import json
from dataclasses import dataclass

from aiohttp import web

from tests.servers.discord.errors import ApiError, invalid_form, unauthorized
from tests.servers.discord.faults import Fault, Faults, Kind
from tests.servers.discord.limits import Limiter, refusal_body
from tests.servers.discord.rest.call import Call, Reply, Route, read_body
from tests.servers.discord.state import RequestRecord, State

_MAJOR = ("channel_id", "guild_id", "webhook_id", "webhook_token", "interaction_id")


@dataclass(slots=True)
class Pipeline:
    """What the routes share."""

    state: State
    limiter: Limiter
    faults: Faults

    async def serve(self, route: Route, request: web.Request) -> web.StreamResponse:
        record = RequestRecord(request.method, route.path, request.path, dict(request.query), self.state.clock())
        self.state.requests.append(record)
        fault = self.faults.take(route.name)
        if fault is not None and not fault.after:
            early = await self._fail(fault, request, record)
            if early is not None:
                return early
        status, body, headers = await self._carry_out(route, request, record)
        if fault is not None and fault.after:
            late = await self._fail(fault, request, record)
            if late is not None:
                return late
        record.status, record.answer = status, body if status >= 400 else None
        if status >= 400:
            self.state.refusals.append(record)
        self.state.changes.happened()
        return _response(status, body, headers)

    async def _carry_out(
        self, route: Route, request: web.Request, record: RequestRecord
    ) -> tuple[int, object, dict[str, str]]:
        """Status, body and headers of a request that reached the server."""
        headers: dict[str, str] = {}
        try:
            if route.authorized and request.headers.get("Authorization") != f"Bot {self.state.world.token}":
                raise unauthorized()
            major = "/".join(request.match_info[key] for key in _MAJOR if key in request.match_info)
            verdict = self.limiter.take(route.name, major, counted_overall=route.authorized)
            headers = verdict.headers
            if verdict.retry_after is not None:
                return 429, refusal_body(verdict.retry_after, verdict.scope), headers
            record.body, files = await read_body(request)
            record.files = tuple(one.filename for one in files)
            call = Call(self.state, self.faults, dict(request.match_info), record.query, record.body, files)
            result = route.handler(call)
        except ApiError as error:
            return error.status, error.body, headers
        except (AttributeError, KeyError, TypeError, ValueError) as error:
            problem = {"code": "MALFORMED", "message": f"The shape of the body is wrong: {error!r}"}
            return 400, invalid_form({"_errors": [problem]}).body, headers
        if isinstance(result, Reply):
            return result.status, result.body, headers
        return (204, None, headers) if result is None else (200, result, headers)

    async def _fail(self, fault: Fault, request: web.Request, record: RequestRecord) -> web.StreamResponse | None:
        """The answer that a fault gives, or None when it only delayed."""
        if fault.hold is not None:
            fault.hold.arrived += 1
        self.state.changes.happened()
        if fault.hold is not None:
            await fault.hold.wait()
            return None
        if fault.kind is Kind.DROP:
            if request.transport is not None:
                request.transport.abort()
            return web.Response(status=500)
        record.status, record.answer = fault.status, fault.body
        return _response(fault.status, fault.body, fault.headers)


def _response(status: int, body: object, headers: dict[str, str]) -> web.Response:
    if body is None:
        return web.Response(status=status, headers=headers)
    return web.Response(
        status=status, body=json.dumps(body).encode(), headers={"Content-Type": "application/json", **headers}
    )
