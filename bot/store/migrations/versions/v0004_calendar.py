"""The calendar: changes of key dates, subscriptions, and until when it was worked out what falls due."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"

KEY = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
INSTANT = sa.DateTime(timezone=True)
UNSETTLED = sa.text("settled = false")


def upgrade() -> None:
    _create_changes()
    _create_subscription()
    op.create_table(
        "tick",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("ticked_at", INSTANT, nullable=False),
        sa.CheckConstraint("id = 1", name=op.f("ck_tick_one_row")),
        sa.PrimaryKeyConstraint("id", name="pk_tick"),
    )
    op.create_index("ix_observation_recorded_at", "observation", ["recorded_at"])


def downgrade() -> None:
    op.drop_index("ix_observation_recorded_at", "observation")
    for name in ("tick", "subscription", "key_date_change"):
        op.drop_table(name)


def _refers(table: str, column: str, target: str) -> sa.ForeignKeyConstraint:
    name = f"fk_{table}_{column}"
    return sa.ForeignKeyConstraint([column], [target], name=name, deferrable=True, initially="DEFERRED")


def _create_changes() -> None:
    op.create_table(
        "key_date_change",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key_date", KEY, nullable=False),
        sa.Column("change", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("was_at", KEY),
        sa.Column("was_time", INSTANT),
        sa.Column("was_zone", sa.Text()),
        sa.Column("at", KEY, nullable=False),
        sa.Column("at_time", INSTANT),
        sa.Column("zone", sa.Text()),
        sa.Column("changed_by", sa.Text(), nullable=False),
        sa.Column("changed_at", INSTANT, nullable=False),
        sa.Column("settled", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_key_date_change"),
        sa.CheckConstraint(
            "change IN ('added', 'moved', 'cancelled', 'happened', 'chased')", name=op.f("ck_key_date_change_change")
        ),
        _refers("key_date_change", "key_date", "key_date.id"),
    )
    op.create_index("ix_key_date_change_key_date_id", "key_date_change", ["key_date", "id"])
    op.create_index(
        "ix_key_date_change_unsettled",
        "key_date_change",
        ["id"],
        sqlite_where=UNSETTLED,
        postgresql_where=UNSETTLED,
    )


def _create_subscription() -> None:
    op.create_table(
        "subscription",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("destination", KEY, nullable=False),
        sa.Column("topics", sa.Text(), nullable=False),
        *(sa.Column(name, sa.Text()) for name in ("offsets", "digest", "quiet")),
        sa.Column("zone", sa.Text(), nullable=False),
        sa.Column("language", sa.Text()),
        sa.Column("post_empty", sa.Boolean(), nullable=False),
        sa.Column("active_since", INSTANT, nullable=False),
        sa.Column("paused_at", INSTANT),
        sa.Column("digest_due", INSTANT),
        sa.Column("created_by", sa.Text(), nullable=False),
        sa.Column("created_at", INSTANT, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_subscription"),
        sa.UniqueConstraint("destination", "topics", name="uq_subscription_destination_topics"),
    )
    op.create_index("ix_subscription_digest_due", "subscription", ["digest_due"])
