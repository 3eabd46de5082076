"""`factdesk export`: the whole ledger out of its database, for the desk."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import click

from adapters import clock
from adapters.cli.opening import open_ledger
from adapters.cli.say import tell
from bot.ledger.whole import export as write_whole

_NAMES = {
    "observations": ("figure", "figures"),
    "indicators": ("indicator", "indicators"),
    "sources": ("source", "sources"),
    "key_dates": ("key date", "key dates"),
    "changes": ("change", "changes"),
}
"""What is told of each resource of a package, one and many."""


@click.command()
@click.argument("folder", type=click.Path(path_type=Path))
def export(folder: Path) -> None:
    """Write the whole ledger into a new FOLDER, as a data package: figures with all their vintages, corrections and
    withdrawals, drafts and what is under embargo, labels, sources, key dates and the log.

    `factdesk import FOLDER` reads it back into an empty ledger.
    """
    now = clock.now()
    written = write_whole(open_ledger(now), folder, now)
    tell(f"{folder} holds the whole ledger: {counted(written.rows)}.")
    withheld = [
        f"{count:,} {what}"
        for count, what in (
            (written.drafts, "drafts" if written.drafts > 1 else "draft"),
            (written.embargoed, "under embargo"),
            (written.retracted, "corrected or withdrawn"),
        )
        if count
    ]
    if withheld:
        tell(f"Among the figures are {_listed(withheld)}: nobody may be given those.")
    tell("It is for the desk alone, and no other user of this machine can read it; keep it so where you take it.")


def counted(rows: Mapping[str, int]) -> str:
    """How much a package holds, in words."""
    return _listed([f"{rows[name]:,} {_NAMES[name][rows[name] != 1]}" for name in _NAMES])


def _listed(parts: list[str]) -> str:
    *first, last = parts
    return f"{', '.join(first)} and {last}" if first else last
