"""What somebody at a terminal is asked of a figure that they enter, filled in from what its series says."""

from __future__ import annotations

from dataclasses import asdict, replace

import click
from sqlalchemy import Engine

from bot.ledger.editor import Editor
from bot.ledger.entry import Entry
from bot.ledger.prefill import filled

_ASKED = {
    "indicator": "Indicator (its id or label; “new: …” adds one)",
    "codes": "Broken down by (party: Labour; region: North; Enter: nothing)",
    "period": "Period (2026-Q2; Enter: not said)",
    "value": "Value",
    "status": "Status (estimate, preliminary, provisional, final; Enter: none)",
    "source": "Source (Enter: not recorded)",
    "locator": "Where in the source (Enter: not recorded)",
    "published_on": "Published on (2026-08-05; Enter: not recorded)",
}
_FIRST = ("indicator", "codes")
"""What tells the series, by which the rest is filled in."""


def asked_for(entry: Entry, engine: Engine, editor: Editor) -> Entry:
    """The entry with what was typed. Raises Abort."""
    for name in _FIRST:
        entry = _typed(entry, name, "")
    known = filled(engine, entry, editor)
    for name in _ASKED:
        if name not in _FIRST:
            entry = _typed(entry, name, asdict(known)[name])
    return entry


def _typed(entry: Entry, name: str, known: str) -> Entry:
    if asdict(entry)[name]:
        return entry
    text: str = click.prompt(_ASKED[name], default=known, show_default=bool(known))
    return replace(entry, **{name: text})
