"""The demo's newsroom: the desk, its outbox and its calendar over a ledger of their own, by a clock that stands still
until somebody moves it."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import Engine

from adapters.demo import forms
from adapters.demo.board import BOT, Board, Message
from adapters.demo.forms import Asked, Look
from adapters.demo.port import DESK, DIRECT, NOWHERE, PLATFORM, VISITOR, DemoPort, address
from adapters.demo.requests import Unknown
from adapters.desk.work import composer
from bot.ask.pipeline import Desk
from bot.ask.prove.tolerance import DEFAULT
from bot.calendar.nouns import Policy
from bot.calendar.tick import tick
from bot.cards.card import Action, Tone
from bot.chat import presses
from bot.chat.access import Access
from bot.chat.barring import bar
from bot.chat.forms import BUTTON_FORMS, NOTE
from bot.chat.nouns import Asker, Audience, Inbound, Place, Press, Reply, Visibility
from bot.chat.service import ChatConfig, ChatDesk
from bot.delivery.limits import Rate
from bot.delivery.relay import Relay
from bot.delivery.verdict import Terms

CHANNELS = {"newsroom": "#newsroom", "politics": "#politics", DESK: "#desk", DIRECT: "Direct message"}
"""What channels are called, by their ids; the last one is the visitor's with the bot."""
EDITOR, SECOND_EDITOR, REPORTER = "Mere", "Hana", "Tama"
EDITORS = frozenset({EDITOR, SECOND_EDITOR, VISITOR})
_EDITORS = "editors"
"""The group that they are in."""
MENTION, COMMAND = f"@{BOT}", "/figure"
_TAKES = timedelta(seconds=20)
"""What whoever does something takes for it, by the demo's clock."""
_AHEAD = timedelta(hours=3)
"""How far the clock goes at once, at most: as far ahead the outbox knows what falls due."""
_OFTEN = Rate(60_000, 60, burst=30_000)
"""A clock that stands still would never forgive anybody for having asked much."""
_PASSES = 1_000

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Said:
    """What somebody wrote in a channel. `thread` is the message that they answer; `alone`: by a command, which nobody
    else sees."""

    channel: str
    text: str
    thread: str | None = None
    alone: bool = False
    by: str = VISITOR

    @classmethod
    def read(cls, channel: str, text: str, thread: str | None, *, alone: bool) -> Said:
        """Of words with or without the mention or the command before them."""
        first, _, rest = text.strip().partition(" ")
        if first.casefold() == MENTION.casefold():
            return cls(channel, rest.strip(), thread)
        if first.casefold() == COMMAND:
            return cls(channel, rest.strip(), thread, alone=True)
        return cls(channel, text.strip(), thread, alone=alone)


