"""The house style of this newsroom: what its settings say, and what is usual in its language for the rest."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from adapters.secrets import is_like_a_secret
from adapters.variables import InvalidSetting, variable, wrong_value
from bot.ask.locale import UnknownLanguage, style_of
from bot.ask.style import HouseStyle

if TYPE_CHECKING:
    from adapters.settings import Settings

_NONE = "none"


def house_style(settings: Settings, ledger_language: str | None) -> HouseStyle:
    """A language that is set goes before the ledger's own. Raises InvalidSetting for settings that make no style."""
    base = _of_setting(settings.style_language) if settings.style_language else _of_ledger(ledger_language)
    style = replace(base, **_set(settings))
    if style.thousands == style.decimal:
        raise InvalidSetting(
            f"“{style.decimal}” would part both thousands and decimals; set {variable('style_thousands')} or "
            f"{variable('style_decimal')}"
        )
    return style


def _set(settings: Settings) -> dict[str, Any]:
    """The parts of the style that are set one by one."""
    parts = {
        "percent": settings.style_percent,
        "words_below": settings.style_words_below,
        "thousands": "" if settings.style_thousands == _NONE else settings.style_thousands,
        "decimal": settings.style_decimal,
        "month_first": settings.style_month_first,
        "macrons": settings.style_macrons,
        "scale_words": settings.style_scale_words,
    }
    return {name: value for name, value in parts.items() if value is not None}


def _of_setting(language: str) -> HouseStyle:
    try:
        return style_of(language)
    except UnknownLanguage as error:
        if is_like_a_secret(language):
            raise wrong_value("style_language", language, "a BCP 47 tag such as en-GB") from None
        raise InvalidSetting(f"{variable('style_language')}: {error}") from error


def _of_ledger(language: str | None) -> HouseStyle:
    """A tag of the ledger's that nobody knows is no reason not to answer."""
    try:
        return style_of(language) if language else HouseStyle()
    except UnknownLanguage:
        return HouseStyle()
