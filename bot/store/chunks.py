"""Long lists in portions that a database takes in one statement."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TypeVar

_Item = TypeVar("_Item")

SIZE = 5_000
"""Items in a portion: well under the 32,766 parameters of a SQLite statement."""


def chunks(items: Sequence[_Item], size: int = SIZE) -> Iterator[Sequence[_Item]]:
    return (items[start : start + size] for start in range(0, len(items), size))
