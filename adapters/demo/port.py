"""The demo's platform as the outbox sees it: what is sent stands on the board, or changes what stands there."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime

from adapters.demo.board import BOT, Board, Message
from adapters.discordbot.foot import footer_of
from bot.cards.card import Card
from bot.cards.chart import Chart
from bot.chat.posts import WELCOME
from bot.chat.receipts import ANSWER, SHARE
from bot.delivery.limits import Limits
from bot.delivery.nouns import Address, Delivery
from bot.delivery.ports import Outcome, Rejected, Sent, Unknown

PLATFORM = "demo"
WORKSPACE = "newsroom"
VISITOR = "Ana"
DESK = "desk"
"""The desk's own channel."""
DIRECT = "direct"
"""The visitor's direct message with the bot."""
NOWHERE = ""
"""The channel of what somebody else alone sees."""
_AWAITED = (ANSWER, SHARE, WELCOME)


def address(channel: str) -> Address:
    return Address(PLATFORM, WORKSPACE, channel)


def _channel(of: Address) -> str:
    if of.person is None:
        return of.channel
    return DIRECT if of.person == VISITOR else NOWHERE


@dataclass(frozen=True, slots=True)
class DemoPort:
    """A payload has what those of Slack and Discord have."""

    board: Board
    clock: Callable[[], datetime]

    @property
    def limits(self) -> Limits:
        return Limits()

    def send(self, delivery: Delivery) -> Outcome:
        payload = delivery.payload
        if "card" not in payload:
            return Rejected("there is no card in it")
        card = Card.from_json(payload["card"])
        chart = Chart.from_json(payload["chart"]) if "chart" in payload else None
        stands = self.board.find(payload.get("message_ref") or "")
        if stands is not None:
            return Sent(self.board.change(replace(stands, card=card, chart=chart, edited=True)).ref)
        return Sent(self.board.put(self._message(delivery, card, chart)).ref)

    def look_up(self, delivery: Delivery) -> str | Unknown | None:
        """Nothing is ever in doubt: what is sent stands when `send` returns."""
        return None

    def _message(self, delivery: Delivery, card: Card, chart: Chart | None) -> Message:
        return Message(
            "",
            _channel(delivery.address),
            BOT,
            self.clock(),
            delivery.payload.get("thread"),
            card=card,
            chart=chart,
            awaited=delivery.kind in _AWAITED,
            footer=footer_of(delivery.marker),
        )
