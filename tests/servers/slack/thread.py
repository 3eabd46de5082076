"""The local Slack in a thread of its own, for tests that are not asynchronous."""

from __future__ import annotations

import asyncio
import inspect
import threading
from collections.abc import Callable
from types import TracebackType
from typing import Any, Self

from tests.servers.slack.reading import PATIENCE
from tests.servers.slack.records import Acknowledgement, Dispatch
from tests.servers.slack.server import SlackServer


class SlackThread:
    """`with SlackThread(...) as slack:` takes the arguments of SlackServer and has its attributes and methods.

    Each is read or run in the server's own thread, and a coroutine is awaited there, so that any thread may call.
    """

    def __init__(self, *arguments: Any, **settings: Any) -> None:
        self._make = lambda: SlackServer(*arguments, **settings)
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, name="slack", daemon=True)
        self._server: SlackServer | None = None

    def __enter__(self) -> Self:
        self._thread.start()
        asyncio.run_coroutine_threadsafe(self._start(), self._loop).result(PATIENCE)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self.run(lambda server: server.stop())
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()

    async def _start(self) -> None:
        self._server = self._make()
        await self._server.start()

    def run(self, act: Callable[[SlackServer], Any]) -> Any:
        """Run something in the server's thread, and give its result, awaited where it is awaitable."""
        if threading.current_thread() is self._thread:
            # A predicate of `wait_for` is asked here: waiting for this thread would never end.
            assert self._server is not None
            return act(self._server)

        async def call() -> Any:
            assert self._server is not None
            result = act(self._server)
            return await result if inspect.isawaitable(result) else result

        return asyncio.run_coroutine_threadsafe(call(), self._loop).result(2 * PATIENCE)

    def acknowledged(self, dispatch: Dispatch) -> Acknowledgement:
        """Wait for the acknowledgement of a dispatch."""
        return self.run(lambda _: dispatch.acknowledged)

    def __getattr__(self, name: str) -> Any:
        if not callable(getattr(SlackServer, name, None)):
            return self.run(lambda server: getattr(server, name))
        return lambda *arguments, **named: self.run(lambda server: getattr(server, name)(*arguments, **named))
