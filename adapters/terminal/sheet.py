"""A sheet: a sentence, and labelled rows under it. Wrapped on a terminal; whole lines and no codes anywhere else."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from typing import TextIO

from rich.console import Console
from rich.text import Text

from adapters.terminal.text import printable

_WIDTH = 80
_INDENT = 12


@dataclass(frozen=True, slots=True)
class Row:
    """One row. A row without a label goes on under the one before. `whole` rows (addresses) are never wrapped."""

    label: str
    text: str
    whole: bool = False
    warns: bool = False


@dataclass(frozen=True, slots=True)
class Sheet:
    headline: str
    rows: tuple[Row, ...]


def terminal(file: TextIO | None = None) -> Console:
    """A console on standard output. Colours are the terminal's own, so they suit light and dark themes alike."""
    console = Console(file=file or sys.stdout, highlight=False, markup=False, emoji=False)
    if console.no_color:
        return Console(file=console.file, color_system=None, highlight=False, markup=False, emoji=False)
    return console


def print_sheet(console: Console, sheet: Sheet) -> None:
    """At most 80 columns wide on a terminal."""
    width = min(console.width, _WIDTH) if console.is_terminal else None
    _print_wrapped(console, Text(), Text(printable(sheet.headline), style="bold"), width)
    if sheet.rows:
        console.print()
    for row in sheet.rows:
        label = Text(row.label.ljust(_INDENT), style="red" if row.warns else "cyan")
        _print_wrapped(console, label, Text(printable(row.text)), None if row.whole else width)


def _print_wrapped(console: Console, label: Text, body: Text, width: int | None) -> None:
    lines = [body] if width is None else list(body.wrap(console, max(width - len(label), 20)))
    for number, line in enumerate(lines or [body]):
        lead = label if number == 0 else Text(" " * len(label))
        line.rstrip()
        console.print(lead + line, soft_wrap=True)
