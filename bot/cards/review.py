"""A draft as a card, for whoever is to publish it: what it says, what it takes the place of, what speaks against it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from bot.ask.compose import Composer
from bot.ask.prose import Prose
from bot.cards.card import Button, Card, Person, Row, Tone, labelled
from bot.cards.dates import instant_text, moment_at
from bot.cards.history import SOMEBODY_FORGOTTEN
from bot.domain import Concept, Figure
from bot.ledger.embargoes import is_on
from bot.ledger.review import Waiting
from bot.store.drafts import Entered

AGAINST = "Against it"
_MOVED = "what is published for the same series and period is not what it was when this was entered"
_SHOWN = 20
"""Drafts of a card, and what speaks against them, that are told one by one; it counts the others."""


@dataclass(frozen=True, slots=True)
class ReviewCards:
    """`zone` is the reader's, `now` in UTC."""

    prose: Prose
    zone: str
    now: datetime

    def drafts(self, found: Sequence[Waiting], buttons: tuple[Button, ...] = ()) -> Card:
        """Of one draft, or of several that were entered together."""
        card = self.draft(found[0]) if len(found) == 1 else self._several(found)
        return replace(card, buttons=buttons, people=people_in(one.entered.by for one in found if one.entered))

    def draft(self, found: Waiting) -> Card:
        figure, prose = found.figure, self.prose
        rows = (
            Row("Source", prose.source(figure)),
            *([Row("Note", figure.note)] if figure.note else []),
            Row("Entered", self.entered(found.entered)),
            *self._embargo(figure),
            *labelled(
                "In place of", (f"{prose.short(one)} ({prose.source(one)}; figure {one.id})" for one in found.replaces)
            ),
            *labelled("New here", found.named_anew),
            *([Row("Changed since", _MOVED, warns=True)] if found.moved else []),
            *labelled(AGAINST, found.findings, warns=True),
            Row("Figure", figure.id),
        )
        return Card(Tone.TOLD, f"Draft: {self.line(figure)}", rows, figure=prose.value(figure))

    def many(self, entered: Sequence[Entered]) -> Card:
        """Of drafts that nobody handles in a chat: nothing of what they say."""
        count = "A draft waits" if len(entered) == 1 else f"{len(entered):,} drafts wait"
        how = "`factdesk ledger drafts` lists them, and `factdesk ledger publish` publishes what it is given"
        rows = (Row("Entered", self.entered(entered[0])), Row("Next", how))
        return Card(Tone.TOLD, f"{count} to be published in a terminal.", rows)

    def done(self, what: str, by: str, figures: Sequence[Figure], replaced: Sequence[Figure], why: str | None) -> Card:
        """What became of drafts, in their card's place: "Published" or "Rejected", by whom and why."""
        at = moment_at(self.now, self.zone, self.prose.style)
        first = self.line(figures[0]) if len(figures) == 1 else f"{len(figures)} figures"
        rows = (
            Row(what, f"by {by}, {at.text}"),
            *([Row("Why", why)] if why else []),
            *(labelled("Figures", self._lines(figures)) if len(figures) > 1 else [Row("Figure", figures[0].id)]),
            *labelled("In place of", self._lines(replaced)),
        )
        return Card(Tone.TOLD, f"{what}: {first}", rows, moments=(at,), people=people_in([by]))

    def line(self, figure: Figure) -> str:
        claimed = f", according to {self.prose.claimant(figure)}" if figure.attributed_to else ""
        return f"{self.prose.short(figure)}{claimed}"

    def concepts(self, figures: Sequence[Figure]) -> Iterator[Concept]:
        """What the figures are of: their indicators and codes."""
        catalogue = self.prose.catalogue
        for figure in figures:
            yield catalogue.indicators[figure.indicator]
            yield from (catalogue.codes[pair] for pair in figure.dimensions)

    def entered(self, entered: Entered | None) -> str:
        if entered is None:
            return "by an import of an earlier version"
        return f"by {entered.by or SOMEBODY_FORGOTTEN}, {instant_text(entered.at, self.zone, self.prose.style)}"

    def _several(self, found: Sequence[Waiting]) -> Card:
        prose = self.prose
        cited = dict.fromkeys(prose.source(one.figure) for one in found)
        replaced = [old for one in found for old in one.replaces]
        names = self._told_apart([one.figure for one in found])
        moved = [name for one, name in zip(found, names, strict=True) if one.moved]
        against = [f"{name}: {text}" for one, name in zip(found, names, strict=True) for text in one.findings]
        more = len(against) - _SHOWN
        against[_SHOWN:] = [f"and {more} more; `factdesk ledger drafts ID` tells those of one"] if more > 0 else []
        rows = (
            *labelled("Drafts", self._lines([one.figure for one in found])),
            *labelled("Source", cited),
            Row("Entered", self.entered(found[0].entered)),
            *self._embargo(max((one.figure for one in found), key=lambda one: bool(one.embargo_until))),
            *labelled("In place of", self._lines(replaced)),
            *labelled("New here", dict.fromkeys(name for one in found for name in one.named_anew)),
            *([Row("Changed since", f"{', '.join(moved)}: {_MOVED}", warns=True)] if moved else []),
            *labelled(AGAINST, against, warns=True),
        )
        return Card(Tone.TOLD, f"{len(found)} drafts: {prose.label(found[0].figure.indicator)}", rows)

    def _told_apart(self, figures: Sequence[Figure]) -> list[str]:
        """What each is called among the others: by its codes, or else by its id."""
        codes = [self.prose.own_codes(one, figures) for one in figures]
        is_clear = all(codes) and len(set(codes)) == len(codes)
        return codes if is_clear else [f"figure {one.id}" for one in figures]

    def _lines(self, figures: Sequence[Figure]) -> Iterator[str]:
        for one in figures[:_SHOWN]:
            yield f"{self.line(one)} (figure {one.id})"
        if len(figures) > _SHOWN:
            yield f"and {len(figures) - _SHOWN} more"

    def _embargo(self, figure: Figure) -> Iterator[Row]:
        if is_on(figure.embargo_until, self.now):
            until = instant_text(figure.embargo_until, self.zone, self.prose.style)
            yield Row("Embargo", f"nobody but the desk is given it until {until}", warns=True)


def people_in(names: Iterable[str]) -> tuple[Person, ...]:
    """Users of chats among those that the log names: a platform shows them by the name that they go by there."""
    return tuple(Person(name, name) for name in dict.fromkeys(names) if name.count("/") == 2)


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
