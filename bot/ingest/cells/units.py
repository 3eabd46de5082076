"""Units in headers, brackets and cells, as the ledger writes them: "percent", "millions of US dollars", "thousands"."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache

from bot.ingest.cells.measured import glued_unit, measured_unit
from bot.ingest.words import parse_unit

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

_SCALES = {
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
SCALES = tuple(_SCALES)
"""Units that only say in what power of ten something is counted."""
_SCALE_NAMES = {text: name for name, texts in _SCALES.items() for text in texts}
_ALONE = frozenset({"k", "m", "b", "th", "tn", "cr", "000"})
"""Scales only beside a currency: an "m" alone may be metres."""
_POWERS = {"0": None, "2": "hundreds", "3": "thousands", "6": "millions", "9": "billions", "12": "trillions"}
_FACTORS = {"1": None, "100": "hundreds", "1000": "thousands", "1000000": "millions", "1000000000": "billions"}
_MONEY = {
    "dollar": "dollars", "dollars": "dollars", "us dollar": "US dollars", "us dollars": "US dollars",
    "u.s. dollars": "US dollars", "canadian dollars": "Canadian dollars", "australian dollars": "Australian dollars",
    "new zealand dollars": "New Zealand dollars", "pound": "pounds", "pounds": "pounds",
    "pounds sterling": "pounds sterling", "sterling": "pounds", "euro": "euros", "euros": "euros", "yen": "yen",
    "rupees": "rupees", "current dollars": "current dollars", "constant dollars": "constant dollars",
}  # fmt: skip
_PERCENT = {
    "%": "percent", "percent": "percent", "per cent": "percent", "percentage": "percent", "percentages": "percent",
    "pct": "percent", "pc": "percent", "in %": "percent", "in percent": "percent", "in per cent": "percent",
    "percentage points": "percentage points", "percentage point": "percentage points", "pp": "percentage points",
    "ppt": "percentage points", "% points": "percentage points", "%-points": "percentage points", "‰": "per thousand",
}  # fmt: skip
_GENERIC = frozenset(
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
_OF_MONEY = frozenset({*CURRENCIES.values(), *_MONEY.values()})
_COUNTED = frozenset(
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
_ADJECTIVES = re.compile(
    r"(current|constant|nominal|real|chained|[12][0-9]{3}|current prices|constant [12][0-9]{3}) ", re.I
)
_INDEX = re.compile(r"(?:index,? ?)?\(?[12][0-9]{3}(?:[-/ ][0-9]{2}|[- ]?q[1-4])? ?= ?100(?:\.0)?\)?", re.IGNORECASE)
_PER = re.compile(r"(.+?) (per|a|an|/) (.+)|(?:per|rate per) ([0-9][0-9,. ']*)(?: (.+))?", re.IGNORECASE)
_OF = re.compile(
    r"(%|per ?cent|percentage|share|number|thousands?|millions?|billions?) (?:of|share of) (.+)", re.IGNORECASE
)
_WITH_SCALE = (
    re.compile(rf"(?P<money>{CURRENCY}) ?\(?(?P<scale>[a-z0-9' ,]+?)\)?", re.IGNORECASE),
    re.compile(rf"(?P<scale>[^\W\d_][^\W_.]*\.?|[a-z0-9' ]+?) ?(?:of |de |d')?(?P<money>{CURRENCY})", re.IGNORECASE),
    re.compile(r"(?P<money>.+?)[ ,(]+(?:in )?(?P<scale>[a-z0-9']+)\)?", re.IGNORECASE),
    re.compile(r"(?P<scale>[^\W_]+\.?|[a-z0-9']+) (?:of |de |d')?(?P<money>.+)", re.IGNORECASE),
)
_SIGN = re.compile(r"[%$£€¥₹]|^'?000")
_BRACKETS = re.compile(r"(.*?) ?[(\[]([^()\[\]]+)[)\]] ?(.*)")
_HELD = re.compile(r"[(\[]([^()\[\]]+)[)\]]")
_TELLING = frozenset({*_SCALE_NAMES, *CURRENCIES, *_MONEY} - _ALONE)
_INITIALS = re.compile(r"[A-Z]{2}")
"""Of a party, say, rather than percentages."""
_RATES = ("per", "a", "each", "of", "in")
"""Words between what is counted and for how many: the number behind them is no unit ("cases_per_million")."""
_GROUPED = re.compile(r"(?:.*[^0-9])?[0-9]{1,3}(?: [0-9]{3})* [0-9]{3}\)?", re.DOTALL)
_GROUPED_APART = re.compile(rf"(?:.* )?(?:{'|'.join(_RATES)}) [0-9]{{1,3}} '[0-9]{{3}}", re.IGNORECASE | re.DOTALL)
_COMMA = re.compile(r",(?!(?<=[0-9],)[0-9]{3}(?![0-9]))")
"""A comma that parts no digits of one number."""
_PURE = re.compile(r"(?:in |unit:? |units:? |measured in )?(.+)", re.IGNORECASE)
_LONGEST = 120


def scaled(scale: str | None, unit: str | None) -> str | None:
    """A unit with its scale: "thousands of dollars"; "thousands" where the unit says nothing."""
    if scale is None:
        return unit
    return f"{scale} of {unit}" if unit and unit not in ("number", "units", "persons or units") else scale


def in_scale(unit: str) -> bool:
    """Whether a unit names the scale of its numbers: "thousands", "millions of dollars"."""
    return unit.partition(" of ")[0] in SCALES


def scale_of(text: str) -> str | None:
    """The scale that a scalar factor ("thousands"), a unit multiplier (SDMX's power of ten, "6") or a factor ("1000")
    stands for; None where it changes nothing."""
    plain = text.strip().casefold().replace(",", "").replace(" ", "").removesuffix(".0")
    return _SCALE_NAMES.get(plain) or _POWERS.get(plain) or _FACTORS.get(plain)


def number_unit(sign: str | None, scale: str) -> str | None:
    """The unit that stands around a number: its currency or per cent sign, and a word for its scale ("bn")."""
    unit = None if sign is None else _PERCENT.get(sign.casefold()) or CURRENCIES.get(sign.casefold())
    if sign is not None and sign.casefold() == "percent":
        unit = "percent"
    return scaled(_SCALE_NAMES.get(scale.casefold()), unit)


@lru_cache(maxsize=4096)
def unit_of(text: str) -> str | None:
    """The unit that a text is as a whole ("$ millions", "000s", "%", "thousands of dollars", "current US$"); None where
    it is something else."""
    if not text or len(text) > _LONGEST:
        return None
    plain = _tidied(text)
    found = _PURE.fullmatch(plain)
    body = found[1] if found else plain
    return _simple(body) or _adjective(body) or _scaled_unit(body) or _relative(body)


def is_generic(unit: str) -> bool:
    """Whether a unit says nothing of what is measured: a share, a number, a scale, a sum of money."""
    first, _, rest = unit.partition(" of ")
    return first in _GENERIC or first in _SCALES or (rest or first) in _OF_MONEY


@lru_cache(maxsize=4096)
def split_unit(header: str) -> tuple[str, str | None]:
    """A header without the unit that stands in its brackets, behind its comma or at the end of its name in underscores,
    and that unit.

    What only belongs to a unit stays in the header ("Debt (% of GDP)": percent), and a header that is nothing but a
    unit stays as it is.
    """
    if len(header) > _LONGEST * 2:
        return header, None
    if (whole := unit_of(header)) is not None:
        return header, whole
    found = _in_brackets(header) or _behind_marks(header) or _in_underscores(header) or _behind_words(header)
    if found is not None:
        return found
    return header, "percent" if header.startswith("% ") else None


@lru_cache(maxsize=4096)
def unit_in_brackets(label: str) -> str | None:
    """The unit that a label ends with, in brackets: "Cost (£)"."""
    if not label.endswith((")", "]")) or len(label) > _LONGEST * 2:
        return None
    found = _in_brackets(label)
    return found and found[1]


def unread_unit(header: str) -> str | None:
    """What stands in the brackets of a header, where a word or a sign in it is of a scale or a currency, and
    `split_unit` reads no unit: "Sales (zł million)"."""
    if split_unit(header)[1] is not None:
        return None
    for held in _HELD.findall(header):
        words = [word.strip(".',;:").casefold() for word in held.split()]
        scaled_last = len(words) > 1 and words[-1] in _ALONE
        if scaled_last or not _TELLING.isdisjoint(words) or any(unicodedata.category(sign) == "Sc" for sign in held):
            return str(held)
    return None


def _in_brackets(header: str) -> tuple[str, str] | None:
    found = _BRACKETS.fullmatch(header)
    if found is None:
        return None
    unit = measured_unit(found[2]) or (None if _INITIALS.fullmatch(found[2]) else unit_of(found[2]))
    if unit is None:
        return None
    label = f"{found[1]} {found[3]}".strip().replace(" ,", ",")
    return (label if label and not says_more(found[2]) else header), unit


def _behind_marks(header: str) -> tuple[str, str] | None:
    """The unit that a comma or the like parts from the rest, at the end or, as in a title, before the years."""
    for mark in (",", " - ", " – ", ":", ";"):
        first, *others = _COMMA.split(header) if mark == "," else header.split(mark)
        for at, part in reversed(list(enumerate(others))):
            unit = unit_of(part.strip())
            if unit and first.strip() and (len(others) == 1 or mark != "," or _is_sure(unit)):
                label = mark.join([first, *others[:at], *others[at + 1 :]]).strip()
                return (header if says_more(part) else label), unit
            if mark != ",":
                break
    return None


def _in_underscores(header: str) -> tuple[str, str] | None:
    """The unit that a name written for programs begins or ends with: "cost_usd_millions", "percent_insured"."""
    words = header.split("_")
    if len(words) < 2 or " " in header or not all(words):
        return None
    for count in range(min(3, len(words) - 1), 0, -1):
        if words[-count - 1].casefold() in _RATES or (count == 1 and _ends_in_number(words)):
            continue
        last = " ".join(words[-count:])
        unit = unit_of(last)
        if unit is None or not _is_sure(unit):
            unit = glued_unit(last) if count == 1 else None
        if unit:
            return "_".join(words[:-count]), unit
    if _PERCENT.get(words[0].casefold()) == "percent" and words[1].casefold() not in (
        "of",
        "change",
        "point",
        "points",
    ):
        return "_".join(words[1:]), "percent"
    return None


def _behind_words(header: str) -> tuple[str, str] | None:
    words = header.split()
    if _ends_in_number(words):
        return None
    for count in (2, 1):
        last = " ".join(words[-count:])
        if len(words) > count and _SIGN.search(last) and (unit := unit_of(last)):
            # Of words in brackets ("growth (annual %)") the sign is the last, and the others stay with it.
            return header if last.count("(") != last.count(")") else " ".join(words[:-count]).rstrip(" ,-"), unit
    return None


def _ends_in_number(words: Sequence[str]) -> bool:
    """Whether the last words are groups of the digits of one number: "rate per 100 000"."""
    text = " ".join(words).replace("’", "'")
    return bool(_GROUPED.fullmatch(text) or _GROUPED_APART.fullmatch(text))


def _is_sure(unit: str) -> bool:
    """Whether a unit cannot be what is measured: a share, a scale, a sum of money."""
    first, _, rest = unit.partition(" of ")
    return first in ("percent", "percentage points", *_SCALES) or (rest or first) in _OF_MONEY


def _tidied(text: str) -> str:
    return " ".join(text.replace("’", "'").replace("‘", "'").replace("_", " ").strip(" ()[].:").split())


def says_more(unit: str) -> bool:
    """Whether the words of a unit tell more than the unit that the ledger keeps of them ("% of GDP")."""
    return bool(_OF.fullmatch(_tidied(unit))) and unit_of(unit) == "percent"


def _simple(text: str) -> str | None:
    plain = text.casefold()
    if plain in _PERCENT:
        return _PERCENT[plain]
    money = CURRENCIES.get(plain) or _MONEY.get(plain)
    if money:
        return money
    if plain in _SCALE_NAMES and plain not in _ALONE - {"000"}:
        return _SCALE_NAMES[plain]
    if plain in _COUNTED:
        return parse_unit(text if any(map(str.isupper, text[1:])) else plain)
    return text if _INDEX.fullmatch(text) else None


def _adjective(text: str) -> str | None:
    """Money of a certain kind: "current US$", "constant 2015 US$"."""
    found = _ADJECTIVES.match(text)
    if found and text[found.end() :].startswith("("):
        return None  # a year, and the unit of its figures
    rest = found and unit_of(text[found.end() :])
    money = rest and rest.rpartition(" of ")[2]
    return f"{found[1].lower()} {rest}" if found and money and _of_money(money) else None


def _of_money(unit: str) -> bool:
    return unit.partition(" per ")[0].split(" ", 1)[-1] in _OF_MONEY or unit.partition(" per ")[0] in _OF_MONEY


def _scaled_unit(text: str) -> str | None:
    for pattern in _WITH_SCALE:
        found = pattern.fullmatch(text)
        if found is None:
            continue
        written, money = found["scale"].strip(" .").casefold(), found["money"].strip()
        scale = _SCALE_NAMES.get(written)
        known = CURRENCIES.get(money.casefold()) or _MONEY.get(money.casefold())
        if scale and known:
            return scaled(scale, known)
        if scale and written not in _ALONE - {"000"} and (_simple(money) or _adjective(money)):
            return scaled(scale, _simple(money) or _adjective(money))
    return None


def _relative(text: str) -> str | None:
    """A share of something, or so many per something else."""
    if found := _OF.fullmatch(text):
        return _PERCENT.get(found[1].casefold())
    found = _PER.fullmatch(text)
    if found is None:
        return None
    if found[4]:
        return text.lower() if text.isascii() and text == text.title() else text
    left = _simple(found[1]) or _scaled_unit(found[1])
    return f"{left} per {found[3]}" if left else None
