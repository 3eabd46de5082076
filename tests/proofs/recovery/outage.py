"""One kind of call that fails in one way, for some calls or for some time of the platform's clock."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from tests.servers.discord import faults as discord
from tests.servers.slack import SlackError
from tests.servers.slack import faults as slack

FAULTS = ("429", "500", "cut before", "cut after", "slow", "refused")
A_MINUTE = 60.0
LASTING: dict[str, int | float] = {"once": 1, "twice": 2, "a minute": A_MINUTE}
"""Calls as whole numbers, seconds as others."""
RETRY_AFTER = 2
PATIENCE = 0.4
"""Real seconds after which a client gives a slow call up; on the platform's clock it is `SLOW`."""
SLOW = 10.0


@dataclass(slots=True)
class Outage:
    """`fault` meets calls of `method` from `begin` on. `clock` gives the platform's time, `move` lets some pass."""

    clock: Callable[[], float]
    move: Callable[[float], None]
    method: str = ""
    fault: str = ""
    met: int = 0
    _calls: int = 0
    _until: float = field(default=0.0)

    def begin(self, method: str, fault: str, lasting: int | float) -> None:
        self.method, self.fault, self.met = method, fault, 0
        if isinstance(lasting, int):
            self._calls, self._until = lasting, 0.0
        else:
            self._calls, self._until = 0, self.clock() + lasting

    def end(self) -> None:
        self.method = ""

    def meets(self, method: str) -> bool:
        """Whether a call that comes in now meets the fault; a slow one takes its time."""
        if method != self.method or not (self.met < self._calls or self.clock() < self._until):
            return False
        self.met += 1
        if self.fault == "slow":
            self.move(SLOW)
        return True


class SlackOutage(slack.Faults):
    """The faults of the local Slack."""

    __slots__ = ("outage",)

    outage: Outage

    def _next(self, method: str) -> slack.Fault | None:
        if self.outage.meets(method):
            {
                "429": lambda: self.rate_limit(method, retry_after=RETRY_AFTER),
                "500": lambda: self.fail(method, status=500),
                "cut before": lambda: self.drop(method),
                "cut after": lambda: self.drop(method, taken=True),
                "slow": lambda: self.hold(method, taken=True),
                "refused": lambda: self.refuse(method, SlackError("missing_scope")),
            }[self.outage.fault]()
        return super()._next(method)


class DiscordOutage(discord.Faults):
    """The faults of the local Discord."""

    def __init__(self) -> None:
        super().__init__()
        self.outage: Outage
        self._holds: list[discord.Hold] = []

    def take(self, route: str) -> discord.Fault | None:
        if self.outage.meets(route):
            refusal = {"message": "Invalid Form Body", "code": 50035}
            {
                "429": lambda: self.rate_limited(route, retry_after=RETRY_AFTER),
                "500": lambda: self.status(route, 500),
                "cut before": lambda: self.drop(route),
                "cut after": lambda: self.drop(route, after=True),
                "slow": lambda: self._holds.append(self.hold(route, after=True)),
                "refused": lambda: self.add(discord.Fault(route, discord.Kind.STATUS, status=400, body=refusal)),
            }[self.outage.fault]()
        return super().take(route)

    def release(self) -> None:
        for hold in self._holds:
            hold.release()
