"""The composition root: which ledger, desk, house style and time zone the adapters work with."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from platformdirs import user_cache_path
from sqlalchemy import Engine

from adapters.house import house_style
from adapters.private_files import close_to_others
from bot.ask.pipeline import Desk
from bot.ask.prove.tolerance import TOLERANCES
from bot.ask.style import HouseStyle
from bot.ledger.record import record
from bot.search.folder import index_folder
from bot.search.index import SearchIndex
from bot.store.engine import is_there, open_engine
from bot.store.reader import Reader
from bot.store.schema import check, prepare

if TYPE_CHECKING:
    from adapters.settings import Settings


def configured_database() -> Engine:
    """The database that FACTDESK_DATABASE_URL names, or the embedded one, as it is: neither prepared nor filled."""
    from adapters.settings import load_settings

    return database_of(load_settings())


def database_of(settings: Settings) -> Engine:
    """The same by these settings."""
    _close_what_stood_open()
    if settings.database_url is None:
        from adapters.embedded import open_embedded

        return open_embedded()
    return open_engine(settings.database_url.get_secret_value())


def existing_ledger() -> Engine | None:
    """That database, where it is there and needs no upgrade; None otherwise, and nothing is made or changed."""
    url = _database_url()
    if url is None:
        from adapters.embedded import path

        url = f"sqlite:///{path()}"
    engine = open_engine(url) if is_there(url) else None
    return engine if engine is not None and check(engine).is_current else None


def make_ready(engine: Engine, now: datetime, tell: Callable[[str], None]) -> None:
    """Makes that database ready for use. Only the embedded one is filled with the sample, and `tell` is told so."""
    if _database_url() is None:
        from adapters.embedded import fill_once

        fill_once(engine, now, tell)
    else:
        prepare(engine)


def ledger_from_file(path: Path, now: datetime) -> Engine:
    """A ledger in memory that holds one file or data package; no database is touched. Raises ImportDoubtful for a file
    of which something may be otherwise: nobody is there to be asked."""
    from bot.ingest import read_certain
    from bot.ledger.unreleased import refuse_unreleased

    batch = read_certain(path)
    refuse_unreleased(batch, now, newsroom_zone())
    engine = open_engine("sqlite://")
    prepare(engine)
    record(engine, batch, now)
    return engine


def open_desk(engine: Engine, now: datetime) -> Desk:
    """The desk of a ledger that is ready, in this newsroom's style and by its clocks."""
    from adapters.settings import load_settings

    tolerance = TOLERANCES[load_settings().tolerance]
    return Desk(engine, style_for(engine, now), search=search_of(engine), zone=newsroom_zone(), tolerance=tolerance)


def keeps_questions() -> bool:
    """Whether this newsroom keeps the text of questions."""
    from adapters.settings import load_settings

    return load_settings().keep_questions


def four_eyes() -> bool:
    """Whether nobody publishes what they entered themselves."""
    from adapters.settings import load_settings

    return load_settings().four_eyes


def newsroom_zone() -> str:
    """The IANA zone of this newsroom, as it is set, or else this machine's: “today” is the day that it is there. Raises
    InvalidSetting for one that does not exist."""
    from adapters.settings import load_settings

    zone = load_settings().time_zone
    if zone is None:
        from adapters.local_zone import local_zone

        zone = local_zone()
    return zone


def _close_what_stood_open() -> None:
    """Of what an earlier version left in the user's folders, all that is ours."""
    from adapters.embedded import path as ledger_path
    from adapters.failures import log_path

    ledger, log = ledger_path(), log_path()
    beside = (ledger.with_name(f"{ledger.name}{ending}") for ending in ("-wal", "-shm"))
    for path in (ledger.parent, ledger, *beside, log.parent, log, _cache()):
        close_to_others(path)


def _cache() -> Path:
    return user_cache_path("factdesk", appauthor=False)


def set_zone() -> str | None:
    """The same where it is set; None: nobody has said where this newsroom is."""
    from adapters.settings import load_settings

    return load_settings().time_zone


def search_of(engine: Engine) -> SearchIndex:
    """The search index of a ledger, in the user's cache folder; of a ledger in memory, in memory."""
    return SearchIndex(index_folder(_cache(), engine.url))


def style_for(engine: Engine, now: datetime) -> HouseStyle:
    """This newsroom's style for a ledger that is ready. Raises InvalidSetting for settings that make none."""
    from adapters.settings import load_settings

    return house_style(load_settings(), Reader(engine, now).language())


def _database_url() -> str | None:
    from adapters.settings import load_settings

    url = load_settings().database_url
    return url.get_secret_value() if url else None
