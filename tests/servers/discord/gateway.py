"""The gateway, version 10: sessions, heartbeats, resuming, and events to those who asked for them."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable, Iterable

from aiohttp import WSMsgType, web

from tests.servers.discord import connection as wire
from tests.servers.discord.connection import Connection
from tests.servers.discord.errors import Json
from tests.servers.discord.gateway_faults import EventFault, GatewayFaults
from tests.servers.discord.payloads import member_payload
from tests.servers.discord.permissions import Permission
from tests.servers.discord.sessions import Session
from tests.servers.discord.state import State
from tests.servers.discord.welcome import greet, member_chunk
from tests.servers.discord.world import PRIVILEGED, Intent

UNKNOWN_OP, BAD_FRAME, NOT_IDENTIFIED, BAD_TOKEN, IDENTIFIED_TWICE = 4001, 4002, 4003, 4004, 4005
BAD_SHARD, BAD_VERSION, BAD_INTENTS, DISALLOWED_INTENTS = 4010, 4012, 4013, 4014
_ALL_INTENTS = (1 << 26) - 1


class Gateway:
    """Accepts connections and publishes events. `interval`: milliseconds between heartbeats."""

    def __init__(self, state: State, *, interval: int = 41_250) -> None:
        self.state = state
        self.interval = interval
        self.faults = GatewayFaults()
        self.sessions: dict[str, Session] = {}
        self.connections: set[Connection] = set()
        self.identifies: list[Json] = []
        self.resumes: list[Json] = []
        self.heartbeats = 0
        self.beaten_at: list[float] = []
        """Of each heartbeat, by the event loop's clock."""
        self.ended: list[int | None] = []

    # What the outside does to connections

    def reconnect(self) -> None:
        """Asks every client to reconnect and resume (op 7)."""
        for one in self.connections:
            one.send_op(wire.RECONNECT, None)

    def invalidate(self, *, resumable: bool = False) -> None:
        """Tells every client that its session is invalid (op 9)."""
        if not resumable:
            self.sessions.clear()
        for one in self.connections:
            one.send_op(wire.INVALID_SESSION, resumable)

    def drop(self) -> None:
        """Cuts every connection without a closing frame."""
        for one in list(self.connections):
            one.abort()

    def close(self, code: int = 4000) -> None:
        for one in self.connections:
            one.close(code)

    def send_raw(self, text: str) -> None:
        """Sends any text to every client, out of sequence."""
        for one in self.connections:
            one.send(text)

    # Events

    def message(self, event: str, message: Json) -> None:
        """An event with a message, to those whose intents cover it; its content only to those who may read it."""
        channel = self.state.channels[message["channel_id"]]
        if not self.sessions or not channel.permissions(self.state.world.bot.id) & Permission.VIEW_CHANNEL:
            return
        data, guild = dict(message), channel.guild
        if guild is not None:
            data["guild_id"] = guild.id
            member = guild.member(message["author"]["id"])
            if member is not None and "webhook_id" not in message:
                data["member"] = member_payload(member, with_user=False)
        intent = Intent.DIRECT_MESSAGES if guild is None else Intent.GUILD_MESSAGES
        self._publish(event, data, self._audience(channel.guild_id, intent), self._blank)

    def event(self, event: str, data: Json, guild_id: str | None, intent: int) -> None:
        """Any other event. `intent` 0: everybody gets it."""
        self._publish(event, data, self._audience(guild_id, intent))

    def _audience(self, guild_id: str | None, intent: int) -> list[Session]:
        return [one for one in self.sessions.values() if (not intent or one.intents & intent) and one.hears(guild_id)]

    def _blank(self, session: Session, data: Json) -> bool:
        return not session.reads(data, self.state.world.bot.id)

    def _publish(
        self,
        event: str,
        data: Json,
        audience: Iterable[Session],
        blank: Callable[[Session, Json], bool] | None = None,
    ) -> None:
        fault = self.faults.take(event) if self.faults.script else None
        if fault is not None and fault.hold is not None and not fault.hold.released:
            sessions = list(audience)
            fault.hold.keep(lambda: self._send(event, data, sessions, blank))
            self.state.changes.happened()
            return
        self._send(event, data, audience, blank, fault)

    def _send(
        self,
        event: str,
        data: Json,
        audience: Iterable[Session],
        blank: Callable[[Session, Json], bool] | None,
        fault: EventFault | None = None,
    ) -> None:
        full = blanked = ""
        for session in audience:
            if blank is not None and blank(session, data):
                blanked = text = blanked or self._encode(data | _BLANK, fault)
            else:
                full = text = full or self._encode(data, fault)
            for _ in range(fault.copies if fault else 1):
                session.dispatch(event, text)
        self.state.changes.happened()

    @staticmethod
    def _encode(data: Json, fault: EventFault | None) -> str:
        return json.dumps(data if fault is None or fault.change is None else fault.change(json.loads(json.dumps(data))))

    # Connections

    async def accept(self, request: web.Request) -> web.StreamResponse:
        """The handler of /gateway."""
        if self.faults.take_refusal():
            self.state.changes.happened()
            return web.Response(status=503)  # Not a dropped line: aiohttp itself would try that again at once.
        compression = request.query.get("compress", "")
        if compression not in ("", "zlib-stream"):
            return web.Response(status=400, text=f"This server speaks zlib-stream or none, not {compression}.")
        socket = web.WebSocketResponse(compress=False, max_msg_size=1 << 20)
        await socket.prepare(request)
        one = Connection(socket, request, compress=bool(compression))
        self.connections.add(one)
        self.state.changes.happened()
        try:
            await self._converse(one, request)
        finally:
            self.connections.discard(one)
            self._detach(one, socket.close_code)
            await one.finish()
            self.state.changes.happened()
        return socket

    async def _converse(self, one: Connection, request: web.Request) -> None:
        if request.query.get("v", "10") not in ("9", "10") or request.query.get("encoding", "json") != "json":
            one.close(BAD_VERSION)
        one.send_op(wire.HELLO, {"heartbeat_interval": self.interval})
        async for received in one.socket:
            if received.type not in (WSMsgType.TEXT, WSMsgType.BINARY):
                break
            frame = wire.parse(received.data)
            code = BAD_FRAME if frame is None else self._handle(one, frame)
            if code is not None:
                one.close(code)
            self.state.changes.happened()

    def _detach(self, one: Connection, code: int | None) -> None:
        """A client that leaves with 1000 or 1001 ends its session; any other keeps it for a resume."""
        self.ended.append(code)
        for session in list(self.sessions.values()):
            if session.connection is one:
                session.connection = None
                if code in (1000, 1001):
                    del self.sessions[session.id]

    def _handle(self, one: Connection, frame: Json) -> int | None:
        """Answers a frame; gives the code to close with when it is refused."""
        op, data = frame["op"], frame.get("d")
        if op == wire.HEARTBEAT:
            self.heartbeats += 1
            self.beaten_at.append(asyncio.get_running_loop().time())
            one.send_op(wire.HEARTBEAT_ACK, None)
            return None
        if op == wire.IDENTIFY:
            return self._identify(one, data or {})
        if op == wire.RESUME:
            return self._resume(one, data or {})
        session = next((each for each in self.sessions.values() if each.connection is one), None)
        if session is None:
            return NOT_IDENTIFIED
        if op == wire.REQUEST_MEMBERS:
            session.dispatch("GUILD_MEMBERS_CHUNK", json.dumps(member_chunk(self.state.world, data or {})))
            return None
        return None if op in (3, 4, 31) else UNKNOWN_OP

    def _identify(self, one: Connection, data: Json) -> int | None:
        self.identifies.append(data)
        intents, (number, count) = data.get("intents", -1), data.get("shard") or (0, 1)
        if any(session.connection is one for session in self.sessions.values()):
            return IDENTIFIED_TWICE
        if str(data.get("token", "")).removeprefix("Bot ") != self.state.world.token:
            return BAD_TOKEN
        if not 0 <= intents <= _ALL_INTENTS:
            return BAD_INTENTS
        if intents & PRIVILEGED & ~self.state.world.privileged:
            return DISALLOWED_INTENTS
        if not 0 <= number < count:
            return BAD_SHARD
        session = Session(intents, (number, count), one)
        self.sessions[session.id] = session
        greet(self.state, session)
        return None

    def _resume(self, one: Connection, data: Json) -> int | None:
        self.resumes.append(data)
        if str(data.get("token", "")).removeprefix("Bot ") != self.state.world.token:
            return BAD_TOKEN
        session = self.sessions.get(str(data.get("session_id")))
        if session is not None and session.connection is not None and session.connection is not one:
            session.connection.close(4000)
        if session is None or not session.replay(one, int(data.get("seq") or 0)):
            one.send_op(wire.INVALID_SESSION, False)
            return None
        session.dispatch("RESUMED", json.dumps({"_trace": []}))
        return None


_BLANK: Json = {"content": "", "embeds": [], "attachments": [], "components": []}
