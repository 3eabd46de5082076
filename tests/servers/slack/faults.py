"""What goes wrong on purpose, a method and a number of times each."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Protocol

from aiohttp import web

from tests.servers.slack.errors import SlackError
from tests.servers.slack.limits import rate_limited
from tests.servers.slack.records import ApiCall

EVERY_METHOD = "*"
RESPONSE_URL = "response_url"
UPLOAD = "upload"


class Hold:
    """Keeps a request waiting until it is released. A client that gave up in the meantime changes nothing of it."""

    def __init__(self) -> None:
        self.reached = asyncio.Event()
        self._released = asyncio.Event()

    def release(self) -> None:
        self._released.set()

    async def pause(self) -> None:
        self.reached.set()
        await self._released.wait()


class Effect(Protocol):
    """Does the harm. Returns what is answered instead, or None to carry on as if nothing had been."""

    async def __call__(self, request: web.Request) -> web.StreamResponse | None: ...


@dataclass(slots=True)
class Fault:
    name: str
    effect: Effect
    taken: bool
    times: int


@dataclass(slots=True)
class Faults:
    """Faults of a method are used up in the order they were asked for.

    Methods are named as in the Web API; "response_url", "upload" and "*" (any) are names as well. `taken` says whether
    the harm comes after the request has had its effect.
    """

    _queues: dict[str, deque[Fault]] = field(default_factory=dict)
    _holds: list[Hold] = field(default_factory=list)

    def rate_limit(self, method: str, *, retry_after: int = 1, times: int = 1) -> None:
        """429 with Retry-After in seconds, before anything is taken."""
        self.refuse(method, rate_limited(retry_after), times=times)

    def refuse(self, method: str, error: SlackError, *, times: int = 1) -> None:
        """An answer with `ok` false, such as SlackError("token_revoked"), before anything is taken."""

        async def effect(request: web.Request) -> web.StreamResponse:
            return web.json_response(error.body, status=error.status, headers=error.headers)

        self._add(method, Fault(error.code, effect, False, times))

    def fail(self, method: str, *, status: int = 503, taken: bool = False, times: int = 1) -> None:
        """A 5xx without an answer of Slack's in it."""

        async def effect(request: web.Request) -> web.StreamResponse:
            return web.Response(status=status, text="<html>upstream failed</html>", content_type="text/html")

        self._add(method, Fault(f"http_{status}", effect, taken, times))

    def drop(self, method: str, *, taken: bool = False, times: int = 1) -> None:
        """The connection breaks without a response."""

        async def effect(request: web.Request) -> web.StreamResponse:
            if request.transport is not None:
                request.transport.abort()
            return web.Response()

        self._add(method, Fault("connection_dropped", effect, taken, times))

    def hold(self, method: str, *, taken: bool = False, times: int = 1) -> Hold:
        """The request waits for `release`: before it is taken, it may be taken long after the client gave up."""
        hold = Hold()
        self._holds.append(hold)

        async def effect(request: web.Request) -> None:
            await hold.pause()

        self._add(method, Fault("held", effect, taken, times))
        return hold

    def _add(self, method: str, fault: Fault) -> None:
        self._queues.setdefault(method, deque()).append(fault)

    async def meet(
        self, request: web.Request, call: ApiCall, take: Callable[[], web.StreamResponse]
    ) -> web.StreamResponse:
        """Take a request, with the fault that it meets, if any, before or after."""
        fault = self._next(call.method)
        if fault is None:
            return take()
        call.fault = fault.name
        if fault.taken:
            response = take()
            instead = await fault.effect(request)
            return response if instead is None else instead
        instead = await fault.effect(request)
        return take() if instead is None else instead

    def _next(self, method: str) -> Fault | None:
        if not self._queues:
            return None
        for name in (method, EVERY_METHOD):
            queue = self._queues.get(name)
            if queue:
                fault = queue[0]
                fault.times -= 1
                if fault.times == 0:
                    queue.popleft()
                return fault
        return None

    def clear(self) -> None:
        """Forget every fault and release whatever is held."""
        self._queues.clear()
        for hold in self._holds:
            hold.release()
        self._holds.clear()
