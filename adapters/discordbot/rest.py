"""Discord's REST interface, one attempt a call: whoever calls decides what may be repeated."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.metadata import version
from typing import Any

import aiohttp

_CONNECT_SECONDS = 5.0
_TOTAL_SECONDS = 15.0
_CONNECTIONS = 256


class NotSent(Exception):
    """The request never left: nothing came of it."""


class Lost(Exception):
    """The request left and its answer did not come: it may have been carried out."""


@dataclass(frozen=True, slots=True)
class Upload:
    """A file of a message. `description` is its alternative text."""

    name: str
    content: bytes
    media_type: str
    description: str


@dataclass(frozen=True, slots=True)
class Response:
    """What Discord answered. `body` is its JSON; None where it sent none, as the servers in front of it do."""

    status: int
    headers: Mapping[str, str]
    body: Any

    @property
    def ok(self) -> bool:
        return 200 <= self.status < 300

    @property
    def code(self) -> int | None:
        """Discord's own number of an error."""
        return self.body.get("code") if isinstance(self.body, dict) else None

    @property
    def reason(self) -> str:
        """What Discord said, in one line."""
        if not isinstance(self.body, dict):
            return f"HTTP {self.status}"
        told = f"{self.body.get('message', 'no message')} ({self.status}/{self.code})"
        return f"{told}: {json.dumps(self.body['errors'])}" if self.body.get("errors") else told

    @property
    def retry_after(self) -> float | None:
        """Seconds that Discord asks to wait."""
        named = self.body.get("retry_after") if isinstance(self.body, dict) else None
        try:
            return float(named if named is not None else self.headers["Retry-After"])
        except (KeyError, TypeError, ValueError):
            return None


class Rest:
    """A client of one bot. Paths may hold tokens of interactions, so no path and no body is ever in an error."""

    def __init__(self, api_url: str, token: str) -> None:
        self._base = api_url.rstrip("/")
        self._headers = {
            "User-Agent": f"DiscordBot (factdesk, {version('factdesk')})",
            "Authorization": f"Bot {token}",
        }
        self._session: aiohttp.ClientSession | None = None

    def open(self) -> None:
        """To be called in the event loop that the calls will be made in."""
        timeout = aiohttp.ClientTimeout(total=_TOTAL_SECONDS, sock_connect=_CONNECT_SECONDS)
        connector = aiohttp.TCPConnector(limit=_CONNECTIONS)
        self._session = aiohttp.ClientSession(timeout=timeout, connector=connector, cookie_jar=aiohttp.DummyCookieJar())

    async def close(self) -> None:
        if self._session is not None:
            await self._session.close()
            self._session = None

    async def call(
        self,
        method: str,
        path: str,
        body: Mapping[str, Any] | None = None,
        *,
        query: Mapping[str, str] | None = None,
        upload: Upload | None = None,
    ) -> Response:
        """`path` begins with “/”. Raises NotSent or Lost."""
        if self._session is None:
            raise NotSent("the client is closed")
        content: dict[str, Any] = {"data": _form(body or {}, upload)} if upload else {"json": body}
        try:
            async with self._session.request(
                method,
                self._base + path,
                params=query,
                headers=self._headers,
                allow_redirects=False,
                **content,
            ) as answer:
                return Response(answer.status, answer.headers, _json(await answer.read()))
        except (aiohttp.ClientConnectorError, aiohttp.ConnectionTimeoutError) as error:
            raise NotSent(type(error).__name__) from None
        except (TimeoutError, aiohttp.ClientError, OSError) as error:
            raise Lost(type(error).__name__) from None


def _form(body: Mapping[str, Any], upload: Upload) -> aiohttp.FormData:
    attached = {"id": 0, "filename": upload.name, "description": upload.description}
    form = aiohttp.FormData(quote_fields=False)
    form.add_field("payload_json", json.dumps({**body, "attachments": [attached]}), content_type="application/json")
    form.add_field("files[0]", upload.content, filename=upload.name, content_type=upload.media_type)
    return form


def _json(content: bytes) -> Any:
    try:
        return json.loads(content) if content else None
    except ValueError:
        return None
