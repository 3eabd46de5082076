"""How much the desk requires of what is learned before it answers, or asks back. It never lifts a veto."""

from __future__ import annotations

from typing import NamedTuple


class Doubt(NamedTuple):
    """The probabilities with which a word that no label accounts for must do without one elsewhere: `bound`, that the
    answer is given, `offered`, that it is offered."""

    bound: float
    offered: float


class Tolerance(NamedTuple):
    """`answered` and `asked` are the probabilities required of the likeliest reading. A table that stands alone is the
    context of what is asked of it (`alone`); among several indicators a word may tell another one (`among`)."""

    answered: float
    asked: float
    alone: Doubt
    among: Doubt

    def of(self, several: bool) -> Doubt:
        return self.among if several else self.alone


STRICT = Tolerance(answered=0.8, asked=0.3, alone=Doubt(0.3, 0.105), among=Doubt(0.6, 0.3))
DEFAULT = Tolerance(answered=0.7, asked=0.2, alone=Doubt(0.15, 0.07), among=Doubt(0.5, 0.2))
LOOSE = Tolerance(answered=0.5, asked=0.2, alone=Doubt(0.09, 0.05), among=Doubt(0.5, 0.15))

TOLERANCES = {"strict": STRICT, "default": DEFAULT, "loose": LOOSE}
"""By the names that settings give them."""
