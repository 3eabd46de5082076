"""What is described for the sake of withheld figures alone is written down, and what of figures is described anew.

Of what is held already, the first is what figures under embargo and drafts use, and no other figure does.
"""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"

KEY = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
BEFORE = ("superseded", "disputed", "corrected", "withdrawn", "embargoed", "released", "published")
AFTER = (*BEFORE, "redescribed")
USES = (
    ("indicators", "''", "s.indicator"),
    ("codes", "c.dimension", "c.code"),
    ("universes", "''", "o.universe"),
    ("agents", "''", "o.attributed_to"),
    ("sources", "''", "o.source"),
)
"""The kind, and the columns of its dimension and id, of each thing that a figure uses."""


def upgrade() -> None:
    op.create_table(
        "untold",
        sa.Column("kind", KEY, nullable=False),
        sa.Column("dimension", KEY, nullable=False),
        sa.Column("id", KEY, nullable=False),
        sa.Column("until", sa.DateTime(timezone=True)),
        sa.PrimaryKeyConstraint("kind", "dimension", "id", name="pk_untold"),
    )
    for kind, dimension, id_ in USES:
        op.execute(_held_back(kind, dimension, id_))
    _allow(AFTER)


def downgrade() -> None:
    _allow(BEFORE)  # Fails where the log has such a row: nothing of it is ever deleted.
    op.drop_table("untold")


def _allow(changes: tuple[str, ...]) -> None:
    name = op.f("ck_figure_change_change")
    with op.batch_alter_table("figure_change") as table:
        table.drop_constraint(name, type_="check")
        table.create_check_constraint(name, f"change IN ({', '.join(map(repr, changes))})")


def _held_back(kind: str, dimension: str, id_: str) -> str:
    """The names are those above: nothing of it comes from outside."""
    codes = "JOIN series_code c ON c.series_id = s.id" if kind == "codes" else ""
    embargoed = "o.review = 'published' AND o.embargo_until IS NOT NULL"
    return f"""
        INSERT INTO untold (kind, dimension, id, until)
        SELECT '{kind}', {dimension}, {id_}, MIN(CASE WHEN {embargoed} THEN o.embargo_until END)
        FROM observation o JOIN series s ON s.id = o.series_id {codes}
        WHERE {id_} IS NOT NULL
        GROUP BY {id_}{", c.dimension" if kind == "codes" else ""}
        HAVING MIN(CASE WHEN o.review = 'draft' OR ({embargoed}) THEN 1 ELSE 0 END) = 1
    """  # noqa: S608
