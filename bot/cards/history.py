"""A figure with its history as a card, and changes of figures in words: for the desk alone, as they tell everything."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from bot.ask.compose import Composer
from bot.ask.prose import Prose
from bot.ask.say.results import statement
from bot.ask.say.sides import unit_of
from bot.cards.answer import AnswerCards
from bot.cards.card import Card, Row, labelled
from bot.cards.dates import instant_text
from bot.domain import Figure, Review
from bot.ledger.embargoes import is_on
from bot.ledger.history import History
from bot.store.figure_changes import FigureChange, LoggedChange

SOMEBODY_FORGOTTEN = "somebody who was forgotten"
_SAID = {
    FigureChange.SUPERSEDED: "{which} was superseded by figure {other}",
    FigureChange.DISPUTED: "{which} was disputed by figure {other}, of equal standing",
    FigureChange.CORRECTED: "{which} was corrected, and figure {other} is in its place",
    FigureChange.WITHDRAWN: "{which} was withdrawn",
    FigureChange.RELEASED: "the embargo of {which} was lifted",
    FigureChange.PUBLISHED: "{which}, a draft, was published",
    FigureChange.REDESCRIBED: "{which} is read otherwise",
    FigureChange.DRAFTED: "{which} was entered as a draft",
    FigureChange.EDITED: "{which}, a draft, was edited, and is figure {other} now",
    FigureChange.REJECTED: "{which}, a draft, was rejected",
}


@dataclass(frozen=True, slots=True)
class HistoryCards:
    """`zone` is the reader's, `now` tells which embargoes hold (UTC)."""

    prose: Prose
    zone: str
    now: datetime

    def figure(self, found: History) -> Card:
        """What a figure says, whether it is given to anybody, and its history."""
        figure, prose = found.figure, self.prose
        definition = prose.catalogue.indicators[figure.indicator].definition
        rivals = found.disagrees_with
        against = (f"{one.id}  {prose.short(one)} ({prose.source(one)})" for one in rivals)
        rows = (
            *([Row("Definition", definition)] if definition else []),
            *labelled("Before", (self._line(one, found) for one in found.before)),
            *labelled("After", (self._line(one, found) for one in found.after)),
            *labelled("Disagrees", against, warns=True),
            *labelled("Also held", (self._line(one, found) for one in found.beside if one not in rivals)),
            *labelled("History", (self.change(one) for one in found.changes)),
            Row("Figure", figure.id),
        )
        cited = Composer("", prose).cited(figure, found.superseded_by)
        card = AnswerCards(prose.style).of_figure(statement(prose, figure, unit_of(prose, figure)), cited, rows)
        return replace(card, rows=(*self.marks(found), *card.rows))

    def marks(self, found: History) -> Iterator[Row]:
        """Why a figure is not given to everybody."""
        figure = found.figure
        if figure.review is Review.RETRACTED:
            change = found.retraction(figure)
            corrected = change is not None and change.change is FigureChange.CORRECTED
            label = "Corrected" if corrected else "Withdrawn"
            yield Row(label, self.change(change) if change else "nobody is given it any more", warns=True)
        if figure.review is Review.DRAFT:
            yield Row("Draft", "nobody is given it until it is published", warns=True)
        if figure.review is Review.REJECTED:
            yield Row("Rejected", "a draft that came to nothing; nobody was ever given it", warns=True)
        if self._is_embargoed(figure):
            yield Row(
                "Embargo", f"nobody but the desk is given it until {self._when(figure.embargo_until)}", warns=True
            )

    def change(self, change: LoggedChange, name: str = "") -> str:
        """On a line: when, what, by whom and why. `name` says in words which figure it is."""
        which = f"figure {change.figure} ({name})" if name else f"figure {change.figure}"
        why = f": {change.why}" if change.why else ""
        over = f" (found before: {' '.join(change.findings)})" if change.findings else ""
        by = change.by or SOMEBODY_FORGOTTEN
        return f"{self._when(change.at)}: {self._what(change, which)}, by {by}{why}{over}"

    def _what(self, change: LoggedChange, which: str) -> str:
        match change.change:
            case FigureChange.EMBARGOED:
                before = f", which ended {self._when(change.was)}," if change.was else ""
                return f"the embargo of {which}{before} was set to end {self._when(change.now)}"
            case FigureChange.RELEASED if change.now is not None:
                return f"the embargo of {which} was made shorter, to end {self._when(change.now)}"
            case FigureChange.EDITED if change.other is None:
                return f"{which}, a draft, was edited"
            case kind:
                return _SAID[kind].format(which=which, other=change.other)

    def _line(self, figure: Figure, found: History) -> str:
        """One of the others, and why it is not given where it is not."""
        states = []
        if figure.review is not Review.PUBLISHED:
            states.append(state(figure, found.retraction(figure)))
        if self._is_embargoed(figure):
            states.append("under embargo")
        noted = f" ({', '.join(states)})" if states else ""
        return f"{figure.id}  {self.prose.short(figure)}{noted}"

    def _is_embargoed(self, figure: Figure) -> bool:
        return is_on(figure.embargo_until, self.now)

    def _when(self, at: datetime | None) -> str:
        return instant_text(at, self.zone, self.prose.style) if at else ""


def state(figure: Figure, retraction: LoggedChange | None) -> str:
    """In one word: published, draft, rejected, corrected or withdrawn."""
    if figure.review is not Review.RETRACTED:
        return figure.review.value
    return retraction.change.value if retraction else FigureChange.WITHDRAWN.value


def change_object(change: LoggedChange) -> dict[str, Any]:
    """A change as JSON; times are ISO 8601 in UTC."""
    return {
        "figure": change.figure,
        "change": change.change.value,
        "other": change.other,
        "was": change.was.isoformat() if change.was else None,
        "now": change.now.isoformat() if change.now else None,
        "why": change.why,
        "by": change.by,
        "at": change.at.isoformat(),
        "findings": list(change.findings),
    }


def history_object(found: History, prose: Prose) -> dict[str, Any]:
    """A figure with its history as JSON."""
    figure = found.figure
    retraction = found.retraction(figure)
    corrected = retraction is not None and retraction.change is FigureChange.CORRECTED
    return {
        **Composer("", prose).cited(figure, found.superseded_by).as_json(),
        "state": state(figure, retraction),
        "corrected_by": retraction.other if retraction and corrected else None,
        "embargo_until": figure.embargo_until.isoformat() if figure.embargo_until else None,
        "before": [_brief(one, found) for one in found.before],
        "after": [_brief(one, found) for one in found.after],
        "beside": [_brief(one, found) for one in found.beside],
        "changes": [change_object(one) for one in found.changes],
    }


def _brief(figure: Figure, found: History) -> dict[str, Any]:
    return {
        "id": figure.id,
        "value": f"{figure.value:f}",
        "unit": figure.unit,
        "status": figure.status.value,
        "published_on": figure.published_on.iso if figure.published_on else None,
        "state": state(figure, found.retraction(figure)),
    }
