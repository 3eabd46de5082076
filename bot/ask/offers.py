"""The meaning that leads to one figure, as an option offers it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from bot.ask.meaning import Lookup, Selection
from bot.ask.meaning_json import to_json
from bot.domain import Figure


def reading_of(figure: Figure, source: str | None = None) -> Mapping[str, Any]:
    """The look-up of what stands for a figure's series and period, by its claimant, in a source where one is named."""
    of = Selection(figure.indicator, figure.dimensions, figure.period, agent=figure.attributed_to, source=source)
    if not figure.status.is_settled:
        of = replace(of, statuses=frozenset((figure.status,)))
    return to_json(Lookup(of))
