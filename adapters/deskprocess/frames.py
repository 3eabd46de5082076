"""What goes between the two processes: calls and what came of them, each as its length and its pickle.

Both ends are the same program, of which one has started the other.
"""

from __future__ import annotations

import copyreg
import pickle
import traceback
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

from bot.cards.card import Button, Card, Row
from bot.chat.nouns import Asker, Inbound, Place, Reply
from bot.delivery.nouns import Delivery
from bot.delivery.ports import Sent

_LENGTH = 4
"""Bytes of the number that stands before each frame."""


class Call(NamedTuple):
    """Have a function of a module called at the other end; `number` is the caller's, for the answer."""

    number: int
    function: Callable[..., Any]
    arguments: tuple[Any, ...]
    named: dict[str, Any]


class Returned(NamedTuple):
    number: int
    value: Any


class Raised(NamedTuple):
    """`told` is the traceback, for the log: an error leaves it behind."""

    number: int
    error: Exception
    told: str

    def as_error(self) -> Exception:
        self.error.__cause__ = _AtTheOtherEnd(self.told)
        return self.error


class _AtTheOtherEnd(Exception):
    """Where an error comes from, in the words of the process that raised it."""

    def __str__(self) -> str:
        return f"\n\n{self.args[0]}"


Frame = Call | Returned | Raised


def _by_fields(value: Any) -> tuple[type[Any], tuple[Any, ...]]:
    """How a dataclass is pickled here: by its own way it costs several times as much."""
    return type(value), tuple([getattr(value, name) for name in value.__match_args__])


for _often in (Inbound, Asker, Place, Reply, Card, Row, Button, Delivery, Sent):
    copyreg.pickle(_often, _by_fields)


class Unspeakable(Exception):
    """An error that cannot be told as what it is: its type and its words."""


def packed(frame: Frame) -> bytes:
    """Raises what pickle raises for a value that cannot go to another process."""
    content = pickle.dumps(frame, pickle.HIGHEST_PROTOCOL)
    return len(content).to_bytes(_LENGTH) + content


def packed_error(number: int, error: Exception) -> bytes:
    """An error on its way to the caller. One that pickle does not take, or does not give back, goes as Unspeakable."""
    told = "".join(traceback.format_exception(error))
    try:
        content = packed(Raised(number, error, told))
        pickle.loads(content[_LENGTH:])  # noqa: S301 - our own, from just before
    except Exception:  # noqa: BLE001 - whatever an error's own methods raise
        return packed(Raised(number, Unspeakable(f"{type(error).__name__}: {error}"), told))
    return content


class Frames:
    """Puts together what comes in pieces."""

    def __init__(self) -> None:
        self._held = bytearray()

    def feed(self, piece: bytes) -> Iterator[Frame]:
        """The frames that are whole with this piece."""
        self._held += piece
        start = 0
        while len(self._held) - start >= _LENGTH:
            end = start + _LENGTH + int.from_bytes(self._held[start : start + _LENGTH])
            if len(self._held) < end:
                break
            frame: Frame = pickle.loads(memoryview(self._held)[start + _LENGTH : end])  # noqa: S301 - from our own process
            start = end
            yield frame
        del self._held[:start]
