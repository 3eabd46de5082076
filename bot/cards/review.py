"""A draft as a card, for whoever is to publish it: what it says, what it takes the place of, what speaks against it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from bot.ask.compose import Composer
from bot.ask.prose import Prose
from bot.cards.card import Button, Card, Row, Tone, labelled
from bot.cards.dates import instant_text
from bot.cards.history import SOMEBODY_FORGOTTEN
from bot.domain import Figure
from bot.ledger.embargoes import is_on
from bot.ledger.review import Waiting
from bot.store.drafts import Entered

AGAINST = "Against it"
_MOVED = "what is published for the same series and period is not what it was when this was entered"


@dataclass(frozen=True, slots=True)
class ReviewCards:
    """`zone` is the reader's, `now` in UTC."""

    prose: Prose
    zone: str
    now: datetime

    def draft(self, found: Waiting, buttons: tuple[Button, ...] = ()) -> Card:
        figure, prose = found.figure, self.prose
        rows = (
            Row("Source", prose.source(figure)),
            *([Row("Note", figure.note)] if figure.note else []),
            Row("Entered", self.entered(found.entered)),
            *self._embargo(figure),
            *labelled("In place of", (f"{one.id}  {prose.short(one)} ({prose.source(one)})" for one in found.replaces)),
            *labelled("New here", found.named_anew),
            *([Row("Changed since", _MOVED, warns=True)] if found.moved else []),
            *labelled(AGAINST, found.findings, warns=True),
            Row("Figure", figure.id),
        )
        value = prose.value(figure)
        return Card(Tone.TOLD, f"Draft: {self.line(figure)}", rows, buttons=buttons, figure=value)

    def line(self, figure: Figure) -> str:
        claimed = f", according to {self.prose.claimant(figure)}" if figure.attributed_to else ""
        return f"{self.prose.short(figure)}{claimed}"

    def entered(self, entered: Entered | None) -> str:
        if entered is None:
            return "by an import of an earlier version"
        return f"by {entered.by or SOMEBODY_FORGOTTEN}, {instant_text(entered.at, self.zone, self.prose.style)}"

    def _embargo(self, figure: Figure) -> Iterator[Row]:
        if is_on(figure.embargo_until, self.now):
            until = instant_text(figure.embargo_until, self.zone, self.prose.style)
            yield Row("Embargo", f"nobody but the desk is given it until {until}", warns=True)


def waiting_object(found: Waiting, prose: Prose) -> dict[str, Any]:
    """A draft as JSON; times are ISO 8601 in UTC."""
    figure = found.figure
    return {
        **Composer("", prose).cited(figure, ()).as_json(),
        "note": figure.note,
        "embargo_until": figure.embargo_until.isoformat() if figure.embargo_until else None,
        "entered_by": found.entered.by if found.entered else None,
        "entered_at": found.entered.at.isoformat() if found.entered else None,
        "in_place_of": [one.id for one in found.replaces],
        "changed_since": found.moved,
        "new": list(found.named_anew),
        "findings": list(found.findings),
    }
