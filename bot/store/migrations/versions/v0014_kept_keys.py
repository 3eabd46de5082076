"""Of what arrived the digest of its key is kept: the key may name who sent it, and where."""

import hashlib

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"

_AT_ONCE = 1000


def upgrade() -> None:
    connection = op.get_bind()
    keys = connection.execute(sa.text("SELECT id FROM inbound")).scalars().all()
    change = sa.text("UPDATE inbound SET id = :kept WHERE id = :key")
    for start in range(0, len(keys), _AT_ONCE):
        part = keys[start : start + _AT_ONCE]
        connection.execute(change, [{"key": key, "kept": hashlib.sha256(key.encode()).hexdigest()} for key in part])


def downgrade() -> None:
    """The keys cannot be had back: what is sent again is taken for new."""
