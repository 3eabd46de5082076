"""What a cell shows."""

from __future__ import annotations

from typing import NamedTuple


class Shown(NamedTuple):
    """`typed`: the text is a number or a date in plain form."""

    text: str
    typed: bool = False
