"""Values: decimal numbers as tables print them."""

from __future__ import annotations

import re
from decimal import Decimal

from bot.ingest.cells.numbers import MOST_DIGITS, is_too_long, plain_digits
from bot.ingest.faults import BadCell
from bot.ingest.words import quoted

_AS_KEPT = re.compile(r"(?!-0*(?:\.0*)?\Z)-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?")
_DECIMAL_COMMA = re.compile(r"[0-9]+,[0-9]+")
_IN_BRACKETS = re.compile(r"\(([0-9][0-9,.]*)\)")
_CURRENCY = re.compile(r"[$€£¥]")
_RIGHT = "write a decimal number such as 1234.5"


def parse_value(text: str) -> Decimal:
    """The number in `text`, with the scale it is written in ("12.50" stays 12.50).

    Reads thousands between commas, spaces or apostrophes ("1,234", "1 234", "12,34,567"), a trailing per cent sign, a
    Unicode minus and an exponent, which is written out. Raises BadCell on all else, and on more than 60 digits.
    """
    body = text.replace("\u2212", "-").removesuffix("%").rstrip()
    sign = body[:1] if body[:1] in ("-", "+") else ""
    digits = body[len(sign) :].lstrip()
    plain = plain_digits(digits)
    if plain is None:
        if is_too_long(digits):
            raise BadCell(
                f"{quoted(text)} has more than {MOST_DIGITS} digits", "write a number that fits, or a larger unit"
            )
        raise BadCell(f"{quoted(text)} is not a number", _advice(body))
    value = Decimal(plain)
    # A negative zero is a zero: stores and readers disagree on its sign.
    return Decimal(f"-{plain}" if sign == "-" and value else plain)


def value_text(text: str) -> str:
    """The same number, written out: what most cells are already. Raises BadCell."""
    if len(text) <= MOST_DIGITS and _AS_KEPT.fullmatch(text):
        return text
    return f"{parse_value(text):f}"


def is_percentage(text: str) -> bool:
    """Whether the cell itself says that its number is a percentage."""
    return text.endswith("%")


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
