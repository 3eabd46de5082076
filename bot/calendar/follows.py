"""Following figures: a subscription to one figure each, without reminders and digests."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import Connection, Engine, insert, update

from bot.calendar.channels import channel_text
from bot.calendar.errors import TooManyFollows, UnusableChannel
from bot.calendar.followed import standing_ids
from bot.calendar.nouns import Place, Subscription
from bot.calendar.subscriptions import select_subscriptions
from bot.delivery.manage import paused, resume
from bot.delivery.nouns import Address
from bot.store.calendar_tables import subscription
from bot.store.engine import writing
from bot.store.writer import lock_ledger

MOST = 100
"""Figures that a channel, or a person, follows at most."""


def follow(
    engine: Engine, address: Address, places: Iterable[Place], zone: str, by: str, now: datetime
) -> list[Subscription]:
    """Tell a channel or a person of what becomes of some figures from now on; the follows of these, by number. One
    that there is already stays as it is, and is resumed if it is paused. `zone` is the channel's.

    Raises TooManyFollows, and UnusableChannel for a channel that the bot cannot post in. A person who asks is there:
    they are tried again.
    """
    reason = paused(engine).get(address)
    if reason is not None and address.person is None:
        raise UnusableChannel(
            f"The bot cannot post in {channel_text(address)} ({reason}); invite it there, or follow in person"
        )
    if reason is not None:
        resume(engine, address, now)
    wanted = {place.topic: place for place in places}
    with writing(engine) as connection:
        lock_ledger(connection)  # Who follows twice at once gets one follow, and nobody more than there may be.
        held = {one.topics[0]: one for one in _of(connection, address)}
        new = [topic for topic in sorted(wanted) if topic not in held]
        if len(held) + len(new) > MOST:
            raise TooManyFollows(
                f"That would be more than {MOST} figures that are followed here; end some first: “subscriptions” lists "
                "them"
            )
        for topic in new:
            stood = standing_ids(connection, wanted[topic], now)
            connection.execute(insert(subscription).values(**_row(address, topic, stood, zone, by, now)))
        for topic in wanted.keys() & held.keys():
            if held[topic].paused_at is not None:
                stood = standing_ids(connection, wanted[topic], now)
                this = update(subscription).where(subscription.c.id == held[topic].id)
                connection.execute(this.values(paused_at=None, active_since=now, stood=stood))
        return [one for one in _of(connection, address) if one.topics[0] in wanted]


def _of(connection: Connection, address: Address) -> list[Subscription]:
    found = select_subscriptions(connection, subscription.c.destination == str(address))
    return [one for one in found if one.followed is not None]


def _row(address: Address, topic: str, stood: tuple[str, ...], zone: str, by: str, now: datetime) -> dict[str, object]:
    return {
        "destination": str(address),
        "topics": (topic,),
        "zone": zone,
        "post_empty": False,
        "active_since": now,
        "created_by": by,
        "created_at": now,
        "stood": stood,
    }
