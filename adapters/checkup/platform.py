"""The platforms, each by the checks that its adapter has."""

from __future__ import annotations

from collections.abc import AsyncIterator, Collection

from adapters.checkup.finding import Finding
from adapters.platforms import Platform
from adapters.settings import Settings
from adapters.variables import InvalidSetting, variable
from bot.errors import FactdeskError, as_sentence

_NOT_CHECKED = "not checked, as a setting of it cannot be used"


async def of_platform(platform: Platform, settings: Settings, unusable: Collection[str] = ()) -> AsyncIterator[Finding]:
    """`unusable`: fields of the settings whose value cannot be."""
    title = platform.NAME.capitalize()
    if any(field.startswith(f"{platform.NAME}_") for field in unusable):
        yield Finding(title, _NOT_CHECKED, skipped=True)
        return
    missing = platform.why_not(settings)
    if missing:
        given = [variable(name) for name in platform.SECRETS if getattr(settings, name) is not None]
        mend = f"{missing}, though {' and '.join(given)} is; set it as well, or neither" if given else None
        yield Finding(title, "not configured" if given else f"not configured: {missing}", mend, skipped=not given)
        return
    try:
        async for finding in platform.checks(settings):
            yield finding
    except InvalidSetting:
        yield Finding(title, _NOT_CHECKED, skipped=True)
    except FactdeskError as error:
        yield Finding(title, "does not let the bot in", as_sentence(error))
    except Exception as error:  # noqa: BLE001 - the other checks are to be seen as well
        from adapters.failures import log_failure

        yield Finding(title, "could not be checked to the end", log_failure(error))


def of_desk_channel(settings: Settings) -> Finding | None:
    """Where there is none; a channel is its platform's to look at."""
    if settings.desk_channel is not None:
        return None
    told = f"none: wrong answers cannot be reported ({variable('desk_channel')} is not set)"
    return Finding("desk channel", told, skipped=True)
