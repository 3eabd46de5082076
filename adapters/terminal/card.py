"""A card on standard output: wrapped on a terminal; whole lines and no codes anywhere else."""

from __future__ import annotations

import sys
from typing import TextIO

from rich.console import Console
from rich.text import Text

from adapters.terminal.text import printable
from bot.cards.card import Card

_WIDTH = 80
_INDENT = 12
_BLANK = Text(" " * _INDENT)


def terminal(file: TextIO | None = None) -> Console:
    """A console on standard output. Colours are the terminal's own, so they suit light and dark themes alike."""
    console = Console(file=file or sys.stdout, highlight=False, markup=False, emoji=False)
    if console.no_color:
        return Console(file=console.file, color_system=None, highlight=False, markup=False, emoji=False)
    return console


def print_card(console: Console, card: Card, elsewhere: int | None = None) -> None:
    """At most 80 columns wide on a terminal, and `elsewhere` so many; an address is never wrapped."""
    width = min(console.width, _WIDTH) if console.is_terminal else elsewhere
    _print_wrapped(console, Text(), Text(printable(card.headline), style="bold"), width)
    if card.rows:
        console.print()
    for row in card.rows:
        label = Text(row.label.ljust(_INDENT), style="red" if row.warns else "cyan")
        _print_wrapped(console, label, Text(printable(row.text)), width)
        if row.url:
            _print_wrapped(console, _BLANK, Text(printable(row.url)), None)
        if row.ask:
            _print_wrapped(console, _BLANK, Text(printable(f"ask: {row.ask}")), width)


def _print_wrapped(console: Console, label: Text, body: Text, width: int | None) -> None:
    lines = [body] if width is None else list(body.wrap(console, max(width - len(label), 20)))
    for number, line in enumerate(lines or [body]):
        lead = label if number == 0 else Text(" " * len(label))
        line.rstrip()
        console.print(lead + line, soft_wrap=True)
