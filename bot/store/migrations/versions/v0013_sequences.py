"""Which version of a key date its calendar gave last, so that an older one changes nothing."""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"


def upgrade() -> None:
    op.add_column("key_date", sa.Column("sequence", sa.Integer))


def downgrade() -> None:
    with op.batch_alter_table("key_date") as batch:
        batch.drop_column("sequence")
