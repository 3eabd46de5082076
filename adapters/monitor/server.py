"""The server of what is watched, in the event loop of what serves: whether the process is alive, whether it is ready,
and its numbers."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Awaitable, Callable, Mapping
from http import HTTPStatus

from aiohttp import web
from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, generate_latest

from adapters.failures import log_setback
from adapters.health import ANSWER_SECONDS, Health, ill, no_answer
from adapters.listener import Listener, refusal
from adapters.variables import InvalidSetting, host_and_port, variable
from bot.errors import FactdeskError, as_sentence

_REQUEST_SECONDS = 5.0
_ENDING_SECONDS = 1.0
_HEADERS = {"Cache-Control": "no-store", "X-Content-Type-Options": "nosniff"}


class MonitorServer:
    """`health` and the registry's collectors may wait for a database: each is asked in a thread."""

    def __init__(self, bind: str, health: Callable[[], Health], registry: CollectorRegistry) -> None:
        """`bind`: a host and a port. Raises InvalidSetting."""
        self._bind = bind
        self._address = host_and_port("monitor_bind", bind)
        self._health = health
        self._registry = registry
        self._pages: Mapping[str, Callable[[], Awaitable[web.Response]]] = {
            "/healthz": self._alive,
            "/readyz": self._ready,
            "/metrics": self._numbers,
        }
        self._runner: web.ServerRunner | None = None

    @property
    def url(self) -> str:
        assert self._runner is not None, "the server is not open"
        host, port, *_ = self._runner.addresses[0]
        return f"http://{host}:{port}"

    async def open(self) -> None:
        """Raises InvalidSetting where the address cannot be had."""
        self._runner = web.ServerRunner(
            Listener(self._answer, _REQUEST_SECONDS, "the monitor"), shutdown_timeout=_ENDING_SECONDS
        )
        await self._runner.setup()
        try:
            await web.TCPSite(self._runner, *self._address).start()
        except (OSError, OverflowError) as error:
            await self.close()
            raise _not_to_be_had(self._bind, error) from error

    async def close(self) -> None:
        if self._runner is not None:
            await self._runner.cleanup()

    async def _answer(self, request: web.BaseRequest) -> web.Response:
        page = self._pages.get(request.path)
        if page is None:
            return refusal(HTTPStatus.NOT_FOUND)
        if request.method not in ("GET", "HEAD"):
            return refusal(HTTPStatus.METHOD_NOT_ALLOWED, Allow="GET, HEAD")
        return await page()

    async def _alive(self) -> web.Response:
        """The loop turns: a process that hangs does not answer."""
        return _text("alive")

    async def _ready(self) -> web.Response:
        found = await self._asked()
        return _text(found.told, HTTPStatus.OK if found.good else HTTPStatus.SERVICE_UNAVAILABLE)

    async def _asked(self) -> Health:
        try:
            return await asyncio.wait_for(asyncio.to_thread(self._health), ANSWER_SECONDS)
        except TimeoutError:
            return no_answer()
        except FactdeskError as error:
            return ill(as_sentence(error))
        except Exception as error:  # noqa: BLE001 - whoever watches is told, and the log says more
            log_setback("whether it is ready could not be told", error)
            return ill("Something failed; the log says more.")

    async def _numbers(self) -> web.Response:
        try:
            body = await asyncio.wait_for(asyncio.to_thread(generate_latest, self._registry), ANSWER_SECONDS)
        except TimeoutError:
            return _text(no_answer().told, HTTPStatus.SERVICE_UNAVAILABLE)
        return web.Response(body=body, headers={"Content-Type": CONTENT_TYPE_LATEST, **_HEADERS})


def _not_to_be_had(bind: str, error: Exception) -> InvalidSetting:
    number = getattr(error, "errno", None) or 0
    reason = os.strerror(number).lower() if number > 0 else str(error).lower()
    return InvalidSetting(
        f"{variable('monitor_bind')} is {bind}, which cannot be listened on ({reason}); set it to a free address "
        "of this machine"
    )


def _text(told: str, status: HTTPStatus = HTTPStatus.OK) -> web.Response:
    return web.Response(text=f"{told}\n", status=status, headers=_HEADERS)
