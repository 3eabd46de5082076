"""What stands in the demo's channels, in memory: each message as it is by now, and a number that goes up with each
change, so that a page asks for what is new."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime

from bot.cards.card import Card
from bot.cards.chart import Chart

BOT = "Factdesk"


@dataclass(frozen=True, slots=True)
class Message:
    """`ref` is its name; `thread` that of the message whose thread it is in. A person's message has `text`, one of the
    bot's a `card`, perhaps with a `chart`. `alone`: the visitor alone sees it. `awaited`: somebody has just asked for
    it. `line`: it is to be copied. `footer` is Discord's reference. `drop` names the file that it previews. `number` is
    that of its last change, and `edited` whether it said something else before."""

    ref: str
    channel: str
    by: str
    at: datetime
    thread: str | None = None
    text: str = ""
    card: Card | None = None
    chart: Chart | None = None
    alone: bool = False
    awaited: bool = True
    line: bool = False
    footer: str | None = None
    reactions: tuple[str, ...] = ()
    drop: str | None = None
    edited: bool = False
    number: int = 0


class Board:
    """Safe in any thread; `changed` is called after each change."""

    def __init__(self, changed: Callable[[], None] = lambda: None) -> None:
        self._changed = changed
        self._messages: dict[str, Message] = {}
        self._made = 0
        self._number = 0
        self._lock = threading.Lock()

    @property
    def number(self) -> int:
        """Of the last change."""
        return self._number

    def put(self, message: Message) -> Message:
        """A new one; its `ref` is the board's to give."""
        with self._lock:
            self._made += 1
            made = replace(message, ref=f"m{self._made}")
            return self._keep(made)

    def change(self, message: Message) -> Message:
        """In place of the one of its `ref`."""
        with self._lock:
            return self._keep(message)

    def touch(self) -> None:
        """Something beside the messages has changed."""
        with self._lock:
            self._number += 1
        self._changed()

    def find(self, ref: str) -> Message | None:
        return self._messages.get(ref)

    def since(self, number: int) -> list[Message]:
        """What was put or changed after a number, in the order in which it was put."""
        with self._lock:
            return [one for one in self._messages.values() if one.number > number]

    def _keep(self, message: Message) -> Message:
        self._number += 1
        kept = self._messages[message.ref] = replace(message, number=self._number)
        self._changed()
        return kept
