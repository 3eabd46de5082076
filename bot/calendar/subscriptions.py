"""Who is subscribed to what: subscribe, list, pause, resume, remove."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Engine, RowMapping, Update, and_, delete, insert, or_, select, update

from bot.ask.locale import style_of
from bot.calendar.channels import channel_text
from bot.calendar.errors import InvalidRule, UnknownSubscription, UnknownTopic, UnusableChannel
from bot.calendar.followed import standing_ids
from bot.calendar.keydates import named
from bot.calendar.nouns import DIGEST, EVERYTHING, FOLLOWED, Subscription, date_topic, indicator_topic
from bot.calendar.occurrences import next_digest
from bot.calendar.rules import DigestRule, Offset, QuietHours, offsets_text
from bot.calendar.stored_rules import rules_from
from bot.delivery.manage import paused as paused_destinations
from bot.delivery.manage import resume as resume_destination
from bot.delivery.manage import withdraw
from bot.delivery.nouns import Address
from bot.domain import Catalogue
from bot.store.calendar_tables import subscription
from bot.store.engine import reading, writing
from bot.store.reader import Reader
from bot.store.row_numbers import is_row_number
from bot.store.visibility import PUBLIC, Rights
from bot.store.writer import lock_ledger
from bot.zones import zone_of

_AN_ADDRESS = "%/%/%"
"""What the text of every address is like."""

_NUMBER = re.compile(r"[0-9]{1,9}")
"""Of a row: no database has numbers without end."""
_SHOWN_CHARACTERS = 12
NOTHING_WOULD_COME = (
    "Nothing would ever come: neither reminders nor a digest; give reminders (1 day, 1 hour) or a digest "
    "(weekdays 08:30)"
)

MayPost = Callable[[Address], str | None]
"""Why the bot cannot post in a channel; None where it can, or where nobody knows."""


@dataclass(frozen=True, slots=True)
class Wish:
    """A subscription to be. `topics` are ids or labels of indicators and key dates; none: everything."""

    address: Address
    zone: str
    topics: tuple[str, ...] = ()
    offsets: tuple[Offset, ...] = ()
    digest: DigestRule | None = None
    quiet: QuietHours | None = None
    language: str | None = None
    post_empty: bool = False


def subscribe(
    engine: Engine,
    wish: Wish,
    by: str,
    now: datetime,
    may_post: MayPost = lambda _address: None,
    rights: Rights = PUBLIC,
) -> Subscription:
    """Subscribe a channel; a subscription of the same channel to the same topics takes the new rules, and is resumed.
    Topics are what a reader with these rights is shown.

    Raises UnknownZone, UnknownTopic, UnknownLanguage, InvalidRule where nothing would ever be sent, and UnusableChannel
    where the bot cannot post.
    """
    zone_of(wish.zone)
    if wish.language is not None:
        style_of(wish.language)
    if not wish.offsets and wish.digest is None:
        raise InvalidRule(NOTHING_WOULD_COME)
    _require_reachable(engine, wish.address, may_post)
    topics = resolve_topics(Reader(engine, now, rights).catalogue(), wish.topics)
    values = _values(wish, now)
    same = (subscription.c.destination == str(wish.address), subscription.c.topics == topics)
    with writing(engine) as connection:
        lock_ledger(connection)  # Who subscribes twice at once gets one subscription.
        held = connection.execute(select(subscription.c.id).where(*same)).scalar()
        if held is None:
            new = {"destination": str(wish.address), "topics": topics, "created_by": by, "created_at": now, **values}
            connection.execute(insert(subscription).values(**new))
        else:
            withdraw(connection, DIGEST, str(held), now)
            connection.execute(update(subscription).where(subscription.c.id == held).values(**values))
        return select_subscriptions(connection, *same)[0]


def topics_in(catalogue: Catalogue, text: str) -> tuple[str, ...]:
    """What people call topics, of those between commas in a text; a name that has commas itself is one."""
    parts, found = text.split(","), []
    names = _names_with_commas(catalogue) if len(parts) > 1 else set()
    while parts:
        longest = range(min(len(parts), max((name.count(",") + 1 for name in names), default=1)), 1, -1)
        count = next((many for many in longest if ",".join(parts[:many]).strip().casefold() in names), 1)
        found.append(",".join(parts[:count]).strip())
        parts = parts[count:]
    return tuple(one for one in found if one)


def resolve_topics(catalogue: Catalogue, words: Iterable[str]) -> tuple[str, ...]:
    """Topics from what people call them: a name of both an indicator and a key date means both. Raises UnknownTopic."""
    found: set[str] = set()
    for word in words:
        if word.strip().casefold() == EVERYTHING:
            return (EVERYTHING,)
        found |= _topics_of(catalogue, word)
    return tuple(sorted(found)) or (EVERYTHING,)


def listed(engine: Engine, address: Address | None = None) -> list[Subscription]:
    """All subscriptions, or those of one channel, by channel."""
    own = [] if address is None else [subscription.c.destination == str(address)]
    with reading(engine) as connection:
        return select_subscriptions(connection, *own)


def get(engine: Engine, id_: int) -> Subscription:
    """Raises UnknownSubscription."""
    with reading(engine) as connection:
        return _get(connection, id_)


def pause(engine: Engine, id_: int, now: datetime) -> Subscription:
    """Send nothing for a subscription until it is resumed. Raises UnknownSubscription."""
    with writing(engine) as connection:
        _get(connection, id_)
        _withdraw(connection, id_, now)
        connection.execute(_update(id_).values(paused_at=now, digest_due=None))
        return _get(connection, id_)


def resume(engine: Engine, id_: int, now: datetime) -> Subscription:
    """Go on from now: what fell due during the pause is not owed. A channel that the bot could no longer post in is
    tried again. Raises UnknownSubscription, and InvalidRule for one that cannot be worked with."""
    found = get(engine, id_)
    if found.fault is not None:
        raise InvalidRule(
            f"Subscription {id_} cannot be worked with, as {found.fault}; subscribe its channel anew, or remove it"
        )
    if found.address in paused_destinations(engine):
        resume_destination(engine, found.address, now)
    with writing(engine) as connection:
        found = _get(connection, id_)
        if found.paused_at is not None:
            stood = None if found.followed is None else standing_ids(connection, found.followed, now)
            values = {"paused_at": None, "active_since": now, "digest_due": _due(found.digest, now), "stood": stood}
            connection.execute(_update(id_).values(**values))
        return _get(connection, id_)


def remove(engine: Engine, id_: int, now: datetime) -> Subscription:
    """Forget a subscription, and withdraw what has not been sent; what it was. Raises UnknownSubscription."""
    with writing(engine) as connection:
        found = _get(connection, id_)
        _withdraw(connection, id_, now)
        connection.execute(delete(subscription).where(subscription.c.id == id_))
        return found


def numbered(engine: Engine, number: str) -> Subscription:
    """As `get`, by a number as somebody wrote it, whatever that is."""
    if not number:
        raise UnknownSubscription("Say which one by its number, as in “unsubscribe 3”; “subscriptions” lists them.")
    if not _NUMBER.fullmatch(number):
        raise unknown(number)
    return get(engine, int(number))


def unknown(number: int | str) -> UnknownSubscription:
    """Of one that is not there, and of one that whoever asks has nothing to do with."""
    written = str(number)
    shown = written if len(written) <= _SHOWN_CHARACTERS else f"{written[:_SHOWN_CHARACTERS]}…"
    return UnknownSubscription(f"There is no subscription {shown or 0}; list them to see their numbers.")


def select_subscriptions(connection: Connection, *conditions: ColumnElement[bool]) -> list[Subscription]:
    """Those that all conditions hold for, by channel; one that cannot be worked with is left out."""
    return [found for found in _select(connection, *conditions) if found.fault is None]


def select_unworkable(connection: Connection) -> list[Subscription]:
    """Those that are left out, by channel."""
    row = subscription.c
    columns = (row.offsets, row.digest, row.quiet, row.zone, row.language)
    kinds = connection.execute(select(*columns).distinct()).all()
    broken = [and_(*map(_is, columns, kind)) for kind in kinds if rules_from(*kind).fault is not None]
    return _select(connection, or_(row.destination.not_like(_AN_ADDRESS), *broken))


def _is(column: ColumnElement[Any], value: object) -> ColumnElement[bool]:
    return column.is_(None) if value is None else column == value


def _select(connection: Connection, *conditions: ColumnElement[bool]) -> list[Subscription]:
    query = select(subscription).where(*conditions).order_by(subscription.c.destination, subscription.c.id)
    return [subscription_from(row) for row in connection.execute(query).mappings()]


def subscription_from(row: RowMapping) -> Subscription:
    """Whatever stands in the row: `fault` says whether it can be worked with."""
    rules = rules_from(*(row[name] for name in ("offsets", "digest", "quiet", "zone", "language")))
    written = row["destination"]
    is_address = written.count("/") >= _AN_ADDRESS.count("/")
    return Subscription(
        row["id"],
        Address.parse(written) if is_address else Address("", "", written),
        row["topics"],
        rules.offsets,
        rules.digest,
        rules.quiet,
        row["zone"],
        row["language"],
        row["post_empty"],
        row["active_since"],
        row["paused_at"],
        row["created_by"],
        row["created_at"],
        rules.fault if is_address else f"“{written}” is no channel",
        row["stood"],
    )


def _values(wish: Wish, now: datetime) -> dict[str, Any]:
    return {
        "offsets": offsets_text(wish.offsets) or None,
        "digest": str(wish.digest) if wish.digest else None,
        "quiet": str(wish.quiet) if wish.quiet else None,
        "zone": wish.zone,
        "language": wish.language,
        "post_empty": wish.post_empty,
        "active_since": now,
        "paused_at": None,
        "digest_due": _due(wish.digest, now),
    }


def _due(rule: DigestRule | None, now: datetime) -> datetime | None:
    return next_digest(rule, now) if rule else None


def _names_with_commas(catalogue: Catalogue) -> set[str]:
    concepts = (*catalogue.indicators.values(), *catalogue.key_dates.values())
    return {name.casefold() for one in concepts for name in (one.label, *one.alt_labels) if "," in name}


def _topics_of(catalogue: Catalogue, word: str) -> set[str]:
    found = set()
    for concepts, topic in ((catalogue.indicators, indicator_topic), (catalogue.key_dates, date_topic)):
        try:
            found.add(topic(named(concepts, word).id))
        except UnknownTopic:
            continue
    if not found:
        named({**catalogue.indicators, **catalogue.key_dates}, word)
    return found


def _require_reachable(engine: Engine, address: Address, may_post: MayPost) -> None:
    reason = paused_destinations(engine).get(address) or may_post(address)
    if reason is not None:
        raise UnusableChannel(
            f"The bot cannot post in {channel_text(address)} ({reason}); invite it there, or write another channel"
        )


def _get(connection: Connection, id_: int) -> Subscription:
    if not is_row_number(id_):
        raise unknown(id_)
    for found in _select(connection, subscription.c.id == id_):
        return found
    raise unknown(id_)


def _withdraw(connection: Connection, id_: int, now: datetime) -> None:
    for kind in (DIGEST, FOLLOWED):
        withdraw(connection, kind, str(id_), now)


def _update(id_: int) -> Update:
    return update(subscription).where(subscription.c.id == id_)
