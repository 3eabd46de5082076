"""One call of a platform's port, as people have it made, and what they see of it."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Protocol

from tests.proofs.recovery.outage import Outage


class Promise(StrEnum):
    ONCE = "once"
    """A public post: exactly once; refused for good, not at all, and the desk knows."""
    AT_LEAST_ONCE = "at least once"
    """For one user alone, whatever is refused."""
    UNLESS_REFUSED = "unless refused"
    """The same of what nothing else could tell."""


Count = Callable[[], int]


async def nothing(_stage: Any) -> None:
    """Nothing comes before."""


@dataclass(frozen=True, slots=True)
class Case:
    """`prepare` does what comes before, while all is well; `act` has the call made, and gives how often what comes of
    it stands by now."""

    method: str
    name: str
    promise: Promise
    act: Callable[[Any, Any], Awaitable[Count]]
    prepare: Callable[[Any], Awaitable[Any]] = nothing


@dataclass(frozen=True, slots=True)
class Result:
    """`seconds`: of the platform's clock until it stood first; None: it never did."""

    call: str
    fault: str
    lasting: str
    met: int
    stands: int
    seconds: float | None
    holds: bool


class Stage(Protocol):
    """A newsroom on a platform."""

    outage: Outage

    def now(self) -> float: ...

    async def go_on(self, seconds: float, until: Callable[[], bool]) -> None:
        """Let time pass: what is under way ends, what waits is sent, and what was left unanswered is looked for."""

    def given_up(self) -> int:
        """How many posts were given up, of which the desk knows."""


_LOOKS = 60
_EVERY = 5.0
_AFTERWARDS = (0.0, 31.0, 120.0)
"""Whatever comes twice has come by then."""
_LONG_AFTER = 600.0
"""What was remembered of the platform is asked for anew, and nobody asks too fast."""


async def tried(stage: Stage, case: Case, fault: str, lasting: str, length: int | float) -> Result:
    await stage.go_on(_LONG_AFTER, lambda: False)
    prepared = await case.prepare(stage)
    given_up, began = stage.given_up(), stage.now()
    stage.outage.begin(case.method, fault, length)
    count = await case.act(stage, prepared)
    seconds = None
    for look in range(_LOOKS):
        await stage.go_on(_EVERY if look else 0.0, lambda: count() > 0)
        if count():
            seconds = round(stage.now() - began, 1)
            break
        if stage.given_up() > given_up:
            break
    for wait in _AFTERWARDS:
        await stage.go_on(wait, lambda: False)
    met = stage.outage.met
    stage.outage.end()
    holds = _holds(case.promise, count(), refused=fault == "refused" and met > 0, given_up=stage.given_up() > given_up)
    return Result(f"{case.method}: {case.name}", fault, lasting, met, count(), seconds, holds)


def _holds(promise: Promise, stands: int, *, refused: bool, given_up: bool) -> bool:
    if promise is Promise.ONCE:
        return stands == 1 or (stands == 0 and refused and given_up)
    return stands >= 1 or (refused and promise is Promise.UNLESS_REFUSED)
