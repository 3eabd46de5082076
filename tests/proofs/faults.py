"""Platforms that fail at random, by a seed: they time out, drop connections, and answer 429 and 500."""

from __future__ import annotations

import asyncio
import random
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass

from tests.servers.discord import faults as discord
from tests.servers.slack import faults as slack

POST_TO_SLACK = "chat.postMessage"
LOOK_UP_IN_SLACK = "conversations.history"
POST_TO_DISCORD = "POST /channels/{channel_id}/messages"
LOOK_UP_IN_DISCORD = "GET /channels/{channel_id}/messages"


@dataclass(frozen=True, slots=True)
class Trouble:
    """How often a request meets a fault. A client gives up after `patience` seconds; what is taken later than that is
    taken `late` seconds after its request came."""

    seed: int
    rate: float = 0.15
    patience: float = 1.5
    late: float = 2.0


class _Dice:
    """Which request meets which fault."""

    def __init__(self, trouble: Trouble, name: str) -> None:
        self.met: Counter[str] = Counter()
        self._trouble = trouble
        self._chance = random.Random(f"{trouble.seed} {name}")

    def throw(self, faults: dict[str, Callable[[], object]]) -> None:
        """Add one of the faults, or none."""
        if self._chance.random() < self._trouble.rate:
            name = self._chance.choice(sorted(faults))
            self.met[name] += 1
            hold = faults[name]()
            if isinstance(hold, slack.Hold | discord.Hold):
                wait = self._trouble.late if name == "taken late" else 2 * self._trouble.patience
                asyncio.get_running_loop().call_later(wait, hold.release)


class SlackTrouble(slack.Faults):
    """The faults of one local Slack."""

    __slots__ = ("dice",)

    def __init__(self, trouble: Trouble, name: str) -> None:
        super().__init__()
        self.dice = _Dice(trouble, name)

    def _next(self, method: str) -> slack.Fault | None:
        refused: dict[str, Callable[[], object]] = {
            "429": lambda: self.rate_limit(method),
            "500 before": lambda: self.fail(method, status=500),
            "dropped before": lambda: self.drop(method),
        }
        taken: dict[str, Callable[[], object]] = {
            "500 after": lambda: self.fail(method, status=500, taken=True),
            "dropped after": lambda: self.drop(method, taken=True),
            "timed out after": lambda: self.hold(method, taken=True),
            "taken late": lambda: self.hold(method),
        }
        if method == POST_TO_SLACK:
            self.dice.throw(refused | taken)
        elif method == LOOK_UP_IN_SLACK:
            self.dice.throw(refused)
        return super()._next(method)


class DiscordTrouble(discord.Faults):
    """The faults of the local Discord."""

    def __init__(self, trouble: Trouble) -> None:
        super().__init__()
        self.dice = _Dice(trouble, "discord")

    def take(self, route: str) -> discord.Fault | None:
        refused: dict[str, Callable[[], object]] = {
            "429": lambda: self.rate_limited(route, retry_after=0.3),
            "500 before": lambda: self.status(route, 500),
            "dropped before": lambda: self.drop(route),
        }
        taken: dict[str, Callable[[], object]] = {
            "500 after": lambda: self.status(route, 500, after=True),
            "dropped after": lambda: self.drop(route, after=True),
            "timed out after": lambda: self.hold(route, after=True),
            "taken late": lambda: self.hold(route),
        }
        if route == POST_TO_DISCORD:
            self.dice.throw(refused | taken)
        elif route == LOOK_UP_IN_DISCORD:
            self.dice.throw(refused)
        return super().take(route)
