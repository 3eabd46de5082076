"""What has to be right before newsrooms can be served, tried one by one, each with what mends it: one check a file
here, and those of a platform in its adapter."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator, Sequence
from datetime import datetime

from adapters import clock, parts
from adapters.checkup.database import of_database
from adapters.checkup.finding import Finding
from adapters.checkup.monitor import of_monitor
from adapters.checkup.paused import of_paused
from adapters.checkup.platform import of_desk_channel, of_platform
from adapters.checkup.settings import of_settings
from adapters.main import database_of
from adapters.refusals import wrong_values
from adapters.settings import Settings
from adapters.variables import InvalidSetting
from bot.errors import FactdeskError, as_sentence
from bot.store.schema import check


async def look(settings: Settings, wrong: Sequence[InvalidSetting]) -> AsyncIterator[Finding]:
    """Findings one after the other. Nothing is changed or posted anywhere; an empty database is left empty. `wrong`:
    what is said of the settings that `settings` has at their defaults instead."""
    refused = [*wrong, *wrong_values(settings)]
    for finding in of_settings(settings, refused):
        yield finding
    # None of these is tried at its default: that may be another place.
    unusable = frozenset(one.field for one in refused if one.field)
    for finding in _of_ledger(settings, clock.now()):
        yield finding
    for platform in parts.PLATFORMS.values():
        async for finding in of_platform(platform, settings, unusable):
            yield finding
    if settings.monitor_bind is not None and "monitor_bind" not in unusable:
        yield await of_monitor(settings.monitor_bind)
    no_desk = of_desk_channel(settings)
    if no_desk is not None and "desk_channel" not in unusable:
        yield no_desk


def _of_ledger(settings: Settings, now: datetime) -> Iterator[Finding]:
    try:
        engine = database_of(settings)
    except FactdeskError as error:
        is_set = settings.database_url is not None
        yield Finding("database", "cannot be used", as_sentence(error), of_setting=is_set)
        return
    try:
        yield from of_database(engine, settings, now)
        if check(engine).is_current:
            yield from of_paused(engine)
    except FactdeskError as error:
        yield Finding("database", "cannot be used", as_sentence(error))
    finally:
        engine.dispose()
