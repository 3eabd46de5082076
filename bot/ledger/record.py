"""Recording an import: all of it or nothing, and nothing twice."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from itertools import count

from sqlalchemy import Connection, Engine

from bot.domain import Concept, Source
from bot.errors import ImportRefused
from bot.ingest.batch import Batch
from bot.ledger import key_dates
from bot.ledger.continued import follow
from bot.ledger.references import dangling
from bot.ledger.retracting import kept_out
from bot.store import tables, writer
from bot.store.chunks import SIZE, chunks
from bot.store.engine import writing
from bot.store.key_dates import IMPORT
from bot.store.rows import row_of

Progress = Callable[[int, int], None]
"""Told how many figures are done, and of how many."""

_TABLES = {
    "universes": tables.universe,
    "indicators": tables.indicator,
    "dimensions": tables.dimension,
    "codes": tables.code,
    "periods": tables.named_period,
    "agents": tables.agent,
    "sources": tables.source,
    "key_dates": tables.key_date,
}


@dataclass(frozen=True, slots=True)
class Recorded:
    """What an import did. `new` figures have the ids `figures`; `updated` counts held ones whose embargo was moved;
    `unchanged` those held already. `warnings` are sentences."""

    new: int
    updated: int
    unchanged: int
    warnings: tuple[str, ...]
    figures: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Written:
    """Ids of the new figures, the number of moved embargoes, and the series held before that got new figures."""

    new: tuple[str, ...]
    moved: int
    continued: set[int]


def record(engine: Engine, batch: Batch, now: datetime, progress: Progress | None = None, by: str = IMPORT) -> Recorded:
    """Writes a batch into the ledger in one transaction; recording it again changes nothing.

    Concepts held already take what the batch says of them, and keep what it leaves blank; a key date is replaced whole,
    but for what people have said of it (see `bot.ledger.key_dates`).
    Rival figures are all kept, with a warning. The ledger's revision goes up by one if anything changed. What the new
    figures supersede or dispute is logged, as changed `by` whoever imports. Raises ImportRefused if the batch refers to
    something that is neither in it nor in the ledger.
    """
    with writing(engine) as connection:
        before = writer.lock_ledger(connection)
        known = {name: writer.identities(connection, table) for name, table in _TABLES.items()}
        problems = dangling(batch, known)
        if problems:
            raise ImportRefused(problems)
        described = {name: getattr(batch, name) for name in _TABLES}
        described["key_dates"] = key_dates.merged(connection, batch.key_dates, now)
        concepts = sum(_write_concepts(connection, name, described[name]) for name in _TABLES)
        written = _write_figures(connection, batch, now, progress or _silent)
        about = _about(before, batch, {id_ for (id_,) in known["indicators"]})
        if concepts or written.new or written.moved or about:
            writer.update_ledger(connection, revision=before["revision"] + 1, **about)
        rivals = follow(connection, frozenset(written.new), written.continued, by, now)
        out = kept_out(connection, batch.figures)
    new = len(written.new)
    unchanged = len(batch.figures) - new - written.moved
    return Recorded(new, written.moved, unchanged, batch.warnings + rivals + out, written.new)


def _silent(_done: int, _total: int) -> None:
    """Nobody watches."""


def _write_concepts(connection: Connection, name: str, concepts: Iterable[Concept | Source]) -> int:
    rows = [row_of(concept) for concept in concepts]
    return writer.upsert(connection, _TABLES[name], rows, keep_blank=name != "key_dates") if rows else 0


def _write_figures(connection: Connection, batch: Batch, now: datetime, progress: Progress) -> _Written:
    keys = dict.fromkeys(figure.series for figure in batch.figures)
    held = writer.find_series(connection, keys)
    numbers = held | writer.add_series(connection, [key for key in keys if key not in held])
    new: list[str] = []
    moved = 0
    for start, part in zip(count(0, SIZE), chunks(batch.figures), strict=False):
        written = writer.write_figures(connection, part, numbers, now)
        new += written.new
        moved += len(written.moved)
        progress(start + len(part), len(batch.figures))
    fresh = frozenset(new)
    continued = {held[figure.series] for figure in batch.figures if figure.id in fresh and figure.series in held}
    return _Written(tuple(new), moved, continued)


def _about(before: writer.Row, batch: Batch, held: set[str]) -> dict[str, object]:
    """What changes in the ledger's language and scope.

    A batch that knows every indicator held speaks for the whole ledger. Another one only narrows the scope: a word that
    is not true of all figures must not be ignored in a question.
    """
    language, scope = before["language"], before["scope"]
    if held <= {indicator.id for indicator in batch.indicators}:
        language, scope = batch.language or language, batch.scope or scope
    elif batch.scope:
        scope = tuple(word for word in scope if word in batch.scope)
    after = {"language": language, "scope": scope}
    return {name: value for name, value in after.items() if value != before[name]}
