"""What a visitor of the demo does and sees, without a page."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from adapters.demo.board import Message
from adapters.demo.house import House
from adapters.demo.looks import as_json
from adapters.demo.newsroom import Said
from adapters.demo.story import ZONE
from bot.cards.card import Action


def at(text: str) -> datetime:
    """By the newsroom's clock: "11-06 14:00"."""
    return datetime.fromisoformat(f"2020-{text}").replace(tzinfo=ZoneInfo(ZONE))


@dataclass(frozen=True)
class Visit:
    house: House

    def say(self, text: str, channel: str = "newsroom", thread: str | None = None, *, alone: bool = False) -> Any:
        """The form that it asks for."""
        return self.house.newsroom.say(Said(channel, text, thread, alone))

    def ask(self, text: str, channel: str = "newsroom", thread: str | None = None, *, alone: bool = False) -> Message:
        """The answer."""
        self.say(text, channel, thread, alone=alone)
        return self.bots(channel)[-1]

    def press(self, message: Message, action: Action, place: int = 0) -> Any:
        """The form that comes of it."""
        assert message.card is not None
        buttons = [one for one in (*message.card.buttons, *message.card.choices) if one.action is action]
        return self.house.newsroom.press(message.ref, action, buttons[place].ref)

    def all(self, channel: str) -> list[Message]:
        return [one for one in self.house.board.since(0) if one.channel == channel]

    def bots(self, channel: str) -> list[Message]:
        return [one for one in self.all(channel) if one.card is not None]

    def headlines(self, channel: str) -> list[str]:
        return [one.card.headline for one in self.bots(channel) if one.card is not None]

    def now(self, message: Message) -> Message:
        """As it stands by now."""
        found = self.house.board.find(message.ref)
        assert found is not None
        return found


def told(message: Message) -> str:
    """All that a page is told of it."""
    return json.dumps(as_json(message), ensure_ascii=False)
