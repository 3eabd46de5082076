"""Units in headers: in brackets, behind a comma, at the end of a name in underscores."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache

from bot.ingest.cells.exceptions import before_exception, parted_exception
from bot.ingest.cells.measured import glued_unit, measured_unit
from bot.ingest.cells.unit_words import ALONE, CURRENCIES, MONEY, OF_MONEY, PERCENT, SCALE_NAMES, SPELLINGS
from bot.ingest.cells.units import says_more, unit_of

_SIGN = re.compile(r"[%$£€¥₹]|^'?000")
_BRACKETS = re.compile(r"(.*?) ?[(\[]([^()\[\]]+)[)\]] ?(.*)")
_HELD = re.compile(r"[(\[]([^()\[\]]+)[)\]]")
_TELLING = frozenset({*SCALE_NAMES, *CURRENCIES, *MONEY} - ALONE)
_INITIALS = re.compile(r"[A-Z]{2}")
"""Of a party, say, rather than percentages."""
_RATES = ("per", "a", "each", "of", "in")
"""Words between what is counted and for how many: the number behind them is no unit ("cases_per_million")."""
_GROUPED = re.compile(r"(?:.*[^0-9])?[0-9]{1,3}(?: [0-9]{3})* [0-9]{3}\)?", re.DOTALL)
_GROUPED_APART = re.compile(rf"(?:.* )?(?:{'|'.join(_RATES)}) [0-9]{{1,3}} '[0-9]{{3}}", re.IGNORECASE | re.DOTALL)
_COMMA = re.compile(r",(?!(?<=[0-9],)[0-9]{3}(?![0-9]))")
"""A comma that parts no digits of one number."""
_SPACE = re.compile(r"(?:sq\.? ?)?(?:k?m|mi|ha|hectares?)(?:[²³23]|\^[23])?", re.IGNORECASE)
_LONGEST = 120


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
    label, exception = parted_exception(header)
    if exception is not None and (unit := unit_of(before_exception(exception) or "")):
        return label or header, unit
    found = _in_brackets(header) or _behind_marks(header) or _in_underscores(header) or _behind_words(header)
    if found is not None:
        return (header, None) if _is_of_each(*found) else found
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
    if (found := _in_brackets(header) or _in_underscores(header)) and _is_of_each(*found):
        return found[1]
    for held in _HELD.findall(header):
        words = [word.strip(".',;:").casefold() for word in held.split()]
        scaled_last = len(words) > 1 and words[-1] in ALONE
        if scaled_last or not _TELLING.isdisjoint(words) or any(unicodedata.category(sign) == "Sc" for sign in held):
            return str(held)
    return None


def _is_of_each(label: str, unit: str) -> bool:
    """Whether a density seems to be in what it is for each of: "density_km2"."""
    return "density" in label.casefold() and _SPACE.fullmatch(unit) is not None


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
    if PERCENT.get(words[0].casefold()) == "percent" and words[1].casefold() not in (
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
    return first in ("percent", "percentage points", *SPELLINGS) or (rest or first) in OF_MONEY
