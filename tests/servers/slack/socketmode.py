"""Socket Mode: the app's WebSockets, and the envelopes that go through them."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Coroutine
from dataclasses import dataclass
from functools import partial
from typing import Any

from aiohttp import WSMsgType, web

from tests.servers.slack.dispatcher import Dispatcher
from tests.servers.slack.records import Dispatch
from tests.servers.slack.state import State

MOST_SOCKETS = 10
SECONDS_UNTIL_CLOSED = 10.0


@dataclass(slots=True, eq=False)
class Socket:
    name: str
    connection: web.WebSocketResponse
    request: web.Request
    leaving: bool = False


class SocketMode:
    timeout_reason = "timeout"

    def __init__(self, state: State, dispatcher: Dispatcher) -> None:
        self._state = state
        self._dispatcher = dispatcher
        self.nonsense: list[str] = []
        """What came from the app and was no JSON object."""
        self._sockets: list[Socket] = []
        self._next = 0
        self._envelopes: dict[str, Dispatch] = {}
        self._first_envelope: dict[Dispatch, str] = {}
        self._tasks: set[asyncio.Task[None]] = set()

    @property
    def open(self) -> list[Socket]:
        """The sockets that events can go to."""
        return [socket for socket in self._sockets if not socket.leaving and not socket.connection.closed]

    async def handle(self, request: web.Request) -> web.StreamResponse:
        ticket = request.query.get("ticket", "")
        if ticket not in self._state.tickets:
            return web.Response(status=404)
        self._state.tickets.discard(ticket)
        connection = web.WebSocketResponse(max_msg_size=0)
        await connection.prepare(request)
        if len(self.open) >= MOST_SOCKETS:
            await connection.send_json(_disconnect("too_many_websockets"))
            await connection.close()
            return connection
        socket = Socket(ticket, connection, request)
        self._sockets.append(socket)
        try:
            await connection.send_json(self._hello())
            self._state.changes.notify()
            async for frame in connection:
                if frame.type is WSMsgType.TEXT:
                    self._receive(frame.data)
        except ConnectionError:
            return connection
        finally:
            self._sockets.remove(socket)
            self._state.changes.notify()
        return connection

    def _hello(self) -> dict[str, Any]:
        return {
            "type": "hello",
            "num_connections": len(self._sockets),
            "connection_info": {"app_id": self._state.workspace.app_id},
            "debug_info": {"host": "applink", "approximate_connection_time": 18060},
        }

    def _receive(self, text: str) -> None:
        try:
            message = json.loads(text)
        except ValueError:
            message = None
        if not isinstance(message, dict):
            self.nonsense.append(text)
            return
        dispatch = self._envelopes.get(message.get("envelope_id", ""))
        if dispatch is not None:
            self._dispatcher.acknowledge(dispatch, message.get("payload"))

    def send(self, dispatch: Dispatch, number: int, reason: str) -> str | None:
        """Send to one of the open sockets, in turn. A retry goes in a new envelope, a repetition in the same."""
        sockets = self.open
        if not sockets:
            return None
        self._next += 1
        socket = sockets[self._next % len(sockets)]
        envelope_id = self._first_envelope.get(dispatch) if number == 0 else None
        if envelope_id is None:
            envelope_id = self._state.new_id("envelope-")
            self._envelopes[envelope_id] = dispatch
            self._first_envelope.setdefault(dispatch, envelope_id)
        envelope: dict[str, Any] = {
            "envelope_id": envelope_id,
            "type": dispatch.kind,
            "payload": dispatch.payload,
            "accepts_response_payload": dispatch.kind != "events_api",
        }
        if dispatch.kind == "events_api" or number:
            envelope |= {"retry_attempt": number, "retry_reason": reason}
        self._begin(socket.connection.send_str(json.dumps(envelope)))
        return socket.name

    def give_up(self, dispatch: Dispatch) -> None:
        """An acknowledgement of a socket counts whenever it comes."""

    async def send_raw(self, data: str | bytes) -> None:
        """Send anything at all to one open socket."""
        connection = self.open[0].connection
        if isinstance(data, bytes):
            await connection.send_bytes(data)
        else:
            await connection.send_str(data)

    async def disconnect(self, reason: str) -> None:
        """Ask every socket to leave; what does not is closed after a while of the server's clock."""
        for socket in self.open:
            socket.leaving = True
            await socket.connection.send_json(_disconnect(reason))
            self._state.timers.after(SECONDS_UNTIL_CLOSED, partial(self._close, socket))

    def drop(self) -> None:
        """Break every connection without a word."""
        for socket in list(self._sockets):
            socket.leaving = True
            if socket.request.transport is not None:
                socket.request.transport.abort()

    async def close(self) -> None:
        for socket in list(self._sockets):
            await socket.connection.close()

    def _close(self, socket: Socket) -> None:
        self._begin(_closing(socket))

    def _begin(self, sending: Coroutine[Any, Any, None]) -> None:
        task = asyncio.get_running_loop().create_task(_unless_closed(sending))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)


async def _unless_closed(sending: Coroutine[Any, Any, None]) -> None:
    """A socket that closes while something is sent loses it, as in life: the retry brings it."""
    try:
        await sending
    except (ConnectionError, RuntimeError):
        return


async def _closing(socket: Socket) -> None:
    await socket.connection.close()


def _disconnect(reason: str) -> dict[str, Any]:
    return {"type": "disconnect", "reason": reason, "debug_info": {"host": "applink"}}
