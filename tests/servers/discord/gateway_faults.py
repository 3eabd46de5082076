"""Faults of the gateway: doubled, late and malformed events, and connections refused."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from tests.servers.discord.errors import Json

Change = Callable[[Json], object]


class EventHold:
    """Events that come late: they are dispatched when the hold is released, and later ones at once."""

    def __init__(self) -> None:
        self._held: list[Callable[[], None]] = []
        self.released = False

    @property
    def held(self) -> int:
        return len(self._held)

    def keep(self, deliver: Callable[[], None]) -> None:
        self._held.append(deliver)

    def release(self) -> None:
        self.released = True
        held, self._held = self._held, []
        for deliver in held:
            deliver()


@dataclass(slots=True)
class EventFault:
    """What happens to the next `count` events of a name."""

    event: str
    count: int = 1
    copies: int = 1
    change: Change | None = None
    hold: EventHold | None = None


@dataclass(slots=True)
class GatewayFaults:
    """The script. `refusing`: so many connections to come get 503 in place of the handshake (-1: all)."""

    script: list[EventFault] = field(default_factory=list)
    refusing: int = 0

    def duplicate(self, event: str, *, copies: int = 2, count: int = 1) -> None:
        self.script.append(EventFault(event, count, copies=copies))

    def malform(self, event: str, change: Change, *, count: int = 1) -> None:
        """`change` gets a copy of the event's data, and what it returns is sent in its place."""
        self.script.append(EventFault(event, count, change=change))

    def hold(self, event: str, *, count: int = 1) -> EventHold:
        hold = EventHold()
        self.script.append(EventFault(event, count, hold=hold))
        return hold

    def refuse(self, count: int = -1) -> None:
        self.refusing = count

    def accept(self) -> None:
        self.refusing = 0

    def take_refusal(self) -> bool:
        if self.refusing > 0:
            self.refusing -= 1
            return True
        return self.refusing < 0

    def take(self, event: str) -> EventFault | None:
        for fault in self.script:
            if fault.event == event:
                fault.count -= 1
                if not fault.count:
                    self.script.remove(fault)
                return fault
        return None
