"""The local Discord in a thread of its own, for tests that have no event loop."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable, Coroutine, Mapping, Sequence
from typing import Any, ParamSpec, Self, TypeVar

from tests.servers.discord.driver import Place
from tests.servers.discord.errors import Json
from tests.servers.discord.interactions import Interaction
from tests.servers.discord.server import DiscordServer
from tests.servers.discord.world import User

Value = TypeVar("Value")
Arguments = ParamSpec("Arguments")


class ThreadedDiscordServer:
    """`with ThreadedDiscordServer() as discord_server`. Takes what DiscordServer takes; every method may be called
    from any thread. `server` is the server itself: touch it only within `call`.
    """

    def __init__(self, **options: Any) -> None:
        self._options = options
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, name="local-discord", daemon=True)
        self.server: DiscordServer

    def __enter__(self) -> Self:
        self._thread.start()
        self.server = self.call(lambda: DiscordServer(**self._options))
        self.wait(self.server.start)
        return self

    def __exit__(self, *_: object) -> None:
        self.wait(self.server.stop)
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()

    def wait(self, work: Callable[[], Coroutine[Any, Any, Value]]) -> Value:
        """Runs a coroutine in the server's loop until it is done."""
        return asyncio.run_coroutine_threadsafe(work(), self._loop).result()

    def call(self, work: Callable[Arguments, Value], *arguments: Arguments.args, **named: Arguments.kwargs) -> Value:
        """Calls a function in the server's loop: `call(server.faults.drop, route)`."""

        async def run() -> Value:
            return work(*arguments, **named)

        return self.wait(run)

    @property
    def api_url(self) -> str:
        return self.server.api_url

    @property
    def gateway_url(self) -> str:
        return self.server.gateway_url

    def messages(self, channel: Place) -> list[Json]:
        return self.call(lambda: [dict(one) for one in self.server.messages(channel)])

    def wait_for(self, predicate: Callable[[], Value]) -> Value:
        """The first true value of a predicate, which runs in the server's loop."""
        return self.wait(lambda: self.server.wait_for(predicate))

    def wait_connected(self, sessions: int = 1) -> None:
        self.wait(lambda: self.server.wait_connected(sessions))

    def say(self, text: str, user: User, channel: Place, **options: Any) -> Json:
        return self.call(self.server.say, text, user, channel, **options)

    def direct_message(self, text: str, user: User, *, reply_to: Json | None = None) -> Json:
        return self.call(self.server.direct_message, text, user, reply_to=reply_to)

    def command(
        self, name: str, subcommand: str | None = None, options: Mapping[str, Any] | None = None, **where: Any
    ) -> Interaction:
        return self.call(self.server.command, name, subcommand, options, **where)

    def autocomplete(
        self, name: str, subcommand: str | None, options: Mapping[str, Any], focused: str, **where: Any
    ) -> list[Json]:
        return self.wait(lambda: self.server.autocomplete(name, subcommand, options, focused, **where))

    def press(self, message: Json, custom_id: str, user: User) -> Interaction:
        return self.call(self.server.press, message, custom_id, user)

    def select(self, message: Json, custom_id: str, values: Sequence[str], user: User) -> Interaction:
        return self.call(self.server.select, message, custom_id, values, user)

    def submit_modal(self, opened: Interaction | str, values: Mapping[str, str], user: User) -> Interaction:
        return self.call(self.server.submit_modal, opened, values, user)
