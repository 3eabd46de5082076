"""`factdesk index`: care of the search index."""

from __future__ import annotations

import click

from adapters import clock
from adapters.cli.opening import open_ledger
from adapters.cli.say import tell
from adapters.main import search_of
from bot.ask.lexicon import Lexicon
from bot.errors import FactdeskError
from bot.search.documents import Unusable
from bot.store.reader import Reader


class IndexNotWritten(FactdeskError):
    """The cache folder cannot be made or written."""


@click.group()
def index() -> None:
    """Care for the search index, which is derived from the ledger and keeps itself up with it."""


@index.command()
def rebuild() -> None:
    """Build the index anew from the ledger."""
    now = clock.now()
    engine = open_ledger(now)
    reader = Reader(engine, now)
    try:
        count = search_of(engine).rebuild(reader, Lexicon(reader.catalogue()), now)
    except (OSError, Unusable) as error:
        raise IndexNotWritten(
            f"The search index cannot be written ({error}); make room for it there, or set XDG_CACHE_HOME."
        ) from error
    tell(f"The search index is up to date (series: {count:,}).")
