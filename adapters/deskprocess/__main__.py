"""The desk's process: `python -m adapters.deskprocess N`, where N is the number of the socket that it was given.

It ends when nobody holds the other end: a serving process that was killed takes it along. What it had begun to send by
then is looked up by whoever relays next.
"""

from __future__ import annotations

import itertools
import os
import signal
import socket
import sys
import threading
from collections import deque
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from queue import SimpleQueue
from typing import Any

from adapters.deskprocess.frames import Call, Frame, Frames, Raised, Returned, packed, packed_error
from adapters.deskprocess.work import DeskWork, keep_to_one_processor
from adapters.failures import log_to

_ANSWERERS = 8
"""Threads that wait for the database."""
_SWITCH_SECONDS = 0.0005
"""After which a thread that computes makes way for one that wants to: whoever writes in the database, which one does at
a time, is not to wait for each next step."""
_PIECE = 1 << 16


class _Line:
    """The other end, for any number of threads."""

    def __init__(self, end: socket.socket) -> None:
        self._end = end
        self._unsent = deque[bytes]()
        self._writing = threading.Lock()
        self._numbers = itertools.count()
        self._waiting: dict[int, Future[Any]] = {}

    def frames(self) -> Iterator[Frame]:
        """Until nobody holds the other end."""
        frames = Frames()
        while piece := self._end.recv(_PIECE):
            yield from frames.feed(piece)

    def write(self, content: bytes) -> None:
        """Send it, or leave it to the thread that is sending: none waits for another one's turn."""
        self._unsent.append(content)
        while self._unsent and self._writing.acquire(blocking=False):
            try:
                pieces = [self._unsent.popleft() for _ in range(len(self._unsent))]
                self._end.sendall(b"".join(pieces))
            finally:
                self._writing.release()

    def call(self, function: Callable[..., Any], *arguments: Any) -> Future[Any]:
        number = next(self._numbers)
        content = packed(Call(number, function, arguments, {}))
        waiting = self._waiting[number] = Future()
        waiting.set_running_or_notify_cancel()  # Nobody can take it back.
        self.write(content)
        return waiting

    def take(self, answer: Returned | Raised) -> None:
        waiting = self._waiting.pop(answer.number)
        if isinstance(answer, Raised):
            waiting.set_exception(answer.as_error())
        else:
            waiting.set_result(answer.value)


def main(number: int) -> None:
    # Whoever serves says when to stop: a terminal, or a supervisor, tells both at once.
    for name in (signal.SIGINT, signal.SIGTERM):
        signal.signal(name, signal.SIG_IGN)
    log_to(sys.stderr)
    keep_to_one_processor()
    sys.setswitchinterval(_SWITCH_SECONDS)
    line = _Line(socket.socket(fileno=number))
    work = DeskWork(line.call)
    calls = SimpleQueue[Call]()
    for _ in range(_ANSWERERS):
        threading.Thread(target=_answer_all, args=(line, work, calls), daemon=True).start()
    try:
        for frame in line.frames():
            if isinstance(frame, Call):
                calls.put(frame)
            else:
                line.take(frame)
    finally:
        # Threads that wait for what never comes would keep a process that ends otherwise.
        sys.stderr.flush()
        os._exit(0)


def _answer_all(line: _Line, work: DeskWork, calls: SimpleQueue[Call]) -> None:
    while True:
        _answer(line, work, calls.get())


def _answer(line: _Line, work: DeskWork, call: Call) -> None:
    try:
        content = packed(Returned(call.number, call.function(work, *call.arguments, **call.named)))
    except Exception as error:  # noqa: BLE001 - whatever it is, whoever called is told
        content = packed_error(call.number, error)
    line.write(content)


if __name__ == "__main__":
    main(int(sys.argv[1]))
