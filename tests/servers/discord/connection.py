"""One WebSocket of the gateway: frames out in order, compressed when the client asked for it."""

from __future__ import annotations

import asyncio
import json
import zlib
from collections import deque

from aiohttp import web

from tests.servers.discord.errors import Json

DISPATCH, HEARTBEAT, IDENTIFY, RESUME, RECONNECT = 0, 1, 2, 6, 7
REQUEST_MEMBERS, INVALID_SESSION, HELLO, HEARTBEAT_ACK = 8, 9, 10, 11


class Connection:
    """Sends without waiting: a task of its own writes what is queued."""

    def __init__(self, socket: web.WebSocketResponse, request: web.Request, *, compress: bool) -> None:
        self.socket = socket
        self._request = request
        self._compressor = zlib.compressobj() if compress else None
        self._queue: deque[str] = deque()
        self._wake = asyncio.Event()
        self._closing: int | None = None
        self._writer = asyncio.create_task(self._write())

    def send(self, frame: str) -> None:
        self._queue.append(frame)
        self._wake.set()

    def send_op(self, op: int, data: object) -> None:
        self.send(json.dumps({"op": op, "d": data, "s": None, "t": None}))

    def close(self, code: int) -> None:
        """Closes with a code once everything queued is written."""
        self._closing = code
        self._wake.set()

    def abort(self) -> None:
        """The line goes dead, without a closing frame; what is queued is lost."""
        self._queue.clear()
        if self._request.transport is not None:
            self._request.transport.abort()

    async def _write(self) -> None:
        try:
            while True:
                await self._wake.wait()
                self._wake.clear()
                while self._queue:
                    await self._send(self._queue.popleft())
                if self._closing is not None:
                    await self.socket.close(code=self._closing)
                    return
        except ConnectionError:
            return

    async def _send(self, frame: str) -> None:
        if self._compressor is None:
            await self.socket.send_str(frame)
            return
        packed = self._compressor.compress(frame.encode()) + self._compressor.flush(zlib.Z_SYNC_FLUSH)
        await self.socket.send_bytes(packed)

    async def finish(self) -> None:
        self._writer.cancel()
        await asyncio.gather(self._writer, return_exceptions=True)


def parse(text: str | bytes) -> Json | None:
    """A frame of the client, or None when it is none."""
    try:
        frame = json.loads(text)
    except ValueError:
        return None
    return frame if isinstance(frame, dict) and isinstance(frame.get("op"), int) else None
