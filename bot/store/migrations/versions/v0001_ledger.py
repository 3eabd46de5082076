"""The ledger: concepts, series, observations, key dates and open questions."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

KEY = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
EXACT = sa.Text().with_variant(sa.Numeric(), "postgresql")
INSTANT = sa.DateTime(timezone=True)


def upgrade() -> None:
    _create_ledger()
    _create_concepts()
    _create_breakdowns()
    _create_attributions()
    _create_figures()
    _create_dates_and_questions()


def downgrade() -> None:
    for name in reversed(TABLES):
        op.drop_table(name)


TABLES = (
    "ledger",
    "universe",
    "indicator",
    "dimension",
    "code",
    "named_period",
    "agent",
    "source",
    "series",
    "series_code",
    "observation",
    "key_date",
    "open_question",
)


def _refers(table: str, column: str, target: str) -> sa.ForeignKeyConstraint:
    name = f"fk_{table}_{column}"
    return sa.ForeignKeyConstraint([column], [target], name=name, deferrable=True, initially="DEFERRED")


def _refers_to_code(table: str, column: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["dimension", column],
        ["code.dimension", "code.id"],
        name=f"fk_{table}_dimension_{column}",
        deferrable=True,
        initially="DEFERRED",
    )


def _create_concept(name: str, *items: sa.schema.SchemaItem) -> None:
    op.create_table(
        name,
        sa.Column("id", KEY, nullable=False),
        sa.Column("label", sa.Text(), nullable=False),
        sa.Column("alt_labels", sa.Text(), nullable=False),
        *items,
        sa.PrimaryKeyConstraint("id", name=f"pk_{name}"),
    )


def _create_ledger() -> None:
    op.create_table(
        "ledger",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("language", sa.Text()),
        sa.Column("scope", sa.Text(), nullable=False),
        sa.CheckConstraint("id = 1", name=op.f("ck_ledger_one_row")),
        sa.PrimaryKeyConstraint("id", name="pk_ledger"),
    )
    ledger = sa.table("ledger", sa.column("id"), sa.column("revision"), sa.column("scope"))
    op.execute(ledger.insert().values(id=1, revision=0, scope="[]"))


def _create_concepts() -> None:
    _create_concept(
        "universe",
        sa.Column("broader", KEY),
        sa.Column("size", KEY),
        _refers("universe", "broader", "universe.id"),
    )
    _create_concept(
        "indicator",
        sa.Column("definition", sa.Text()),
        sa.Column("unit", sa.Text()),
        sa.Column("universe", KEY),
        sa.Column("numerator", KEY),
        sa.Column("denominator", KEY),
        sa.Column("derivation", sa.Text()),
        _refers("indicator", "universe", "universe.id"),
        _refers("indicator", "numerator", "indicator.id"),
        _refers("indicator", "denominator", "indicator.id"),
    )


def _create_breakdowns() -> None:
    _create_concept("dimension", sa.Column("whole", sa.Boolean(), nullable=False))
    op.create_table(
        "code",
        sa.Column("dimension", KEY, nullable=False),
        sa.Column("id", KEY, nullable=False),
        sa.Column("label", sa.Text(), nullable=False),
        sa.Column("alt_labels", sa.Text(), nullable=False),
        sa.Column("broader", KEY),
        sa.PrimaryKeyConstraint("dimension", "id", name="pk_code"),
        _refers("code", "dimension", "dimension.id"),
        _refers_to_code("code", "broader"),
    )


def _create_attributions() -> None:
    _create_concept("named_period", sa.Column("period", KEY, nullable=False))
    _create_concept("agent")
    op.create_table(
        "source",
        sa.Column("id", KEY, nullable=False),
        *(sa.Column(name, sa.Text()) for name in ("publisher", "title", "author", "url")),
        sa.Column("published_on", KEY),
        sa.Column("licence", sa.Text()),
        sa.Column("note", sa.Text()),
        sa.PrimaryKeyConstraint("id", name="pk_source"),
    )


def _create_figures() -> None:
    op.create_table(
        "series",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("key", KEY, nullable=False),
        sa.Column("indicator", KEY, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_series"),
        sa.UniqueConstraint("key", name="uq_series_key"),
        _refers("series", "indicator", "indicator.id"),
    )
    op.create_index("ix_series_indicator", "series", ["indicator"])
    op.create_table(
        "series_code",
        sa.Column("series_id", sa.Integer(), nullable=False),
        sa.Column("dimension", KEY, nullable=False),
        sa.Column("code", KEY, nullable=False),
        sa.PrimaryKeyConstraint("series_id", "dimension", name="pk_series_code"),
        _refers("series_code", "series_id", "series.id"),
        _refers_to_code("series_code", "code"),
    )
    op.create_index("ix_series_code_dimension_code_series_id", "series_code", ["dimension", "code", "series_id"])
    _create_observations()


def _create_observations() -> None:
    op.create_table(
        "observation",
        sa.Column("id", KEY, nullable=False),
        sa.Column("series_id", sa.Integer(), nullable=False),
        sa.Column("period", KEY, nullable=False),
        sa.Column("value", EXACT, nullable=False),
        sa.Column("unit", sa.Text()),
        sa.Column("qualifier", sa.Text(), nullable=False),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("universe", KEY),
        sa.Column("source", KEY),
        sa.Column("locator", sa.Text()),
        sa.Column("attributed_to", KEY),
        sa.Column("published_on", KEY),
        sa.Column("embargo_until", INSTANT),
        sa.Column("review", sa.Text(), nullable=False),
        sa.Column("recorded_at", INSTANT, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_observation"),
        _refers("observation", "series_id", "series.id"),
        _refers("observation", "universe", "universe.id"),
        _refers("observation", "source", "source.id"),
        _refers("observation", "attributed_to", "agent.id"),
    )
    op.create_index("ix_observation_series_id_period_id", "observation", ["series_id", "period", "id"])
    restricted = sa.text("embargo_until IS NOT NULL OR review != 'published'")
    op.create_index(
        "ix_observation_restricted",
        "observation",
        ["series_id"],
        sqlite_where=restricted,
        postgresql_where=restricted,
    )


def _create_dates_and_questions() -> None:
    _create_concept(
        "key_date",
        sa.Column("at", KEY, nullable=False),
        sa.Column("at_time", INSTANT),
        sa.Column("zone", sa.Text()),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("source", KEY),
        sa.Column("locator", sa.Text()),
        sa.Column("brings", KEY),
        _refers("key_date", "source", "source.id"),
        _refers("key_date", "brings", "indicator.id"),
    )
    op.create_table(
        "open_question",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("normalised", KEY, nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.Column("first_asked", INSTANT, nullable=False),
        sa.Column("last_asked", INSTANT, nullable=False),
        sa.Column("place", sa.Text()),
        sa.Column("closed_at", INSTANT),
        sa.Column("closed_by", KEY),
        sa.PrimaryKeyConstraint("id", name="pk_open_question"),
        sa.UniqueConstraint("normalised", name="uq_open_question_normalised"),
        _refers("open_question", "closed_by", "observation.id"),
    )
