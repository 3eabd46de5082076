"""The ledger of the command line when none is configured: an SQLite file of the user's own, with the sample in it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from importlib.resources import as_file, files
from importlib.resources.abc import Traversable
from pathlib import Path

from platformdirs import user_data_path
from sqlalchemy import Engine

from adapters.private_files import close_to_others, make_private_folder
from bot.errors import StoreUnavailable
from bot.ledger.record import record
from bot.store.engine import open_engine
from bot.store.reader import Reader
from bot.store.schema import prepare


def path() -> Path:
    return user_data_path("factdesk", appauthor=False) / "ledger.sqlite"


def open_embedded() -> Engine:
    """Makes the folder, but not yet the file. Raises StoreUnavailable where the folder cannot be made."""
    place = path()
    try:
        make_private_folder(place.parent)
    except OSError as error:
        raise StoreUnavailable(
            f"The folder {place.parent} cannot be made ({error.strerror}); set FACTDESK_DATABASE_URL to keep the "
            "ledger elsewhere."
        ) from error
    close_to_others(place)
    return open_engine(f"sqlite:///{place}")


def fill_once(engine: Engine, now: datetime, tell: Callable[[str], None]) -> None:
    """Prepares the ledger, and records the sample in one that nothing was ever recorded in.

    Two first uses at once are safe: recording the sample again changes nothing, and only the one that did tells.
    """
    prepare(engine)
    if Reader(engine, now).revision() > 0:
        return
    from bot.ingest.datapackage import read_package
    from bot.ingest.descriptor import DESCRIPTOR

    with as_file(sample()) as folder:
        recorded = record(engine, read_package(folder / DESCRIPTOR), now)
    if recorded.new:
        tell(
            f"Made {path()} and filled it with the sample ledger “{sample().name}” ({recorded.new} figures); "
            "set FACTDESK_DATABASE_URL to keep a ledger of your own."
        )


def sample() -> Traversable:
    """The data package that comes with the program."""
    packages = (folder for folder in files("data").iterdir() if (folder / "datapackage.json").is_file())
    return min(packages, key=lambda folder: folder.name)
