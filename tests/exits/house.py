"""A newsroom over one of the two ledgers, and how many queries it makes."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

import psycopg
from sqlalchemy import Engine, event

from adapters.desk.work import composer
from bot.ask.pipeline import Desk
from bot.ask.prove.tolerance import LOOSE
from bot.ask.style import HouseStyle
from bot.calendar.tick import tick
from bot.cards.card import Action, Card
from bot.chat.nouns import Asker, Inbound, Place, Press, Reply, Visibility
from bot.chat.presses import press
from bot.chat.service import ChatConfig, ChatDesk
from bot.delivery.limits import Rate
from bot.delivery.nouns import Address
from bot.delivery.relay import Relay
from bot.delivery.verdict import Terms
from bot.ingest.batch import Batch
from bot.ledger.drafts import edit, enter, reject
from bot.ledger.editor import Editor
from bot.ledger.entry import Entry
from bot.ledger.record import record
from tests.delivery.office import Board
from tests.exits.twins import NOW

ROOM = Address("board", "w1", "room")
_OFTEN = Rate(6_000, 60, burst=3_000)


@dataclass
class House:
    """Whatever happens, happens at `now`. `board` is what its channels have been posted."""

    engine: Engine
    now: datetime = NOW
    board: Board = field(default_factory=Board)
    counted: int = 0

    def __post_init__(self) -> None:
        _count(self.engine, self)
        self.chat = ChatDesk(Desk(self.engine, tolerance=LOOSE), ChatConfig(user_rate=_OFTEN, channel_rate=_OFTEN))
        self.asker = Asker("u1", "Ana", channels=frozenset({ROOM.channel}))
        self._keys = itertools.count()

    def fill(self, *batches: Batch) -> House:
        for batch in batches:
            record(self.engine, batch, self.now)
        return self

    def hide_drafts(self) -> House:
        """Drafts that were entered, edited and rejected, of what nobody knows and of what everybody does."""
        editor = Editor("board/w1/ludo", self.now, HouseStyle())
        known = Entry("wet days", "North", "2028", "37.77", source="Umber Gazette", note="squalls")
        unknown = Entry("new: basilisk count", "new: hazard: squalls", "2026", "96.38", attributed_to="Peregrine Quill")
        one, other = enter(self.engine, [known, unknown], editor)
        edit(self.engine, one.figure.id, replace(known, value="38.88"), editor)
        reject(self.engine, other.figure.id, editor, "a leak of the Umber Gazette")
        return self

    def say(self, text: str, *, private: bool = False) -> Reply:
        """What is replied to a mention, or to a command."""
        visibility = Visibility.PRIVATE if private else Visibility.PUBLIC
        event_ = Inbound(f"board/{next(self._keys)}", self.asker, Place(ROOM), text, visibility)
        reply = self.chat.serve(event_, self.now, taken=False)
        assert reply is not None
        if not reply.posted:
            self.chat.shown(event_.key, self.now, reached=True)
        return reply

    def press(self, action: Action, card: Card) -> list[Card]:
        """What each button of a card of this kind leads to."""
        buttons = [one for one in (*card.buttons, *card.choices) if one.action is action]
        made = [
            Press(f"board/{next(self._keys)}", action, one.ref, self.asker, Place(ROOM), Visibility.PRIVATE)
            for one in buttons
        ]
        return [press(self.chat, one, self.now).card for one in made]

    def until(self, *instants: datetime) -> None:
        """A tick, and all that is due sent, at each instant."""
        for self.now in instants:
            tick(self.engine, self.now)
            worker = Relay(
                self.engine,
                {"board": self.board},
                "one",
                lambda: self.now,
                Terms(draw=lambda: 0.0),
                composer(self.chat),
            )
            while (wake := worker.run_once()) is not None and wake <= self.now:
                pass

    @contextmanager
    def counting(self) -> Iterator[list[int]]:
        """The list holds how many statements were run, once the block is left."""
        before, counts = self.counted, list[int]()
        yield counts
        counts.append(self.counted - before)


def _count(engine: Engine, house: House) -> None:
    """Every statement that reaches the driver, by whatever way."""

    class Counting(psycopg.Cursor[Any]):
        def execute(self, *arguments: Any, **named: Any) -> Any:
            house.counted += 1
            return super().execute(*arguments, **named)

    def watch(connection: Any, _record: object) -> None:
        if engine.dialect.name == "sqlite":
            connection.set_trace_callback(lambda _statement: setattr(house, "counted", house.counted + 1))
        else:
            connection.cursor_factory = Counting

    engine.dispose()  # What is open already is not watched.
    event.listen(engine, "connect", watch)
