"""What an import that is under embargo as a whole would tell at once: other words for what is public already.

What only its figures use is hidden with them. But concepts have no embargo of their own: a new label of something that
public figures use is seen from the moment it is written.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from sqlalchemy import Connection, Table, select

from bot.errors import Problem
from bot.ingest.batch import Batch
from bot.store.catalogue import load_catalogue
from bot.store.rows import row_of
from bot.store.visibility import Visibility
from bot.store.writer import filled, key_of


def told_early(
    connection: Connection, batch: Batch, tables: Mapping[str, Table], public: Visibility
) -> Iterator[Problem]:
    """A problem for each concept of the `tables` (by field of the batch) that the public knows and the batch calls or
    describes otherwise. What the batch only names says nothing."""
    catalogue = load_catalogue(connection, public)
    for name, table in tables.items():
        known = getattr(catalogue, name)
        keys = [column.name for column in table.primary_key]
        held = {key_of(row, keys): row for row in connection.execute(select(table)).mappings()}
        for concept in getattr(batch, name):
            row = row_of(concept)
            key = key_of(row, keys)
            if (key if len(key) > 1 else key[0]) not in known or (name, *key) in batch.only_named:
                continue
            changed = [column for column, value in filled(row).items() if value != held[key][column]]
            if changed:
                wrong = (
                    f"“{'='.join(key)}” is public, and what is said of it here would be told before the embargo is over"
                )
                yield Problem(name, None, ", ".join(changed), wrong, "leave it as it is held, or import it apart")
