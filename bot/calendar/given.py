"""Where figures were given, by the receipts and by what became of the posts that gave them."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, RowMapping, Select, and_, select

from bot.delivery.nouns import Address, Payload, State
from bot.store.chat_tables import receipt, receipt_figure
from bot.store.chunks import chunks
from bot.store.tables import delivery

_PORTION = 500
"""Receipts that are read at a time: with each comes the post that gave it."""
_PRIVATE = "private"
_STANDING = (None, State.SENT)
"""Of the post that gave it: what was picked in a message that stands has none of its own."""
_UNDER_WAY = (State.CLAIMED, State.SENDING)


@dataclass(frozen=True, slots=True)
class Given:
    """A receipt and where it is. `kind`: as which kind of post. `message_ref` and `thread` are the platform's names of
    its message and of the thread that this is in; None: nobody else sees it, or it is in none. `thread_of`: the channel
    whose thread its channel is. `state` is that of the post that gave it; None: it has none of its own."""

    receipt: str
    kind: str
    address: Address
    asker: str
    private: bool
    message_ref: str | None
    thread: str | None
    thread_of: str | None
    given_at: datetime
    state: State | None

    @property
    def stands(self) -> bool:
        """Whether all of its channel have it in a message."""
        return not self.private and self.message_ref is not None and self.state in _STANDING

    @property
    def is_under_way(self) -> bool:
        """Whether it may be given at this moment; it is known later whether it was."""
        return self.state in _UNDER_WAY


def given_by(connection: Connection, receipts: Collection[str]) -> dict[str, Given]:
    """By the ids of the receipts, of those that there are."""
    found: dict[str, Given] = {}
    for part in chunks(sorted(receipts), _PORTION):
        # Its post is of the same subject; one that nobody asked for, such as a digest, is named by its marker.
        for its_post in (and_(delivery.c.kind == receipt.c.kind, delivery.c.subject == _id), delivery.c.marker == _id):
            left = [id_ for id_ in part if id_ not in found]
            if left:
                rows = connection.execute(_with_posts().where(_id.in_(left), its_post)).mappings()
                found |= {row["id"]: _given(row) for row in rows}
        left = [id_ for id_ in part if id_ not in found]
        if left:
            lone = connection.execute(select(receipt).where(_id.in_(left))).mappings()
            found |= {row["id"]: _given(row) for row in lone}
    return found


def told_in(connection: Connection, receipts: Collection[str]) -> dict[str, set[str]]:
    """The figures (ids) that each receipt tells of."""
    found: dict[str, set[str]] = {}
    columns = receipt_figure.c
    for part in chunks(sorted(receipts)):
        query = select(columns.receipt, columns.figure).where(columns.receipt.in_(part))
        for id_, figure in connection.execute(query):
            found.setdefault(id_, set()).add(figure)
    return found


_id = receipt.c.id


def _with_posts() -> Select[*tuple[Any, ...]]:
    post = delivery.c
    own = (post.state, post.payload, post.message_ref.label("posted"))
    return select(*receipt.c, *own).select_from(receipt.join(delivery, post.destination == receipt.c.destination))


def _given(row: RowMapping) -> Given:
    payload = row.get("payload") or {}
    return Given(
        row["id"],
        row["kind"],
        Address.parse(row["destination"]),
        row["asker"],
        row["visibility"] == _PRIVATE,
        row["message_ref"] or row.get("posted"),
        _thread(payload, row["thread"], row["destination"]),
        payload.get("thread_of"),
        row["given_at"],
        State(row["state"]) if "state" in row else None,
    )


def _thread(payload: Payload, conversation: str | None, destination: str) -> str | None:
    """As the post says, unless its words are not kept any more; then the name of the conversation has it."""
    if "thread" in payload or conversation is None:
        thread: str | None = payload.get("thread")
        return thread
    here = f"{destination}#"
    return conversation.removeprefix(here) if conversation.startswith(here) else None
