"""The tables of chats: what arrived, what threads remember, and where figures were given."""

from __future__ import annotations

from sqlalchemy import CheckConstraint, Column, ForeignKey, Index, Integer, Table, Text, literal_column

from bot.store.tables import metadata
from bot.store.types import KEY, JsonObject, UtcDateTime

inbound = Table(
    "inbound",
    metadata,
    Column("id", KEY, primary_key=True),
    Column("platform", KEY, nullable=False),
    Column("workspace", KEY, nullable=False),
    Column("asker", KEY, nullable=False),
    # Emptied when it is done: the key alone tells a repeat.
    Column("payload", JsonObject),
    Column("state", Text, nullable=False),
    Column("lease_until", UtcDateTime, nullable=False),
    Column("received_at", UtcDateTime, nullable=False),
    CheckConstraint("state IN ('taken', 'done')", name="state"),
)

# A literal, not a parameter: a database uses a partial index only for a condition that it can read.
is_taken = inbound.c.state == literal_column("'taken'")
Index("ix_inbound_taken", inbound.c.platform, inbound.c.lease_until, sqlite_where=is_taken, postgresql_where=is_taken)
Index("ix_inbound_received_at", inbound.c.received_at)

thread = Table(
    "thread",
    metadata,
    Column("id", KEY, primary_key=True),
    Column("workspace", KEY, nullable=False),
    Column("asker", KEY, nullable=False),
    Column("question", Text, nullable=False),
    Column("updated_at", UtcDateTime, nullable=False),
    # JSON, where what was asked last was picked and not put into words: the question is empty then.
    Column("reading", Text),
    Index("ix_thread_updated_at", "updated_at"),
)

# `workspace` and `asker` are text such as "slack/T1" and "slack/T1/U1", `destination` is an Address: nothing of a
# receipt may vanish with a row elsewhere.
receipt = Table(
    "receipt",
    metadata,
    Column("id", KEY, primary_key=True),
    Column("kind", KEY, nullable=False),
    Column("destination", KEY, nullable=False),
    Column("workspace", KEY, nullable=False),
    Column("thread", KEY),
    Column("message_ref", KEY),
    Column("asker", KEY, nullable=False),
    Column("visibility", Text, nullable=False),
    Column("answer", JsonObject, nullable=False),
    Column("given_at", UtcDateTime, nullable=False),
    CheckConstraint("visibility IN ('public', 'private')", name="visibility"),
    Index("ix_receipt_given_at", "given_at"),
    Index("ix_receipt_workspace_asker", "workspace", "asker"),
)

receipt_figure = Table(
    "receipt_figure",
    metadata,
    Column("receipt", KEY, ForeignKey("receipt.id", ondelete="CASCADE"), primary_key=True),
    Column("figure", KEY, primary_key=True),
    Index("ix_receipt_figure_figure", "figure"),
)

# The changes of figures of which not everybody is told yet who was given the figure. Apart from the log itself, which
# is only ever added to.
change_to_tell = Table(
    "change_to_tell",
    metadata,
    Column("change", Integer, ForeignKey("figure_change.id"), primary_key=True, autoincrement=False),
)

# Which receipts are told of which changes: a row is there once that is in the outbox, and is what keeps it from being
# told twice. `reply` and `mark` are the markers of the deliveries that tell it: of the post that says what changed, and
# of the edit of the message itself; none where there is no such one.
receipt_change = Table(
    "receipt_change",
    metadata,
    Column("receipt", KEY, ForeignKey("receipt.id", ondelete="CASCADE"), primary_key=True),
    Column("change", Integer, ForeignKey("figure_change.id"), primary_key=True, autoincrement=False),
    Column("reply", KEY),
    Column("mark", KEY),
    Index("ix_receipt_change_reply", "reply"),
)
