"""The desk's process as the serving process has it: started, asked, and ended."""

from __future__ import annotations

import asyncio
import itertools
import socket
import sys
from collections.abc import Awaitable, Callable
from functools import partial
from typing import Any, Concatenate, ParamSpec, TypeVar

from adapters.deskprocess.frames import Call, Frame, Frames, Raised, Returned, packed, packed_error
from adapters.deskprocess.work import DeskWork, of_chat
from bot.chat.service import ChatDesk
from bot.errors import FactdeskError

P = ParamSpec("P")
T = TypeVar("T")

_ENDING_SECONDS = 10.0

Serve = Callable[..., Awaitable[Any]]


class DeskGone(FactdeskError):
    """The desk's process has ended while it was still wanted."""

    def __init__(self, what_to_do: str = "start Factdesk again.") -> None:
        super().__init__(f"The desk's process has ended; {what_to_do}")


class DeskProcess:
    """Every call waits for its answer; many may be under way. `ended` is done when the process has ended."""

    def __init__(self, serve: Serve) -> None:
        """`serve` is called with the function and the arguments of every call that comes from the desk's process."""
        self._serve = serve
        self._numbers = itertools.count()
        self._waiting: dict[int, asyncio.Future[Any]] = {}
        self._served: set[asyncio.Task[None]] = set()
        self._transport: asyncio.WriteTransport | None = None
        self._process: asyncio.subprocess.Process | None = None
        self.ended: asyncio.Future[None] = asyncio.get_running_loop().create_future()

    async def start(self) -> None:
        """Returns at once: the process takes calls when it is up."""
        ours, theirs = socket.socketpair()
        ours.setblocking(False)
        with theirs:
            command = [sys.executable, "-P", "-m", "adapters.deskprocess", str(theirs.fileno())]
            self._process = await asyncio.create_subprocess_exec(
                *command, pass_fds=[theirs.fileno()], stdin=asyncio.subprocess.DEVNULL
            )
        loop = asyncio.get_running_loop()
        self._transport, _ = await loop.create_unix_connection(partial(_Line, self), sock=ours)

    async def run(self, call: Callable[Concatenate[ChatDesk, P], T], *arguments: P.args, **named: P.kwargs) -> T:
        """As the desk's threads would. Raises DeskGone, or what the call raises there."""
        return await self.call(of_chat, call, *arguments, **named)

    async def call(
        self, function: Callable[Concatenate[DeskWork, P], T], /, *arguments: P.args, **named: P.kwargs
    ) -> T:
        """The same of what works there as a whole."""
        if self._transport is None or self._transport.is_closing():
            raise DeskGone
        number = next(self._numbers)
        content = packed(Call(number, function, arguments, named))
        waiting = self._waiting[number] = asyncio.get_running_loop().create_future()
        self._transport.write(content)
        try:
            answer: T = await waiting
        finally:
            del self._waiting[number]
        return answer

    async def end(self) -> None:
        """It ends when nobody holds the other end of its line."""
        if self._transport is not None:
            self._transport.close()
        if self._process is not None:
            try:
                async with asyncio.timeout(_ENDING_SECONDS):
                    await self._process.wait()
            except TimeoutError:
                self._process.kill()
                await self._process.wait()

    def take(self, frame: Frame) -> None:
        """What has come from the process."""
        if isinstance(frame, Call):
            task = asyncio.create_task(self._answer(frame))
            self._served.add(task)
            task.add_done_callback(self._served.discard)
            return
        waiting = self._waiting.get(frame.number)
        if waiting is None or waiting.done():
            return  # Nobody waits any more.
        if isinstance(frame, Raised):
            waiting.set_exception(frame.as_error())
        else:
            waiting.set_result(frame.value)

    def lost(self) -> None:
        for waiting in self._waiting.values():
            if not waiting.done():
                waiting.set_exception(DeskGone())
        if not self.ended.done():
            self.ended.set_result(None)

    async def _answer(self, call: Call) -> None:
        try:
            content = packed(Returned(call.number, await self._serve(call.function, *call.arguments, **call.named)))
        except Exception as error:  # noqa: BLE001 - whatever it is, whoever called is told
            content = packed_error(call.number, error)
        if self._transport is not None and not self._transport.is_closing():
            self._transport.write(content)


class _Line(asyncio.Protocol):
    def __init__(self, process: DeskProcess) -> None:
        self._process = process
        self._frames = Frames()

    def data_received(self, data: bytes) -> None:
        for frame in self._frames.feed(data):
            self._process.take(frame)

    def connection_lost(self, _error: Exception | None) -> None:
        self._process.lost()
