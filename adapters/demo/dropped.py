"""A file that was dropped on the demo's page: shown as `factdesk import --preview` shows it, then recorded."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from sqlalchemy import Engine

from bot.ask.style import HouseStyle
from bot.cards.card import Card, Row, Tone
from bot.cards.preview import preview_of_table
from bot.errors import FactdeskError, LedgerUnreadable, as_sentence
from bot.ingest.batch import Batch
from bot.ingest.files import opened
from bot.ingest.gathered import batch_of
from bot.ingest.orders import Orders
from bot.ingest.parts import lay_out
from bot.ingest.sampled import samples
from bot.ledger.overtaken import overtaken
from bot.ledger.record import Recorded, record
from bot.ledger.unreleased import refuse_unreleased, unreleased

_NOT_A_NAME = re.compile(r"[^\w .()-]+")
_LONGEST_NAME = 80


def keep(folder: Path, name: str, content: bytes) -> Path:
    """Write a file into a folder of its own, under what is left of its name."""
    folder.mkdir(parents=True)
    plain = _NOT_A_NAME.sub("_", name).strip(" .")[-_LONGEST_NAME:] or "file"
    path = folder / plain
    path.write_bytes(content)
    return path


def previews(path: Path, engine: Engine, style: HouseStyle, now: datetime, zone: str) -> list[Card]:
    """A card for each table. Raises LedgerUnreadable and ImportRefused."""
    with opened(path) as file:
        laid_out = lay_out(file, Orders(), sampled=True)
        found = list(samples(laid_out))
        if not any(sample.batch.figures for sample in found):
            laid_out.faults.refuse_if_any()
            raise LedgerUnreadable(f"{path.name} holds no figures that could be read")
        batches = [Batch(releases=laid_out.releases), *(sample.batch for sample in found)]
        late = [told for batch in batches[1:] for told in overtaken(engine, batch, now)]
        problems = [*laid_out.faults.problems, *(one for batch in batches for one in unreleased(batch, now, zone))]
        # What is said of the whole file stands under its last table.
        beside = ([*laid_out.losses, *late], problems)
        last = len(found) - 1
        return [preview_of_table(one, style, *(beside if n == last else ())) for n, one in enumerate(found)]


def recorded(path: Path, engine: Engine, now: datetime, zone: str, by: str) -> Card:
    """As the preview showed it. Raises LedgerUnreadable and ImportRefused; nothing is recorded then."""
    with opened(path) as file:
        batch = batch_of(lay_out(file, Orders()))
        refuse_unreleased(batch, now, zone)
        found = record(engine, batch, now, by=by, zone=zone)
    return Card(Tone.TOLD, f"{path.name} is recorded: {_counted(found)}.", tuple(_warnings(found)))


def refused(error: FactdeskError) -> Card:
    """Why nothing of it is recorded."""
    lines = [Row("Why" if not number else "", line) for number, line in enumerate(error.lines)]
    return Card(Tone.REFUSED, as_sentence(error), tuple(lines))


def _counted(found: Recorded) -> str:
    counts = ((found.new, "new"), (found.updated, "updated"), (found.unchanged, "held already"))
    return ", ".join(f"{count:,} {word}" for count, word in counts if count) or "nothing new"


def _warnings(found: Recorded) -> Iterator[Row]:
    rows = [Row("Warning", text, warns=True) for text in found.warnings]
    yield from (row if not number else replace(row, label="") for number, row in enumerate(rows))
