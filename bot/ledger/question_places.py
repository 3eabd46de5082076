"""Where open questions were asked for others to see. What was asked out of their sight has no place here."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache

from sqlalchemy import Connection, Dialect, bindparam, select, update

from bot.store.inserting import insert_new
from bot.store.prepared import Prepared, PreparedWrite
from bot.store.tables import open_question, open_question_place

_NOBODY = ""


@dataclass(frozen=True, slots=True)
class Seen:
    """A channel, as the text of its Address, in which others saw a question being asked. `workspace` is that of the
    address, such as "slack/T1"; `open`: everybody there may read the channel."""

    destination: str
    workspace: str
    open: bool


def keep_place(
    connection: Connection, normalised: str, seen: Seen, text: str, asker: str | None, now: datetime
) -> None:
    """Keep where a question was asked, in its words there. The caller's transaction has changed the question's row:
    until it ends, nobody else keeps a place of it."""
    ((question,),) = _question(connection.dialect).within(connection, key=normalised)
    asked = {"open": seen.open, "text": text, "asker": asker or _NOBODY, "last_asked": now}
    key = {"question": question, "destination": seen.destination}
    again = {f"now_{name}": value for name, value in {**key, **asked}.items()}
    if not _ask_again(connection.dialect, tuple(asked)).run(connection, [again]):
        first = {**key, "workspace": seen.workspace, "count": 1, "first_asked": now, **asked}
        insert_new(connection, open_question_place, first)


@lru_cache(maxsize=32)
def _question(dialect: Dialect) -> Prepared:
    return Prepared(select(open_question.c.id).where(open_question.c.normalised == bindparam("key")), dialect)


@lru_cache(maxsize=32)
def _ask_again(dialect: Dialect, columns: tuple[str, ...]) -> PreparedWrite:
    table = open_question_place
    asked = {name: bindparam(f"now_{name}", type_=table.c[name].type) for name in columns}
    change = update(table).where(
        table.c.question == bindparam("now_question"), table.c.destination == bindparam("now_destination")
    )
    return PreparedWrite(change.values(count=table.c.count + 1, **asked), dialect)
