"""The revisions of the schema, oldest first: what a database may be stamped with, known without loading alembic."""

from sqlalchemy import Column, MetaData, PrimaryKeyConstraint, String, Table

REVISIONS = tuple(f"{number:04}" for number in range(1, 18))
HEAD = REVISIONS[-1]
BASE = "base"
"""What alembic calls a database that holds none of our tables but its own stamp."""

version = Table(
    "factdesk_version",
    MetaData(),
    Column("version_num", String(32), nullable=False),
    PrimaryKeyConstraint("version_num", name="factdesk_version_pkc"),
)
"""Where alembic keeps the revision. The name is ours, so that another program's stamp is never taken for it."""
