"""The key dates of a ledger as one card: those to come, and the last ones gone by."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from bot.ask.prose import Prose
from bot.cards.card import Card, Tone, labelled
from bot.cards.dates import When, distance, is_past, title, when_lines
from bot.domain import KeyDate, KeyDateStatus

_COMING = 15
_PAST = 5


def key_dates_card(key_dates: Sequence[KeyDate], zone: str, prose: Prose, now: datetime) -> Card:
    """`zone` is the reader's, whose calendar parts what is past from what is to come."""
    ordered = sorted(key_dates, key=lambda one: (one.at.earliest, one.at.latest, one.id))
    past = [one for one in ordered if is_past(When.of(one), now, zone)]
    coming = [one for one in ordered if not is_past(When.of(one), now, zone)]
    if not ordered:
        return Card(Tone.TOLD, "The ledger holds no key dates.")
    headline = f"Next: {_line(coming[0], zone, prose, now)}" if coming else "No key date is ahead."
    return Card(
        Tone.TOLD,
        headline,
        (
            *labelled("Coming", (_line(one, zone, prose, now) for one in coming[1 : _COMING + 1])),
            *labelled("Past", (_line(one, zone, prose, now) for one in past[: -_PAST - 1 : -1])),
        ),
    )


def _line(key_date: KeyDate, zone: str, prose: Prose, now: datetime) -> str:
    when = When.of(key_date)
    told = key_date.status in (KeyDateStatus.MOVED, KeyDateStatus.CANCELLED)
    standing = f", {key_date.status.value}" if told else ""
    return f"{title(key_date, prose)}, {when_lines(when, zone, prose.style)[0]} ({distance(when, now, zone)}{standing})"
