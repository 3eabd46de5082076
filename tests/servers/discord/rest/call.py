"""A request as a route's function sees it, and how it is read."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from aiohttp import web

from tests.servers.discord.attachments import Upload
from tests.servers.discord.channels import GROUP, ChannelState
from tests.servers.discord.errors import Json, bad_json, missing_access, missing_permissions, too_large
from tests.servers.discord.faults import Faults
from tests.servers.discord.permissions import Permission
from tests.servers.discord.state import State

MOST_BYTES = 10 * 1024 * 1024
_FILE_FIELD = re.compile(r"files\[(\d+)\]")


@dataclass(slots=True)
class Call:
    """One request: the parts of its path in `path`, its JSON in `body`."""

    state: State
    faults: Faults
    path: dict[str, str]
    query: dict[str, str]
    body: Any = None
    files: list[Upload] = field(default_factory=list)

    @property
    def fields(self) -> Json:
        """The body as an object."""
        if not isinstance(self.body, dict):
            raise bad_json()
        return self.body

    def channel(self, *needed: Permission) -> ChannelState:
        """The channel of the path, when the bot may see it and may do what is needed there."""
        channel = self.state.channel(self.path["channel_id"])
        held = channel.permissions(self.state.world.bot.id)
        if channel.type == GROUP or not held & Permission.VIEW_CHANNEL:
            raise missing_access()
        if any(not held & one for one in needed):
            raise missing_permissions()
        return channel

    def number(self, name: str, otherwise: int) -> int:
        text = self.query.get(name, "")
        return int(text) if text.isdecimal() else otherwise


@dataclass(frozen=True, slots=True)
class Reply:
    """An answer with another status than 200 (or 204 for none)."""

    status: int
    body: object = None


Handler = Callable[[Call], object]


@dataclass(frozen=True, slots=True)
class Route:
    """A method and path with the function behind it.

    `authorized`: needs the bot's token, and counts towards the limit over all.
    """

    method: str
    path: str
    handler: Handler
    authorized: bool = True

    @property
    def name(self) -> str:
        return f"{self.method} {self.path}"


async def read_body(request: web.Request) -> tuple[Any, list[Upload]]:
    """The JSON of a body and its files; raises for what is no JSON, or too large."""
    if request.content_type == "multipart/form-data":
        return await _read_form(request)
    raw = await request.read()
    if not raw:
        return None, []
    return _parse(raw), []


async def _read_form(request: web.Request) -> tuple[Any, list[Upload]]:
    form = await request.post()
    files = []
    for name, value in form.items():
        found = _FILE_FIELD.fullmatch(name)
        if found and isinstance(value, web.FileField):
            files.append(Upload(int(found[1]), value.filename, value.file.read()))
    if sum(len(one.data) for one in files) > MOST_BYTES:
        raise too_large()
    return _parse(form.get("payload_json") or "{}"), files


def _parse(raw: Any) -> Any:
    try:
        return json.loads(raw)
    except ValueError:
        raise bad_json() from None
