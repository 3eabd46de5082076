"""Faults of REST, scripted per route and count, and the holds that tests release."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from enum import Enum

from tests.servers.discord.errors import Json
from tests.servers.discord.limits import refusal_body, refusal_headers

ANY = "*"
"""Stands for every route."""


class Kind(Enum):
    STATUS = "status"
    DROP = "drop"
    HOLD = "hold"


class Hold:
    """Keeps what arrives until it is released; `arrived` counts, and may be waited for."""

    def __init__(self) -> None:
        self.arrived = 0
        self._released = asyncio.Event()

    @property
    def released(self) -> bool:
        return self._released.is_set()

    def release(self) -> None:
        """Lets go of what was held; later requests pass. From another thread, call it in the server's loop."""
        self._released.set()

    async def wait(self) -> None:
        await self._released.wait()


@dataclass(slots=True)
class Fault:
    """What happens to the next `count` requests of a route, after `skip` that pass.

    `after`: the request is carried out first, and only its answer is lost.
    """

    route: str
    kind: Kind
    count: int = 1
    skip: int = 0
    after: bool = False
    status: int = 500
    body: Json | None = None
    headers: dict[str, str] = field(default_factory=dict)
    hold: Hold | None = None
    used: int = 0


class Faults:
    """The script of faults. Routes are written "POST /channels/{channel_id}/messages", or `ANY`."""

    def __init__(self) -> None:
        self._script: list[Fault] = []
        self.history_lag: dict[str, set[str]] = {}
        self._lagging = False

    def add(self, fault: Fault) -> Fault:
        self._script.append(fault)
        return fault

    def rate_limited(
        self, route: str, *, retry_after: float = 0.01, count: int = 1, scope: str = "user", after: bool = False
    ) -> Fault:
        """429 with the body and headers of a limit; `scope` "user", "shared" or "global"."""
        body, headers = refusal_body(retry_after, scope), refusal_headers(retry_after, scope)
        return self.add(Fault(route, Kind.STATUS, count, after=after, status=429, body=body, headers=headers))

    def status(self, route: str, status: int, *, count: int = 1, skip: int = 0, after: bool = False) -> Fault:
        """An error of the server itself, before or after the request was carried out."""
        body: Json = {"message": f"{status}: scripted", "code": 0}
        return self.add(Fault(route, Kind.STATUS, count, skip, after, status, body))

    def drop(self, route: str, *, count: int = 1, skip: int = 0, after: bool = False) -> Fault:
        """The connection is closed without an answer."""
        return self.add(Fault(route, Kind.DROP, count, skip, after))

    def hold(self, route: str, *, count: int = 1, skip: int = 0, after: bool = False) -> Hold:
        """The request, or with `after` its answer, waits until the hold is released."""
        hold = Hold()
        self.add(Fault(route, Kind.HOLD, count, skip, after, hold=hold))
        return hold

    def lag_history(self) -> None:
        """Messages sent from now on are missing from GET messages until `catch_up`."""
        self._lagging = True

    def catch_up(self) -> None:
        self._lagging = False
        self.history_lag.clear()

    def sent(self, channel_id: str, message_id: str) -> None:
        """Tells of a new message, for the lag."""
        if self._lagging:
            self.history_lag.setdefault(channel_id, set()).add(message_id)

    def clear(self) -> None:
        """Ends every fault and lets go of what is held."""
        for fault in self._script:
            if fault.hold is not None:
                fault.hold.release()
        self._script.clear()
        self.catch_up()

    def take(self, route: str) -> Fault | None:
        """The fault for this request of a route, if there is one."""
        for fault in self._script:
            if fault.route not in (ANY, route):
                continue
            if fault.skip:
                fault.skip -= 1
                continue
            fault.used += 1
            if fault.used >= fault.count:
                self._script.remove(fault)
            return fault
        return None
