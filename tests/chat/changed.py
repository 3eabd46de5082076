"""A newsroom that gave figures which change, and a board that its channels see."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from bot.calendar.nouns import CORRECTION, MARK, Policy
from bot.calendar.tick import tick
from bot.cards.card import Card
from bot.delivery.manage import deliveries
from bot.delivery.nouns import Address, Delivery
from bot.ledger.correct import Amendment, correct
from bot.ledger.retracting import Act
from bot.ledger.withdraw import withdraw
from bot.store.reader import Reader
from bot.store.visibility import EVERYTHING
from tests.chat.later import texts
from tests.chat.newsroom import Newsroom
from tests.delivery.office import Board

QUESTION = "ferry passengers on North in 2024"
COMPUTED = "how many more ferry passengers on North in 2024 than in 2023?"
PRELIMINARY = """
    indicator,period,route,value,unit,status
    ferry passengers,2024,North,461,passengers,preliminary
"""
FINAL = PRELIMINARY.replace("461", "484").replace("preliminary", "final")
ANA = Address("board", "w1", "@u1")


@dataclass
class Town:
    """`posts` are what the board took of the last `look`."""

    newsroom: Newsroom
    board: Board = field(default_factory=Board)
    policy: Policy = field(default_factory=Policy)
    posts: list[Delivery] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.newsroom.publish(PRELIMINARY)

    def ask(self, text: str = QUESTION, **others: Any) -> Card:
        """In public, and posted."""
        card = self.newsroom.ask(self.newsroom.mention(text, **others)).card
        self.send()
        return card

    def ask_alone(self, text: str = QUESTION, **others: Any) -> Card:
        return self.newsroom.ask(self.newsroom.command(text, **others)).card

    def send(self) -> None:
        before = len(self.board.posts)
        self.newsroom.relay(self.board)
        self.posts = self.board.posts[before:]

    def tick(self) -> int:
        self.newsroom.later(timedelta(seconds=10))
        return tick(self.newsroom.engine, self.newsroom.now, self.policy)

    def look(self) -> list[Delivery]:
        """A tick, and all that comes of it is sent."""
        self.tick()
        self.send()
        return self.posts

    def id_of(self, value: str) -> str:
        held = Reader(self.newsroom.engine, self.newsroom.now, EVERYTHING).figures_page()
        (found,) = [one.id for one in held if f"{one.value}" == value and one.period.iso == "2024"]
        return found

    def correct(self, value: str, right: str) -> None:
        correct(self.newsroom.engine, self.id_of(value), Amendment(right), self.act("counted twice"))

    def withdraw(self, value: str) -> None:
        withdraw(self.newsroom.engine, self.id_of(value), self.act("never counted"))

    def act(self, why: str) -> Act:
        return Act("terminal:ana", why, self.newsroom.now)

    def replies(self, address: Address | None = None) -> list[Card]:
        """What was said of changes in the last look, in a channel or everywhere."""
        return [card_of(one) for one in self.posts if one.kind == CORRECTION and address in (None, one.address)]

    def marks(self) -> list[Card]:
        return [card_of(one) for one in self.posts if one.kind == MARK]

    def waiting(self) -> list[Delivery]:
        """What is in the outbox of changes, however it stands."""
        return [one for one in deliveries(self.newsroom.engine) if one.kind in (CORRECTION, MARK)]


def card_of(post: Delivery) -> Card:
    return Card.from_json(post.payload["card"])


def said(card: Card) -> str:
    return texts(card)
