"""The rows of a card: quiet lines, caveats in plain sight, cut where little is lost."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import groupby
from typing import TypeVar

from adapters.discordbot.cut import fit, length
from adapters.discordbot.escape import address, escape
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

_Drawn = TypeVar("_Drawn")


@dataclass(frozen=True, slots=True)
class _Item:
    """A row, escaped. `weight`: how much it would be missed."""

    label: str
    text: str
    url: str | None
    warns: bool
    weight: int
    small: bool = False


@dataclass(frozen=True, slots=True)
class Block:
    """Lines that stand together; with a `url`, the line of one row that has it beside it."""

    text: str
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Blocks:
    """What is not to be overlooked, and all else in its order. `whole`: nothing had to be cut or left out."""

    loud: str
    rest: tuple[Block, ...]
    whole: bool = True

    @property
    def length(self) -> int:
        return length(self.loud) + sum(length(block.text) for block in self.rest)


def description(card: Card, first: Sequence[str] = (), last: Sequence[str] = ()) -> str:
    """All rows as one text, at most as long as Discord allows. `first` and `last` are lines of our own, drawn as they
    are."""
    quiet = card.tone in _QUIET
    room = DISCORD_DESCRIPTION - sum(length(line) + 1 for line in (*first, *last))

    def drawn(items: Sequence[_Item], note: str) -> str:
        return "\n".join(filter(None, (_draw(items, quiet), note)))

    whole = drawn(_whole(card), "")
    if length(whole) > room:
        whole = _fitted(card, room, drawn, length)
    return "\n".join((*first, *([whole] if whole else []), *last)).strip("\n")


def blocks(card: Card, room: int, beside: int) -> Blocks:
    """The rows in blocks that are at most `room` long together. Addresses stand beside their rows where no more than
    `beside` rows have one, else in them."""
    quiet = card.tone in _QUIET

    def drawn(items: Sequence[_Item], note: str) -> Blocks:
        loud = [item for item in items if quiet and item.warns]
        rest = [item for item in items if not (quiet and item.warns)]
        found = list(_parted(rest, quiet, beside))
        return Blocks(_draw(loud, quiet), tuple(_with_note(found, note)))

    whole = drawn(_whole(card), "")
    if whole.length <= room:
        return whole
    return replace(_fitted(card, room, drawn, lambda found: found.length), whole=False)


def _parted(items: Sequence[_Item], quiet: bool, beside: int) -> Iterable[Block]:
    if sum(item.url is not None for item in items) > beside:
        yield Block(_draw(items, quiet))
        return
    for url, group in groupby(items, lambda item: item.url):
        run = [replace(item, url=None) for item in group]
        if url is None:
            yield Block(_draw(run, quiet))
        else:
            # Rows with the same address one after the other have it once.
            yield Block(_draw(run, quiet), url)


def _with_note(found: list[Block], note: str) -> Iterable[Block]:
    written = [block for block in found if block.text]
    if not note:
        return written
    if written and written[-1].url is None:
        return [*written[:-1], Block(f"{written[-1].text}\n{note}")]
    return [*written, Block(note)]


def _fitted(
    card: Card, room: int, drawn: Callable[[Sequence[_Item], str], _Drawn], size: Callable[[_Drawn], int]
) -> _Drawn:
    """As many of the rows as fit, shortened, those that are missed most; how many are left out is said."""
    items = [_item(row, _ROW) for row in _named(card.rows)]
    ranked = sorted(range(len(items)), key=lambda number: (-items[number].weight, number))
    for count in range(min(len(items), _MOST_ROWS), -1, -1):
        left = [items[number] for number in sorted(ranked[:count])]
        hidden = len(items) - count
        note = f"-# {hidden} more {'line is' if hidden == 1 else 'lines are'} not shown." if hidden else ""
        found = drawn(left, note)
        if size(found) <= room:
            return found
    return drawn([], "")


def _whole(card: Card) -> list[_Item]:
    return [_item(row, None) for row in _named(card.rows)]


def _named(rows: Iterable[Row]) -> list[Row]:
    """Every row with its label, also those that go on under the one before."""
    label = ""
    named = []
    for row in rows:
        label = row.label or label
        named.append(row if row.label == label else replace(row, label=label))
    return [row for row in named if row.label or row.text]


def _item(row: Row, longest: int | None) -> _Item:
    # What is remembered is ours and the ledger's, never what somebody asked.
    text = _remembered(row.text, longest) if row.url else _text(row.text, longest)
    # A caveat and a source are missed most.
    weight = 3 if row.warns else 2 if row.url else 1 if row.ask else 0
    return _Item(_label(row.label), text, _address(row.url) if row.url else None, row.warns, weight, row.small)


def _text(text: str, longest: int | None) -> str:
    return escape(text) if longest is None else fit(text, longest)


_remembered = lru_cache(maxsize=_REMEMBERED)(_text)
_address = lru_cache(maxsize=_REMEMBERED)(address)


@lru_cache(maxsize=_REMEMBERED)
def _label(text: str) -> str:
    return fit(text, _LABEL)


def _draw(items: Iterable[_Item], quiet: bool) -> str:
    """Quiet rows of one label in one line; all others in a line each, the label on the first."""
    lines: list[str] = []
    before: _Item | None = None
    for item in items:
        small = (quiet or item.small) and not item.warns
        again = before is not None and before.label == item.label
        text = f"{item.text} ([{_OPEN}]({item.url}))" if item.url else item.text
        if again and small and before is not None and not before.warns:
            lines[-1] += f" · {text}"
        elif again or not item.label:
            lines.append(f"-# {text}" if small else f"• {text}")
        else:
            lines.append(f"-# {item.label}: {text}" if small else f"**{item.label}:** {text}")
        before = item
    return "\n".join(lines)
