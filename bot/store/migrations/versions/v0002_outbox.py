"""The outbox: deliveries, the destinations they go to, and the budgets that rate limits are counted by."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"

KEY = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
INSTANT = sa.DateTime(timezone=True)
IS_DUE = sa.text("state = 'due'")
IS_UNDER_WAY = sa.text("state IN ('claimed', 'sending')")


def upgrade() -> None:
    _create_places()
    _create_delivery()
    _create_indexes()


def downgrade() -> None:
    for name in ("delivery", "destination", "budget"):
        op.drop_table(name)


def _create_places() -> None:
    op.create_table(
        "budget",
        sa.Column("id", KEY, nullable=False),
        sa.Column("spent_until", INSTANT, nullable=False),
        sa.Column("asked_until", INSTANT, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_budget"),
    )
    op.create_table(
        "destination",
        sa.Column("id", KEY, nullable=False),
        sa.Column("paused", sa.Text()),
        sa.Column("free_at", INSTANT, nullable=False),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_destination"),
    )


def _create_delivery() -> None:
    op.create_table(
        "delivery",
        sa.Column("id", sa.Integer(), nullable=False),
        *(sa.Column(name, KEY, nullable=False) for name in ("kind", "subject", "occurrence", "destination", "budget")),
        sa.Column("payload", sa.Text(), nullable=False),
        sa.Column("marker", KEY, nullable=False),
        sa.Column("due_at", INSTANT, nullable=False),
        sa.Column("expires_at", INSTANT),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("late", sa.Boolean(), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("fence", sa.Integer(), nullable=False),
        sa.Column("worker", sa.Text()),
        sa.Column("lease_until", INSTANT),
        sa.Column("sending_at", INSTANT),
        sa.Column("message_ref", sa.Text()),
        sa.Column("last_error", sa.Text()),
        sa.Column("created_at", INSTANT, nullable=False),
        sa.Column("settled_at", INSTANT),
        sa.PrimaryKeyConstraint("id", name="pk_delivery"),
        sa.UniqueConstraint(
            "kind", "subject", "occurrence", "destination", name="uq_delivery_kind_subject_occurrence_destination"
        ),
        sa.UniqueConstraint("marker", name="uq_delivery_marker"),
        sa.CheckConstraint(
            "state IN ('due', 'claimed', 'sending', 'sent', 'missed', 'parked', 'cancelled')",
            name=op.f("ck_delivery_state"),
        ),
        _refers("destination"),
        _refers("budget"),
    )


def _refers(table: str) -> sa.ForeignKeyConstraint:
    name = f"fk_delivery_{table}"
    return sa.ForeignKeyConstraint([table], [f"{table}.id"], name=name, deferrable=True, initially="DEFERRED")


def _create_indexes() -> None:
    _create_index("ix_delivery_due", ["budget", "due_at", "id"], IS_DUE)
    _create_index("ix_delivery_expires", ["expires_at"], IS_DUE)
    _create_index("ix_delivery_lease", ["lease_until"], IS_UNDER_WAY)
    _create_index("uq_delivery_under_way", ["destination"], IS_UNDER_WAY, unique=True)


def _create_index(name: str, columns: list[str], condition: sa.TextClause, *, unique: bool = False) -> None:
    op.create_index(name, "delivery", columns, unique=unique, sqlite_where=condition, postgresql_where=condition)
