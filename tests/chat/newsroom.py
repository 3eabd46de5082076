"""A newsroom with one channel and a desk's own: a chat desk over a real store, and what its outbox holds."""

from __future__ import annotations

import itertools
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import Engine, select

from bot.ask.pipeline import Desk
from bot.cards.card import Action, Card
from bot.chat.nouns import Asker, Inbound, Place, Press, Reply, Visibility
from bot.chat.presses import press
from bot.chat.service import ChatConfig, ChatDesk
from bot.delivery.manage import deliveries
from bot.delivery.nouns import Address, Delivery
from bot.ledger.record import record
from bot.store.chat_tables import inbound, receipt, thread
from bot.store.engine import reading
from tests.ask.ledger import tidy
from tests.ask.samples import FERRIES

NOW = datetime(2024, 5, 1, 12, tzinfo=UTC)
NEWS = Address("board", "w1", "news")
DESK = Address("board", "w1", "desk")

_keys = itertools.count()


@dataclass
class Newsroom:
    """Everything happens at `now`, which a test moves on by hand."""

    engine: Engine
    config: ChatConfig = field(default_factory=lambda: ChatConfig(desk=DESK))
    now: datetime = NOW
    zone: str = "UTC"
    chat: ChatDesk = field(init=False)

    def __post_init__(self) -> None:
        record(self.engine, tidy(FERRIES), self.now)
        self.restart()

    def restart(self) -> None:
        """A new process over the same database."""
        self.chat = ChatDesk(Desk(self.engine, zone=self.zone), self.config)

    def later(self, delta: timedelta) -> None:
        self.now += delta

    def mention(self, text: str, thread: str | None = None, **others: Any) -> Inbound:
        place = Place(NEWS, thread=thread)
        given: dict[str, Any] = {"asker": Asker("u1", "Ana"), "visibility": Visibility.PUBLIC, **others}
        return Inbound(key=given.pop("key", f"board/{next(_keys)}"), place=place, text=text, **given)

    def command(self, text: str, **others: Any) -> Inbound:
        return self.mention(text, visibility=Visibility.PRIVATE, **others)

    def ask(self, event: Inbound) -> Reply:
        """What an adapter does with an event: take it, answer it, and finish a private answer."""
        reply = self.chat.serve(event, self.now, taken=False)
        assert reply is not None
        if not reply.posted:
            self.chat.shown(event.key, self.now, reached=True)
        return reply

    def press(self, action: Action, card: Card, **others: Any) -> Reply:
        """Press the card's first button or choice of this kind."""
        button = next(button for button in (*card.buttons, *card.choices) if button.action is action)
        return self.press_ref(action, button.ref, **others)

    def press_ref(self, action: Action, ref: str, **others: Any) -> Reply:
        given = {"asker": Asker("u2", "Ben"), "place": Place(NEWS), "visibility": Visibility.PRIVATE, **others}
        return press(self.chat, Press(f"board/{next(_keys)}", action, ref, **given), self.now)

    def posts(self) -> list[Delivery]:
        return sorted(deliveries(self.engine), key=lambda post: post.id)

    def cards(self) -> list[Card]:
        return [Card.from_json(post.payload["card"]) for post in self.posts() if "card" in post.payload]

    def held(self) -> dict[str, int]:
        """How many rows the tables of chats hold."""
        with reading(self.engine) as connection:
            return {
                table.name: len(connection.execute(select(table.c.id)).all()) for table in (inbound, receipt, thread)
            }


def with_config(newsroom: Newsroom, **changes: Any) -> Newsroom:
    newsroom.config = replace(newsroom.config, **changes)
    newsroom.restart()
    return newsroom
