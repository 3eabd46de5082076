"""The ledger of one command; its connections are closed when the command ends."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import click
from sqlalchemy import Engine

from adapters.cli.say import say
from adapters.main import configured_database, ledger_from_file, make_ready


def open_ledger(now: datetime, path: Path | None = None) -> Engine:
    """The configured ledger, or one in memory that holds the file or data package at `path` alone."""
    if path is not None:
        return ledger_from_file(path, now)
    engine = open_database()
    make_ready(engine, now, say)
    return engine


def open_database() -> Engine:
    """The configured database as it is."""
    engine = configured_database()
    click.get_current_context().call_on_close(engine.dispose)
    return engine
