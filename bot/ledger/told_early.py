"""What an import would tell at once for the sake of what it withholds: other words for what is public already.

What only its withheld rows use is hidden with them. But concepts have no embargo of their own: a new label of something
that everybody may know of is seen from the moment it is written.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Set

from sqlalchemy import Connection, Table, select

from bot.errors import Problem
from bot.ingest.batch import Batch
from bot.store.concepts import Key
from bot.store.rows import row_of
from bot.store.writer import filled, key_of


def told_early(
    connection: Connection, batch: Batch, tables: Mapping[str, Table], kept: Set[Key], untold: Set[Key]
) -> Iterator[Problem]:
    """A problem for each concept of the `tables` (by field of the batch) that is `kept` for what the batch withholds,
    that the ledger holds and tells of, and that the batch calls or describes otherwise. What the batch only names says
    nothing, and what is `untold` may be described anew."""
    for name, table in tables.items():
        keys = [column.name for column in table.primary_key]
        held = {key_of(row, keys): row for row in connection.execute(select(table)).mappings()}
        for concept in getattr(batch, name):
            row = row_of(concept)
            key = key_of(row, keys)
            whole = key_to(name, key)
            if key not in held or whole not in kept or whole in untold or (name, *key) in batch.only_named:
                continue
            changed = [column for column, value in filled(row).items() if value != held[key][column]]
            if changed:
                wrong = f"“{'='.join(key)}” is public, and what is said of it here would be told before its time"
                yield Problem(name, None, ", ".join(changed), wrong, "leave it as it is held, or import it apart")


def key_to(name: str, key: tuple[str, ...]) -> Key:
    """The key of a concept of any kind, from its primary key."""
    dimension, id_ = key if len(key) > 1 else ("", key[0])
    return name, dimension, id_
