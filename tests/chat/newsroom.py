"""A newsroom with one channel and a desk's own: a chat desk over a real store, and what its outbox holds."""

from __future__ import annotations

import itertools
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import Engine, select, update

from adapters.desk.work import composer
from bot.ask.pipeline import Desk
from bot.cards.card import Action, Card
from bot.chat.barring import bar
from bot.chat.nouns import Asker, Inbound, Place, Press, Reply, Visibility
from bot.chat.presses import press
from bot.chat.service import ChatConfig, ChatDesk
from bot.delivery.manage import deliveries
from bot.delivery.nouns import Address, Delivery
from bot.delivery.relay import Compose, Relay
from bot.delivery.verdict import Terms
from bot.domain import Figure
from bot.ingest.batch import Batch
from bot.ledger.record import record
from bot.store.chat_tables import inbound, receipt, thread
from bot.store.engine import reading, writing
from bot.store.tables import ledger, observation
from tests.ask.ledger import tidy
from tests.ask.samples import FERRIES
from tests.delivery.office import Board

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
        given = {"asker": Asker("u1", "Ana"), "place": Place(NEWS), "visibility": Visibility.PRIVATE, **others}
        return press(self.chat, Press(f"board/{next(_keys)}", action, ref, **given), self.now)

    def relay(self, board: Board, compose: Compose | None = None) -> None:
        """All that is due is sent, by a relay as the service has it."""
        composed = compose or composer(self.chat)
        terms, barring = Terms(draw=lambda: 0.0), bar(self.config.access, self.config.desk)
        worker = Relay(self.engine, {"board": board}, "one", lambda: self.now, terms, composed, bar=barring)
        while worker.run_once() == self.now:
            pass

    def embargo(self, until: datetime, held: Batch | None = None, **columns: str) -> None:
        """Put figures (of the ferries, unless said) under embargo, as `under_embargo` does."""
        record(self.engine, under_embargo(held or tidy(FERRIES), until, **columns), self.now)

    def publish(self, csv: str) -> None:
        """Import further figures."""
        record(self.engine, tidy(csv), self.now)

    def withdraw(self, id_: str) -> None:
        """Take a figure back, as whoever does moves the ledger's revision."""
        with writing(self.engine) as connection:
            connection.execute(update(observation).where(observation.c.id == id_).values(review="retracted"))
            connection.execute(update(ledger).values(revision=ledger.c.revision + 1))

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


def under_embargo(held: Batch, until: datetime, **columns: str) -> Batch:
    """Those figures again that have these words in their columns, under embargo."""
    figures = tuple(
        replace(one, embargo_until=until) for one in held.figures if columns.items() <= _columns(one).items()
    )
    assert figures
    return replace(held, figures=figures)


def _columns(one: Figure) -> dict[str, str]:
    return {"indicator": one.indicator, "period": one.period.iso, "value": f"{one.value:f}", **dict(one.dimensions)}


def with_config(newsroom: Newsroom, **changes: Any) -> Newsroom:
    newsroom.config = replace(newsroom.config, **changes)
    newsroom.restart()
    return newsroom
