"""How a figure that a source reports ready-made follows from others: an indicator's `derivation`, taken apart.

"OPERATION(indicator; dimension=code; ...; a -> b)", as "difference(turnout; town=upper - lower)".
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

OPERATIONS = frozenset(("change", "fall", "percent change", "difference", "change of gap"))


@dataclass(frozen=True, slots=True)
class Derivation:
    """Codes bound, of a difference two, and the two moments of a change: a status or an ISO period each."""

    operation: str
    indicator: str
    bound: Mapping[str, tuple[str, ...]]
    moments: tuple[str, str] | None

    @classmethod
    def parse(cls, text: str) -> Derivation | None:
        """None where the text is not a derivation."""
        operation, _, rest = (part.strip() for part in text.partition("("))
        inside = rest.removesuffix(")")
        if operation not in OPERATIONS or inside == rest or not {"(", ")"}.isdisjoint(inside):
            return None
        indicator, *parts = (part.strip() for part in inside.split(";"))
        bound: dict[str, tuple[str, ...]] = {}
        moments: tuple[str, str] | None = None
        for part in filter(None, parts):
            first, arrow, last = part.partition("->")
            dimension, equals, codes = part.partition("=")
            if arrow:
                moments = (first.strip(), last.strip())
            elif equals:
                bound[dimension.strip()] = tuple(code.strip() for code in codes.split(" - "))
            else:
                return None
        return cls(operation, indicator, bound, moments) if indicator else None
