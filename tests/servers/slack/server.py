"""The local Slack: a workspace with the Web API, Socket Mode and signed HTTP, on one port."""

from __future__ import annotations

import time
from collections.abc import Collection, Sequence
from types import TracebackType
from typing import Self

from aiohttp import web

from tests.servers.slack.clock import Clock, ManualClock
from tests.servers.slack.control import Control
from tests.servers.slack.dispatcher import Dispatcher
from tests.servers.slack.driver import Driver
from tests.servers.slack.effects import effects_of_acknowledgements
from tests.servers.slack.faults import Faults
from tests.servers.slack.http_events import HttpEvents
from tests.servers.slack.limits import RateLimits
from tests.servers.slack.reading import Readings
from tests.servers.slack.records import Kind
from tests.servers.slack.side_doors import SideDoors
from tests.servers.slack.socketmode import SocketMode
from tests.servers.slack.state import State
from tests.servers.slack.web_api import WebApi
from tests.servers.slack.workspace import Workspace

_MOST_BYTES = 256 * 1024 * 1024


class SlackServer(Driver, Readings):
    """`async with SlackServer() as slack:`; clients are pointed at `slack.api_url`.

    `strict` checks blocks and views. `seconds_to_acknowledge` and `retry_delays` are of the server's clock. Slack
    promises redelivery for events alone; where commands and interactions are to come again, name them in `retried`.
    """

    def __init__(
        self,
        workspace: Workspace | None = None,
        *,
        clock: Clock = time.time,
        host: str = "127.0.0.1",
        port: int = 0,
        strict: bool = True,
        limits: RateLimits | None = None,
        seconds_to_acknowledge: float = 3.0,
        retry_delays: Sequence[float] = (0.0, 60.0, 300.0),
        retried: Collection[Kind] = ("events_api",),
    ) -> None:
        state = State(workspace or Workspace(), clock, limits or RateLimits(), strict=strict)
        effects = effects_of_acknowledgements(state)
        super().__init__(state, Dispatcher(state, effects, seconds_to_acknowledge, retry_delays, retried))
        self.clock = clock
        self.faults = Faults()
        self.sockets = SocketMode(state, self.dispatcher)
        self.dispatcher.transport = self.sockets
        self._http: HttpEvents | None = None
        self._address = (host, port)
        self._runner: web.AppRunner | None = None

    @property
    def base_url(self) -> str:
        return self.state.base_url

    @property
    def api_url(self) -> str:
        return f"{self.state.base_url}/api/"

    async def start(self) -> None:
        web_api, side_doors = WebApi(self.state, self.faults), SideDoors(self.state, self.faults)
        app = web.Application(client_max_size=_MOST_BYTES)
        app.router.add_route("*", "/api/{method}", web_api.handle)
        app.router.add_get("/link/", self.sockets.handle)
        app.router.add_post("/response/{id}", side_doors.handle_response)
        app.router.add_post("/upload/{id}", side_doors.handle_upload)
        app.add_routes(Control(self).routes)
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=1)
        await self._runner.setup()
        host, port = self._address
        site = web.TCPSite(self._runner, host, port)
        await site.start()
        self.state.base_url = f"http://{host}:{self._runner.addresses[0][1]}"

    async def stop(self) -> None:
        self.faults.clear()
        await self.sockets.close()
        if self._http is not None:
            await self._http.close()
        if self._runner is not None:
            await self._runner.cleanup()

    async def __aenter__(self) -> Self:
        await self.start()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        await self.stop()

    async def use_http(self, url: str) -> HttpEvents:
        """Send everything to this URL from now on, once it has answered the challenge."""
        http = HttpEvents(self.state, self.dispatcher, url)
        if not await http.verify():
            await http.close()
            raise AssertionError(f"{url} did not answer the challenge.")
        self._http = self.dispatcher.transport = http
        return http

    def advance(self, seconds: float) -> None:
        """Move a ManualClock, and do what has fallen due."""
        assert isinstance(self.clock, ManualClock)
        self.clock.advance(seconds)
        self.state.timers.run_due()

    async def disconnect(self, reason: str = "refresh_requested") -> None:
        """Ask every socket to leave: reason "warning" or "refresh_requested"."""
        await self.sockets.disconnect(reason)

    def drop_sockets(self) -> None:
        """Break every socket at once, without a word."""
        self.sockets.drop()

    async def send_raw(self, data: str | bytes) -> None:
        """Send anything at all to one socket; over HTTP, `use_http` gives what posts anything."""
        await self.sockets.send_raw(data)

    def lag_history(self, channel: str) -> None:
        """What is said in this channel from now on stays invisible to history and replies, until released."""
        self.state.conversations[channel].lagging = True

    def release_history(self, channel: str) -> None:
        self.state.conversations[channel].release()
