"""A newsroom whose clock stands still between two looks at it: a calendar, an outbox, and a board for each platform."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any

from sqlalchemy import Engine
from sqlalchemy import text as sql

from bot.ask.pipeline import Desk
from bot.calendar.composing import composer
from bot.calendar.keydates import Draft, add
from bot.calendar.moments import parse_moment
from bot.calendar.nouns import Policy, Subscription
from bot.calendar.rules import DigestRule, QuietHours, parse_offsets
from bot.calendar.subscriptions import Wish, subscribe
from bot.calendar.tick import tick
from bot.cards.card import Card
from bot.delivery.manage import deliveries
from bot.delivery.nouns import Address, Delivery
from bot.delivery.relay import Relay
from bot.delivery.verdict import Terms
from bot.domain import Figure, Indicator, KeyDate, Source, Status
from bot.ingest.batch import Batch
from bot.ledger.record import record
from bot.periods import PartialDate, Period
from bot.store.engine import writing
from bot.store.visibility import DESK as DESK_RIGHTS
from tests.delivery.office import Board, Clock

AUCKLAND = "Pacific/Auckland"
START = datetime(2027, 5, 17, 21, 0, tzinfo=UTC)  # 09:00 on Tuesday 18 May in Auckland
SLACK = Address("slack", "T1", "C1")
DISCORD = Address("discord", "G1", "9")
DESK = Address("slack", "T1", "desk")
PERSON = "terminal"


def utc(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=UTC)  # type: ignore[arg-type]


@dataclass
class Newsroom:
    engine: Engine
    clock: Clock = field(default_factory=lambda: Clock(START))
    boards: dict[str, Board] = field(default_factory=lambda: {"slack": Board(), "discord": Board()})
    policy: Policy = field(default_factory=Policy)
    own: Address | None = DESK
    """The desk's own channel, for digests."""

    def __post_init__(self) -> None:
        self.desk = Desk(self.engine)

    @property
    def now(self) -> datetime:
        return self.clock.now

    def tick(self) -> int:
        return tick(self.engine, self.now, self.policy, DESK)

    def relay(self) -> None:
        """Everything that is due now is sent."""
        terms = Terms(draw=lambda: 0.0, desk=DESK)
        worker = Relay(self.engine, self.boards, "one", self.clock, terms, composer(self.desk, self.policy, self.own))
        while (wake := worker.run_once()) is not None and wake <= self.now:
            pass

    def look(self, *instants: datetime) -> None:
        """A tick and a relay at each instant."""
        for instant in instants or (self.now,):
            self.clock.now = instant
            self.tick()
            self.relay()

    def play(self, until: datetime, every: timedelta = timedelta(minutes=30)) -> None:
        while self.now < until:
            self.look(min(self.now + every, until))

    def plan(self, title: str, at: str, zone: str = AUCKLAND, **others: str) -> KeyDate:
        return add(self.engine, Draft(title, parse_moment(at, zone, self.now), **others), PERSON, self.now, DESK_RIGHTS)

    def subscribe(
        self, address: Address = SLACK, offsets: str = "", digest: str = "", quiet: str = "", **others: object
    ) -> Subscription:
        values: dict[str, object] = {
            "zone": AUCKLAND,
            "offsets": parse_offsets(offsets) if offsets else (),
            "digest": DigestRule.parse(digest, AUCKLAND) if digest else None,
            "quiet": QuietHours.parse(quiet) if quiet else None,
            **others,
        }
        return subscribe(self.engine, Wish(address, **values), PERSON, self.now, rights=DESK_RIGHTS)  # type: ignore[arg-type]

    def record(self, *figures: Figure) -> None:
        record(self.engine, ledger(figures), self.now)

    def posts(self, address: Address = SLACK, kind: str | None = None) -> list[Delivery]:
        found = self.boards[address.platform].posts
        return [post for post in found if post.address == address and kind in (None, post.kind)]

    def texts(self, address: Address = SLACK, kind: str | None = None) -> list[str]:
        """The cards that were posted in a channel, each as its lines."""
        return [text(Card.from_json(post.payload["card"])) for post in self.posts(address, kind)]

    def states(self) -> dict[tuple[str, str], str]:
        return {(row.kind, row.occurrence): row.state.value for row in deliveries(self.engine)}


def text(card: Card) -> str:
    return "\n".join([card.headline, *(f"{row.label}: {row.text}" if row.label else row.text for row in card.rows)])


def figure(id_: str, value: str, status: Status = Status.PRELIMINARY, published: str | None = None) -> Figure:
    return Figure(
        id_,
        "turnout",
        (),
        Period("2027"),
        Decimal(value),
        unit="percent",
        status=status,
        source="office",
        published_on=PartialDate(published) if published else None,
    )


def ledger(figures: Iterable[Figure] = ()) -> Batch:
    """A ledger with one indicator and one source."""
    return Batch(
        figures=tuple(figures),
        indicators=(Indicator("turnout", "turnout at the vote", ("turnout",), unit="percent"),),
        sources=(Source("office", publisher="Elections Office"),),
    )


def insert_date(engine: Engine, **values: Any) -> None:
    """A key date as somebody's SQL writes it."""
    row = {"id": "old", "label": "Old thing", "alt_labels": "[]", "status": "scheduled", **values}
    with writing(engine) as connection:
        columns, places = ", ".join(row), ", ".join(f":{name}" for name in row)
        connection.execute(sql(f"INSERT INTO key_date ({columns}) VALUES ({places})"), _as_sent(engine, row))


def _as_sent(engine: Engine, row: dict[str, Any]) -> dict[str, Any]:
    """PostgreSQL would take a time without an offset for one of its server's zone."""
    time = row.get("at_time")
    if time and time[-1].isdigit() and "+" not in time and engine.dialect.name == "postgresql":
        return {**row, "at_time": f"{time}+00"}
    return row
