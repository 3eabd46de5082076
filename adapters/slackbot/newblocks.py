"""Which workspaces take the blocks that are new to Slack: found out by trying, and remembered for days.

It is remembered in the process alone: to find it out again after a restart costs one refused request, and nothing that
was refused stands. What one user alone sees is remembered by itself, as Slack may take less there.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import Enum
from typing import TypeVar

from slack_sdk.errors import SlackApiError

from adapters import limits
from adapters.failures import log_news
from adapters.slackbot.blockkit import Json
from adapters.slackbot.outcomes import code_of, told
from adapters.slackbot.render import NEW, has, message
from bot.cards.card import Card
from bot.cards.chart import Chart

T = TypeVar("T")

REFUSALS = frozenset({"invalid_blocks", "invalid_blocks_format", "msg_blocks_too_long"})
_KEPT = timedelta(days=limits.SLACK_NEW_BLOCKS_DAYS)


class Seen(Enum):
    """By whom a message is seen."""

    BY_ALL = "all"
    BY_ONE = "one"


class BlocksRefused(Exception):
    """Slack does not take the blocks of a message, which does not stand."""


@dataclass(slots=True)
class NewBlocks:
    """`clock` gives the time."""

    clock: Callable[[], datetime]
    _refused: dict[tuple[str, Seen], datetime] = field(default_factory=dict)

    def are_taken(self, workspace: str, seen: Seen) -> bool:
        at = self._refused.get((workspace, seen))
        now = self.clock()
        # Nothing is known from a time that is yet to come, as where the clock was set back.
        return at is None or not at <= now < at + _KEPT

    async def put(
        self,
        workspace: str,
        seen: Seen,
        card: Card,
        chart: Chart | None,
        send: Callable[[Json], Awaitable[T]],
    ) -> tuple[Json, T]:
        """Send a card as its workspace takes it; the message that was taken, and what `send` gave for it. Raises what
        `send` raises; BlocksRefused, or the client's error, where the plain blocks are refused as well."""
        first = message(card, chart, anew=self.are_taken(workspace, seen))
        try:
            return first, await send(first)
        except (SlackApiError, BlocksRefused) as error:
            if not refuses_blocks(error) or not has(first, *NEW):
                raise
            refusal = error
        plain = message(card)
        sent = await send(plain)
        # Only now: where the plain ones are refused too, it is not the new ones' fault.
        self._refused[workspace, seen] = self.clock()
        log_news(
            f"the workspace {workspace} does not take Slack's new blocks yet ({told(refusal)}): it gets plain ones"
        )
        return plain, sent


def refuses_blocks(error: Exception) -> bool:
    return isinstance(error, BlocksRefused) or (isinstance(error, SlackApiError) and code_of(error) in REFUSALS)
