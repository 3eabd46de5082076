"""Which changes of figures are still to be told where the figures were given, and which receipts are told of which."""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"

KEY = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def upgrade() -> None:
    """What was changed before counts as told."""
    op.create_table(
        "change_to_tell",
        sa.Column("change", sa.Integer(), autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("change", name="pk_change_to_tell"),
        sa.ForeignKeyConstraint(["change"], ["figure_change.id"], name="fk_change_to_tell_change"),
    )
    op.create_table(
        "receipt_change",
        sa.Column("receipt", KEY, nullable=False),
        sa.Column("change", sa.Integer(), nullable=False),
        sa.Column("reply", KEY),
        sa.Column("mark", KEY),
        sa.PrimaryKeyConstraint("receipt", "change", name="pk_receipt_change"),
        sa.ForeignKeyConstraint(["receipt"], ["receipt.id"], name="fk_receipt_change_receipt", ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["change"], ["figure_change.id"], name="fk_receipt_change_change"),
    )
    op.create_index("ix_receipt_change_reply", "receipt_change", ["reply"])


def downgrade() -> None:
    """An earlier version tells nobody."""
    op.drop_table("receipt_change")
    op.drop_table("change_to_tell")
