"""What is not public yet, as a card for those who may know of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime

from bot.ask.prose import Prose
from bot.cards.card import Card, Row, Tone, labelled
from bot.cards.dates import When, instant_text, title, when_lines
from bot.domain import Figure, KeyDate, Review
from bot.ledger.embargoes import is_on

_SHOWN = 20
"""Figures, and key dates, that the card lists; it counts the others."""
_ALL = "{}; whoever runs Factdesk can list them all"


def withheld_card(
    figures: Sequence[Figure], key_dates: Sequence[KeyDate], zone: str, prose: Prose, now: datetime
) -> Card:
    """`zone` is the reader's. Nothing on the card can be pressed: it is not to be shown to others."""
    if not figures and not key_dates:
        return Card(Tone.TOLD, "Nothing is under embargo, and nothing is a draft.")
    lines = (f"{prose.short(one)} ({why_withheld(one, zone, prose, now)})" for one in figures[:_SHOWN])
    dates = (_date(one, zone, prose) for one in key_dates[:_SHOWN])
    return Card(
        Tone.TOLD,
        "Not public yet; keep it to yourself.",
        (
            *labelled("Figures", lines),
            *_more(len(figures), _ALL.format("figures")),
            *labelled("Key dates", dates),
            *_more(len(key_dates), _ALL.format("key dates")),
        ),
    )


def why_withheld(figure: Figure, zone: str, prose: Prose, now: datetime) -> str:
    """As "under embargo until 1 January 2027, 00:00 Pacific/Auckland" or "a draft"."""
    until = figure.embargo_until
    embargo = _until(until, zone, prose) if is_on(until, now) else None
    draft = "a draft" if figure.review is Review.DRAFT else None
    return ", ".join(filter(None, (draft, embargo)))


def _date(key_date: KeyDate, zone: str, prose: Prose) -> str:
    assert key_date.embargo_until is not None, "it is under embargo"
    when = when_lines(When.of(key_date), zone, prose.style)[0]
    return f"{title(key_date, prose)}, {when} ({_until(key_date.embargo_until, zone, prose)})"


def _until(until: datetime, zone: str, prose: Prose) -> str:
    return f"under embargo until {instant_text(until, zone, prose.style)} {zone}"


def _more(count: int, what: str) -> Iterator[Row]:
    if count > _SHOWN:
        yield Row("", f"and {count - _SHOWN:,} more {what}")
