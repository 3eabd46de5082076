"""Values: decimal numbers as tables print them."""

from __future__ import annotations

import re
from decimal import Decimal

from bot.ingest.faults import BadCell
from bot.ingest.words import quoted

# Thousands in threes, between commas or between spaces; a group that begins with 0 ("0,123") may be a decimal comma.
_GROUPED = re.compile(r"[1-9][0-9]{0,2}(?:(?:,[0-9]{3})+|(?: [0-9]{3})+)(?:\.[0-9]+)?")
_PLAIN = re.compile(r"(?:[0-9]+(?:\.[0-9]+)?|\.[0-9]+)(?:[eE][+-]?[0-9]{1,3})?")
_AS_KEPT = re.compile(r"(?!-0*(?:\.0*)?\Z)-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?")
_DECIMAL_COMMA = re.compile(r"[0-9]+,[0-9]+")
_IN_BRACKETS = re.compile(r"\(([0-9][0-9,.]*)\)")
_CURRENCY = re.compile(r"[$€£¥]")
_MOST_DIGITS = 60
_RIGHT = "write a decimal number such as 1234.5"


def parse_value(text: str) -> Decimal:
    """The number in `text`, with the scale it is written in ("12.50" stays 12.50).

    Reads thousands between commas or spaces ("1,234", "1 234"), a trailing per cent sign, a Unicode minus and an
    exponent, which is written out. Raises BadCell on all else, and on more than 60 digits.
    """
    body = text.replace("\u2212", "-").removesuffix("%").rstrip()
    sign = body[:1] if body[:1] in ("-", "+") else ""
    digits = body[len(sign) :].lstrip()
    if _GROUPED.fullmatch(digits):
        digits = digits.replace(",", "").replace(" ", "")
    elif not _PLAIN.fullmatch(digits):
        raise BadCell(f"{quoted(text)} is not a number", _advice(body))
    value = Decimal(digits)
    if _written_length(value) > _MOST_DIGITS:
        raise BadCell(
            f"{quoted(text)} has more than {_MOST_DIGITS} digits", "write a number that fits, or a larger unit"
        )
    # A negative zero is a zero: stores and readers disagree on its sign.
    return Decimal(f"-{value:f}" if sign == "-" and value else f"{value:f}")


def value_text(text: str) -> str:
    """The same number, written out: what most cells are already. Raises BadCell."""
    if len(text) <= _MOST_DIGITS and _AS_KEPT.fullmatch(text):
        return text
    return f"{parse_value(text):f}"


def is_percentage(text: str) -> bool:
    """Whether the cell itself says that its number is a percentage."""
    return text.endswith("%")


def _written_length(value: Decimal) -> int:
    """Digits of the number written without an exponent, found without writing it."""
    exponent = int(value.as_tuple().exponent)
    return max(value.adjusted() + 1, 1) + max(-exponent, 0)


def _advice(body: str) -> str:
    negative = _IN_BRACKETS.fullmatch(body)
    if negative:
        return f"write -{negative[1]} for a negative number"
    if _DECIMAL_COMMA.fullmatch(body):
        point, plain = body.replace(",", "."), body.replace(",", "")
        return f"write {point} with a decimal point, or {plain} if the comma parts thousands"
    if _CURRENCY.search(body):
        return "write the number alone, and the currency in the column unit"
    return _RIGHT
