"""Commands of the terminal that somebody gives in a chat."""

from __future__ import annotations

import re

IN_THE_TERMINAL = (
    "Figures are corrected and withdrawn in the terminal, where the desk's database is: factdesk ledger correct, "
    "factdesk ledger withdraw. Here, the button “Wrong?” of an answer tells the desk."
)
_LEDGER = re.compile(r"\s*(?:factdesk\s+)?ledger\s+(?:correct|withdraw|log)\b", re.IGNORECASE)
_FIGURE = re.compile(r"\s*(?:factdesk\s+)?(?:correct|withdraw)\s+(?:figure\s+)?[a-z2-7]{10}\b", re.IGNORECASE)
"""An id of a figure behind it: “withdraw” may begin a question."""


def is_for_the_terminal(text: str) -> bool:
    return bool(_LEDGER.match(text) or _FIGURE.match(text))
