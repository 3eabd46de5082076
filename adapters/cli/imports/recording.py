"""A batch into the ledger, and what is told of it."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

import click
from sqlalchemy import Engine

from adapters.cli.closing import close_open_questions
from adapters.cli.imports.asked import Asked
from adapters.cli.imports.mending import agreed, tell_corrected
from adapters.cli.say import say, tell
from adapters.cli.withheld import withheld_lines
from adapters.local_user import local_user
from adapters.main import four_eyes, newsroom_zone, open_desk
from bot.ingest import Batch
from bot.ledger.drafts import as_drafts
from bot.ledger.record import Progress, Recorded, record
from bot.ledger.unreleased import refuse_unreleased

_LONG = 5_000
"""Figures from which an import takes long enough to watch."""


def record_and_tell(engine: Engine, batch: Batch, asked: Asked, now: datetime) -> None:
    """Records what is new. Raises ImportRefused for what is not public yet and not withheld, ImportDoubtful and Abort
    where it would leave figures of one source and day that disagree, unless somebody says what becomes of them."""
    batch = as_drafts(batch) if asked.draft else batch
    refuse_unreleased(batch, now, newsroom_zone())
    correcting = agreed(engine, batch, asked, now)
    desk = open_desk(engine, now)
    with _progress(len(batch.figures)) as progress:
        recorded = record(
            engine,
            batch,
            now,
            progress,
            local_user(),
            lift_embargo=asked.lift_embargo,
            bring_back=asked.bring_back,
            zone=newsroom_zone(),
            correcting=correcting,
            four_eyes=four_eyes(),
        )
    for warning in recorded.warnings:
        say(f"Warning: {warning}")
    tell(_summary(recorded))
    tell_corrected(engine, recorded.corrected, now)
    for line in withheld_lines(recorded.withheld, engine, desk.style):
        tell(line)
    if recorded.new or recorded.updated or recorded.corrected:
        labels = [one.label for one in (*batch.indicators, *batch.codes)]
        close_open_questions(engine, desk, labels)


def _summary(recorded: Recorded) -> str:
    parts = [f"{recorded.new:,} new"]
    if recorded.updated:
        parts.append(f"{recorded.updated:,} updated")
    if recorded.corrected:
        parts.append(f"{len(recorded.corrected):,} corrected")
    if recorded.unchanged:
        parts.append(f"{recorded.unchanged:,} held already")
    return f"Figures: {', '.join(parts)}."


@contextmanager
def _progress(total: int) -> Iterator[Progress | None]:
    """A bar on standard error, where a person watches a long import."""
    if total < _LONG or not sys.stderr.isatty():
        yield None
        return
    with click.progressbar(length=total, label="Importing", file=sys.stderr) as bar:
        yield lambda done, _total: bar.update(done - bar.pos)
