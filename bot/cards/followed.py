"""What has become of a figure that is followed, as a card."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from bot.ask.prose import Prose
from bot.ask.say import sides
from bot.cards.card import Action, Button, Card, Row, Tone
from bot.cards.reminder import figure_row
from bot.domain import Figure, Status
from bot.ledger.vintage import kind_of
from bot.periods import PartialDate
from bot.zones import day_in


@dataclass(frozen=True, slots=True)
class Change:
    """`was` are the figure that stood, or the rivals, `now` what stands; either may be none. `at` is when it was
    changed, or that was noticed (UTC). `corrected`, `withdrawn`: it was wrong, and is right now or in no answer any
    more; `why` is what was wrong."""

    was: Sequence[Figure]
    now: Sequence[Figure]
    at: datetime
    corrected: bool = False
    withdrawn: bool = False
    why: str | None = None

    @property
    def lead(self) -> str:
        """What kind of news it is."""
        if self.corrected:
            return "Correction"
        if self.withdrawn or not self.now:
            return "Withdrawn"
        if len({kind_of(figure) for figure in self.now}) < len(self.now):
            return "Disputed"
        same_status = bool(self.was) and self.was[0].status is self.now[0].status
        return "Revised figure" if same_status else "New figure"

    @property
    def warns(self) -> bool:
        """Whether what was said before should not be said again."""
        return self.lead not in ("New figure", "Revised figure")


def followed_card(changes: Sequence[Change], number: int, zone: str, prose: Prose) -> Card:
    """`number` is the follow's, `zone` that of whoever follows."""
    first = changes[0]
    rows = [row for change in changes for row in change_rows(change, zone, prose)]
    return replace(_card(_headline(first, prose), rows, number), figure=_figure(first, prose))


def unnamed_card(number: int) -> Card:
    """The same where it is not known whether whoever follows may see the figure: nothing of it."""
    rows = [Row("See it", "ask for it where you may ask")]
    return _card("A figure that you follow has changed.", rows, number)


def _card(headline: str, rows: Sequence[Row], number: int) -> Card:
    stop = Row("Stop", f"the button, or “unsubscribe {number}”")
    button = Button(Action.UNFOLLOW, "Stop following", str(number))
    return Card(Tone.TOLD, headline, (*rows, stop), buttons=(button,))


def _headline(change: Change, prose: Prose) -> str:
    figure = (change.now or change.was)[0]
    what = f"{change.lead}: {prose.subject(figure.indicator, figure.dimensions)}{prose.tail(figure)}"
    if not change.now:
        is_, it = ("are", "they were") if sides.verb(prose, figure) == "were" else ("is", "it was")
        return f"{what} {is_} not given any more; {it} {values_of_kinds(change.was, prose)}"
    was = f", not {values_of_kinds(change.was, prose)}" if change.was and change.warns and not _disputes(change) else ""
    return f"{what}: {values_of_kinds(change.now, prose)}{was}"


def _figure(change: Change, prose: Prose) -> str:
    return prose.value(change.now[0]) if len(change.now) == 1 else ""


def _disputes(change: Change) -> bool:
    return change.lead == "Disputed"


def change_rows(change: Change, zone: str, prose: Prose) -> Iterator[Row]:
    """What it was and is, with the sources, and since when."""
    for label, stated, warns in (("Was", change.was, change.warns), ("Now", change.now, _disputes(change))):
        for number, rivals in enumerate(_of_kinds(stated)):
            yield replace(figure_row("" if number else label, rivals, prose), warns=warns)
    if not change.was:
        yield Row("Was", "no figure")
    if not change.now:
        yield Row("Now", "no figure", warns=True)
    if change.now and change.now[0].status is not Status.NORMAL:
        yield Row("Status", change.now[0].status.value)
    yield Row("Since", _since(change, zone, prose))


def _since(change: Change, zone: str, prose: Prose) -> str:
    """The day of its publication, or on which it was taken back; where neither is known, on which it was seen."""
    published = change.now[0].published_on if change.now and not change.corrected and not change.withdrawn else None
    return prose.style.date(published or PartialDate(day_in(change.at, zone).isoformat()))


def values_of_kinds(figures: Sequence[Figure], prose: Prose) -> str:
    return "; ".join(prose.values(rivals) for rivals in _of_kinds(figures))


def _of_kinds(figures: Sequence[Figure]) -> list[list[Figure]]:
    found: dict[object, list[Figure]] = {}
    for figure in figures:
        found.setdefault(kind_of(figure), []).append(figure)
    return list(found.values())
