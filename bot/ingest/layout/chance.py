"""Sums that hold, and show no whole: a winner's votes are those of the next and the lead over them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.ingest.reading import Assumption
from bot.ingest.words import quoted

_SHOWN = 3
_LEAD = re.compile(
    r"\b(?:majority|lead|margin|difference|balance|net|gap|change|increase|decrease|surplus|deficit|excess|swing|"
    r"profit|loss|remainder|rest)\b",
    re.IGNORECASE,
)


def says_lead(label: str) -> bool:
    """Whether a label says how far one figure is from another, which adds up without being a part: "majority"."""
    return bool(_LEAD.search(label))


def sum_by_chance(whole: str, parts: Sequence[str]) -> Assumption:
    """The doubt about a member that others add up to, and that is not taken for their whole."""
    shown = [quoted(part) for part in parts[:_SHOWN]]
    more = [f"{len(parts) - _SHOWN} more"] if len(parts) > _SHOWN else []
    *first, last = [*shown, *more]
    sentence = f"{', '.join(first)} and {last} add up to {quoted(whole)}, which is not taken for their total"
    return Assumption(sentence, "", doubtful=True)
