"""The tables: one for each noun of `bot.domain`, the ledger's own row, and the outbox.

They are Core tables rather than mapped classes: rows become the frozen nouns of the domain at once, and the command
line starts without the weight of the ORM. Foreign keys are checked at commit, as concepts may name each other in any
order.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import (
    Boolean,
    CheckConstraint,
    Column,
    ColumnElement,
    ForeignKey,
    ForeignKeyConstraint,
    FromClause,
    Index,
    Integer,
    MetaData,
    Table,
    Text,
    UniqueConstraint,
    and_,
    literal_column,
    or_,
)

from bot.store.types import FOR_EVER, KEY, LONG_AGO, AnyTime, Exact, JsonObject, UtcDateTime, Words

metadata = MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
    }
)


def _refers(column: str) -> ForeignKey:
    return ForeignKey(column, deferrable=True, initially="DEFERRED")


def _concept(name: str, *columns: Column[object]) -> Table:
    return Table(
        name,
        metadata,
        Column("id", KEY, primary_key=True),
        Column("label", Text, nullable=False),
        Column("alt_labels", Words, nullable=False),
        *columns,
    )


ledger = Table(
    "ledger",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    # Counts the transactions that published anything; whatever is derived from the ledger is stamped with it.
    Column("revision", Integer, nullable=False),
    Column("language", Text),
    Column("scope", Words, nullable=False),
    CheckConstraint("id = 1", name="one_row"),
)

universe = _concept(
    "universe",
    Column("broader", KEY, _refers("universe.id")),
    # An indicator, but no foreign key: indicators refer to universes, and one of the two tables has to come first.
    Column("size", KEY),
)

indicator = _concept(
    "indicator",
    Column("definition", Text),
    Column("unit", Text),
    Column("universe", KEY, _refers("universe.id")),
    Column("numerator", KEY, _refers("indicator.id")),
    Column("denominator", KEY, _refers("indicator.id")),
    Column("derivation", Text),
)

dimension = _concept("dimension", Column("whole", Boolean, nullable=False))

code = Table(
    "code",
    metadata,
    Column("dimension", KEY, _refers("dimension.id"), primary_key=True),
    Column("id", KEY, primary_key=True),
    Column("label", Text, nullable=False),
    Column("alt_labels", Words, nullable=False),
    Column("broader", KEY),
    ForeignKeyConstraint(
        ["dimension", "broader"], ["code.dimension", "code.id"], deferrable=True, initially="DEFERRED"
    ),
)

named_period = _concept("named_period", Column("period", KEY, nullable=False))

agent = _concept("agent")

source = Table(
    "source",
    metadata,
    Column("id", KEY, primary_key=True),
    Column("publisher", Text),
    Column("title", Text),
    Column("author", Text),
    Column("url", Text),
    Column("published_on", KEY),
    Column("licence", Text),
    Column("note", Text),
)

series = Table(
    "series",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("key", KEY, nullable=False, unique=True),
    Column("indicator", KEY, _refers("indicator.id"), nullable=False, index=True),
)

series_code = Table(
    "series_code",
    metadata,
    Column("series_id", Integer, _refers("series.id"), primary_key=True),
    Column("dimension", KEY, primary_key=True),
    Column("code", KEY, nullable=False),
    ForeignKeyConstraint(["dimension", "code"], ["code.dimension", "code.id"], deferrable=True, initially="DEFERRED"),
    Index(None, "dimension", "code", "series_id"),
)

observation = Table(
    "observation",
    metadata,
    Column("id", KEY, primary_key=True),
    Column("series_id", Integer, _refers("series.id"), nullable=False),
    Column("period", KEY, nullable=False),
    Column("value", Exact, nullable=False),
    Column("unit", Text),
    Column("qualifier", Text, nullable=False),
    Column("status", Text, nullable=False),
    Column("universe", KEY, _refers("universe.id")),
    Column("source", KEY, _refers("source.id")),
    Column("locator", Text),
    Column("attributed_to", KEY, _refers("agent.id")),
    Column("published_on", KEY),
    Column("embargo_until", UtcDateTime),
    Column("review", Text, nullable=False),
    Column("recorded_at", UtcDateTime, nullable=False),
    Column("note", Text),
    Index(None, "series_id", "period", "id"),
)

# Few figures are ever embargoed or unpublished: finding them all must not mean reading every figure.
restricted = or_(observation.c.embargo_until.is_not(None), observation.c.review != literal_column("'published'"))
Index(
    "ix_observation_restricted",
    observation.c.series_id,
    sqlite_where=restricted,
    postgresql_where=restricted,
)

# Whether anything that is shown refers to a concept is asked of each concept.
for _column in (observation.c.universe, observation.c.source, observation.c.attributed_to):
    _referring = _column.is_not(None)
    Index(f"ix_observation_{_column.name}", _column, sqlite_where=_referring, postgresql_where=_referring)

key_date = _concept(
    "key_date",
    Column("at", KEY, nullable=False),
    Column("at_time", AnyTime(LONG_AGO)),
    Column("zone", Text),
    Column("status", Text, nullable=False),
    Column("source", KEY, _refers("source.id")),
    Column("locator", Text),
    Column("brings", KEY, _refers("indicator.id")),
    # An embargo that cannot be read does not lift.
    Column("embargo_until", AnyTime(FOR_EVER)),
    # iCalendar's: which version of a date its calendar gave last.
    Column("sequence", Integer),
)

# What was changed about figures is kept for ever, and only added to. `other` is the figure that took its place, or that
# disagrees with it; `was` and `now` are instants (ISO 8601) of an embargo.
figure_change = Table(
    "figure_change",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("figure", KEY, _refers("observation.id"), nullable=False),
    Column("change", Text, nullable=False),
    Column("other", KEY, _refers("observation.id")),
    Column("was", Text),
    Column("now", Text),
    Column("why", Text),
    Column("changed_by", Text, nullable=False),
    Column("changed_at", UtcDateTime, nullable=False),
    # What spoke against it, of what was published all the same: sentences.
    Column("findings", Words),
    CheckConstraint(
        "change IN ('superseded', 'disputed', 'corrected', 'withdrawn', 'embargoed', 'released', 'published', "
        "'redescribed', 'drafted', 'edited', 'rejected')",
        name="change",
    ),
    Index(None, "figure", "id"),
    Index(None, "other"),
)

# What waits for somebody to publish it. `beside` are the published figures of its series and period when it was
# entered: whoever publishes it later is told if these are others by then.
draft = Table(
    "draft",
    metadata,
    Column("figure", KEY, _refers("observation.id"), primary_key=True),
    Column("entered_by", Text, nullable=False),
    Column("entered_at", UtcDateTime, nullable=False),
    Column("beside", Words, nullable=False),
)

open_question = Table(
    "open_question",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("normalised", KEY, nullable=False),
    Column("text", Text, nullable=False),
    Column("count", Integer, nullable=False),
    Column("first_asked", UtcDateTime, nullable=False),
    Column("last_asked", UtcDateTime, nullable=False),
    Column("place", Text),
    Column("closed_at", UtcDateTime),
    Column("closed_by", KEY, _refers("observation.id")),
    Column("asker", KEY),
    UniqueConstraint("normalised"),
)

# Where an open question was asked for others to see: a digest tells it to nobody who could not see it there. `open`:
# all of its workspace may read its channel.
open_question_place = Table(
    "open_question_place",
    metadata,
    Column("question", Integer, ForeignKey("open_question.id", ondelete="CASCADE"), primary_key=True),
    Column("destination", KEY, primary_key=True),
    Column("workspace", KEY, nullable=False),
    Column("open", Boolean, nullable=False),
    Column("text", Text, nullable=False),
    Column("asker", KEY, nullable=False),
    Column("count", Integer, nullable=False),
    Column("first_asked", UtcDateTime, nullable=False),
    Column("last_asked", UtcDateTime, nullable=False),
    Index(None, "workspace"),
)

# What was picked of a question back: a row for each option of it and each person who picked that. People are named as
# "slack/T1/U1" or "terminal:ana". What was picked was for the public, but the words asked are for the desk alone.
picked_reading = Table(
    "picked_reading",
    metadata,
    Column("choice", KEY, primary_key=True),
    Column("picker", KEY, primary_key=True),
    Column("asker", KEY, nullable=False),
    Column("question", Text, nullable=False),
    Column("follow_up", Boolean, nullable=False),
    Column("option", Text, nullable=False),
    Column("reading", JsonObject),
    Column("picked_at", UtcDateTime, nullable=False),
)

# How a kind of file is read: `orders` is the text of a mapping file, `likeness` what its files share.
kept_mapping = Table(
    "kept_mapping",
    metadata,
    Column("name", KEY, primary_key=True),
    Column("orders", Text, nullable=False),
    Column("likeness", Text, nullable=False),
    Column("file", Text, nullable=False),
    Column("agreed", Words, nullable=False),
    Column("kept_by", Text, nullable=False),
    Column("kept_at", UtcDateTime, nullable=False),
)

# Named "slack/T1" for a workspace and "slack" for a whole platform: what the platform's rate limits are counted by.
budget = Table(
    "budget",
    metadata,
    Column("id", KEY, primary_key=True),
    Column("spent_until", UtcDateTime, nullable=False),
    Column("asked_until", UtcDateTime, nullable=False),
)

destination = Table(
    "destination",
    metadata,
    Column("id", KEY, primary_key=True),
    # Why nothing is sent there, until somebody resumes it.
    Column("paused", Text),
    Column("free_at", UtcDateTime, nullable=False),
    Column("failures", Integer, nullable=False),
)

delivery = Table(
    "delivery",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("kind", KEY, nullable=False),
    Column("subject", KEY, nullable=False),
    Column("occurrence", KEY, nullable=False),
    Column("destination", KEY, _refers("destination.id"), nullable=False),
    # The destination's workspace again: the oldest row of a workspace has to be found without reading the others.
    Column("budget", KEY, _refers("budget.id"), nullable=False),
    Column("payload", JsonObject, nullable=False),
    Column("marker", KEY, nullable=False),
    Column("due_at", UtcDateTime, nullable=False),
    Column("expires_at", UtcDateTime),
    Column("state", Text, nullable=False),
    Column("late", Boolean, nullable=False),
    Column("attempts", Integer, nullable=False),
    # Counts who took the row; whoever comes with an older number has lost it.
    Column("fence", Integer, nullable=False),
    Column("worker", Text),
    Column("lease_until", UtcDateTime),
    Column("sending_at", UtcDateTime),
    Column("message_ref", Text),
    Column("last_error", Text),
    Column("created_at", UtcDateTime, nullable=False),
    Column("settled_at", UtcDateTime),
    # The ledger's revision that its words were made at; none where they are made when it is sent.
    Column("revision", Integer),
    # On whose behalf, as "slack/T1/U1": it holds their words or their name. None: it is nobody's, such as a reminder.
    Column("asker", KEY),
    UniqueConstraint("kind", "subject", "occurrence", "destination"),
    UniqueConstraint("marker"),
    CheckConstraint(
        "state IN ('due', 'claimed', 'sending', 'sent', 'missed', 'parked', 'cancelled')",
        name="state",
    ),
)


def is_due(rows: FromClause) -> ColumnElement[bool]:
    """Literals, not parameters: a database uses a partial index only for a condition that it can read."""
    return rows.c.state == literal_column("'due'")


def is_under_way(rows: FromClause) -> ColumnElement[bool]:
    return rows.c.state.in_([literal_column("'claimed'"), literal_column("'sending'")])


def is_claimed(rows: FromClause) -> ColumnElement[bool]:
    return and_(is_under_way(rows), rows.c.state == literal_column("'claimed'"))


def is_sending(rows: FromClause) -> ColumnElement[bool]:
    return and_(is_under_way(rows), rows.c.state == literal_column("'sending'"))


def _index_where(condition: ColumnElement[bool], name: str, *columns: Column[Any], unique: bool = False) -> None:
    Index(name, *columns, unique=unique, sqlite_where=condition, postgresql_where=condition)


_index_where(is_due(delivery), "ix_delivery_due", delivery.c.budget, delivery.c.due_at, delivery.c.id)
_index_where(is_due(delivery), "ix_delivery_expires", delivery.c.expires_at)
_index_where(is_under_way(delivery), "ix_delivery_lease", delivery.c.lease_until)
# One at a time in a channel, whatever the programs do: this is what keeps messages in order.
_index_where(is_under_way(delivery), "uq_delivery_under_way", delivery.c.destination, unique=True)
