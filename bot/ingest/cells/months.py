"""Names of months, as offices write them in English."""

from __future__ import annotations

_NAMES = (
    "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december",
)  # fmt: skip
MONTHS = {name: n for n, month in enumerate(_NAMES, 1) for name in (month, month[:3])} | {"sept": 9}
"""Number of each month by its name and its short form, in lower case."""
MONTH = f"(?:{'|'.join(sorted(MONTHS, key=len, reverse=True))})"
"""Pattern of a month's name in lower case."""
