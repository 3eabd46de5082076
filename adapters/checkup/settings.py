"""Every variable that is misspelt, and every value that `factdesk serve` would refuse, in its words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from adapters.checkup.finding import Finding
from adapters.refusals import wrong_names
from adapters.settings import Settings
from adapters.variables import InvalidSetting
from bot.errors import as_sentence

SETTING = "setting"


def of_settings(settings: Settings, wrong: Sequence[InvalidSetting]) -> Iterator[Finding]:
    """`wrong`: what is said of those that cannot be used."""
    misspelt, unknown = wrong_names()
    refused = [*misspelt, *unknown, *wrong]
    yield from map(refusal, refused)
    if not refused:
        count = len(settings.model_fields_set)
        yield Finding("settings", f"{count} set, each a value that it may have" if count else "none: all at defaults")


def refusal(error: InvalidSetting) -> Finding:
    return Finding(SETTING, "cannot be used", as_sentence(error), of_setting=True)
