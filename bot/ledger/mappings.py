"""How files were read, kept under a name: what the desk said of them and agreed to, for the next file of the kind."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, Engine, delete, insert, select

from bot.store.engine import reading, writing
from bot.store.tables import kept_mapping


@dataclass(frozen=True, slots=True)
class Kept:
    """`orders` is the text of a mapping file. `file` is the name of the file that it was kept of, `likeness` what
    others of its kind share with it, and `agreed` what was assumed of it in doubt, and agreed to."""

    name: str
    orders: str
    likeness: str
    file: str
    agreed: tuple[str, ...]
    by: str
    at: datetime


def keep(engine: Engine, mapping: Kept) -> None:
    """Keep a mapping in the place of one of its name, or of the same likeness. Raises StoreUnavailable."""
    table = kept_mapping
    with writing(engine) as connection:
        same = (table.c.name == mapping.name) | (table.c.likeness == mapping.likeness)
        connection.execute(delete(table).where(same))
        connection.execute(
            insert(table).values(
                name=mapping.name,
                orders=mapping.orders,
                likeness=mapping.likeness,
                file=mapping.file,
                agreed=mapping.agreed,
                kept_by=mapping.by,
                kept_at=mapping.at,
            )
        )


def kept_mappings(engine: Engine) -> Sequence[Kept]:
    """All of them, the latest first. Raises StoreUnavailable."""
    with reading(engine) as connection:
        return _all(connection)


def _all(connection: Connection) -> list[Kept]:
    table = kept_mapping
    rows = connection.execute(select(table).order_by(table.c.kept_at.desc(), table.c.name))
    return [Kept(row.name, row.orders, row.likeness, row.file, row.agreed, row.kept_by, row.kept_at) for row in rows]
