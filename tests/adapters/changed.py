"""A figure of the ferries that was given and changes, for the newsrooms of both platforms."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Engine

from bot.calendar.rules import DigestRule
from bot.calendar.subscriptions import Wish, subscribe
from bot.delivery.nouns import Address
from bot.ledger.record import record
from tests.ask.ledger import tidy

COMPUTED = "how many more ferry passengers on North in 2023 than in 2022?"
NEWS = "The final figure is in for the number of ferry passengers (North) in 2022: 777 passengers; the one "
MARK = "Superseded"
_FINAL = "indicator,period,route,value,unit,status\nferry passengers,2022,North,777,passengers,final\n"
_REVISED = "indicator,period,route,value,unit,published_on\nferry passengers,2022,North,750,passengers,2024-06-01\n"


def publish_final(engine: Engine, now: datetime) -> None:
    """What supersedes the 700 passengers on North in 2022."""
    record(engine, tidy(_FINAL), now)


def publish_revised(engine: Engine, now: datetime) -> None:
    """What comes before that and supersedes the 700 as well: it is in the next digest."""
    record(engine, tidy(_REVISED), now)


def daily_digest(engine: Engine, address: Address, at: datetime, now: datetime) -> None:
    """A channel has a digest at this time (UTC) every day."""
    rule = DigestRule.parse(f"daily {at:%H:%M}", "UTC")
    subscribe(engine, Wish(address, zone="UTC", digest=rule), "desk", now)
