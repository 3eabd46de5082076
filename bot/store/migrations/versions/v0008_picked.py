"""What was picked of questions back."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"

KEY = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def upgrade() -> None:
    op.create_table(
        "picked_reading",
        *(sa.Column(name, KEY, nullable=False) for name in ("choice", "picker", "asker")),
        sa.Column("question", sa.Text(), nullable=False),
        sa.Column("follow_up", sa.Boolean(), nullable=False),
        sa.Column("option", sa.Text(), nullable=False),
        sa.Column("reading", sa.Text()),
        sa.Column("picked_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("choice", "picker", name="pk_picked_reading"),
    )


def downgrade() -> None:
    op.drop_table("picked_reading")
