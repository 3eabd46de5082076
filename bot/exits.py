"""Every way in which words of the ledger leave the core, and whose rights hold there.

Adapters call nothing else that can read a ledger: one test holds what they import against this list, and another goes
through it with a ledger that withholds something, beside a twin that never heard of it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from bot.ask.pipeline import Desk
from bot.calendar import composing as calendar_posts
from bot.calendar import keydates, subscriptions
from bot.calendar.exchange import write_dates
from bot.calendar.left_out import left_out
from bot.chat import composing as chat_posts
from bot.chat import correcting, presses
from bot.chat.post_receipts import with_receipts
from bot.chat.receipts import times_given, with_figure
from bot.chat.service import ChatDesk
from bot.chat.told_back import told_back
from bot.delivery import manage
from bot.delivery.backlog import backlog
from bot.ledger.correct import correct
from bot.ledger.drafts import edit, enter, own_cells, reject
from bot.ledger.history import change_log, history
from bot.ledger.mappings import kept_mappings
from bot.ledger.mending import offers
from bot.ledger.open_questions import close_answered, still_open
from bot.ledger.overtaken import overtaken
from bot.ledger.picks import picked
from bot.ledger.prefill import awaited, filled
from bot.ledger.publish import publish
from bot.ledger.record import record
from bot.ledger.review import all_waiting, waiting
from bot.ledger.whole import export, restore
from bot.ledger.withdraw import withdraw
from bot.search.index import SearchIndex
from bot.store.reader import Reader


class Audience(StrEnum):
    """Whose rights hold."""

    PUBLIC = "public"
    """Of whoever may ask: nothing that is withheld, nor a trace of it."""
    HANDED_IN = "handed in"
    """Those that the caller hands in; the public's where it hands in none."""
    DESK = "desk"
    """Of whoever can open the database."""


@dataclass(frozen=True, slots=True)
class Exit:
    """`calls` are the functions, methods and classes of the core that something leaves through."""

    name: str
    audience: Audience
    calls: tuple[Callable[..., Any], ...]


EXITS = (
    Exit("answers", Audience.HANDED_IN, (Desk.ask, Desk.follow)),
    Exit("readings", Audience.HANDED_IN, (Desk.answer_reading,)),
    Exit("chat answers", Audience.PUBLIC, (ChatDesk.serve, ChatDesk.failed)),
    Exit("buttons", Audience.PUBLIC, (presses.press,)),
    Exit("orders", Audience.PUBLIC, (ChatDesk.order, ChatDesk.obey)),
    Exit("home tab", Audience.PUBLIC, (ChatDesk.overview,)),
    Exit("examples", Audience.PUBLIC, (ChatDesk.examples, ChatDesk.welcome_card)),
    Exit("suggestions", Audience.PUBLIC, (ChatDesk.autocomplete, ChatDesk.titles)),
    Exit("posts of chats", Audience.PUBLIC, (chat_posts.composer,)),
    Exit("posts of the calendar", Audience.PUBLIC, (calendar_posts.composer, with_receipts)),
    Exit("corrections", Audience.PUBLIC, (correcting.composer,)),
    Exit("lists", Audience.HANDED_IN, (Reader,)),
    Exit("exports", Audience.HANDED_IN, (write_dates,)),
    Exit("search index", Audience.PUBLIC, (SearchIndex,)),
    Exit(
        "key dates",
        Audience.HANDED_IN,
        (
            *(keydates.add, keydates.move, keydates.cancel, keydates.confirm),
            *(keydates.find, keydates.held, keydates.zone_of_date, keydates.history, keydates.deliveries_of),
        ),
    ),
    Exit(
        "subscriptions",
        Audience.DESK,
        (
            *(subscriptions.listed, subscriptions.subscribe),
            *(subscriptions.pause, subscriptions.resume, subscriptions.remove),
        ),
    ),
    Exit("receipts", Audience.DESK, (with_figure, times_given, told_back)),
    Exit("open questions", Audience.DESK, (still_open, close_answered)),
    Exit("picked readings", Audience.DESK, (picked,)),
    Exit("changes", Audience.DESK, (correct, withdraw, change_log, history)),
    # In a chat they are entered through orders and buttons by editors alone, and shown in the desk's own channel.
    Exit("drafts", Audience.DESK, (enter, edit, reject, publish, waiting, all_waiting, own_cells, filled, awaited)),
    Exit("imports", Audience.DESK, (record, offers, overtaken)),
    Exit("the whole ledger", Audience.DESK, (export, restore)),
    Exit("mappings", Audience.DESK, (kept_mappings,)),
    Exit(
        "deliveries",
        Audience.DESK,
        (manage.deliveries, manage.one, manage.paused, manage.retry, manage.cancel, manage.resume),
    ),
    Exit("numbers of the outbox", Audience.PUBLIC, (backlog,)),
    Exit("what is left out", Audience.DESK, (left_out,)),
)
