"""How much the desk requires of what is learned before it answers, or asks back. It never lifts a veto."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Tolerance:
    """Probabilities. `answered` and `asked` are those of the likeliest reading; `bound` and `offered` those with which
    a word that no label accounts for does without one."""

    answered: float
    asked: float
    bound: float
    offered: float


STRICT = Tolerance(answered=0.85, asked=0.3, bound=0.4, offered=0.15)
DEFAULT = Tolerance(answered=0.75, asked=0.2, bound=0.2, offered=0.105)
LOOSE = Tolerance(answered=0.55, asked=0.2, bound=0.15, offered=0.09)

TOLERANCES = {"strict": STRICT, "default": DEFAULT, "loose": LOOSE}
"""By the names that settings give them."""
