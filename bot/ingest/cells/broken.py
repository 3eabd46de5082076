"""Cells where a figure was meant and none can be read: errors, formulas never worked out, a number with more to it."""

from __future__ import annotations

import re

_ERROR = re.compile(r"#(?:REF!|DIV/0!|VALUE!|NUM!|NAME\?|SPILL!|CALC!|GETTING_DATA|FIELD!|BLOCKED!|CONNECT!)")
NO_RESULT = "a formula without a result; open the file in a spreadsheet and save it"
"""Why a cell that is one is left out."""
_UNREAD = re.compile(
    r"[^\w\s]{0,3} ?[0-9](?:[0-9.,' ]*[0-9])?(?!(?:st|nd|rd|th)\b)[^\w\s]{0,2} ?(?:[^\W\d_]{1,3}[^\w\s]{0,2})?"
    r"|(?:[^\W\d_]\. ?){2,3}"
)
_FORMULA = re.compile(r"=.*[\w…)]", re.DOTALL)


def is_error(text: str) -> bool:
    """Whether the cell is an error of the spreadsheet: "#REF!". "#N/A" and "#NULL!" say that there is no figure."""
    return text.startswith("#") and _ERROR.fullmatch(text) is not None


def is_formula(text: str) -> bool:
    """Whether the cell is a formula of which the file holds no result: "=SUM(B2:B5)"."""
    return text.startswith("=") and _FORMULA.fullmatch(text) is not None


def is_unread(text: str) -> bool:
    """Whether a text that is no number stands for one: with more to it ("1,113 r.", "960.", "3,4561"), or initials of
    words that say why there is none ("s.d.")."""
    return _UNREAD.fullmatch(text) is not None
