"""The demo's server: one page, on loopback alone, for whoever has its address."""

from __future__ import annotations

import asyncio
import hmac
import json
import secrets
import threading
from functools import partial
from http import HTTPStatus
from typing import TYPE_CHECKING, Any

from aiohttp import web

from adapters.demo.pages import HEADERS, page_of
from adapters.demo.requests import BadRequest, Body, Unknown, number
from adapters.demo.thread import Worker
from adapters.listener import Listener, refusal
from bot.errors import FactdeskError

if TYPE_CHECKING:
    from adapters.demo.acts import Acts

Json = dict[str, Any]

HOST = "127.0.0.1"
_REQUEST_SECONDS = 10.0
_NEWS_SECONDS = 20.0
"""A page that asks what is new waits so long for it."""
_ENDING_SECONDS = 1.0
_JSON, _BYTES, _PNG = "application/json", "application/octet-stream", "image/png"


class Unavailable(FactdeskError):
    """The address cannot be listened on."""


class Ended(Exception):
    """It was closed before it was open."""


class DemoServer:
    """It has its address at once; the newsroom opens beside it, and whatever asks for that waits."""

    def __init__(self, port: int = 0) -> None:
        """`port` 0: any that is free."""
        self._port = port
        self._token = secrets.token_urlsafe(18)
        self._news = asyncio.Event()
        self._loop = asyncio.get_running_loop()
        self._desk = Worker(self._loop)
        self._runner: web.ServerRunner | None = None
        self._opening: asyncio.Future[Acts] | None = None
        self._closing = False
        self._is_loaded = False
        self._turning = threading.Lock()
        """Either it is closed before there is anything to be cleaned up, or it is opened first."""

    @property
    def url(self) -> str:
        return f"http://{self._address}/{self._token}/"

    @property
    def _address(self) -> str:
        assert self._runner is not None, "the server is not open"
        host, port, *_ = self._runner.addresses[0]
        return f"{host}:{port}"

    async def open(self) -> None:
        """Raises Unavailable."""
        listener = Listener(self._answer, _REQUEST_SECONDS, "the demo")
        self._runner = web.ServerRunner(listener, shutdown_timeout=_ENDING_SECONDS)
        await self._runner.setup()
        try:
            await web.TCPSite(self._runner, HOST, self._port).start()
        except (OSError, OverflowError) as error:
            await self.close()
            raise Unavailable(f"Port {self._port} cannot be had; name another one with --port.") from error
        self._opening = self._desk.run(self._open_newsroom)

    async def opened(self) -> None:
        """The newsroom is open. Raises what kept it from opening."""
        await self._acts()
        await Worker(self._loop).run(_warm_up)  # Nobody waits for the first chart then.

    async def close(self) -> None:
        """Leaves nothing behind, and waits for nothing that would leave nothing."""
        with self._turning:
            self._closing = True
        self._wake()
        if self._runner is not None:
            await self._runner.cleanup()
        if self._opening is not None and self._is_loaded:
            await asyncio.wait([self._opening])
            if self._opening.exception() is None:
                await self._desk.run(self._opening.result().close)

    async def _answer(self, request: web.BaseRequest) -> web.Response:
        try:
            answer = await self._answered(request)
        except BadRequest:
            answer = refusal(HTTPStatus.BAD_REQUEST)
        except Unknown:
            answer = refusal(HTTPStatus.NOT_FOUND)
        answer.headers.update(HEADERS)
        return answer

    async def _answered(self, request: web.BaseRequest) -> web.Response:
        """Who does not know the token learns nothing, not even what there is."""
        _, token, *rest = request.path.split("/") if request.path.startswith("/") else ("", "")
        is_known = hmac.compare_digest(token.encode("utf-8", "surrogatepass"), self._token.encode())
        if not (is_known and self._is_ours(request)):
            return refusal(HTTPStatus.FORBIDDEN)
        name = "/".join(rest)
        if request.method == "POST":
            return await self._act(name, request)
        if request.method not in ("GET", "HEAD"):
            return refusal(HTTPStatus.METHOD_NOT_ALLOWED, Allow="GET, HEAD, POST")
        return await self._page(name, request)

    def _is_ours(self, request: web.BaseRequest) -> bool:
        """Another site's page may know where this machine listens, but it has a name and an origin of its own."""
        origin = request.headers.get("Origin")
        return request.headers.get("Host") == self._address and origin in (None, f"http://{self._address}")

    async def _page(self, name: str, request: web.BaseRequest) -> web.Response:
        if name == "news":
            return await self._whats_new(request)
        if name == "chart":
            acts = await self._acts()
            picture = await asyncio.to_thread(acts.chart, request.query.get("message", ""))
            return web.Response(body=picture, headers={"Content-Type": _PNG})
        page = page_of(name)
        if page is None:
            raise Unknown
        return web.Response(body=page.content, headers={"Content-Type": page.media_type})

    async def _act(self, name: str, request: web.BaseRequest) -> web.Response:
        is_file = name == "drop"
        if request.content_type != (_BYTES if is_file else _JSON):
            return refusal(HTTPStatus.UNSUPPORTED_MEDIA_TYPE)
        content, acts = await request.read(), await self._acts()
        if is_file:
            channel, file = request.query.get("channel", ""), request.query.get("name", "")
            return _json(await self._desk.run(partial(acts.drop, channel, file, content)))
        return _json(await self._desk.run(partial(acts.act, name, Body.read(content))))

    async def _whats_new(self, request: web.BaseRequest) -> web.Response:
        """As soon as something is, or after a while."""
        after, epoch = number(request.query.get("after")), request.query.get("epoch", "")
        acts = await self._acts()
        deadline = self._loop.time() + _NEWS_SECONDS
        while not (acts.has_news(after, epoch) or self._closing):
            try:
                async with asyncio.timeout_at(deadline):
                    await self._news.wait()
            except TimeoutError:
                break
        return _json(await asyncio.to_thread(acts.news, after, epoch))

    async def _acts(self) -> Acts:
        assert self._opening is not None, "the server is not open"
        return await asyncio.shield(self._opening)

    def _open_newsroom(self) -> Acts:
        acts = _load()
        with self._turning:
            if self._closing:
                raise Ended
            self._is_loaded = True
        return acts(self._changed)

    def _changed(self) -> None:
        """In the desk's thread."""
        self._loop.call_soon_threadsafe(self._wake)

    def _wake(self) -> None:
        waiting, self._news = self._news, asyncio.Event()
        waiting.set()


def _load() -> type[Acts]:
    """Most of the time that it takes to open is this."""
    from adapters.demo.acts import Acts

    return Acts


def _warm_up() -> None:
    from adapters.charts import warm_up

    warm_up()


def _json(body: Json) -> web.Response:
    return web.Response(text=json.dumps(body, ensure_ascii=False), content_type=_JSON)
