"""The house style of a language and country, from the Unicode CLDR: separators, grouping, and the order of dates."""

from __future__ import annotations

import re
from dataclasses import replace

from bot.ask.style import HouseStyle
from bot.errors import FactdeskError

_DEFAULT = HouseStyle()


class UnknownLanguage(FactdeskError):
    """A text that is no language tag, or the tag of a language that the CLDR does not know."""


def style_of(language: str) -> HouseStyle:
    """The style that is usual for a BCP 47 tag ("en-US", "de"). Words stay English. Raises UnknownLanguage.

    English of no country, as "en", keeps the default: the CLDR would take it for that of the United States.
    """
    if language.lower() in ("en", _DEFAULT.language.lower()):
        return replace(_DEFAULT, language=language)
    # Loaded when it is needed: most ledgers are in the default language, and an answer comes within a blink.
    from babel import Locale, UnknownLocaleError

    try:
        locale = Locale.parse(language, sep="-")
    except (ValueError, UnknownLocaleError) as error:
        raise UnknownLanguage(
            f"“{language}” is not a language that Factdesk knows; write a tag such as en-GB"
        ) from error
    symbols = locale.number_symbols["latn"]
    order = re.sub("'[^']*'", "", locale.date_formats["long"].pattern)
    return replace(
        _DEFAULT,
        percent="percent" if locale.territory == "US" else _DEFAULT.percent,
        thousands=symbols["group"],
        decimal=symbols["decimal"],
        later_groups=locale.decimal_formats[None].grouping[1],
        month_first=order.index("M") < order.index("d"),
        language=language,
    )
