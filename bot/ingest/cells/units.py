"""Units in cells, or on their own, as the ledger writes them: "percent", "millions of US dollars", "thousands"."""

from __future__ import annotations

import re
from functools import lru_cache

from bot.ingest.cells.unit_words import (
    ALONE,
    COUNTED,
    CURRENCIES,
    CURRENCY,
    FACTORS,
    GENERIC,
    MONEY,
    OF_MONEY,
    PERCENT,
    POWERS,
    SCALE_NAMES,
    SCALES,
    SPELLINGS,
)
from bot.ingest.words import parse_unit

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
_TIMES = re.compile(r"(1[ ,]?000(?:[ ,]?000)?) (.+)")
_PURE = re.compile(r"(?:in |unit:? |units:? |measured in )?(.+)", re.IGNORECASE)
_NOTE_MARK = re.compile(r" *\[(?:notes?|footnotes?) ?[0-9a-z, ]{1,12}\]$", re.IGNORECASE)
_LONGEST = 120


def scaled(scale: str | None, unit: str | None) -> str | None:
    """A unit with its scale: "thousands of dollars"; "thousands" where the unit says nothing."""
    if scale is None:
        return unit
    return f"{scale} of {unit}" if unit and unit not in ("number", "units", "persons or units") else scale


def in_scale_around(sign: str | None, around: str | None) -> str | None:
    """The unit of a number with a sign of a currency, under a title or a header that gives a scale: euros are millions
    of euros under "€ million". What is no money, or has a scale of its own, stays as it is."""
    if sign is None or around is None or sign not in OF_MONEY or not in_scale(around):
        return sign
    scale, _, unit = around.partition(" of ")
    return around if unit.endswith(sign) else scaled(scale, sign)


def in_scale(unit: str) -> bool:
    """Whether a unit names the scale of its numbers: "thousands", "millions of dollars"."""
    return unit.partition(" of ")[0] in SCALES


def scale_of(text: str) -> str | None:
    """The scale that a scalar factor ("thousands"), a unit multiplier (SDMX's power of ten, "6") or a factor ("1000")
    stands for; None where it changes nothing."""
    plain = text.strip().casefold().replace(",", "").replace(" ", "").removesuffix(".0")
    return SCALE_NAMES.get(plain) or POWERS.get(plain) or FACTORS.get(plain)


def number_unit(sign: str | None, scale: str) -> str | None:
    """The unit that stands around a number: its currency or per cent sign, and a word for its scale ("bn")."""
    unit = None if sign is None else PERCENT.get(sign.casefold()) or CURRENCIES.get(sign.casefold())
    if sign is not None and sign.casefold() == "percent":
        unit = "percent"
    return scaled(SCALE_NAMES.get(scale.casefold()), unit)


@lru_cache(maxsize=4096)
def unit_of(text: str) -> str | None:
    """The unit that a text is as a whole ("$ millions", "000s", "%", "thousands of dollars", "current US$"); None where
    it is something else."""
    if not text or len(text) > _LONGEST:
        return None
    plain = _tidied(_NOTE_MARK.sub("", text))
    found = _PURE.fullmatch(plain)
    body = found[1] if found else plain
    return _simple(body) or _adjective(body) or _scaled_unit(body) or _relative(body)


def is_generic(unit: str) -> bool:
    """Whether a unit says nothing of what is measured: a share, a number, a scale, a sum of money."""
    first, _, rest = unit.partition(" of ")
    return first in GENERIC or first in SPELLINGS or (rest or first) in OF_MONEY


def _tidied(text: str) -> str:
    return " ".join(text.replace("’", "'").replace("‘", "'").replace("_", " ").strip(" ()[].:").split())


def says_more(unit: str) -> bool:
    """Whether the words of a unit tell more than the unit that the ledger keeps of them ("% of GDP")."""
    return bool(_OF.fullmatch(_tidied(unit))) and unit_of(unit) == "percent"


def _simple(text: str) -> str | None:
    plain = text.casefold()
    if plain in PERCENT:
        return PERCENT[plain]
    money = CURRENCIES.get(plain) or MONEY.get(plain)
    if money:
        return money
    if plain in SCALE_NAMES and plain not in ALONE - {"000"}:
        return SCALE_NAMES[plain]
    if plain in COUNTED:
        return parse_unit(text if any(map(str.isupper, text[1:])) else plain)
    if _INDEX.fullmatch(text):
        return text if plain.startswith("index") else f"index, {text.strip('()')}"
    return None


def _adjective(text: str) -> str | None:
    """Money of a certain kind: "current US$", "constant 2015 US$"."""
    found = _ADJECTIVES.match(text)
    if found and text[found.end() :].startswith("("):
        return None  # a year, and the unit of its figures
    rest = found and unit_of(text[found.end() :])
    money = rest and rest.rpartition(" of ")[2]
    return f"{found[1].lower()} {rest}" if found and money and _of_money(money) else None


def _of_money(unit: str) -> bool:
    return unit.partition(" per ")[0].split(" ", 1)[-1] in OF_MONEY or unit.partition(" per ")[0] in OF_MONEY


def _scaled_unit(text: str) -> str | None:
    if (found := _TIMES.fullmatch(text)) and (counted := _simple(found[2])):
        return scaled(scale_of(found[1]), counted)
    for pattern in _WITH_SCALE:
        found = pattern.fullmatch(text)
        if found is None:
            continue
        written, money = found["scale"].strip(" .").casefold(), found["money"].strip()
        scale = SCALE_NAMES.get(written)
        known = CURRENCIES.get(money.casefold()) or MONEY.get(money.casefold())
        if scale and known:
            return scaled(scale, known)
        if scale and written not in ALONE - {"000"} and (_simple(money) or _adjective(money)):
            return scaled(scale, _simple(money) or _adjective(money))
    return None


def _relative(text: str) -> str | None:
    """A share of something, or so many per something else."""
    if found := _OF.fullmatch(text):
        return PERCENT.get(found[1].casefold())
    found = _PER.fullmatch(text)
    if found is None:
        return None
    if found[4]:
        return text.lower() if text.isascii() and text == text.title() else text
    left = _simple(found[1]) or _scaled_unit(found[1])
    return f"{left} per {found[3]}" if left else None
