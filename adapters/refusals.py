"""What is wrong with the settings as far as nobody has to be asked: `factdesk serve` refuses it before it connects to
anything, and `factdesk doctor` says the same of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from functools import partial

from sqlalchemy import URL, Engine

from adapters import parts
from adapters.house import house_style
from adapters.settings import Settings, unknown_variables
from adapters.variables import InvalidSetting, host_and_port, is_misspelt, no_setting, variable
from bot.store.reader import Reader


def wrong_names() -> tuple[list[InvalidSetting], list[InvalidSetting]]:
    """Of variables that are no settings: those that are nearly one, and the others."""
    fields, unknown = Settings.model_fields, unknown_variables()
    found: tuple[list[InvalidSetting], list[InvalidSetting]] = ([], [])
    for name in unknown:
        found[0 if is_misspelt(name, fields) else 1].append(no_setting(name, fields))
    return found


def wrong_values(settings: Settings) -> list[InvalidSetting]:
    """Of settings each of which may be as it is."""
    checks: list[Callable[[], object]] = [
        lambda: parts.names(settings.allowed_workspaces, "allowed_workspaces"),
        lambda: parts.names(settings.allowed_channels, "allowed_channels"),
        lambda: parts.refuse_desk_channel(settings),
        lambda: settings.monitor_bind is None or host_and_port("monitor_bind", settings.monitor_bind),
        *(partial(one.refuse, settings) for one in parts.PLATFORMS.values() if one.why_not(settings) is None),
    ]
    return [error for check in checks for error in _raised(check)]


def wrong_style(settings: Settings, engine: Engine, now: datetime) -> list[InvalidSetting]:
    """Of settings that make no style together with the language of a ledger that is ready."""
    return list(_raised(lambda: house_style(settings, Reader(engine, now).language())))


def wrong_database(url: URL) -> list[InvalidSetting]:
    """Of the database that is to be served from."""
    if url.get_backend_name() != "sqlite" or url.database not in (None, "", ":memory:"):
        return []
    wrong = "names a database in memory, which ends with its process; name a file or a server"
    return [InvalidSetting(f"{variable('database_url')} {wrong}")]


def refuse(wrong: Sequence[InvalidSetting]) -> None:
    """Raises the first, with the others in the lines that go with it."""
    if wrong:
        first, *others = wrong
        first.lines = tuple(map(str, others))
        raise first


def _raised(check: Callable[[], object]) -> Iterator[InvalidSetting]:
    try:
        check()
    except InvalidSetting as error:
        yield error
