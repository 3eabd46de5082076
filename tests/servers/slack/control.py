"""The server's insides over HTTP, under /_test/, for tests and benchmarks in other processes."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from aiohttp import web

from tests.servers.slack.conversations import Message
from tests.servers.slack.faults import Hold
from tests.servers.slack.records import Dispatch

if TYPE_CHECKING:
    from tests.servers.slack.server import SlackServer

_ACTS = frozenset(
    {"command", "mention", "direct_message", "press", "select", "submit_view", "open_home"}
    | {"open_panel", "invite", "deliver"}
)
_FAULTS = frozenset({"rate_limit", "fail", "drop", "hold"})


class Control:
    """Bodies are JSON objects of keyword arguments, as of the method of SlackServer or Faults that they name."""

    def __init__(self, server: SlackServer) -> None:
        self._server = server
        self._holds: list[Hold] = []

    @property
    def routes(self) -> list[web.RouteDef]:
        return [
            web.get("/_test/messages", self._messages),
            web.get("/_test/ephemerals", self._ephemerals),
            web.get("/_test/requests", self._requests),
            web.get("/_test/views", self._views),
            web.get("/_test/sockets", self._sockets),
            web.get("/_test/dispatches/{number}", self._dispatch),
            web.post("/_test/acts/{name}", self._act),
            web.post("/_test/faults/{name}", self._fault),
            web.post("/_test/holds/{number}/release", self._release),
            web.post("/_test/sockets/disconnect", self._disconnect),
            web.post("/_test/sockets/drop", self._drop),
            web.post("/_test/history/{name}", self._history),
            web.post("/_test/http", self._use_http),
        ]

    async def _messages(self, request: web.Request) -> web.Response:
        """?channel=&thread_ts=&at_least=N waits until the app has posted that many messages there."""
        channel, server = request.query["channel"], self._server
        await server.wait_for(lambda: len(server.posts(channel)) >= int(request.query.get("at_least", 0)))
        return web.json_response(server.messages(channel, request.query.get("thread_ts")))

    async def _ephemerals(self, request: web.Request) -> web.Response:
        """?channel=&user=&at_least=N waits until there are that many."""

        def present() -> list[Message]:
            return self._server.ephemerals(request.query.get("channel"), request.query.get("user"))

        await self._server.wait_for(lambda: len(present()) >= int(request.query.get("at_least", 0)))
        return web.json_response(present())

    async def _requests(self, request: web.Request) -> web.Response:
        method = request.query.get("method")
        calls = [call for call in self._server.requests if method in (None, call.method)]
        return web.json_response([asdict(call) for call in calls])

    async def _views(self, request: web.Request) -> web.Response:
        return web.json_response(self._server.views)

    async def _sockets(self, request: web.Request) -> web.Response:
        """?at_least=N waits until that many are open."""
        sockets = self._server.sockets
        await self._server.wait_for(lambda: len(sockets.open) >= int(request.query.get("at_least", 0)))
        return web.json_response({"open": len(sockets.open)})

    async def _dispatch(self, request: web.Request) -> web.Response:
        """?wait=1 waits for the acknowledgement or for the last failure, &responses=N for so many answers."""
        dispatch = self._server.dispatches[int(request.match_info["number"])]
        if "wait" in request.query:
            await self._server.wait_for(dispatch.acknowledged.done)
        await self._server.wait_for(lambda: len(dispatch.responses) >= int(request.query.get("responses", 0)))
        return web.json_response(_described(dispatch))

    async def _act(self, request: web.Request) -> web.Response:
        name = request.match_info["name"]
        if name not in _ACTS:
            raise web.HTTPNotFound
        dispatch = getattr(self._server, name)(**await request.json())
        number = self._server.state.dispatches.index(dispatch)
        return web.json_response({"dispatch": number, "payload": dispatch.payload})

    async def _fault(self, request: web.Request) -> web.Response:
        name = request.match_info["name"]
        if name not in _FAULTS:
            raise web.HTTPNotFound
        hold = getattr(self._server.faults, name)(**await request.json())
        if hold is None:
            return web.json_response({})
        self._holds.append(hold)
        return web.json_response({"hold": len(self._holds) - 1})

    async def _release(self, request: web.Request) -> web.Response:
        self._holds[int(request.match_info["number"])].release()
        return web.json_response({})

    async def _disconnect(self, request: web.Request) -> web.Response:
        await self._server.disconnect(**await request.json())
        return web.json_response({})

    async def _drop(self, request: web.Request) -> web.Response:
        self._server.drop_sockets()
        return web.json_response({})

    async def _history(self, request: web.Request) -> web.Response:
        """/_test/history/lag or /release, {"channel"}."""
        acts = {"lag": self._server.lag_history, "release": self._server.release_history}
        acts[request.match_info["name"]](**await request.json())
        return web.json_response({})

    async def _use_http(self, request: web.Request) -> web.Response:
        """{"url"}: send everything there as signed requests."""
        await self._server.use_http(**await request.json())
        return web.json_response({})


def _described(dispatch: Dispatch) -> dict[str, Any]:
    acknowledged = dispatch.is_acknowledged and not dispatch.failure
    return {
        "kind": dispatch.kind,
        "payload": dispatch.payload,
        "acknowledged": asdict(dispatch.acknowledged.result()) if acknowledged else None,
        "acknowledgements": dispatch.acknowledgements,
        "failure": dispatch.failure,
        "attempts": [asdict(attempt) for attempt in dispatch.attempts],
        "responses": [asdict(response) for response in dispatch.responses],
    }
