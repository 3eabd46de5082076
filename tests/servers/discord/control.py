"""The server seen and driven over HTTP under /_test, for programs in another process.

GET /_test/state, /_test/messages/CHANNEL, /_test/requests, /_test/interactions/ID; POST /_test/do/ACTION with a JSON
object of arguments (users, channels and messages by id), and /_test/fault/ACTION, /_test/gateway/ACTION.
"""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from aiohttp import web

from tests.servers.discord.channels import ChannelState
from tests.servers.discord.errors import ApiError, Json
from tests.servers.discord.faults import Fault, Hold
from tests.servers.discord.interactions import Interaction

if TYPE_CHECKING:
    from tests.servers.discord.server import DiscordServer

ACTIONS = (
    "say",
    "direct_message",
    "edit",
    "delete",
    "command",
    "autocomplete",
    "press",
    "select",
    "submit_modal",
    "start_thread",
)
FAULTS = ("rate_limited", "status", "drop", "hold", "lag_history", "catch_up", "clear")
GATEWAY = ("reconnect", "invalidate", "drop", "close")


def add_control(app: web.Application, server: DiscordServer) -> None:
    control = Control(server)
    app.router.add_get("/_test/state", control.state)
    app.router.add_get("/_test/requests", control.requests)
    app.router.add_get("/_test/messages/{channel_id}", control.messages)
    app.router.add_get("/_test/interactions/{interaction_id}", control.interaction)
    app.router.add_post("/_test/{target:do|fault|gateway}/{action}", control.act)


class Control:
    """The handlers of /_test."""

    def __init__(self, server: DiscordServer) -> None:
        self._server = server

    async def state(self, request: web.Request) -> web.Response:
        state, gateway = self._server.state, self._server.gateway
        interactions = state.interactions.values()
        return web.json_response(
            {
                "requests": len(state.requests),
                "refusals": [asdict(one) for one in state.refusals[-100:]],
                "messages": {channel.id: len(channel.history) for channel in state.channels.values()},
                "commands": {str(scope): commands for scope, commands in state.commands.items()},
                "interactions": len(interactions),
                "acknowledged": sum(one.acknowledged for one in interactions),
                "connections": len(gateway.connections),
                "sessions": len(gateway.sessions),
                "identifies": len(gateway.identifies),
                "resumes": len(gateway.resumes),
            }
        )

    async def requests(self, request: web.Request) -> web.Response:
        return web.json_response([asdict(one) for one in self._server.requests])

    async def messages(self, request: web.Request) -> web.Response:
        try:
            return web.json_response(self._server.messages(request.match_info["channel_id"]))
        except ApiError as error:
            return web.json_response(error.body, status=error.status)

    async def interaction(self, request: web.Request) -> web.Response:
        one = self._server.state.interactions.get(request.match_info["interaction_id"])
        return web.json_response(one.summary() if one else None, status=200 if one else 404)

    async def act(self, request: web.Request) -> web.Response:
        targets = {
            "do": (self._server, ACTIONS),
            "fault": (self._server.faults, FAULTS),
            "gateway": (self._server.gateway, GATEWAY),
        }
        target, allowed = targets[request.match_info["target"]]
        action = request.match_info["action"]
        if action not in allowed:
            return web.json_response({"error": f"{action} is not one of {', '.join(allowed)}"}, status=404)
        arguments: Json = await request.json() if request.can_read_body else {}
        try:
            result = getattr(target, action)(**self._objects(arguments))
            if action == "autocomplete":
                result = await result
        except (ApiError, AssertionError, KeyError, TypeError) as error:
            return web.json_response({"error": str(error)}, status=400)
        return web.json_response(_plain(result))

    def _objects(self, arguments: Json) -> dict[str, Any]:
        """The arguments with users, messages and interactions in place of their ids."""
        state = self._server.state
        found: dict[str, Any] = dict(arguments)
        if "user" in found:
            found["user"] = state.users[found["user"]]
        for name in ("message", "reply_to"):
            if found.get(name):
                found[name] = state.messages[found[name]]
        if found.get("opened") in state.interactions:
            found["opened"] = state.interactions[found["opened"]]
        return found


def _plain(result: object) -> object:
    if isinstance(result, Interaction):
        return result.summary()
    if isinstance(result, ChannelState):
        return result.payload()
    return None if isinstance(result, Fault | Hold) else result
