"""Numbers as spreadsheets hold them: binary fractions, good for 15 digits."""

from __future__ import annotations

from decimal import Context, Decimal, InvalidOperation

_DIGITS = Context(prec=15)
_LARGEST_EXPONENT = 330
"""Of any binary fraction; a file that says otherwise was not written by a spreadsheet."""
_LONGEST = 400


def as_decimal(text: str) -> Decimal | None:
    """The number that a file writes as `text`; None where it writes none that a spreadsheet could hold."""
    if len(text) > _LONGEST:
        return None
    try:
        value = Decimal(text)
    except InvalidOperation:
        return None
    if not value.is_finite() or abs(value.adjusted()) > _LARGEST_EXPONENT:
        return None
    whole = value.as_tuple().exponent
    return value if whole == 0 else _DIGITS.plus(value)


def plain_number(value: Decimal) -> str:
    """All of its digits, without an exponent or zeros at the end: as the format General prints what has room."""
    text = f"{value:f}"
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return "0" if text == "-0" else text
