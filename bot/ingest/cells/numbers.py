"""Cells that hold a number, however it is printed."""

from __future__ import annotations

import re
from collections.abc import Collection
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from bot.domain import Qualifier
from bot.ingest.cells.broken import is_formula
from bot.ingest.cells.flags import MARKS
from bot.ingest.cells.unit_words import CURRENCY
from bot.ingest.cells.units import number_unit
from bot.ingest.faults import BadCell
from bot.ingest.words import quoted

MOST_DIGITS = 60
_LONGEST = 160
"""Characters of the longest cell that may be a number with all that stands around it."""
PLAIN = re.compile(r"(?:-(?=[0.]*[1-9]))?[0-9]{1,40}(?:\.[0-9]{1,20})?")
"""Pattern of a number that is in plain form as it stands."""
_MINUSES = dict.fromkeys(map(ord, "\u2212\u2013\u2010\u2011\u2012\ufe63\uff0d"), "-")
_GROUP_MARKS = str.maketrans(
    {"’": "'", "\u00b4": "'", "\u02bc": "'"} | dict.fromkeys("\u00a0\u2002\u2007\u2008\u2009\u202f", " ")
)

_BODY = re.compile(r"(?:[0-9](?:[0-9,.' ]*[0-9])?|[.,][0-9]+)(?:[eE][+-]?[0-9]{1,3}(?![0-9]))?")
# Thousands in threes; a group that begins with 0 ("0,123") may be a decimal comma. India parts lakhs by twos.
_GROUPED = {
    ".": r"[1-9][0-9]{0,2}(?:(?:,[0-9]{3})+|(?: [0-9]{3})+|(?:'[0-9]{3})+)|[1-9][0-9]?(?:,[0-9]{2})+,[0-9]{3}",
    ",": r"[1-9][0-9]{0,2}(?:(?:\.[0-9]{3})+|(?: [0-9]{3})+|(?:'[0-9]{3})+)",
}
_SHAPE = {
    mark: re.compile(
        rf"(?:{grouped})(?:[{mark}][0-9]+)?"
        rf"|(?:[0-9]+(?:[{mark}][0-9]+)?|[{mark}][0-9]+)(?:[eE][+-]?[0-9]{{1,3}})?"
    )
    for mark, grouped in _GROUPED.items()
}
_FAR = re.compile(r"[0-9]+(?:[.,][0-9]+)?[eE][+-]?[0-9]{4,}")
"""Powers of ten that no figure has, and that would fill the memory if they were written out."""
_GROUPS_OUT = str.maketrans("", "", ",.' ")

_BEFORE = re.compile(
    rf"(?P<sign>[-+])? ?(?P<open>\()?(?P<inner>[-+])? ?(?P<unit>{CURRENCY})? ?(?P<last>[-+])?(?P<late>\()?",
    re.IGNORECASE,
)
_AFTER = re.compile(
    rf" ?(?P<plus>\+)? ?(?P<unit>%|‰|per ?cent|{CURRENCY})?"
    rf"(?P<scale> ?(?:bn|tn|mn|k|m|thousand|million|billion|trillion)(?![a-z]))?"
    rf"(?P<close>\))?(?P<minus>-)?(?P<late> ?(?:%|{CURRENCY}))?(?P<words> or (?:more|over|less|fewer|under))?"
    rf"(?P<mark>(?: ?(?:{MARKS}))*)",
    re.IGNORECASE,
)
_BOUND = r"-?[0-9](?:[0-9.,]*[0-9])?"
_SPREAD = re.compile(
    r"(?P<number>.*[0-9%)]) ?(?P<spread>(?:±|\+/-) ?[0-9][0-9.,]*%?"
    rf"|[(\[](?P<low>{_BOUND})%? ?(?:-|;|, |to) ?(?P<high>{_BOUND})%?[)\]])"
)
"""A number with its margin of error, or the bounds that it lies between, behind it: "4.1 ± 0.2", "4.1 [3.9-4.3]"."""
_QUALIFIERS: dict[str, Qualifier] = {
    "<": Qualifier.LESS_THAN,
    ">": Qualifier.MORE_THAN,
    "≤": Qualifier.AT_MOST,
    "<=": Qualifier.AT_MOST,
    "≥": Qualifier.AT_LEAST,
    ">=": Qualifier.AT_LEAST,
    **dict.fromkeys(
        ("~", "≈", "\u223c", "c.", "c", "ca.", "ca", "circa", "about", "approx.", "approx", "approximately", "around"),
        Qualifier.ABOUT,
    ),
    **dict.fromkeys(("less than", "fewer than", "under", "below"), Qualifier.LESS_THAN),
    **dict.fromkeys(("more than", "greater than", "over", "above"), Qualifier.MORE_THAN),
    **dict.fromkeys(("at least", "min.", "minimum"), Qualifier.AT_LEAST),
    **dict.fromkeys(("at most", "up to", "max.", "maximum"), Qualifier.AT_MOST),
    "just over": Qualifier.JUST_OVER,
    "just under": Qualifier.JUST_UNDER,
}
_WORDS_BEFORE = "|".join(sorted((word for word in _QUALIFIERS if word.isalpha() or " " in word), key=len, reverse=True))
_QUALIFIER = re.compile(
    rf"(?P<sign><=|>=|[<>≤≥~≈\u223c]|ca?\.|approx\.|min\.|max\.) ?|(?P<word>{_WORDS_BEFORE}) ", re.IGNORECASE
)
_BRACKETED_BOUND = re.compile(r"[(\[]([<>≤≥][^()\[\]]+)[)\]]")
_WORDS_AFTER = {
    "more": Qualifier.AT_LEAST,
    "over": Qualifier.AT_LEAST,
    "less": Qualifier.AT_MOST,
    "fewer": Qualifier.AT_MOST,
    "under": Qualifier.AT_MOST,
}


