"""Receipts: which figures were told of where, when and to whom, so that what was said can be corrected later."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import lru_cache
from typing import NamedTuple

from sqlalchemy import Connection, Dialect, Engine, and_, delete, exists, func, insert, or_, select

from bot.answer import Answer
from bot.chat.known import kept_text
from bot.chat.nouns import Inbound, Visibility
from bot.delivery.nouns import Address, State
from bot.domain import Outcome
from bot.store.chat_tables import receipt, receipt_figure
from bot.store.chunks import chunks
from bot.store.engine import reading, snapshot, writing
from bot.store.inserting import insert_all_new, new_row
from bot.store.prepared import Bound, PreparedWrite
from bot.store.tables import delivery
from bot.store.types import JsonText

ANSWER = "answer"
SHARE = "share"
_ID_CHARACTERS = 20
_ID_BYTES = 15
"""Of the digest: all that go into so many characters."""
_UNKEPT = ""
_SENTENCE_UNKEPT = "What was said to that is not kept."
_OWN_POST = and_(delivery.c.kind == receipt.c.kind, delivery.c.subject == receipt.c.id)
"""The delivery of a receipt that was given publicly."""
_named = delivery.alias("named")
_NAMED_POST = _named.c.marker == receipt.c.id
"""The delivery of what nobody asked for, such as a digest."""
_UNSENT = (State.CANCELLED.value, State.MISSED.value)


@dataclass(frozen=True, slots=True)
class Receipt:
    """An answer that was given, or a post that nobody asked for, such as a digest: then `kind` is that of its delivery,
    `id` is its marker, and `answer` no more than its first line and its figures. `asker` is "platform/workspace/user",
    without a user where nobody asked. `message_ref` is the platform's name of the
    message; None: it is not known, or nobody but the asker has it. `revision` is the ledger's that it was worked out
    at; None: that is not known."""

    id: str
    kind: str
    address: Address
    thread: str | None
    message_ref: str | None
    asker: str
    visibility: Visibility
    answer: Answer
    given_at: datetime
    revision: int | None = None

    @property
    def is_answer(self) -> bool:
        """Whether somebody asked for it."""
        return self.kind in (ANSWER, SHARE)

    def was_asked_by(self, platform: str, user: str) -> bool:
        return (self.address.platform, self.asker.rpartition("/")[2]) == (platform, user)


def receipt_id(*parts: str) -> str:
    """The same for the same event: an answer that is repeated after a crash has the receipt that it had before."""
    digest = hashlib.sha256("\0".join(parts).encode()).digest()
    return base64.b32encode(digest[:_ID_BYTES]).decode().lower()[:_ID_CHARACTERS]


def answer_id(event: Inbound) -> str:
    """Of the answer to what somebody sent: of its words, as they were sent or as they were edited."""
    parts = (event.source, event.edited) if event.edited else (event.source,)
    return receipt_id(ANSWER, *parts)


def told_id(event: Inbound) -> str:
    """The same of what is said where there is no figure to give."""
    parts = (event.source, event.edited) if event.edited else (event.source,)
    return receipt_id("told", *parts)


def without_question(answer: Answer) -> Answer:
    """An answer that no longer tells what was asked, only what was given. A refusal quotes what it has nothing on, and
    whatever is no answer may: of these no sentence is kept."""
    text = answer.text if answer.outcome is Outcome.ANSWERED else _SENTENCE_UNKEPT
    wordless = replace(answer, question=_UNKEPT, asked=_UNKEPT, understood_as=_UNKEPT, text=text)
    return replace(wordless, missing=None, reading=None)


class Kept(NamedTuple):
    """A receipt as it is written: its row, and those of its figures."""

    row: Bound
    figures: Bound | None

    def write(self, connection: Connection) -> bool:
        """In the caller's transaction; False: a receipt that is there already stays as it is."""
        is_new = self.row.run(connection) > 0
        if is_new and self.figures:
            self.figures.run(connection)
        return is_new


def kept(dialect: Dialect, given: Receipt, text: JsonText | None = None) -> Kept:
    """A receipt to be written, worked out before the transaction; `text`: its answer's, where that is there already."""
    row = {
        "id": given.id,
        "kind": given.kind,
        "destination": str(given.address),
        "workspace": given.address.budget,
        "thread": given.thread,
        "message_ref": given.message_ref,
        "asker": given.asker,
        "visibility": given.visibility.value,
        "answer": text or kept_text(given.answer, given.revision),
        "given_at": given.given_at,
    }
    figures = [{"receipt": given.id, "figure": figure} for figure in given.answer.told]
    return Kept(new_row(dialect, receipt, row), _figures(dialect).bound(figures) if figures else None)


