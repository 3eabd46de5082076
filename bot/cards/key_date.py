"""One key date as a card: when it is, what it brings, what became of it, and what was told of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime

from bot.ask.prose import Prose
from bot.cards.card import Card, Row, Tone, labelled
from bot.cards.dates import When, cited, distance, instant_text, moment_of, title, when_lines
from bot.cards.delivery import delivery_line
from bot.cards.history import SOMEBODY_FORGOTTEN
from bot.delivery.nouns import Delivery
from bot.domain import KeyDate
from bot.ledger.embargoes import is_on
from bot.store.key_dates import Change, KeyDateChange, Setting


def precision(key_date: KeyDate) -> str:
    """How exactly it is known when a date is: year, quarter, month, day or minute."""
    if key_date.at_time is not None:
        return "minute"
    iso = key_date.at.iso
    return "quarter" if "Q" in iso else {4: "year", 7: "month"}.get(len(iso), "day")


def changed_card(what: str, key_date: KeyDate, before: KeyDate | None, newsroom: str, prose: Prose) -> Card:
    """That a key date was added or changed, by its own clocks, or those of the `newsroom`. `before`: as it was until it
    was moved."""
    zone = key_date.zone or newsroom
    told = [When.of(one) for one in (key_date, before) if one is not None]
    when, *was = (when_lines(one, zone, prose.style)[0] for one in told)
    rows = (
        *labelled("Was", was, small=True),
        Row("Precision", f"to the {precision(key_date)}"),
        Row("Id", key_date.id),
    )
    moments = tuple(moment for one in told for moment in moment_of(one, zone, prose.style))
    return Card(Tone.TOLD, f"{what}: {title(key_date, prose)}, {when}.", rows, moments=moments, figure=when)


def key_date_card(
    key_date: KeyDate,
    history: Iterable[KeyDateChange],
    told: Iterable[Delivery],
    zone: str,
    prose: Prose,
    now: datetime,
) -> Card:
    """`zone` is the reader's, `told` what was enqueued about the date."""
    source, url = cited(key_date, prose)
    brings = prose.label(key_date.brings) if key_date.brings else "no figure"
    rows = (
        *labelled("When", when_lines(When.of(key_date), zone, prose.style)),
        Row("Precision", precision(key_date) + (f", zone {key_date.zone}" if key_date.zone else "")),
        Row("Status", f"{key_date.status}, {distance(When.of(key_date), now, zone)}"),
        *_embargo(key_date, zone, prose, now),
        Row("Brings", brings),
        Row("Source", source, url=url),
        *labelled("Changes", (_change(change, zone, prose) for change in history)),
        *labelled("Deliveries", (delivery_line(one, zone, prose.style) for one in told)),
        Row("Id", key_date.id),
    )
    moments = moment_of(When.of(key_date), zone, prose.style)
    return Card(Tone.TOLD, title(key_date, prose), rows, moments=moments)


def _embargo(key_date: KeyDate, zone: str, prose: Prose, now: datetime) -> Iterator[Row]:
    """For whoever may know of a date before that."""
    until = key_date.embargo_until
    if is_on(until, now):
        yield Row(
            "Embargo", f"until {instant_text(until, zone, prose.style)}; nobody but the desk knows of it", warns=True
        )


def _change(change: KeyDateChange, zone: str, prose: Prose) -> str:
    when = instant_text(change.at, zone, prose.style)
    what = change.change.value
    if change.change is Change.MOVED and change.was is not None:
        what = f"moved from {_setting(change.was, zone, prose)} to {_setting(change.now, zone, prose)}"
    if change.change in (Change.EMBARGOED, Change.RELEASED):
        was, now = (instant_text(at, zone, prose.style) if at else "none" for at in change.embargo)
        what = f"embargo until {now} (before: {was})"
    return f"{what}, {when}, by {change.by or SOMEBODY_FORGOTTEN}"


def _setting(setting: Setting, zone: str, prose: Prose) -> str:
    return when_lines(When(setting.at, setting.time, setting.zone), zone, prose.style)[-1]
