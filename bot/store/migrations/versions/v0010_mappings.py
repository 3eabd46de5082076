"""How files were read, kept for the next of their kind."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"

KEY = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def upgrade() -> None:
    op.create_table(
        "kept_mapping",
        sa.Column("name", KEY, nullable=False),
        *(sa.Column(name, sa.Text(), nullable=False) for name in ("orders", "likeness", "file", "agreed", "kept_by")),
        sa.Column("kept_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("name", name="pk_kept_mapping"),
    )


def downgrade() -> None:
    op.drop_table("kept_mapping")