@lru_cache(maxsize=32)
def _figures(dialect: Dialect) -> PreparedWrite:
    return PreparedWrite(insert(receipt_figure), dialect, ("receipt", "figure"))


def find(engine: Engine, id_: str) -> Receipt | None:
    found = _find(engine, [id_])
    return found[0] if found else None


def with_figure(engine: Engine, figure: str) -> list[Receipt]:
    """Where a figure was told of, in an answer, a choice or a caveat; the latest first. What was not posted, as it was
    withheld or came too late, was not given."""
    unsent = or_(
        exists().where(_OWN_POST, delivery.c.state.in_(_UNSENT)),
        exists().where(_NAMED_POST, _named.c.state.in_(_UNSENT)),
    )
    query = select(receipt.c.id).join(receipt_figure).where(receipt_figure.c.figure == figure, ~unsent)
    with reading(engine) as connection:
        ids = list(connection.execute(query).scalars())
    return _find(engine, ids)


def add_figures(engine: Engine, further: Mapping[str, Collection[str]]) -> None:
    """Receipts (ids) tell of these figures as well; nothing of receipts that there are no more."""
    ids = [id_ for id_, figures in further.items() if figures]
    with writing(engine) as connection:
        for part in chunks(ids):
            there = connection.execute(select(receipt.c.id).where(receipt.c.id.in_(part))).scalars()
            rows = [{"receipt": id_, "figure": figure} for id_ in there for figure in further[id_]]
            insert_all_new(connection, receipt_figure, rows)


def discard(connection: Connection, id_: str) -> None:
    """Delete a receipt of what was never given, in the caller's transaction."""
    connection.execute(delete(receipt).where(receipt.c.id == id_))


def times_given(engine: Engine, figures: Sequence[str]) -> dict[str, int]:
    """How often each of the figures (ids) was given, of those that ever were."""
    found: dict[str, int] = {}
    with snapshot(engine) as connection:
        for part in chunks(figures):
            times = select(receipt_figure.c.figure, func.count().label("times")).group_by(receipt_figure.c.figure)
            rows = connection.execute(times.where(receipt_figure.c.figure.in_(part)))
            found |= {row.figure: row.times for row in rows}
    return found


def of_message(engine: Engine, address: Address, message_ref: str) -> Receipt | None:
    """The receipt of what a public message of ours says by now, by the platform's name of it: of the last answer that
    was picked in it, or edited into it."""
    # By its workspace there is an index; the outbox is never searched by its messages.
    here = select(receipt.c.id).where(receipt.c.workspace == address.budget, receipt.c.destination == str(address))
    posted = here.join(delivery, _OWN_POST).where(delivery.c.message_ref == message_ref)
    picked = here.where(receipt.c.message_ref == message_ref)
    with reading(engine) as connection:
        ids = [*connection.execute(posted).scalars(), *connection.execute(picked).scalars()]
    found = _find(engine, ids)
    return found[0] if found else None


def find_all(engine: Engine, ids: Collection[str]) -> list[Receipt]:
    """Those that there are, the latest first."""
    return _find(engine, ids)


def _find(engine: Engine, ids: Collection[str]) -> list[Receipt]:
    """A public message's name is known once its delivery is settled."""
    query = (
        select(
            *receipt.c, func.coalesce(receipt.c.message_ref, delivery.c.message_ref, _named.c.message_ref).label("ref")
        )
        .outerjoin(delivery, _OWN_POST)
        .outerjoin(_named, _NAMED_POST)
        .where(receipt.c.id.in_(ids))
        .order_by(receipt.c.given_at.desc(), receipt.c.id)
    )
    figures = select(receipt_figure.c.receipt, receipt_figure.c.figure).where(receipt_figure.c.receipt.in_(ids))
    with snapshot(engine) as connection:
        told: dict[str, list[str]] = {}
        for id_, figure in connection.execute(figures):
            told.setdefault(id_, []).append(figure)
        return [
            Receipt(
                id=row.id,
                kind=row.kind,
                address=Address.parse(row.destination),
                thread=row.thread,
                message_ref=row.ref,
                asker=row.asker,
                visibility=Visibility(row.visibility),
                answer=Answer.from_json(row.answer).telling(told.get(row.id, ())),
                given_at=row.given_at,
                revision=row.answer.get("revision"),
            )
            for row in connection.execute(query)
        ]
