"""What stood of a figure that is followed, when its followers were told of it last."""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"


def upgrade() -> None:
    op.add_column("subscription", sa.Column("stood", sa.Text()))


def downgrade() -> None:
    """An earlier version knows of no follows."""
    op.execute("DELETE FROM subscription WHERE topics LIKE '[\"figure:%'")
    with op.batch_alter_table("subscription") as batch:
        batch.drop_column("stood")
