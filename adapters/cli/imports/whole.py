"""Reading back what `factdesk export` wrote."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import click

from adapters import clock
from adapters.cli.export import counted
from adapters.cli.opening import open_ledger
from adapters.cli.say import tell
from bot.ledger.whole import read_whole, restore

_HARMLESS = ("yes", "as_shown")
"""Options that change nothing where nothing is asked."""


def read_back(path: Path, options: Mapping[str, Any], *, preview: bool) -> None:
    """Reads the package of a whole ledger back, or says what it would bring. Raises UsageError for options about what a
    file says."""
    given = [name for name, said in options.items() if name not in _HARMLESS and said not in (None, False, ())]
    if given:
        name = given[0].removesuffix("s") if given[0] == "maps" else given[0]
        raise click.UsageError(
            f"{path} is a whole ledger, which says all of it itself; leave --{name.replace('_', '-')} away"
        )
    whole = read_whole(path)
    if preview:
        tell(f"{path} is a whole ledger: {counted(whole.rows)}.")
        tell("An import reads all of it back, into an empty ledger alone.")
        return
    restored = restore(open_ledger(clock.now()), whole)
    tell(f"Read back the whole ledger: {counted(restored.rows)}.")
