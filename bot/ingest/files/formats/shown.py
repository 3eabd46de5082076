"""What a cell shows."""

from __future__ import annotations

from typing import NamedTuple


class Shown(NamedTuple):
    """`typed`: the text is a number or a date in plain form. `unit`: what its format counts it in, which is then
    not in the text ("kg", or "thousands" where digits are left out)."""

    text: str
    typed: bool = False
    unit: str | None = None
