"""Changes of figures, embargoes of key dates, where open questions were asked, and when messages were worded."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"

KEY = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
INSTANT = sa.DateTime(timezone=True)
REFERRING = ("universe", "source", "attributed_to")
EMBARGOES = ("was_embargo", "embargo_until")
BEFORE = ("added", "moved", "cancelled", "happened", "chased")
AFTER = (*BEFORE, "embargoed", "released")


def upgrade() -> None:
    op.add_column("key_date", sa.Column("embargo_until", INSTANT))
    for column in EMBARGOES:
        op.add_column("key_date_change", sa.Column(column, INSTANT))
    op.add_column("delivery", sa.Column("revision", sa.Integer()))
    _create_figure_change()
    _create_open_question_place()
    for column in REFERRING:
        where = sa.text(f"{column} IS NOT NULL")
        op.create_index(f"ix_observation_{column}", "observation", [column], sqlite_where=where, postgresql_where=where)
    _allow(AFTER)


def downgrade() -> None:
    op.execute("DELETE FROM key_date_change WHERE change IN ('embargoed', 'released')")
    _allow(BEFORE)
    for column in REFERRING:
        op.drop_index(f"ix_observation_{column}", "observation")
    for name in ("open_question_place", "figure_change"):
        op.drop_table(name)
    op.drop_column("delivery", "revision")
    for column in EMBARGOES:
        op.drop_column("key_date_change", column)
    op.drop_column("key_date", "embargo_until")


def _refers(table: str, column: str, target: str) -> sa.ForeignKeyConstraint:
    name = f"fk_{table}_{column}"
    return sa.ForeignKeyConstraint([column], [target], name=name, deferrable=True, initially="DEFERRED")


def _create_figure_change() -> None:
    op.create_table(
        "figure_change",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("figure", KEY, nullable=False),
        sa.Column("change", sa.Text(), nullable=False),
        sa.Column("other", KEY),
        *(sa.Column(name, sa.Text()) for name in ("was", "now", "why")),
        sa.Column("changed_by", sa.Text(), nullable=False),
        sa.Column("changed_at", INSTANT, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_figure_change"),
        sa.CheckConstraint(
            "change IN ('superseded', 'disputed', 'corrected', 'withdrawn', 'embargoed', 'released', 'published')",
            name=op.f("ck_figure_change_change"),
        ),
        _refers("figure_change", "figure", "observation.id"),
        _refers("figure_change", "other", "observation.id"),
    )
    op.create_index("ix_figure_change_figure_id", "figure_change", ["figure", "id"])
    op.create_index("ix_figure_change_other", "figure_change", ["other"])


def _create_open_question_place() -> None:
    op.create_table(
        "open_question_place",
        sa.Column("question", sa.Integer(), nullable=False),
        sa.Column("destination", KEY, nullable=False),
        sa.Column("workspace", KEY, nullable=False),
        sa.Column("open", sa.Boolean(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("asker", KEY, nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.Column("first_asked", INSTANT, nullable=False),
        sa.Column("last_asked", INSTANT, nullable=False),
        sa.PrimaryKeyConstraint("question", "destination", name="pk_open_question_place"),
        sa.ForeignKeyConstraint(
            ["question"], ["open_question.id"], name="fk_open_question_place_question", ondelete="CASCADE"
        ),
    )
    op.create_index("ix_open_question_place_workspace", "open_question_place", ["workspace"])


def _allow(changes: tuple[str, ...]) -> None:
    name = op.f("ck_key_date_change_change")
    with op.batch_alter_table("key_date_change") as table:
        table.drop_constraint(name, type_="check")
        table.create_check_constraint(name, _check(changes))


def _check(changes: tuple[str, ...]) -> str:
    return f"change IN ({', '.join(map(repr, changes))})"
