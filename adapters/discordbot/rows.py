"""The rows of a card as the description of an embed: quiet lines, caveats in plain sight, cut where little is lost."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from adapters.discordbot.cut import fit, length
from adapters.discordbot.escape import escape, link
from adapters.limits import DISCORD_DESCRIPTION
from bot.cards.card import Card, Row, Tone

_QUIET = (Tone.ANSWERED, Tone.AMBIGUOUS, Tone.REFUSED, Tone.FAILED)
"""Tones of which the sentence says it and the rows are there to check it; elsewhere the rows are what is said."""
_ROW = 280
"""How long a row may be when not all of them fit."""
_LABEL = 60
_MOST_ROWS = 300
"""More of them never fit."""
_OPEN = "open"
_REMEMBERED = 1_024
"""Labels, and sources: most messages have those of others."""


@dataclass(frozen=True, slots=True)
class _Item:
    """A row, escaped. `weight`: how much it would be missed."""

    label: str
    text: str
    warns: bool
    weight: int


def description(card: Card, first: Sequence[str] = ()) -> str:
    """At most as long as Discord allows. `first` are lines of our own, drawn as they are."""
    quiet = card.tone in _QUIET
    rows = _named(card.rows)
    room = DISCORD_DESCRIPTION - sum(length(line) + 1 for line in first)
    whole = _draw([_item(row, None) for row in rows], quiet)
    if length(whole) > room:
        whole = _fitted([_item(row, _ROW) for row in rows], quiet, room)
    return "\n".join((*first, whole)).strip("\n")


def _fitted(items: Sequence[_Item], quiet: bool, room: int) -> str:
    """As many of the rows as fit, those that are missed most; how many are left out is said."""
    ranked = sorted(range(len(items)), key=lambda number: (-items[number].weight, number))
    for count in range(min(len(items), _MOST_ROWS), -1, -1):
        left = [items[number] for number in sorted(ranked[:count])]
        hidden = len(items) - count
        note = [f"-# {hidden} more {'line is' if hidden == 1 else 'lines are'} not shown."] if hidden else []
        drawn = "\n".join((_draw(left, quiet), *note))
        if length(drawn) <= room:
            return drawn
    return ""


def _named(rows: Iterable[Row]) -> list[Row]:
    """Every row with its label, also those that go on under the one before."""
    label = ""
    named = []
    for row in rows:
        label = row.label or label
        named.append(row if row.label == label else replace(row, label=label))
    return [row for row in named if row.label or row.text]


def _item(row: Row, longest: int | None) -> _Item:
    text = _linked(row.text, row.url, longest) if row.url else _text(row.text, longest)
    # A caveat and a source are missed most.
    weight = 3 if row.warns else 2 if row.url else 1 if row.ask else 0
    return _Item(_label(row.label), text, row.warns, weight)


def _text(text: str, longest: int | None) -> str:
    return escape(text) if longest is None else fit(text, longest)


# What is remembered is ours and the ledger's, never what somebody asked.
@lru_cache(maxsize=_REMEMBERED)
def _label(text: str) -> str:
    return fit(text, _LABEL)


@lru_cache(maxsize=_REMEMBERED)
def _linked(text: str, url: str, longest: int | None) -> str:
    opened = link(_OPEN, url)
    return f"{_text(text, longest)} ({opened})" if opened else _text(text, longest)


def _draw(items: Iterable[_Item], quiet: bool) -> str:
    """Quiet rows of one label in one line; all others in a line each, the label on the first."""
    lines: list[str] = []
    before: _Item | None = None
    for item in items:
        small = quiet and not item.warns
        again = before is not None and before.label == item.label
        if again and small and before is not None and not before.warns:
            lines[-1] += f" · {item.text}"
        elif again or not item.label:
            lines.append(f"-# {item.text}" if small else f"• {item.text}")
        else:
            lines.append(f"-# {item.label}: {item.text}" if small else f"**{item.label}:** {item.text}")
        before = item
    return "\n".join(lines)
