"""What a source says of one figure."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"


def upgrade() -> None:
    op.add_column("observation", sa.Column("note", sa.Text()))


def downgrade() -> None:
    with op.batch_alter_table("observation") as batch:
        batch.drop_column("note")
