"""The nouns of the calendar, as frozen values. Times are UTC."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import NamedTuple, Self

from bot.calendar.rules import DigestRule, Offset, QuietHours
from bot.delivery.limits import Rate
from bot.delivery.nouns import Address, Payload
from bot.domain import Figure, KeyDate, SeriesKey
from bot.periods import Period
from bot.store.calendar_tables import FIGURE_TOPIC, INDICATOR_TOPIC

REMINDER = "reminder"
DIGEST = "digest"
MOVED = "moved"
CANCELLED = "cancelled"
CHASE = "chase"
FOLLOWED = "followed"
"""The kinds of the calendar's deliveries. Two of them correct reminders that were given."""
CORRECTION = "correction"
MARK = "mark"
"""What goes to wherever a figure was given that changed: a post that says so, and an edit of the message itself."""
RECEIPTS = "receipts"
"""Where the payload of a mark has the ids of the receipts of its message."""
TELLS = "figures"
"""Where the payload of a post that nobody asked for has the ids of the figures that it tells of."""
ABOUT_DATES = (REMINDER, MOVED, CANCELLED, CHASE)
"""Those whose subject is a key date."""

EVERYTHING = "everything"
_DATE = "date:"


def indicator_topic(id_: str) -> str:
    return f"{INDICATOR_TOPIC}{id_}"


def date_topic(id_: str) -> str:
    return f"{_DATE}{id_}"


class Place(NamedTuple):
    """What is followed: whatever figure stands of a series for a period."""

    series: SeriesKey
    period: Period

    @classmethod
    def of(cls, figure: Figure) -> Self:
        return cls(figure.series, figure.period)

    @property
    def topic(self) -> str:
        return f"{FIGURE_TOPIC}{self.series}@{self.period.iso}"

    @classmethod
    def parse(cls, topic: str) -> Self:
        """The inverse of `topic`. Its text must come from there."""
        series, _, period = topic.removeprefix(FIGURE_TOPIC).rpartition("@")
        return cls(SeriesKey.parse(series), Period(period))


def telling(payload: Payload, figures: Iterable[Figure]) -> Payload:
    """The payload of a post that tells of these figures."""
    return {**payload, TELLS: list(dict.fromkeys(figure.id for figure in figures))}


def reminder_subject(key_date: str, version: int) -> str:
    """What reminders of a key date are about as it stands in a version: one that is moved away and back is another."""
    return f"{key_date}@{version}"


@dataclass(frozen=True, slots=True)
class Subscription:
    """What one channel wants to be told.

    `topics` are `EVERYTHING`, topics made by `indicator_topic` and `date_topic`, or one figure's (`Place.topic`): then
    it has no rules, and `stood` are the ids of the figures that those who follow it know of, in order. `zone` is the
    channel's: its quiet hours are meant in it, and times are told in it. `language` (a BCP 47 tag; None: the
    newsroom's) says how numbers and dates are written. `post_empty`: a digest with nothing to say is posted as well.
    Nothing that fell due before `active_since` is owed. `fault`: why it cannot be worked with, as a clause; it can only
    be paused or removed then.
    """

    id: int
    address: Address
    topics: tuple[str, ...]
    offsets: tuple[Offset, ...]
    digest: DigestRule | None
    quiet: QuietHours | None
    zone: str
    language: str | None
    post_empty: bool
    active_since: datetime
    paused_at: datetime | None
    created_by: str
    created_at: datetime
    fault: str | None = None
    stood: tuple[str, ...] = ()

    @property
    def followed(self) -> Place | None:
        """The figure that is its topic."""
        return next((Place.parse(topic) for topic in self.topics if topic.startswith(FIGURE_TOPIC)), None)

    def is_unchanged_from(self, other: Subscription) -> bool:
        """Whether it is the same one, with the same rules, and paused as little."""
        return self == replace(other, active_since=self.active_since)

    def wants(self, key_date: KeyDate) -> bool:
        """Whether a key date is among its topics, by itself or by the figure that it brings."""
        own = {EVERYTHING, date_topic(key_date.id)}
        if key_date.brings is not None:
            own.add(indicator_topic(key_date.brings))
        return not own.isdisjoint(self.topics)

    @property
    def dates(self) -> frozenset[str]:
        """The key dates that are topics by themselves."""
        return frozenset(topic.removeprefix(_DATE) for topic in self.topics if topic.startswith(_DATE))

    @property
    def indicators(self) -> frozenset[str] | None:
        """The indicators that are topics by themselves; None: all."""
        if EVERYTHING in self.topics:
            return None
        return frozenset(
            topic.removeprefix(INDICATOR_TOPIC) for topic in self.topics if topic.startswith(INDICATOR_TOPIC)
        )


@dataclass(frozen=True, slots=True)
class Policy:
    """The calendar's own times and bounds.

    catch_up: how long after its time something is still sent; later it is recorded as missed.
    ahead: how long before its time something is put into the outbox, so that it leaves on time.
    chase_after: how long after a date has passed the desk is asked for the figure that has not come.
    outlook: how far ahead digests list key dates.
    batch: how many subscriptions, or messages, are written in one transaction.
    private: who was given a figure in private is told what became of it for so long.
    marks: how fast a platform, by its name, lets messages of one workspace be edited; as many as its burst at once.
    replies: how fast a workspace is told what became of figures, so that what is asked meanwhile finds room.
    """

    catch_up: timedelta = timedelta(hours=6)
    ahead: timedelta = timedelta(minutes=1)
    chase_after: timedelta = timedelta(hours=2)
    outlook: timedelta = timedelta(days=7)
    batch: int = 500
    private: timedelta = timedelta(days=30)
    marks: Mapping[str, Rate] = field(default_factory=dict)
    replies: Mapping[str, Rate] = field(default_factory=dict)
