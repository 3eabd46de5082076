"""The local Discord: REST and gateway on one port of this machine."""

from __future__ import annotations

import time
from collections.abc import Awaitable, Callable
from dataclasses import replace
from typing import Self, TypeVar

from aiohttp import web

from tests.servers.discord.channels import ChannelState
from tests.servers.discord.control import add_control
from tests.servers.discord.driver import Driver, Place
from tests.servers.discord.errors import Json
from tests.servers.discord.faults import Faults
from tests.servers.discord.gateway import Gateway
from tests.servers.discord.limits import Limiter, RateLimits
from tests.servers.discord.payloads import guild_create_payload
from tests.servers.discord.rest import channels, commands, guilds, interactions, messages, users, webhooks
from tests.servers.discord.rest.call import Route
from tests.servers.discord.rest.pipeline import Pipeline
from tests.servers.discord.snowflakes import Clock
from tests.servers.discord.state import RequestRecord, State
from tests.servers.discord.world import Guild, Intent, Overwrite, World

PREFIX = "/api/v10"
_FAMILIES = (users, channels, messages, interactions, webhooks, commands, guilds)
_Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]
Value = TypeVar("Value")


class DiscordServer(Driver):
    """Runs in the present event loop: `async with DiscordServer() as discord_server`.

    `clock`: seconds since 1970, for ids, limits, nonces and tokens. `strict` False: bodies are not checked, for load.
    `nonce_window`: seconds in which a repeated nonce gives the first message back. `heartbeat_interval`: milliseconds.
    `layouts` False: it refuses components V2.
    """

    def __init__(
        self,
        world: World | None = None,
        *,
        clock: Clock = time.time,
        port: int = 0,
        strict: bool = True,
        limits: RateLimits | None = None,
        nonce_window: float = 180.0,
        heartbeat_interval: int = 41_250,
        shards: int = 1,
        layouts: bool = True,
    ) -> None:
        super().__init__(State(world or World(), clock, strict=strict, nonce_window=nonce_window, layouts=layouts))
        self.faults = Faults()
        self.gateway = Gateway(self.state, interval=heartbeat_interval)
        self.state.publish = self.gateway
        self.state.recommended_shards = shards
        self.limiter = Limiter(limits or RateLimits(), clock)
        self._port = port
        self._runner: web.AppRunner | None = None

    @property
    def world(self) -> World:
        return self.state.world

    @property
    def api_url(self) -> str:
        return f"{self.state.base_url}{PREFIX}"

    @property
    def gateway_url(self) -> str:
        return self.state.gateway_url

    # Reading

    @property
    def requests(self) -> list[RequestRecord]:
        return self.state.requests

    @property
    def refusals(self) -> list[RequestRecord]:
        """Requests that were answered with an error of the caller's."""
        return self.state.refusals

    @property
    def commands(self) -> dict[str | None, list[Json]]:
        """Registered commands by guild id; None: everywhere."""
        return self.state.commands

    def requests_to(self, route: str) -> list[RequestRecord]:
        """The requests to a route, written "POST /channels/{channel_id}/messages"."""
        return [one for one in self.state.requests if one.name == route]

    def messages(self, channel: Place) -> list[Json]:
        """What everyone can see in a channel, oldest first."""
        return self.state.history(channel if isinstance(channel, str) else channel.id)

    async def wait_for(self, predicate: Callable[[], Value]) -> Value:
        """The first true value of a predicate over this server, which is asked after every change here (only here)."""
        return await self.state.changes.wait_for(predicate)

    async def wait_connected(self, sessions: int = 1) -> None:
        """Until so many clients are connected and identified."""
        await self.wait_for(
            lambda: sum(one.connection is not None for one in self.gateway.sessions.values()) >= sessions
        )

    # Changing the world

    def set_overwrites(self, channel: Place, *overwrites: Overwrite) -> None:
        """Changes what a channel grants or takes, as an administrator would."""
        place = self._found(channel)
        place.overwrite(overwrites)
        self.gateway.event("CHANNEL_UPDATE", place.payload(), place.guild_id, Intent.GUILDS)

    def join(self, guild: Guild) -> None:
        """The bot is added to a server: one with it among the members."""
        others = tuple(one for one in self.world.guilds if one.id != guild.id)
        self.state.world = replace(self.world, guilds=(*others, guild))
        held = self.state.channels
        places = [held.setdefault(one.id, ChannelState.of(one, guild)) for one in guild.channels]
        told = guild_create_payload(guild, places)
        del told["unavailable"]  # It is there only of a server that was known before.
        self.gateway.event("GUILD_CREATE", told, guild.id, Intent.GUILDS)

    def delete_channel(self, channel: Place) -> None:
        place = self._found(channel)
        del self.state.channels[place.id]
        self.gateway.event("CHANNEL_DELETE", place.payload(), place.guild_id, Intent.GUILDS)

    def _found(self, channel: Place) -> ChannelState:
        return self.state.channel(channel if isinstance(channel, str) else channel.id)

    # Running

    async def start(self) -> None:
        self._runner = web.AppRunner(self._application(), access_log=None, shutdown_timeout=1.0)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", self._port)
        await site.start()
        host, port = self._runner.addresses[0][:2]
        self.state.base_url = f"http://{host}:{port}"
        self.state.gateway_url = f"ws://{host}:{port}/gateway"

    async def stop(self) -> None:
        """Lets go of everything held, and closes every connection."""
        self.faults.clear()
        self.gateway.drop()
        if self._runner is not None:
            await self._runner.cleanup()

    async def __aenter__(self) -> Self:
        await self.start()
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.stop()

    def _application(self) -> web.Application:
        app = web.Application(client_max_size=64 * 1024 * 1024)
        pipeline = Pipeline(self.state, self.limiter, self.faults)
        for family in _FAMILIES:
            for route in family.ROUTES:
                app.router.add_route(route.method, PREFIX + route.path, _handler(pipeline, route))
        for path in ("/gateway", "/gateway/"):
            app.router.add_get(path, self.gateway.accept)
        app.router.add_get("/attachments/{channel_id}/{attachment_id}/{filename}", self._file)
        add_control(app, self)
        app.router.add_route("*", "/{path:.*}", self._not_found)
        return app

    async def _file(self, request: web.Request) -> web.Response:
        data = self.state.uploads.get(request.path)
        return web.Response(status=404) if data is None else web.Response(body=data)

    async def _not_found(self, request: web.Request) -> web.Response:
        record = RequestRecord(request.method, request.path, request.path, dict(request.query), self.state.clock())
        record.status, record.answer = 404, {"message": "404: Not Found", "code": 0}
        self.state.requests.append(record)
        self.state.refusals.append(record)
        return web.json_response(record.answer, status=404)


def _handler(pipeline: Pipeline, route: Route) -> _Handler:
    async def handle(request: web.Request) -> web.StreamResponse:
        return await pipeline.serve(route, request)

    return handle
