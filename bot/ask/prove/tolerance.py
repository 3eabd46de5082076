"""How much the desk requires of what is learned before it answers, or asks back. It never lifts a veto."""

from __future__ import annotations

from typing import NamedTuple


class Required(NamedTuple):
    """Probabilities. `answered` and `asked` are those of the likeliest reading from which it is answered, or offered;
    `bound` and `offered` those with which a word that no label accounts for must do without one elsewhere, for an
    answer, or an offer."""

    answered: float
    asked: float
    bound: float
    offered: float


class Tolerance(NamedTuple):
    """A table that stands alone is the context of what is asked of it (`alone`); among several indicators a word may
    tell another one (`among`)."""

    alone: Required
    among: Required

    def of(self, several: bool) -> Required:
        return self.among if several else self.alone


STRICT = Tolerance(Required(0.8, 0.3, 0.3, 0.105), Required(0.8, 0.5, 0.6, 0.3))
DEFAULT = Tolerance(Required(0.7, 0.2, 0.15, 0.07), Required(0.7, 0.4, 0.5, 0.2))
LOOSE = Tolerance(Required(0.4, 0.2, 0.07, 0.05), Required(0.5, 0.3, 0.5, 0.15))

TOLERANCES = {"strict": STRICT, "default": DEFAULT, "loose": LOOSE}
"""By the names that settings give them."""
