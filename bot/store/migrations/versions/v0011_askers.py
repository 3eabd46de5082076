"""On whose behalf a message is posted, so that it goes when they are forgotten."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"

KEY = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def upgrade() -> None:
    op.add_column("delivery", sa.Column("asker", KEY))
    op.execute(
        "UPDATE delivery SET asker = (SELECT receipt.asker FROM receipt WHERE receipt.id = delivery.subject) "
        "WHERE kind IN ('answer', 'share', 'chart')"
    )


def downgrade() -> None:
    with op.batch_alter_table("delivery") as batch:
        batch.drop_column("asker")
