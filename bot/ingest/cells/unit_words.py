"""The words that units are written with, and what the ledger calls them."""

from __future__ import annotations

import re

CURRENCIES = {
    "us$": "US dollars", "usd": "US dollars", "a$": "Australian dollars", "au$": "Australian dollars",
    "aud": "Australian dollars", "nz$": "New Zealand dollars", "nzd": "New Zealand dollars",
    "$nz": "New Zealand dollars", "c$": "Canadian dollars", "ca$": "Canadian dollars", "cad": "Canadian dollars",
    "cdn$": "Canadian dollars", "hk$": "Hong Kong dollars", "s$": "Singapore dollars", "$": "dollars",
    "£": "pounds", "gbp": "pounds", "€": "euros", "eur": "euros", "¥": "yen", "jpy": "yen", "chf": "Swiss francs",
    "₹": "rupees", "inr": "rupees", "rs.": "rupees", "kr": "kroner", "sek": "Swedish kronor", "nok": "Norwegian kroner",
    "dkk": "Danish kroner", "zar": "rand", "cny": "yuan", "₩": "won",
}  # fmt: skip
"""Signs and codes of currencies, in lower case, and what the ledger calls them."""
CURRENCY = "|".join(sorted(map(re.escape, CURRENCIES), key=len, reverse=True))
"""Pattern of a sign or a code of a currency, in any case."""

SPELLINGS = {
    "thousands": (
        "thousand",
        "thousands",
        "000",
        "000s",
        "'000",
        "'000s",
        "000's",
        "'000's",
        "k",
        "thous",
        "th",
        "ths",
        "tsd",
        "tausend",
        "milliers",
        "duizend",
    ),
    "lakhs": ("lakh", "lakhs", "lac", "lacs"),
    "millions": (
        "million",
        "millions",
        "mn",
        "mln",
        "mio",
        "m",
        "mill",
        "millon",
        "000 000",
        "000,000",
        "millionen",
        "millones",
        "milioni",
        "miljoen",
        "milhões",
    ),
    "crores": ("crore", "crores", "cr"),
    "billions": ("billion", "billions", "bn", "bln", "b", "mrd", "milliarden", "milliards", "miljard", "miliardi"),
    "trillions": ("trillion", "trillions", "tn", "trn"),
    "hundreds": ("hundreds",),
}
SCALES = tuple(SPELLINGS)
"""Units that only say in what power of ten something is counted."""
SCALE_NAMES = {text: name for name, texts in SPELLINGS.items() for text in texts}
ALONE = frozenset({"k", "m", "b", "th", "tn", "cr", "000"})
"""Scales only beside a currency: an "m" alone may be metres."""
POWERS = {"0": None, "2": "hundreds", "3": "thousands", "6": "millions", "9": "billions", "12": "trillions"}
FACTORS = {"1": None, "100": "hundreds", "1000": "thousands", "1000000": "millions", "1000000000": "billions"}
MONEY = {
    "dollar": "dollars", "dollars": "dollars", "us dollar": "US dollars", "us dollars": "US dollars",
    "u.s. dollars": "US dollars", "canadian dollars": "Canadian dollars", "australian dollars": "Australian dollars",
    "new zealand dollars": "New Zealand dollars", "pound": "pounds", "pounds": "pounds",
    "pounds sterling": "pounds sterling", "sterling": "pounds", "euro": "euros", "euros": "euros", "yen": "yen",
    "rupees": "rupees", "current dollars": "current dollars", "constant dollars": "constant dollars",
}  # fmt: skip
PERCENT = {
    "%": "percent", "percent": "percent", "per cent": "percent", "percentage": "percent", "percentages": "percent",
    "pct": "percent", "pc": "percent", "in %": "percent", "in percent": "percent", "in per cent": "percent",
    "percentage points": "percentage points", "percentage point": "percentage points", "pp": "percentage points",
    "ppt": "percentage points", "% points": "percentage points", "%-points": "percentage points", "‰": "per thousand",
}  # fmt: skip
GENERIC = frozenset(
    {
        "percent",
        "percentage points",
        "number",
        "numbers",
        "no.",
        "count",
        "counts",
        "units",
        "index",
        "rate",
        "ratio",
        "points",
    }
)
OF_MONEY = frozenset({*CURRENCIES.values(), *MONEY.values()})
COUNTED = frozenset(
    {
        "persons", "person", "people", "households", "number", "numbers", "no.", "count", "counts", "units", "years",
        "months", "weeks", "days", "hours", "minutes", "jobs", "deaths", "births", "cases", "votes", "seats", "tonnes",
        "kilograms", "kilogrammes", "kg", "grams", "litres", "km", "kilometres", "metres", "hectares", "ha", "km2",
        "km²", "sq km", "square kilometres", "square metres", "index", "ratio", "rate", "score", "times", "mm", "cm",
        "°c", "degrees celsius", "kwh", "mwh", "gwh", "twh", "mw", "gw", "kt", "mt", "barrels", "head", "dwellings",
        "employees", "full-time equivalents", "fte", "ftes", "patients", "students", "pupils", "visits", "points",
        "enterprises", "businesses", "vehicles", "passengers", "beds", "tons", "miles", "acres",
    }
)  # fmt: skip
