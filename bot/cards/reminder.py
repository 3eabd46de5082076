"""Cards about one key date: the reminder, its correction, and the question for a figure that has not come."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from bot.ask.prose import Prose
from bot.cards.card import Action, Button, Card, Moment, Row, Tone, labelled
from bot.cards.dates import When, cited, distance, is_cited, moment_of, title, when_lines
from bot.domain import Figure, KeyDate
from bot.ledger.vintage import side_by_side

_SHOWN = 8
"""Figures that a card lists; it counts the others."""
_LONGEST_ID = 80
_UNRECORDED = "Unrecorded"


@dataclass(frozen=True, slots=True)
class Known:
    """A figure that stands; `withdrawn`: when a later one was withdrawn (UTC), so that it stands again."""

    figure: Figure
    withdrawn: datetime | None = None


@dataclass(frozen=True, slots=True)
class DateCards:
    """Cards for one channel at one time (UTC): in the ledger's words, the house's style and the channel's zone."""

    prose: Prose
    zone: str
    now: datetime

    def reminder(self, key_date: KeyDate, known: Sequence[Known]) -> Card:
        """What happens when, what is known until now, and what is awaited. `known` are the latest figures of the
        indicator that the date brings, with all rivals."""
        when = When.of(key_date)
        lines = when_lines(when, self.zone, self.prose.style)
        # A day is reminded of by the calendar of where it is: it is “today” once it has come there.
        headline = f"{title(key_date, self.prose)}: {distance(when, self.now, when.zone or self.zone)}"
        rows = [*labelled("When", lines), *self._awaited(key_date, known)]
        rows += self._source_unless_told(key_date, rows)
        return Card(Tone.TOLD, headline, tuple(rows), moments=self._moments(when))

    def moved(self, key_date: KeyDate, was: When) -> Card:
        """Corrects a reminder that was given."""
        now, *elsewhere = when_lines(When.of(key_date), self.zone, self.prose.style)
        rows = (
            *labelled("By its own clocks", elsewhere),
            *labelled("Was", when_lines(was, self.zone, self.prose.style), small=True),
            self._source(key_date),
        )
        moments = self._moments(When.of(key_date), was)
        return Card(Tone.TOLD, f"Moved: {self._label(key_date)}, now {now}.", rows, moments=moments, figure=now)

    def cancelled(self, key_date: KeyDate) -> Card:
        """Corrects a reminder that was given."""
        lines = when_lines(When.of(key_date), self.zone, self.prose.style)
        rows = (*labelled("Was set for", lines, warns=True), self._source(key_date))
        return Card(Tone.TOLD, f"Cancelled: {self._label(key_date)}", rows, moments=self._moments(When.of(key_date)))

    def chase(self, key_date: KeyDate, known: Sequence[Known]) -> Card:
        """Asks the desk for the figure that a date should have brought."""
        lines = when_lines(When.of(key_date), self.zone, self.prose.style)
        rows = [*labelled("When", lines), *self._awaited(key_date, known)]
        rows += self._source_unless_told(key_date, rows)
        rows.append(Row("To do", "import the new figure, or confirm, move or cancel the date"))
        headline = f"Still no new figure: {self._label(key_date)}"
        return Card(Tone.TOLD, headline, tuple(rows), moments=self._moments(When.of(key_date)))

    def _moments(self, *told: When) -> tuple[Moment, ...]:
        return tuple(moment for when in told for moment in moment_of(when, self.zone, self.prose.style))

    def _label(self, key_date: KeyDate) -> str:
        return self.prose.style.spelling(key_date.label)

    def _awaited(self, key_date: KeyDate, known: Sequence[Known]) -> Iterator[Row]:
        brings = key_date.brings
        if brings is None:
            return
        withdrawn = {one.figure.id: one.withdrawn for one in known}
        lines = _lines(known)
        for number, rivals in enumerate(lines[:_SHOWN]):
            note = withdrawn_note(withdrawn[rivals[0].id], self.zone, self.prose)
            yield figure_row("" if number else "Known", rivals, self.prose, note)
        if len(lines) > _SHOWN:
            yield Row("", f"and {len(lines) - _SHOWN} more figures")
        if not known:
            yield Row("Known", "no figure yet")
        for row in unrecorded(lines[:_SHOWN], self.prose):
            yield row if is_cited(key_date, self.prose) else replace(row, text=f"{row.text}; source of the date")
        yield Row("Awaited", f"a new figure: {self.prose.label(brings)}")

    def _source_unless_told(self, key_date: KeyDate, told: Sequence[Row]) -> list[Row]:
        """That no source is recorded is said once, of the figures and the date together."""
        is_told = any(row.label == _UNRECORDED for row in told) and not is_cited(key_date, self.prose)
        return [] if is_told else [self._source(key_date)]

    def _source(self, key_date: KeyDate) -> Row:
        text, url = cited(key_date, self.prose)
        return Row("Date from", text, url=url)


def shown_of(known: Sequence[Known]) -> list[Figure]:
    """The figures that a card tells one by one."""
    return [figure for rivals in _lines(known)[:_SHOWN] for figure in rivals]


def _lines(known: Sequence[Known]) -> list[tuple[Figure, ...]]:
    return list(side_by_side([one.figure for one in known]))


def with_entry(card: Card, key_date: KeyDate) -> Card:
    """With the button by which the figure that a date brings is entered, if it brings any."""
    # No platform takes a longer id of a button.
    if key_date.brings is None or len(key_date.id) > _LONGEST_ID:
        return card
    return replace(card, buttons=(*card.buttons, Button(Action.ENTER, "Enter the result", key_date.id)))


def withdrawn_note(at: datetime | None, zone: str, prose: Prose) -> str:
    """What stands behind a figure that stands again since a later one was withdrawn."""
    return f", {prose.withdrawn(at, zone)}" if at else ""


def figure_row(label: str, rivals: Sequence[Figure], prose: Prose, note: str = "") -> Row:
    """A figure on a line: what it is of, its period, its status, its value, and where it stands, unless that is not
    recorded; with its rivals."""
    line = prose.short(*rivals)
    sources = [prose.catalogue.sources.get(figure.source or "") for figure in rivals]
    urls = {source.url if source else None for source in sources}
    where = f" ({prose.sources(rivals)})" if any(map(prose.is_cited, rivals)) else ""
    text = f"{line[:1].upper()}{line[1:]}{note}{where}"
    return Row(label, text, url=urls.pop() if len(urls) == 1 else None)


def unrecorded(lines: Sequence[Sequence[Figure]], prose: Prose) -> Iterator[Row]:
    """Of the lines of a card, each a figure with its rivals, how many have no source; none where all have one."""
    lacking = sum(not any(map(prose.is_cited, rivals)) for rivals in lines)
    if lacking:
        yield Row(_UNRECORDED, "source" if lacking == len(lines) else f"source of {lacking} of {len(lines)} figures")
