"""When what ticks was told to stop, so that nobody is alarmed by it."""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"


def upgrade() -> None:
    op.add_column("tick", sa.Column("stopped_at", sa.DateTime(timezone=True)))


def downgrade() -> None:
    with op.batch_alter_table("tick") as batch:
        batch.drop_column("stopped_at")
