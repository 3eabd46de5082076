"""What a thread's last choice meant, where no words led to it."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    op.add_column("thread", sa.Column("reading", sa.Text()))


def downgrade() -> None:
    # Without its reading such a thread remembers an empty question, which nothing goes on from.
    op.execute("DELETE FROM thread WHERE reading IS NOT NULL")
    op.drop_column("thread", "reading")
