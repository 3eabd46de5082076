"""Cells that a spreadsheet leaves where it has no result: its errors, and formulas that it never worked out."""

from __future__ import annotations

import re

_ERROR = re.compile(r"#(?:REF!|DIV/0!|VALUE!|NUM!|NAME\?|SPILL!|CALC!|GETTING_DATA|FIELD!|BLOCKED!|CONNECT!)")
NO_RESULT = "a formula without a result; open the file in a spreadsheet and save it"
"""Why a cell that is one is left out."""
_FORMULA = re.compile(r"=.*[\w…)]", re.DOTALL)


def is_error(text: str) -> bool:
    """Whether the cell is an error of the spreadsheet: "#REF!". "#N/A" and "#NULL!" say that there is no figure."""
    return text.startswith("#") and _ERROR.fullmatch(text) is not None


def is_formula(text: str) -> bool:
    """Whether the cell is a formula of which the file holds no result: "=SUM(B2:B5)"."""
    return text.startswith("=") and _FORMULA.fullmatch(text) is not None
