"""What an import would put right, in words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bot.ask.prose import Prose
from bot.ledger.mending import Offer

_SHOWN = 10
"""Figures that are told one by one; the others are counted."""


def offer_lines(offers: Sequence[Offer], prose: Prose) -> Iterator[str]:
    """Each held figure with what the file says; of those that are withheld, only how many there are."""
    shown = [offer for offer in offers if not offer.withheld]
    for offer in shown[:_SHOWN]:
        yield f"{prose.short(offer.held)} is held; the file says {prose.value(offer.said)}"
    if len(shown) > _SHOWN:
        yield f"{len(shown) - _SHOWN:,} more"
    withheld = len(offers) - len(shown)
    if withheld:
        yield f"{withheld:,} that nobody is given yet, and that are not shown here"