_DURATION = re.compile(r"[0-9]{1,4}:[0-5][0-9](?::[0-5][0-9](?:\.[0-9]+)?)?")
_MONEY_SCALES = ("k", "m")
_SHORT_SCALE = re.compile(r"[-+−]?[0-9][0-9.,]*(?:k|m|bn|tn)", re.IGNORECASE)


class Number(NamedTuple):
    """A number as printed, in plain form.

    `text` is what Decimal takes, without an exponent: "-1234.50". `unit` is what the cell itself says ("percent",
    "pounds", "millions of US dollars"), in the form of `cells.units`; it is never applied to the value. `mark` is a
    footnote mark or a flag behind the number, as printed and without its brackets: "p", "1", "*". `qualifier` is one
    of `bot.domain.Qualifier` ("<5" is less than 5), None where the number is exact.
    """

    text: str
    unit: str | None = None
    mark: str | None = None
    qualifier: Qualifier | None = None


def read_number(text: str, decimal: str = ".", short_scales: bool = False) -> Number | None:
    """The number that `text` is, with `decimal` ("." or ",") before its decimals; None where it is none.

    The other of comma and point parts thousands, as spaces and apostrophes do. A range is no number, nor is a text
    that only ends in one, nor one of more than 60 digits: `require_number` says what is wrong. "1.2m" is a number of
    millions only with `short_scales`, as its column may have them (`has_short_scales`): alone it may be metres.
    """
    if decimal == "." and PLAIN.fullmatch(text):
        return Number(text)
    return _read(text, decimal, short_scales)


def printed_digits(text: str) -> str | None:
    """The digits of a number as printed, with the marks among them and nothing that stands beside: "1,234" of
    "c. 1,234 (est.)"."""
    found = _BODY.search(_qualified(text.translate(_MINUSES).translate(_GROUP_MARKS))[1])
    return found[0] if found else None


def has_short_scales(texts: Collection[str]) -> bool:
    """Whether numbers of a column are written with the letter of a scale behind each of them ("1.2m", "900k")."""
    return bool(texts) and all(map(_SHORT_SCALE.fullmatch, texts))


def require_number(text: str, decimal: str = ".") -> Number:
    """As `read_number`. Raises BadCell that says why the text is no number."""
    number = read_number(text, decimal)
    if number is not None:
        return number
    if text.startswith("#"):
        raise BadCell(f"{quoted(text)} is an error of the spreadsheet", "mend the formula, or leave the cell blank")
    if is_formula(text):
        right = "open the file in a spreadsheet, save it and import it again, or write the number"
        raise BadCell(f"{quoted(text)} is a formula without a result", right)
    if is_too_long(text.translate(_MINUSES).translate(_GROUP_MARKS).strip("-+() %$£€"), decimal):
        raise BadCell(
            f"{quoted(text)} has more than {MOST_DIGITS} digits", "write a number that fits, or a larger unit"
        )
    if is_duration(text):
        hours, _, minutes = text.partition(":")
        example = int(hours) * 60 + int(minutes[:2])
        right = f"write it in one unit, as {example} of minutes where it is in hours and minutes"
        raise BadCell(f"{quoted(text)} is a length or a time of day, and not a number", right)
    other = "," if decimal == "." else "."
    if read_number(text, other) is not None:
        raise BadCell(
            f"{quoted(text)} is not a number where a {_NAMES[decimal]} comes before decimals",
            f"say --decimal {other} if a {_NAMES[other]} does, or correct the cell",
        )
    raise BadCell(f"{quoted(text)} is not a number", "correct the cell, or say --missing if it means no figure")


