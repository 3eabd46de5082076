"""Warnings about new figures that contradict figures held already."""

from __future__ import annotations

from collections.abc import Sequence

from bot.domain import Figure
from bot.ingest.rivals import REMEDY

_SHOWN = 10
"""How many are told one by one."""


def dispute_warnings(disputed: Sequence[Sequence[Figure]]) -> tuple[str, ...]:
    """A sentence for each period in which figures of equal status and date disagree."""
    found = [_sentence(rivals) for rivals in disputed[:_SHOWN]]
    if len(disputed) > _SHOWN:
        more = f"Figures of equal standing disagree for {len(disputed) - _SHOWN:,} more periods; all are kept."
        found.append(f"{more} {REMEDY}")
    return tuple(found)


def _sentence(rivals: Sequence[Figure]) -> str:
    first = rivals[0]
    where = f"{first.series}, {first.period}" if first.period.iso else str(first.series)
    values = ", ".join(f"{figure.value} ({figure.id})" for figure in rivals)
    return f"Figures of equal standing disagree, and all are kept: {where}: {values}. {REMEDY}"
