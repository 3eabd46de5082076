"""`factdesk db`: care of the database."""

from __future__ import annotations

import click

from adapters.cli.opening import open_database
from adapters.cli.say import tell
from bot.store.revisions import HEAD
from bot.store.schema import upgrade


@click.group()
def db() -> None:
    """Care for the database."""


@db.command("upgrade")
def upgrade_() -> None:
    """Bring the database up to this version of Factdesk; an empty one gets its tables."""
    upgrade(open_database())
    tell(f"The database is up to date (revision {HEAD}).")
