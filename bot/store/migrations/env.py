"""Alembic's entry point. The connection comes from `run`, which owns the transaction."""

from alembic import context

from bot.store.revisions import version
from bot.store.tables import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    version_table=version.name,
    render_as_batch=True,
)
context.run_migrations()
