"""Drafts that wait for somebody to publish them, and what spoke against a figure that was published all the same."""

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"

KEY = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
BEFORE = ("superseded", "disputed", "corrected", "withdrawn", "embargoed", "released", "published", "redescribed")
AFTER = (*BEFORE, "drafted", "edited", "rejected")


def upgrade() -> None:
    op.create_table(
        "draft",
        sa.Column("figure", KEY, nullable=False),
        sa.Column("entered_by", sa.Text(), nullable=False),
        sa.Column("entered_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("beside", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("figure", name="pk_draft"),
        sa.ForeignKeyConstraint(
            ["figure"], ["observation.id"], name="fk_draft_figure", deferrable=True, initially="DEFERRED"
        ),
    )
    op.add_column("figure_change", sa.Column("findings", sa.Text()))
    _allow(AFTER)


def downgrade() -> None:
    _allow(BEFORE)  # Fails where the log has such a row: nothing of it is ever deleted.
    with op.batch_alter_table("figure_change") as table:
        table.drop_column("findings")
    op.drop_table("draft")


def _allow(changes: tuple[str, ...]) -> None:
    name = op.f("ck_figure_change_change")
    with op.batch_alter_table("figure_change") as table:
        table.drop_constraint(name, type_="check")
        table.create_check_constraint(name, f"change IN ({', '.join(map(repr, changes))})")
