"""What comes of a change of a figure, told to whoever made it."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Engine

from adapters.cli.receipts import given, print_receipts
from adapters.cli.say import tell
from adapters.main import newsroom_zone, style_for
from bot.ask.prose import Prose
from bot.cards.history import HistoryCards
from bot.chat.receipts import with_figure
from bot.domain import Figure
from bot.ledger.embargoes import is_on
from bot.ledger.history import history
from bot.ledger.vintage import standing
from bot.store.reader import Reader
from bot.store.visibility import EVERYTHING


class Teller:
    """Tells whoever made a change what comes of it."""

    def __init__(self, engine: Engine, now: datetime) -> None:
        self._engine = engine
        self._now = now
        self._style = style_for(engine, now)
        self._prose = Prose(Reader(engine, now, EVERYTHING).catalogue(), self._style)

    def figure(self, lead: str, figure: Figure, end: str = "") -> None:
        tell(f"{lead}: figure {figure.id} ({self._prose.short(figure)}){end}.")

    def marks(self, figure: Figure) -> None:
        """What keeps a figure from being given to everybody."""
        cards = HistoryCards(self._prose, newsroom_zone(), self._now)
        for mark in cards.marks(history(self._engine, figure.id)):
            tell(f"{mark.label}: {mark.text}.")

    def stand_in(self, withdrawn: Figure) -> None:
        """What is answered where a withdrawn figure was; where nobody was given that, nothing becomes of it."""
        if is_on(withdrawn.embargo_until, self._now):
            tell("It was under embargo: what is answered stays as it is.")
            return
        stands = history(self._engine, withdrawn.id).stands_at(self._now)
        for figure in stands:
            caveat = ", with the reason as a caveat" if standing(figure) < standing(withdrawn) else ""
            self.figure("Answered in its place", figure, caveat)
        if not stands:
            tell("Nothing is answered in its place.")

    def receipts(self, figure: Figure) -> None:
        """Where it was given: whoever serves the chats tells it there."""
        found = with_figure(self._engine, figure.id)
        tell(f"{given(len(found))}{'; `factdesk serve` tells it there:' if found else '.'}")
        print_receipts(found, self._style)
