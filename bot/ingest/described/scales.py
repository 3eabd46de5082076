"""Units as code lists of statistical offices name them, with the power of ten that their values are in."""

from __future__ import annotations

import re
from functools import lru_cache

from bot.ingest.cells.measured import measured_unit
from bot.ingest.cells.unit_codes import unit_of_code
from bot.ingest.cells.unit_words import SCALES
from bot.ingest.cells.units import unit_of

_POWERS = {
    -9: "billionths", -6: "millionths", -3: "thousandths", -2: "hundredths", -1: "tenths", 1: "tens", 2: "hundreds",
    3: "thousands", 4: "tens of thousands", 5: "hundreds of thousands", 6: "millions", 7: "tens of millions",
    8: "hundreds of millions", 9: "billions", 12: "trillions", 15: "quadrillions",
}  # fmt: skip
_WORDS = {"units": 0, "unit": 0, "thousands": 3, "millions": 6, "billions": 9, "trillions": 12}
IN_SCALES = tuple(f"{scale} of" for scale in SCALES)
"""How units begin that have a power of ten."""
_PERCENT = frozenset({"percent", "per cent", "percentage", "percentages", "%", "pct"})
_PERCENT_CODES = frozenset({"PC", "PT", "PCT", "PERCENT", "PERC"})
_PERCENT_OF = re.compile(r"(?:percentage|per cent|percent|%) of (.+)", re.IGNORECASE)
_COUNTS = frozenset(
    {"number", "numbers", "nr", "pure_numb", "pure number", "unit", "units", "count", "_z", "not applicable"}
)
_NO_CURRENCY = frozenset({"ALL"})
_CODE = re.compile(r"[A-Z]{3}")


def power_of(text: str) -> int | None:
    """The power of ten that UNIT_MULT gives, in digits or as a word; None where it is none that has a name."""
    word = text.casefold()
    power = _WORDS.get(word, _WORDS.get(f"{word}s"))
    if power is None and re.fullmatch(r"[+-]?[0-9]{1,2}", text):
        power = int(text)
    return power if power == 0 or power in _POWERS else None


def scaled(unit: str | None, power: int) -> str | None:
    """The unit in its power: for euros and 3 "thousands of euros", of what is counted "thousands" alone."""
    if power == 0:
        return unit
    return f"{_POWERS[power]} of {unit}" if unit else _POWERS[power]


@lru_cache(maxsize=1024)
def unit_named(code: str, label: str | None = None) -> str | None:
    """What a unit is called: by its label, by the code list that has its code, or by the name of the currency that it
    is; None where it only says that something is counted."""
    listed = None if label else unit_of_code(code)
    name = label or listed or code
    word = name.casefold()
    if not code or word in _COUNTS:
        return None
    if word in _PERCENT or (label is None and code in _PERCENT_CODES):
        return "percent"
    if currency := _currency(code, label):
        return currency
    if share := _PERCENT_OF.fullmatch(name):
        return f"percent of {_small(share[1])}"
    if (unit := unit_of(name)) is not None and unit.startswith(IN_SCALES):
        return unit
    return name if label is None else _small(name)


def is_kept_code(code: str) -> bool:
    """Whether a code without a label is in no code list here, and is kept as it is: "PS"."""
    return code.isupper() and unit_named(code) == code and unit_of(code) is None and measured_unit(code) is None


def _currency(code: str, label: str | None) -> str | None:
    """The name of the currency, as many of it, where the label says the same or nothing."""
    if not _CODE.fullmatch(code) or code in _NO_CURRENCY:
        return None
    from babel.core import Locale
    from babel.numbers import get_currency_name

    if code not in Locale("en").currencies:
        return None
    many, one = (str(get_currency_name(code, count=count, locale="en")) for count in (2, 1))
    return many if label is None or label.casefold() in (many.casefold(), one.casefold(), code.casefold()) else None


def _small(name: str) -> str:
    """Without the capital that begins a label, unless it begins an acronym or a name of more words."""
    first, _, rest = name.partition(" ")
    plain = first[1:].islower() and not any(letter.isupper() for letter in rest)
    return f"{name[0].lower()}{name[1:]}" if plain else name
