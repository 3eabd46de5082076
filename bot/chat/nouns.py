"""The nouns of chats, as frozen values. Times are UTC."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from bot.ask.conversation import Conversation
from bot.cards.card import Action, Card
from bot.cards.chart import Chart
from bot.cards.form import Fault, Form
from bot.chat.known import Known
from bot.chat.orders import Order
from bot.chat.told import Told
from bot.delivery.nouns import Address
from bot.domain import Outcome
from bot.ledger.picks import Pick


class Visibility(StrEnum):
    """Who sees an answer: its channel, or the asker alone."""

    PUBLIC = "public"
    PRIVATE = "private"


class Audience(StrEnum):
    """Who may read what somebody says, as far as the platform says."""

    EVERYONE = "everyone"
    """Everybody in the workspace."""
    MEMBERS = "members"
    """The members of a channel."""
    ALONE = "alone"
    """Those who talk with each other, in a direct message or a group message; of a command, whoever gives it."""


@dataclass(frozen=True, slots=True)
class Asker:
    """A user by the platform's id. `groups` are the user groups or roles the platform says they are in, if not
    `groups_known` perhaps not all of them; `name` is what people call them.

    `guest_of` is the workspace that somebody belongs to who comes into a place of another one ("": the platform does
    not say which); None: they are at home there. `channels` are those that they are in, where they act outside of any;
    None: the platform does not say. `thread_of` is the channel whose thread they write in, where a platform's threads
    are channels of their own. `outside`: they act in a place that the desk is no member of, so that nobody there has
    let them in; they may see what everybody may, and change nothing. `alone`: they act in their own direct message with
    the bot, where nobody else reads.
    """

    user: str
    name: str = ""
    groups: tuple[str, ...] = ()
    guest_of: str | None = None
    channels: frozenset[str] | None = None
    thread_of: str | None = None
    groups_known: bool = True
    outside: bool = False
    alone: bool = False


@dataclass(frozen=True, slots=True)
class Place:
    """Where something is asked. `thread` is the platform's name of the thread that the answer belongs in; None: the
    channel itself, as in a direct message. `reply_to` is the message that an answer replies to."""

    address: Address
    thread: str | None = None
    reply_to: str | None = None


@dataclass(frozen=True, slots=True)
class Inbound:
    """Something a user sent. `key` is unique for it, as "slack/Ev0123", however often the platform sends it.

    `text` is what was asked, without the mention of the bot. `answers_to` is the message of the bot that it replies
    to, where a platform's threads are replies. `handles` are the platform's own means to answer, as text. `can_post`:
    the bot may post in its channel, as far as the platform says. `audience` is who may read the text, whoever sees the
    answer; where nobody knows, it is the smallest. `message_ref` is the platform's name of the message itself; None: it
    is none that others see, as a command, or an earlier version stored it. `edited` is the platform's name of the
    change, where it was sent before with other words; None: it is new.
    """

    key: str
    asker: Asker
    place: Place
    text: str
    visibility: Visibility
    answers_to: str | None = None
    handles: Mapping[str, str] = field(default_factory=dict)
    can_post: bool = True
    audience: Audience = Audience.ALONE
    message_ref: str | None = None
    edited: str | None = None

    @property
    def source(self) -> str:
        """What names the words, for as long as they are not edited: their message, or the event that brought them."""
        return self.key if self.message_ref is None else f"{self.place.address}#{self.message_ref}"

    @property
    def is_seen(self) -> bool:
        """Whether others than those who talk with each other see that it was asked."""
        return self.visibility is Visibility.PUBLIC and self.audience is not Audience.ALONE and self.can_post

    def as_json(self) -> dict[str, Any]:
        asker, place = self.asker, self.place
        return {
            "key": self.key,
            "asker": {
                "user": asker.user,
                "name": asker.name,
                "groups": list(asker.groups),
                "guest_of": asker.guest_of,
                "thread_of": asker.thread_of,
                "groups_known": asker.groups_known,
                # Said of few alone: the version before, which may still serve this, does not know it.
                **({"outside": True} if asker.outside else {}),
            },
            "place": {"address": str(place.address), "thread": place.thread, "reply_to": place.reply_to},
            "text": self.text,
            "visibility": self.visibility,
            "answers_to": self.answers_to,
            "handles": dict(self.handles),
            "can_post": self.can_post,
            "audience": self.audience,
            "message_ref": self.message_ref,
            "edited": self.edited,
            "alone": asker.alone,
        }

    @classmethod
    def from_json(cls, body: Mapping[str, Any]) -> Inbound:
        """The inverse of `as_json`, and of what an earlier version stored."""
        # Not among what is said of the asker: the version before, which may still serve this, does not know it.
        alone = body.get("alone", False)
        asker = Asker(**{**body["asker"], "groups": tuple(body["asker"]["groups"]), "alone": alone})
        place = Place(**{**body["place"], "address": Address.parse(body["place"]["address"])})
        rest = {name: body[name] for name in ("key", "text", "answers_to", "handles", "can_post")}
        audience = Audience(body.get("audience", Audience.ALONE))
        return cls(
            asker=asker,
            place=place,
            visibility=Visibility(body["visibility"]),
            audience=audience,
            message_ref=body.get("message_ref"),
            edited=body.get("edited"),
            **rest,
        )


@dataclass(frozen=True, slots=True)
class Given:
    """An answer with what is written down of it once it is given.

    `thread` is the name of the thread it belongs to, `conversation` what that is to remember from now on; None: what
    it remembers already. `missed`: the desk's list of open questions is to have the question. `message_ref` is the
    platform's name of the message, where that is known beforehand. `picked`: which choice led to it, for the desk.
    `edits` is the receipt whose message this takes the place of.
    """

    known: Known
    receipt: str
    thread: str | None = None
    conversation: Conversation | None = None
    missed: bool = False
    message_ref: str | None = None
    picked: Pick | None = None
    edits: str | None = None


@dataclass(frozen=True, slots=True)
class Reply:
    """What becomes of something a user sent. `given` is None where there was no figure to give.

    A `posted` card is in the outbox already, and is not the adapter's to send. `form`: it is to be filled in before
    anything comes of it; where it cannot be opened, the card says what to write instead. `in_place`: the card takes the
    place of the message that was pressed.

    What a card without figures tells of, where it is posted: `told`; None: that is not known, and it is posted as it is
    worded at no other `revision` of the ledger than this. `again` is the order that shows it, where it is only shown.

    `instead` is said where that cannot be told any more by the time that it is posted; without it, nothing is, or that
    it has to be said again.

    `reacts`: nothing was asked, as by thanks. The adapter adds a reaction to the message in place of the card, and
    posts nothing; the card is for where there is no message to react to. `chart` is the answer's, for a reply that is
    not posted. `faults` are what is wrong with an order's values, by field; nothing was done then. `outcome` is that of
    the answer to a question.
    """

    card: Card
    given: Given | None = None
    posted: bool = False
    form: Form | None = None
    in_place: bool = False
    told: Told | None = None
    revision: int | None = None
    again: Order | None = None
    instead: Card | None = None
    reacts: bool = False
    chart: Chart | None = None
    faults: tuple[Fault, ...] = ()
    outcome: Outcome | None = None


@dataclass(frozen=True, slots=True)
class Press:
    """A button that was pressed, or a form that was sent: `action` and `ref` are the button's.

    `key` is unique for it. `message_ref` is the message that the button hangs on, `visibility` who sees that; `note` is
    what the user wrote in the form, None before there was one, and `values` are all of its fields. `link` leads to that
    message, where others see it.
    `can_post`: as in Inbound.
    """

    key: str
    action: Action
    ref: str
    asker: Asker
    place: Place
    visibility: Visibility
    message_ref: str | None = None
    note: str | None = None
    link: str | None = None
    can_post: bool = True
    values: Mapping[str, str] | None = None

    def as_event(self) -> Inbound:
        """As something that was sent, without words."""
        return Inbound(self.key, self.asker, self.place, "", self.visibility, can_post=self.can_post)
