"""What was asked of one import, and the command that would ask it."""

from __future__ import annotations

import shlex
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click

from adapters.cli.imports.options import as_options, orders_of
from adapters.cli.reading import STDIN
from bot.errors import UnclearOrders
from bot.ingest.files import Opened, opened
from bot.ingest.orders import Orders
from bot.ingest.parts import file_at

_FLAGS = ("yes", "as_shown", "no_kept", "lift_embargo", "bring_back", "keep_rivals", "draft")
_NAMES = ("save_map", "kept", "correct")


@dataclass(frozen=True, slots=True)
class Asked:
    """`orders` are those of the options alone. `save_map` and `kept` are names of mappings, and `correct` is the reason
    for which figures are corrected."""

    path: Path
    orders: Orders
    yes: bool = False
    as_shown: bool = False
    no_kept: bool = False
    lift_embargo: bool = False
    bring_back: bool = False
    keep_rivals: bool = False
    draft: bool = False
    save_map: str | None = None
    kept: str | None = None
    correct: str | None = None

    @classmethod
    def of(cls, path: Path, options: Mapping[str, Any]) -> Asked:
        """From the options of the command. Raises UnclearOrders and LedgerUnreadable, and UsageError for options that
        do not go together."""
        own = {name: options[name] for name in (*_FLAGS, *_NAMES)}
        if own["kept"] is not None and own["no_kept"]:
            raise click.UsageError("Give either --kept or --no-kept")
        if own["correct"] is not None and own["keep_rivals"]:
            raise click.UsageError("Give either --correct or --keep-rivals")
        own["save_map"] = _name(own["save_map"])
        return cls(path, orders_of(**{name: said for name, said in options.items() if name not in own}), **own)

    @property
    def name(self) -> str:
        """What the file is called."""
        return self.path.name if str(self.path) != STDIN else "standard input"

    def opened(self) -> Opened:
        """The file, or what comes in at standard input. Raises LedgerUnreadable."""
        return opened(sys.stdin.buffer) if str(self.path) == STDIN else opened(file_at(self.path))

    def command(self) -> str:
        """For a shell."""
        words = ["factdesk", "import", str(self.path), *as_options(self.orders)]
        for name in _NAMES:
            if (said := getattr(self, name)) is not None:
                words += [f"--{name.replace('_', '-')}", said]
        words += [f"--{name.replace('_', '-')}" for name in _FLAGS if getattr(self, name)]
        return shlex.join(words)


def _name(text: str | None) -> str | None:
    """A name to keep a mapping under. Raises UnclearOrders for one that is blank or holds control characters."""
    if text is None:
        return None
    name = " ".join(text.split())
    if not name or not text.isprintable():
        raise UnclearOrders("--save-map: a mapping cannot be kept under this name; write one of letters and numbers")
    return name