_NAMES = {".": "point", ",": "comma"}


def plain_digits(body: str, decimal: str = ".") -> str | None:
    """Digits without a sign ("1,234.50", "12,34,567", "1.2e3") in plain form ("1234.50"); None where they are none, or
    more than 60 (`is_too_long`)."""
    if not _SHAPE[decimal].fullmatch(body):
        return None
    mantissa, e, exponent = body.replace("E", "e").partition("e")
    whole, point, decimals = mantissa.partition(decimal)
    whole = whole.translate(_GROUPS_OUT) or "0"
    plain = f"{whole}.{decimals}" if point else whole
    if not e:
        return plain if len(whole) + len(decimals) <= MOST_DIGITS else None
    value = Decimal(f"{plain}e{exponent}")
    return f"{value:f}" if _written_length(value) <= MOST_DIGITS else None


def is_too_long(body: str, decimal: str = ".") -> bool:
    """Whether digits without a sign are a number, and only too long a one."""
    if _FAR.fullmatch(body):
        return True
    return bool(_SHAPE[decimal].fullmatch(body)) and plain_digits(body, decimal) is None


def is_duration(text: str) -> bool:
    """Whether a cell is hours and minutes, or a time of day, which no number is: "1:05", "0:45:30"."""
    return _DURATION.fullmatch(text) is not None


def _written_length(value: Decimal) -> int:
    """Digits of the number written without an exponent, found without writing it."""
    exponent = int(value.as_tuple().exponent)
    return max(value.adjusted() + 1, 1) + max(-exponent, 0)


@lru_cache(maxsize=65536)
def _read(text: str, decimal: str, short_scales: bool) -> Number | None:
    """As `read_number`, for all that is not in plain form."""
    if not text or len(text) > _LONGEST:
        return None
    plain = text.translate(_MINUSES).translate(_GROUP_MARKS)
    if (exact := _SPREAD.fullmatch(plain)) is not None:
        return _with_spread(exact, decimal, short_scales)
    qualifier, rest = _qualified(plain)
    found = _BODY.search(rest)
    if found is None:
        return None
    before = _BEFORE.fullmatch(rest[: found.start()])
    after = _AFTER.fullmatch(rest[found.end() :])
    digits = plain_digits(found[0], decimal)
    if digits is None or before is None or after is None:
        return None
    negative = _is_negative(before, after)
    qualifier = _qualifier_behind(after, qualifier)
    units = [part for part in (before["unit"], after["unit"], after["late"]) if part]
    if negative is None or len(units) > 1:
        return None
    scale = (after["scale"] or "").strip().lower()
    if scale in _MONEY_SCALES and not units and not short_scales:
        return None  # metres, more likely
    unit = number_unit(units[0].strip() if units else None, scale)
    mark = after["mark"].strip(" ()[]") or None
    return Number(f"-{digits}" if negative and digits.strip("0.") else digits, unit, mark, qualifier)


def _with_spread(found: re.Match[str], decimal: str, short_scales: bool) -> Number | None:
    """The number before its margin or its bounds, which it keeps as its mark; None where it is not between them."""
    number = read_number(found["number"].strip(), decimal, short_scales)
    if number is None or number.mark is not None:
        return None
    if found["low"] is not None:
        low, high = (read_number(found[name], decimal) for name in ("low", "high"))
        if low is None or high is None or not Decimal(low.text) <= Decimal(number.text) <= Decimal(high.text):
            return None
    return number._replace(mark=found["spread"])


def _qualified(text: str) -> tuple[Qualifier | None, str]:
    text = bracketed[1] if (bracketed := _BRACKETED_BOUND.fullmatch(text)) else text
    found = _QUALIFIER.match(text)
    if found is None:
        return None, text
    return _QUALIFIERS[found[0].strip().lower()], text[found.end() :]


def _qualifier_behind(after: re.Match[str], qualifier: Qualifier | None) -> Qualifier | None:
    if after["plus"]:
        return qualifier or Qualifier.AT_LEAST
    return _WORDS_AFTER[after["words"].split()[-1].lower()] if after["words"] else qualifier


def _is_negative(before: re.Match[str], after: re.Match[str]) -> bool | None:
    """None where signs and brackets do not go together."""
    signs = [sign for sign in (before["sign"], before["inner"], before["last"], after["minus"]) if sign]
    opened = bool(before["open"]) + bool(before["late"])
    if opened != bool(after["close"]) or len(signs) + opened > 1:
        return None
    return bool(opened) or signs == ["-"]