class Newsroom:
    """One thread at a time; the board may be read by others. `due` says when something happens beside the calendar, and
    `happens` does what is due by now."""

    def __init__(
        self,
        engine: Engine,
        board: Board,
        start: datetime,
        zone: str = "UTC",
        editors: frozenset[str] = frozenset(),
    ) -> None:
        """`engine`: of a ledger that is ready. `zone` is the newsroom's (IANA). `editors` are the people who may enter
        and publish figures; without any, nobody may, and dates and subscriptions are everybody's to change."""
        self.engine = engine
        self.board = board
        self.zone = zone
        self._now = start.astimezone(UTC)
        self._plans: list[tuple[datetime, Callable[[datetime], None]]] = []
        self._asked: dict[str, Asked] = {}
        self._keys = itertools.count(1)
        self._editors = editors
        self._desk = address(DESK)
        access = Access(editors=frozenset({_EDITORS}) if editors else frozenset())
        config = ChatConfig(self._desk, access, user_rate=_OFTEN, channel_rate=_OFTEN, suggestion_rate=_OFTEN)
        self.chat = ChatDesk(Desk(engine, zone=zone, tolerance=DEFAULT), config)
        self._wake: datetime | None = None
        self._relay = Relay(
            engine,
            {PLATFORM: DemoPort(board, self.now)},
            "demo",
            self.now,
            Terms(lambda: 0.0, desk=self._desk),
            composer(self.chat),
            bar=bar(config.access, self._desk),
        )

    def now(self) -> datetime:
        return self._now

    def plan(self, at: datetime, happens: Callable[[datetime], None]) -> None:
        """Something that happens at an instant to come, before the calendar is looked at."""
        self._plans.append((at.astimezone(UTC), happens))
        self._plans.sort(key=lambda plan: plan[0])

    def advance(self, to: datetime) -> None:
        """Move the clock on; whatever falls due meanwhile happens at its time. It never goes back."""
        while self._now < to:
            instants = [to, self._now + _AHEAD, *([self._wake] if self._wake else []), *(at for at, _ in self._plans)]
            self._now = max(self._now, min(instants))
            self._go_on()
            self.board.touch()

    def welcome(self, channel: str) -> None:
        """Factdesk comes into a channel."""
        self.chat.welcome(address(channel), self._now)
        self._go_on()

    def say(self, said: Said) -> Json | None:
        """What comes of it is on the board; a form that it asks for is returned."""
        thread = self._root(said)
        asks = said.channel == DIRECT or said.alone
        shown_in = NOWHERE if said.alone and said.by != VISITOR else said.channel
        own = self.board.put(Message("", shown_in, said.by, self._now, thread, _written(said), alone=said.alone))
        root = None if asks and thread is None else thread or own.ref
        key = self._key()
        place = Place(address(said.channel), root, root)
        visibility = Visibility.PRIVATE if said.alone else Visibility.PUBLIC
        audience = Audience.ALONE if asks else Audience.EVERYONE
        asker = self._asker(said.by, said.channel)
        event = Inbound(key, asker, place, said.text, visibility, audience=audience, message_ref=own.ref)
        reply = self.chat.serve(event, self._now, taken=False)
        form = self._show(event, own, reply) if reply is not None and not reply.posted else None
        self._go_on(_TAKES)
        return form

    def press(self, ref: str, action: Action, value: str) -> Json | None:
        """As `say`. Raises Unknown."""
        pressed = self._on(ref)
        press = self._press(pressed, VISITOR, action, value)
        reply = presses.press(self.chat, press, self._now)
        form = None
        if reply.form is not None:
            # The form of an order is sent as the order.
            again = press if action in BUTTON_FORMS else None
            form = self._open(Asked(reply.form, pressed.channel, pressed.thread, again))
        else:
            self._replied(pressed, reply, line=action is Action.COPY and reply.card.tone is Tone.TOLD)
        self._go_on(_TAKES)
        return form

    def send(self, id_: str, look: Look, sent: Any) -> Mapping[str, str]:
        """Send a form; what is wrong with it, by the place that shows it: then it stays open. Raises Unknown."""
        asked = self._asked.get(id_)
        if asked is None:
            raise Unknown
        values = forms.written(asked, look, sent)
        pressed = None
        if asked.press is not None:
            pressed = self._on(asked.press.message_ref or "")
            press = replace(asked.press, key=self._key(), note=values.get(NOTE, ""), values=values)
            reply = presses.press(self.chat, press, self._now)
        else:
            asker = self._asker(VISITOR, asked.channel)
            place = Place(address(asked.channel), asked.thread)
            event = Inbound(self._key(), asker, place, "", Visibility.PRIVATE)
            reply = self.chat.order(event, asked.form.order, values, self._now)
        errors = forms.errors(asked, look, sent, reply)
        if not errors:
            del self._asked[id_]
            if pressed is not None:
                self._replied(pressed, reply)
            else:
                self._whisper(asked.channel, asked.thread, reply)
        self._go_on(_TAKES)
        return errors

    def fill_in(self, by: str, action: Action, value: str, values: Mapping[str, str]) -> None:
        """Somebody else presses a button that opens a form, and sends it; what comes of it has happened by then, and
        takes no time."""
        place = Place(address(DESK))
        press = Press(self._key(), action, value, self._asker(by, DESK), place, Visibility.PUBLIC, values=values)
        presses.press(self.chat, press, self._now)
        self._go_on()

    def press_for(self, by: str, pressed: Message, action: Action, value: str, note: str) -> None:
        """Somebody else presses a button, and says why where they are asked; it takes no time."""
        press = replace(self._press(pressed, by, action, value), note=note)
        reply = presses.press(self.chat, press, self._now)
        if _is_in_place(reply):
            self._replied(pressed, reply)

    def tell(self, channel: str, by: str, text: str) -> None:
        """Somebody says something to the others."""
        self.board.put(Message("", channel, by, self._now, text=text))

    def whisper(self, channel: str, reply: Reply, drop: str | None = None) -> str:
        """Something that the visitor alone sees, who has just done something; the message's name."""
        return self._whisper(channel, None, reply, drop=drop)

    def _show(self, event: Inbound, own: Message, reply: Reply) -> Json | None:
        """What is the platform's to show."""
        form = None
        if reply.reacts:
            self.board.change(replace(own, reactions=("👍",)))
        elif reply.form is not None:
            form = self._open(Asked(reply.form, own.channel, own.thread))
        else:
            self._whisper(own.channel, own.thread, reply)
        self.chat.shown(event.key, self._now, reached=True)
        return form

    def _press(self, pressed: Message, by: str, action: Action, value: str) -> Press:
        return Press(
            self._key(),
            action,
            value,
            self._asker(by, pressed.channel),
            Place(address(pressed.channel), pressed.thread),
            Visibility.PRIVATE if pressed.alone else Visibility.PUBLIC,
            message_ref=pressed.ref,
        )

    def _replied(self, pressed: Message, reply: Reply, *, line: bool = False) -> None:
        """In the place of the message whose button was pressed, or to the visitor alone."""
        if _is_in_place(reply):
            self.board.change(replace(pressed, card=reply.card, chart=reply.chart, edited=True))
        else:
            self._whisper(pressed.channel, pressed.thread, reply, line=line)

    def _whisper(
        self, channel: str, thread: str | None, reply: Reply, *, line: bool = False, drop: str | None = None
    ) -> str:
        shown = Message(
            "", channel, BOT, self._now, thread, card=reply.card, chart=reply.chart, alone=True, line=line, drop=drop
        )
        return self.board.put(shown).ref

    def _open(self, asked: Asked) -> Json:
        id_ = f"f{next(self._keys)}"
        self._asked[id_] = asked
        return forms.as_json(id_, asked)

    def _on(self, ref: str) -> Message:
        """A message of the bot. Raises Unknown."""
        found = self.board.find(ref)
        if found is None or found.card is None:
            raise Unknown
        return found

    def _root(self, said: Said) -> str | None:
        """Raises Unknown for a channel or a thread that is not there."""
        if said.channel not in CHANNELS:
            raise Unknown
        if said.thread is None:
            return None
        found = self.board.find(said.thread)
        if found is None or found.channel != said.channel:
            raise Unknown
        return found.thread or found.ref

    def _asker(self, name: str, channel: str) -> Asker:
        groups = (_EDITORS,) if name in self._editors else ()
        return Asker(name, name, groups, channels=frozenset(CHANNELS), alone=channel == DIRECT)

    def _key(self) -> str:
        return f"{PLATFORM}/{next(self._keys)}"

    def _go_on(self, later: timedelta = timedelta()) -> None:
        """What is due by now happens, then the clock goes on by what it took."""
        while self._plans and self._plans[0][0] <= self._now:
            _, happens = self._plans.pop(0)
            happens(self._now)
        tick(self.engine, self._now, Policy(ahead=_AHEAD), desk=self._desk, zone=self.zone)
        for _ in range(_PASSES):
            self._wake = self._relay.run_once()
            if self._wake is None or self._wake > self._now:
                break
        if later:
            self.advance(self._now + later)


def _is_in_place(reply: Reply) -> bool:
    return reply.in_place and reply.card.tone not in (Tone.REFUSED, Tone.FAILED)


def _written(said: Said) -> str:
    """As it stands in the channel."""
    if said.alone:
        return f"{COMMAND} {said.text}"
    return said.text if said.channel == DIRECT else f"{MENTION} {said.text}"
