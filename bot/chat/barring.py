"""Where nothing of the ledger is told any more: places that were taken out of those that the desk serves."""

from __future__ import annotations

from bot.calendar.nouns import CORRECTION, FOLLOWED, MARK
from bot.chat.access import Access
from bot.chat.posts import KINDS, THREAD_OF
from bot.chat.told import NOTHING, Told
from bot.delivery.nouns import Address, Delivery
from bot.delivery.relay import Bar
from bot.delivery.unreached import UNREACHED

_IN_PERSON = (FOLLOWED, CORRECTION, MARK)


def bar(access: Access, own: Address | None) -> Bar:
    """Keeps whatever leaves Factdesk from a place that is not allowed (by now), but for what says nothing of the
    ledger: who asks there has to be told why they are refused. `own` is the desk's own channel, if it has one."""

    def why_not(delivery: Delivery) -> str | None:
        if delivery.address == own or _says_nothing(delivery):
            return None
        if delivery.kind == UNREACHED:
            # In person: it goes by the place that it tells of.
            return access.why_not_told(Address.parse(delivery.payload["destination"]))
        if delivery.kind in _IN_PERSON and delivery.address.person is not None:
            # Where rights hang on more than the workspace, it is told without any figure.
            return access.why_not_told_in_person(delivery.address)
        return access.why_not_told(delivery.address, delivery.payload.get(THREAD_OF))

    return why_not


def _says_nothing(delivery: Delivery) -> bool:
    return delivery.kind in KINDS and Told.from_json(delivery.payload) == NOTHING
