"""Trying again what may be done twice: an answer for one user alone, an acknowledgement, an edit."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import TypeVar

T = TypeVar("T")

Sleep = Callable[[float], Awaitable[None]]
"""Waits so many seconds."""


class NotNow(Exception):
    """The platform could not be reached, or was too busy: worth another try. `seconds`: how long it asked to wait."""

    def __init__(self, reason: str, seconds: float | None = None) -> None:
        super().__init__(reason)
        self.seconds = seconds


@dataclass(frozen=True, slots=True)
class Patience:
    """Seconds between the tries, more where the platform asks for it, up to `longest`: for what it puts off longer,
    nobody waits."""

    pauses: tuple[float, ...]
    longest: float


ONCE = Patience((), 0.0)
AT_ONCE = Patience((0.2, 0.5), 2.0)
"""For what is too late after three seconds."""
SOON = Patience((0.5, 1.0, 2.0, 4.0), 15.0)
"""For what is stored: the next look for what was left unanswered finds it."""
LONG = Patience((*SOON.pauses, 8.0, 15.0, 30.0, 30.0, 30.0), 120.0)
"""For what is kept nowhere else, as what comes of a button."""


async def again(attempt: Callable[[], Awaitable[T]], patience: Patience, sleep: Sleep) -> T:
    """What comes of an attempt, or of a later one. Raises what the attempts raise, NotNow too in the end."""
    for pause in patience.pauses:
        try:
            return await attempt()
        except NotNow as error:
            if error.seconds is not None and error.seconds > patience.longest:
                raise
            wait = max(pause, error.seconds or 0.0)
        await sleep(wait)
    return await attempt()
