"""What a reply leaves behind, in one transaction: its event done, its receipt, its post in the outbox."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, Engine

from bot.chat import inbox, receipts, threads
from bot.chat.nouns import Audience, Given, Inbound, Reply
from bot.chat.posts import Post, message_of
from bot.chat.receipts import Kept, Receipt, told_id
from bot.delivery.enqueue import Unwritten, unwritten
from bot.ledger import picks
from bot.ledger.open_questions import keep
from bot.ledger.question_places import Seen
from bot.store.engine import writing


@dataclass(frozen=True, slots=True)
class Records:
    """`keep_questions`: as in ChatConfig. Every method raises StoreUnavailable; nothing is written then."""

    engine: Engine
    keep_questions: bool

    def finish(self, event: Inbound, reply: Reply, now: datetime) -> None:
        """A private reply was given: the event is done."""
        receipt = self._receipt(event, reply, now)
        with writing(self.engine) as connection:
            inbox.finish(connection, event.key)
            self._record(connection, event, reply, receipt, now)

    def post(self, event: Inbound, reply: Reply, now: datetime) -> None:
        """The event is done, as its reply is in the outbox."""
        receipt, posts = self._receipt(event, reply, now), self._posts(event, reply, now)
        with writing(self.engine) as connection:
            inbox.finish(connection, event.key)
            self._record(connection, event, reply, receipt, now)
            posts.put(connection, now)

    def take_and_post(self, event: Inbound, reply: Reply, now: datetime) -> bool:
        """The same for an event that has not been taken yet; False, and nothing is written, if it has."""
        taken = inbox.taken_and_done(self.engine.dialect, event, now)
        receipt, posts = self._receipt(event, reply, now), self._posts(event, reply, now)
        with writing(self.engine) as connection:
            if not taken.run(connection):
                return False
            self._record(connection, event, reply, receipt, now)
            posts.put(connection, now)
        return True

    def _posts(self, event: Inbound, reply: Reply, now: datetime) -> Unwritten:
        message = _of_answer(event, reply, reply.given) if reply.given else _of_reply(event, reply)
        return unwritten(self.engine.dialect, [message_of(message, now)], now)

    def _receipt(self, event: Inbound, reply: Reply, now: datetime) -> Kept | None:
        given = reply.given
        if given is None:
            return None
        known, keeps = given.known, self.keep_questions
        receipt = Receipt(
            id=given.receipt,
            kind=receipts.ANSWER,
            address=event.place.address,
            thread=given.thread,
            message_ref=given.message_ref,
            asker=inbox.asker_id(event),
            visibility=event.visibility,
            answer=known.answer if keeps else receipts.without_question(known.answer),
            given_at=now,
            revision=known.revision,
        )
        return receipts.kept(self.engine.dialect, receipt, known.text if keeps else None)

    def _record(
        self, connection: Connection, event: Inbound, reply: Reply, receipt: Kept | None, now: datetime
    ) -> None:
        if receipt is not None:
            receipt.write(connection)
        given = reply.given
        if given is None or not self.keep_questions:
            return
        asker, place = inbox.asker_id(event), event.place
        if given.thread and given.conversation:
            threads.remember(connection, given.thread, place, asker, given.conversation, now)
        if given.missed:
            keep(connection, given.known.answer, str(place.address), asker, now, _seen(event))
        if given.picked:
            picks.keep(connection, given.picked)


def _of_answer(event: Inbound, reply: Reply, given: Given) -> Post:
    return Post(
        receipts.ANSWER,
        given.receipt,
        inbox.asker_id(event),
        event.place,
        reply.card,
        given.known.told,
        # Which message it edits is known when it is sent.
        None if given.edits else given.known.revision,
        chart=given.known.chart,
        thread_of=event.asker.thread_of,
        edits=given.edits,
    )


def _of_reply(event: Inbound, reply: Reply) -> Post:
    return Post(
        receipts.ANSWER,
        told_id(event),
        inbox.asker_id(event),
        event.place,
        reply.card,
        reply.told,
        reply.revision,
        again=reply.again,
        instead=reply.instead,
        thread_of=event.asker.thread_of,
    )


def _seen(event: Inbound) -> Seen | None:
    """Where others saw it being asked; None: nobody did."""
    if not event.is_seen:
        return None
    address = event.place.address
    return Seen(str(address), address.budget, event.audience is Audience.EVERYONE)
