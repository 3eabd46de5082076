"""The tables of the calendar: what became of key dates, who is subscribed to what, and the last look at it."""

from __future__ import annotations

from sqlalchemy import (
    Boolean,
    CheckConstraint,
    Column,
    ForeignKey,
    Index,
    Integer,
    Table,
    Text,
    UniqueConstraint,
    literal_column,
)

from bot.store.tables import metadata, observation
from bot.store.types import KEY, LONG_AGO, AnyTime, UtcDateTime, Words


def _refers(column: str) -> ForeignKey:
    return ForeignKey(column, deferrable=True, initially="DEFERRED")


# What was changed is kept for ever: `was_...` is how the date stood before, and `version` counts how often it was moved
# or cancelled. `settled`: those who had been reminded of it as it stood before have been told. The embargo, before and
# after, is kept of what changed that.
key_date_change = Table(
    "key_date_change",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("key_date", KEY, _refers("key_date.id"), nullable=False),
    Column("change", Text, nullable=False),
    Column("version", Integer, nullable=False),
    Column("was_at", KEY),
    Column("was_time", AnyTime(LONG_AGO)),
    Column("was_zone", Text),
    Column("at", KEY, nullable=False),
    Column("at_time", AnyTime(LONG_AGO)),
    Column("zone", Text),
    Column("changed_by", Text, nullable=False),
    Column("changed_at", UtcDateTime, nullable=False),
    Column("settled", Boolean, nullable=False),
    Column("was_embargo", UtcDateTime),
    Column("embargo_until", UtcDateTime),
    CheckConstraint(
        "change IN ('added', 'moved', 'cancelled', 'happened', 'chased', 'embargoed', 'released')", name="change"
    ),
    Index(None, "key_date", "id"),
)

# A literal, not a parameter: a database uses a partial index only for a condition that it can read.
unsettled = key_date_change.c.settled == literal_column("false")
Index("ix_key_date_change_unsettled", key_date_change.c.id, sqlite_where=unsettled, postgresql_where=unsettled)

INDICATOR_TOPIC = "indicator:"
"""What a topic begins with that is an indicator."""
FIGURE_TOPIC = "figure:"
"""The same of the figure of a series and a period."""

# `destination` is an Address as text; rules are kept as they are written. `digest_due`: the first digest that is not in
# the outbox yet; none while it is paused. `stood`: of one whose topic is a figure, the ids that its followers know of.
subscription = Table(
    "subscription",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("destination", KEY, nullable=False),
    Column("topics", Words, nullable=False),
    Column("offsets", Text),
    Column("digest", Text),
    Column("quiet", Text),
    Column("zone", Text, nullable=False),
    Column("language", Text),
    Column("post_empty", Boolean, nullable=False),
    Column("active_since", UtcDateTime, nullable=False),
    Column("paused_at", UtcDateTime),
    Column("digest_due", UtcDateTime),
    Column("created_by", Text, nullable=False),
    Column("created_at", UtcDateTime, nullable=False),
    Column("stood", Words),
    UniqueConstraint("destination", "topics"),
    Index(None, "digest_due"),
)

tick = Table(
    "tick",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    # Until when it was worked out what falls due.
    Column("ticked_at", UtcDateTime, nullable=False),
    # When one that ticked was told to stop, and did.
    Column("stopped_at", UtcDateTime),
    CheckConstraint("id = 1", name="one_row"),
)

Index("ix_observation_recorded_at", observation.c.recorded_at)
