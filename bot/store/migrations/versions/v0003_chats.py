"""Chats: what arrived, what threads remember, receipts, and who asked an open question."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"

KEY = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
INSTANT = sa.DateTime(timezone=True)
IS_TAKEN = sa.text("state = 'taken'")


def upgrade() -> None:
    _create_inbound()
    _create_thread()
    _create_receipts()
    op.add_column("open_question", sa.Column("asker", KEY))


def downgrade() -> None:
    op.drop_column("open_question", "asker")
    for name in ("receipt_figure", "receipt", "thread", "inbound"):
        op.drop_table(name)


def _create_inbound() -> None:
    op.create_table(
        "inbound",
        *(sa.Column(name, KEY, nullable=False) for name in ("id", "platform", "workspace", "asker")),
        sa.Column("payload", sa.Text()),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("lease_until", INSTANT, nullable=False),
        sa.Column("received_at", INSTANT, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_inbound"),
        sa.CheckConstraint("state IN ('taken', 'done')", name="state"),
    )
    op.create_index(
        "ix_inbound_taken",
        "inbound",
        ["platform", "lease_until"],
        sqlite_where=IS_TAKEN,
        postgresql_where=IS_TAKEN,
    )
    op.create_index("ix_inbound_received_at", "inbound", ["received_at"])


def _create_thread() -> None:
    op.create_table(
        "thread",
        *(sa.Column(name, KEY, nullable=False) for name in ("id", "workspace", "asker")),
        sa.Column("question", sa.Text(), nullable=False),
        sa.Column("updated_at", INSTANT, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_thread"),
    )
    op.create_index("ix_thread_updated_at", "thread", ["updated_at"])


def _create_receipts() -> None:
    op.create_table(
        "receipt",
        *(sa.Column(name, KEY, nullable=False) for name in ("id", "kind", "destination", "workspace")),
        sa.Column("thread", KEY),
        sa.Column("message_ref", KEY),
        sa.Column("asker", KEY, nullable=False),
        sa.Column("visibility", sa.Text(), nullable=False),
        sa.Column("answer", sa.Text(), nullable=False),
        sa.Column("given_at", INSTANT, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_receipt"),
        sa.CheckConstraint("visibility IN ('public', 'private')", name="visibility"),
    )
    op.create_index("ix_receipt_given_at", "receipt", ["given_at"])
    op.create_index("ix_receipt_workspace_asker", "receipt", ["workspace", "asker"])
    op.create_table(
        "receipt_figure",
        sa.Column("receipt", KEY, nullable=False),
        sa.Column("figure", KEY, nullable=False),
        sa.PrimaryKeyConstraint("receipt", "figure", name="pk_receipt_figure"),
        sa.ForeignKeyConstraint(["receipt"], ["receipt.id"], name="fk_receipt_figure_receipt", ondelete="CASCADE"),
    )
    op.create_index("ix_receipt_figure_figure", "receipt_figure", ["figure"])
