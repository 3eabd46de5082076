"""The house style of a language and country, from the Unicode CLDR: separators, grouping, and the order of dates."""

from __future__ import annotations

import re
from dataclasses import replace

from bot.ask.style import HouseStyle
from bot.errors import FactdeskError

_DEFAULT = HouseStyle()
_FROM_FIVE = {
    **dict.fromkeys(
        ("be", "bg", "es", "et", "hu", "hy", "ia", "ie", "it", "ka", "lv", "pl", "pt_PT", "sl", "sq"), True
    ),
    "es_419": False,
}
"""Where the CLDR groups numbers of five digits and more (minimumGroupingDigits, which Babel leaves out): languages, and
those of their places that differ, with the places that follow them."""


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
    from babel.core import get_global

    try:
        locale = Locale.parse(language, sep="-")
    except (ValueError, UnknownLocaleError) as error:
        raise UnknownLanguage(
            f"“{language}” is not a language that Factdesk knows; write a tag such as en-GB"
        ) from error
    symbols = locale.number_symbols["latn"]
    inherited = (str(locale), get_global("parent_exceptions").get(str(locale)), locale.language)
    is_from_five = next((_FROM_FIVE[name] for name in inherited if name in _FROM_FIVE), False)
    order = re.sub("'[^']*'", "", locale.date_formats["long"].pattern)
    return replace(
        _DEFAULT,
        percent="percent" if locale.territory == "US" else _DEFAULT.percent,
        thousands=symbols["group"],
        decimal=symbols["decimal"],
        grouped_from=5 if is_from_five else _DEFAULT.grouped_from,
        later_groups=locale.decimal_formats[None].grouping[1],
        month_first=order.index("M") < order.index("d"),
        language=language,
    )
