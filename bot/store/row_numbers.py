"""The numbers that rows have, where people write them."""

from __future__ import annotations

_MOST = 2**31 - 1
"""The greatest INTEGER of PostgreSQL. A database asked for a greater one fails, instead of finding nothing."""


def is_row_number(number: int) -> bool:
    """Whether a row can have this number at all."""
    return 0 < number <= _MOST
