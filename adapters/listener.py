"""An HTTP server: what is slow, too much or no HTTP is turned away, in few words.

aiohttp's own waits for ever for a request that does not come, takes any number of connections, tells its version, and
writes a traceback for what any stranger sends.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from http import HTTPStatus
from typing import Any, TypeVar

import aiohttp
from aiohttp import web

from adapters.failures import log_setback

T = TypeVar("T", bound=web.StreamResponse)

Handle = Callable[[web.BaseRequest], Awaitable[web.StreamResponse]]

CONNECTIONS = 256
"""At a time; Slack has a few. One more takes the place of the one that has waited longest without a request."""
_IDLE_SECONDS = 75.0
"""Longer than proxies keep a connection: it is theirs to close."""
_LINGER_SECONDS = 1.0
NAME = "Factdesk"
_ANYWHERE = {"0.0.0.0": "127.0.0.1", "::": "::1", "": "127.0.0.1"}  # noqa: S104 - it is where to ask, not to listen


class Listener(web.Server):
    def __init__(self, handle: Handle, within: float, of: str) -> None:
        """`within`: seconds in which a request has to be there, its headers as well as its body. `of` says in the log
        whose requests they are."""
        super().__init__(self._handled)
        self._handle = handle
        self._within = within
        self._of = of
        self._busy: set[asyncio.Protocol] = set()

    def __call__(self) -> web.RequestHandler:
        return _Connection(self, self._within)

    def connection_made(self, handler: web.RequestHandler, transport: asyncio.Transport) -> None:
        super().connection_made(handler, transport)
        if len(self.connections) > CONNECTIONS:
            oldest = next((one for one in self.connections if one not in self._busy), handler)
            oldest.force_close()

    async def _handled(self, request: web.BaseRequest) -> web.StreamResponse:
        """Whatever goes wrong is told in the log, and as a number to whoever asked."""
        assert isinstance(request.protocol, _Connection)
        request.protocol.has_asked = True
        self._busy.add(request.protocol)
        try:
            return named(await self._read_and_handled(request))
        except Exception as error:  # noqa: BLE001 - it may be anything; the connection goes on
            log_setback(f"a request of {self._of} was not served", error)
            return refusal(HTTPStatus.INTERNAL_SERVER_ERROR)
        finally:
            self._busy.discard(request.protocol)

    async def _read_and_handled(self, request: web.BaseRequest) -> web.StreamResponse:
        try:
            async with asyncio.timeout(self._within):
                await request.read()  # The request keeps it.
        except TimeoutError:
            return refusal(HTTPStatus.REQUEST_TIMEOUT)
        except web.HTTPRequestEntityTooLarge:
            return refusal(HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
        except (web.RequestPayloadError, ConnectionError):
            return refusal(HTTPStatus.BAD_REQUEST)
        return await self._handle(request)


class _Connection(web.RequestHandler):
    __slots__ = ("_impatient", "_within", "has_asked")

    def __init__(self, server: Listener, within: float) -> None:
        super().__init__(
            server,
            loop=asyncio.get_running_loop(),
            keepalive_timeout=_IDLE_SECONDS,
            lingering_time=_LINGER_SECONDS,
            access_log=None,  # type: ignore[arg-type]  # That is how it is turned off.
            auto_decompress=False,  # A signature is of what was sent.
        )
        self._within = within
        self.has_asked = False

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        super().connection_made(transport)
        self._impatient = asyncio.get_running_loop().call_later(self._within, self._give_up)

    def connection_lost(self, exc: BaseException | None) -> None:
        self._impatient.cancel()
        super().connection_lost(exc)

    def handle_error(
        self, request: web.BaseRequest, status: int = 500, exc: BaseException | None = None, message: str | None = None
    ) -> web.StreamResponse:
        """What is no HTTP."""
        return refusal(HTTPStatus(status))

    def _give_up(self) -> None:
        if not self.has_asked:
            self.force_close()


async def heard(method: str, url: str, within: float, **sent: Any) -> tuple[int, Mapping[str, str], str] | None:
    """What is answered at an address: status, headers and text; None: nothing is, or not `within` so many seconds."""
    try:
        async with (
            aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=within)) as session,
            session.request(method, url, **sent) as answer,
        ):
            return answer.status, answer.headers, await answer.text()
    except (aiohttp.ClientError, TimeoutError, OSError, ValueError):
        return None


def local_url(bind: tuple[str, int]) -> str:
    """Where whatever listens on a host and port is asked from this machine."""
    host, port = bind
    here = _ANYWHERE.get(host, host)
    return f"http://{f'[{here}]' if ':' in here else here}:{port}"


def refusal(status: HTTPStatus, **headers: str) -> web.Response:
    """The connection is closed after it."""
    answer = named(web.Response(status=status, headers=headers))
    answer.force_close()
    return answer


def named(answer: T) -> T:
    """Otherwise aiohttp tells Python's version and its own."""
    answer.headers["Server"] = NAME
    return answer
