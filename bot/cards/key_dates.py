"""The key dates of a ledger as one card: those to come, and the last ones gone by."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime

from bot.ask.agenda import in_order, is_ahead, is_past
from bot.ask.prose import Prose
from bot.cards.card import Card, Row, Tone, labelled
from bot.cards.dates import When, distance, moment_of, title, when_lines
from bot.domain import KeyDate, KeyDateStatus

_COMING = 15
_PAST = 5


def key_dates_card(key_dates: Sequence[KeyDate], zone: str, prose: Prose, now: datetime) -> Card:
    """`zone` is the reader's, whose calendar parts what is past from what is to come."""
    if not key_dates:
        return Card(Tone.TOLD, "The ledger holds no key dates.")
    ordered = in_order(key_dates, zone)
    past = [one for one in ordered if _is_over(one, now, zone)]
    following = next((one for one in ordered if is_ahead(one, now, zone)), None)
    coming = [one for one in ordered if one is not following and not _is_over(one, now, zone)]
    headline = f"Next: {_line(following, zone, prose, now)}" if following else "No key date is ahead."
    shown = [*([following] if following else []), *coming[:_COMING], *past[: -_PAST - 1 : -1]]
    return Card(
        Tone.TOLD,
        headline,
        (
            *labelled("Coming", (_line(one, zone, prose, now) for one in coming[:_COMING])),
            *_more(len(coming) - _COMING, "to come"),
            *labelled("Past", (_line(one, zone, prose, now) for one in past[: -_PAST - 1 : -1])),
            *_more(len(past) - _PAST, "gone by"),
        ),
        moments=tuple(moment for one in shown for moment in moment_of(When.of(one), zone, prose.style)),
    )


def _is_over(key_date: KeyDate, now: datetime, zone: str) -> bool:
    return key_date.status is KeyDateStatus.HAPPENED or is_past(key_date, now, zone)


def _more(count: int, what: str) -> Iterator[Row]:
    if count > 0:
        yield Row("", f"and {count:,} more {what}; “when is …?” finds one by its name")


def _line(key_date: KeyDate, zone: str, prose: Prose, now: datetime) -> str:
    when = When.of(key_date)
    told = key_date.status in (KeyDateStatus.MOVED, KeyDateStatus.CANCELLED)
    standing = f", {key_date.status.value}" if told else ""
    return f"{title(key_date, prose)}, {when_lines(when, zone, prose.style)[0]} ({distance(when, now, zone)}{standing})"
