"""Every way into the desk from Discord times every right, over the real sockets: who may is served; who may not is told
nothing, and changes nothing. Discord knows no guests: whoever is in a server belongs to it.

The tables are whole: a command, a field that is completed, a button or a form that has no row here fails a test.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

import pytest
from discord import app_commands
from sqlalchemy import Engine

from adapters.discordbot.commands import Handlers, tree_of
from adapters.discordbot.gateway import GatewayClient
from bot.calendar import keydates, subscriptions
from bot.calendar.keydates import Draft
from bot.calendar.moments import parse_moment
from bot.calendar.rules import parse_offsets
from bot.calendar.subscriptions import Wish
from bot.cards.card import Action
from bot.chat.access import Access
from bot.chat.drafting import DRAFT_ACTIONS
from bot.chat.forms import FORMS, WRONG
from bot.chat.obeying import SUBSCRIPTION_ACTIONS
from bot.chat.service import ChatConfig
from bot.chat.words import ENTER
from bot.ledger.record import record
from bot.store.visibility import DESK as DESK_RIGHTS
from tests.adapters.discord.newsroom import DESK_ADDRESS, NEWS, Newsroom, button, newsroom
from tests.ask.ledger import tidy
from tests.chat.doors import (
    DOCKS,
    FOLLOWED,
    MANY,
    PLENTY,
    PRESSED,
    PRIVATE,
    REFUSALS,
    SECRETS,
    TITLE,
    WITHHELD,
    sent,
    state,
)
from tests.servers.discord import Interaction
from tests.servers.discord.checks.answers import MODAL
from tests.servers.discord.checks.components import interactive
from tests.servers.discord.errors import Json
from tests.servers.discord.world import ALICE, BEN, DESK, EDITORS, GUILD, NEWSROOM, Channel, User

GAP = "gap between North and South in punctual sailings in 2022"
VAGUE = "punctual sailings in 2022"
LATER = "2090-01-02"
Work = Callable[[Newsroom], Awaitable[None]]


@dataclass(frozen=True)
class Right:
    """Somebody who may, and somebody who may not (where `closed` counts, if it is given), and where each is. `direct`:
    the right can be had in a direct message, where nobody has roles and there is no server."""

    access: Access
    who: User = ALICE
    stranger: User = BEN
    where: Channel = NEWSROOM
    elsewhere: Channel = NEWSROOM
    closed: Access | None = None
    direct: bool = False
    to_change: bool = False


def _rights(direct: str) -> dict[str, Right]:
    """`direct`: Alice's direct messages with the bot."""
    channels = frozenset({("discord", NEWSROOM.id), ("discord", direct)})
    role = frozenset({EDITORS.id})
    return {
        "workspaces": Right(
            Access(frozenset({("discord", GUILD.id)})),
            stranger=ALICE,
            closed=Access(frozenset({("discord", "1")})),
        ),
        "channels": Right(Access(channels=channels), elsewhere=DESK, direct=True),
        "groups": Right(Access(groups=role)),
        "editors": Right(Access(editors=role), to_change=True),
    }


RIGHTS = tuple(_rights(""))


@dataclass
class Room:
    """A newsroom that holds something of each kind, and whoever comes to a door of it."""

    newsroom: Newsroom
    user: User
    channel: Channel
    messages: dict[str, Json] = field(default_factory=dict)
    forms: dict[str, Interaction] = field(default_factory=dict)

    @property
    def where(self) -> dict[str, Any]:
        return {"user": self.user, "channel": self.channel}

    async def command(self, name: str, **options: str) -> None:
        await self.done(self.newsroom.server.command("figure", name, options, **self.where))

    async def say(self, text: str) -> None:
        posted = len(self.newsroom.mine(self.channel))
        self.newsroom.server.say(text, self.user, self.channel, mention_bot=True)
        await self.newsroom.posted(posted + 1, self.channel)

    async def say_directly(self, text: str) -> None:
        channel = self.newsroom.server.state.direct_channel(self.user)
        posted = len(self.newsroom.mine(channel))
        self.newsroom.server.direct_message(text, self.user)
        await self.newsroom.posted(posted + 1, channel)

    async def press(self, action: Action) -> None:
        names = {Action.PICK: VAGUE, Action.SHARE: PRIVATE, **dict.fromkeys(SUBSCRIPTION_ACTIONS, "subscriptions")}
        names |= {Action.UNFOLLOW: FOLLOWED, Action.FILL: "subscribe"}
        message = self.newsroom.server.state.messages[self.messages[names.get(action, GAP)]["id"]]
        await self.done(await self.newsroom.press(message, action, self.user))

    async def select(self) -> None:
        """The second choice of a list."""
        message = self.newsroom.server.state.messages[self.messages[MANY]["id"]]
        menu = next(one for one in interactive(message["components"]) if "options" in one)
        choice = menu["options"][1]["value"]
        await self.done(self.newsroom.server.select(message, menu["custom_id"], [choice], self.user))

    async def submit(self, form: str, **values: str) -> None:
        await self.done(self.newsroom.server.submit_modal(self.forms[form], values, self.user))

    async def complete(self, command: str, name: str) -> None:
        await self.newsroom.server.autocomplete("figure", command, {name: ""}, name, **self.where)

    async def done(self, interaction: Interaction) -> None:
        """The bot has answered, and has nothing under way any more."""
        await interaction.wait_acknowledged()
        while under_way := set(self.newsroom.bot._under_way):
            await asyncio.wait(under_way)


@dataclass(frozen=True)
class Door:
    """`come`: come in by it. `served`: part of what the bot then sends for whoever may. `changes`: for editors.
    `form`: all that comes of it is an empty form. `chosen`: what a stranger is given is no choices. `withheld`: for
    nobody where no editors are named."""

    come: Callable[[Room], Awaitable[None]]
    served: str
    changes: bool = False
    form: bool = False
    chosen: bool = False
    direct: bool = False
    withheld: bool = False


# The options of each command, what whoever may is told, and whether it is for editors.
COMMANDS: dict[str, tuple[dict[str, str], str, bool]] = {
    "ask": ({"question": GAP}, "punctual", False),
    "follow": ({"question": GAP}, "follow", False),
    "help": ({}, "Ask for a figure", False),
    "dates": ({}, TITLE, False),
    "subscriptions": ({}, "reminders 1 day", False),
    "embargoed": ({}, WITHHELD, True),
    "add": ({"indicator": "ferry passengers", "value": "7", "period": "2031"}, "Entered as a draft", True),
    "date_add": ({"title": "By command", "at": LATER}, "Added: By command", True),
    "date_move": ({"title": TITLE, "at": LATER}, "Moved", True),
    "date_cancel": ({"title": f"{TITLE} 1"}, "Cancelled", True),
    "date_confirm": ({"title": f"{TITLE} 2"}, "Confirmed", True),
    "subscribe": ({"digest": "daily 07:00"}, "subscriptions", True),
}
COMPLETED = {
    ("ask", "question"): ("ferry passengers", False),
    ("follow", "question"): ("ferry passengers", False),
    ("add", "indicator"): ("ferry passengers", True),
    ("date_add", "brings"): ("ferry passengers", True),
    ("date_move", "title"): (TITLE, True),
    ("date_cancel", "title"): (TITLE, True),
    ("date_confirm", "title"): (TITLE, True),
    ("subscribe", "topics"): (TITLE, True),
}
SENT = sent(LATER)


def _commanded(name: str, options: dict[str, str]) -> Callable[[Room], Awaitable[None]]:
    return lambda room: room.command(name, **options)


def _pressed(action: Action) -> Callable[[Room], Awaitable[None]]:
    return lambda room: room.press(action)


def _sent(form: str, values: dict[str, str]) -> Callable[[Room], Awaitable[None]]:
    return lambda room: room.submit(form, **values)


def _completed(command: str, name: str) -> Callable[[Room], Awaitable[None]]:
    return lambda room: room.complete(command, name)


DOORS: dict[str, Door] = {
    "mention: a question": Door(lambda room: room.say(GAP), "punctual"),
    "mention: dates": Door(lambda room: room.say("dates"), TITLE),
    "mention: an order": Door(lambda room: room.say(f"dates add By mention at {LATER}"), "Added", changes=True),
    "direct message: a question": Door(lambda room: room.say_directly(GAP), "punctual", direct=True),
    "direct message: an order": Door(
        lambda room: room.say_directly(f"dates add By message at {LATER}"), "Added", changes=True, direct=True
    ),
    **{
        f"command: {name}": Door(_commanded(name, given), *rest, withheld=name in ("embargoed", "add"))
        for name, (given, *rest) in COMMANDS.items()
    },
    "command: ask, an order": Door(
        _commanded("ask", {"question": f"dates add By words at {LATER}"}), "Added", changes=True
    ),
    "command: subscribe, its form": Door(_commanded("subscribe", {}), "Subscribe this channel", form=True),
    "command: ask, a form": Door(_commanded("ask", {"question": "dates add"}), "Add a key date", form=True),
    **{
        f"autocomplete: {command}, {name}": Door(
            _completed(command, name), *rest, chosen=True, withheld=command == "add"
        )
        for (command, name), rest in COMPLETED.items()
    },
    **{
        f"press: {action}": Door(
            _pressed(action),
            served,
            action in (*SUBSCRIPTION_ACTIONS, Action.UNFOLLOW, Action.FILL),
            form=action is Action.WRONG,
        )
        for action, served in PRESSED.items()
    },
    "select: a choice from a list": Door(lambda room: room.select(), "Dock 2"),
    **{f"form: {form}": Door(_sent(form, values), served, form in FORMS) for form, (values, served) in SENT.items()},
}


def _nothing(*_arguments: Any) -> Any:
    raise AssertionError("nothing arrives")


def test_every_command_field_button_and_form_has_its_row() -> None:
    client = GatewayClient(_nothing, _nothing, _nothing, _nothing, _nothing)
    tree = tree_of(client, Handlers(_nothing, _nothing, _nothing, _nothing, _nothing))
    (group,) = tree.get_commands()
    assert isinstance(group, app_commands.Group)
    commands = {one.name: one for one in group.commands if isinstance(one, app_commands.Command)}
    assert set(commands) == {one.name for one in group.commands} == set(COMMANDS)
    completed = {
        (name, option.name) for name, one in commands.items() for option in one.parameters if option.autocomplete
    }
    assert completed == set(COMPLETED)
    # A report is resolved in the desk's own channel, and drafts published: tests/chat/test_reports.py, test_drafting.
    assert set(PRESSED) == set(Action) - {Action.RESOLVE, *DRAFT_ACTIONS}
    # Figures are entered by editors alone, who are the only ones to get the form: test_drafts.
    assert set(SENT) == {*FORMS, WRONG.order} - {ENTER}


async def _filled(room: Newsroom) -> None:
    """What is there before rights are set."""
    engine, now = room.engine, room.now()
    record(engine, tidy(DOCKS), now)
    for title in (TITLE, f"{TITLE} 1", f"{TITLE} 2"):
        keydates.add(engine, Draft(title, parse_moment("2090-01-01", "UTC", now)), "desk", now)
    hidden = Draft(WITHHELD, parse_moment("2090-01-01", "UTC", now), embargo_until=now + timedelta(days=1))
    keydates.add(engine, hidden, "desk", now, DESK_RIGHTS)
    for address in (NEWS, DESK_ADDRESS):
        for topic in ("ferry passengers", "coldest water"):
            wish = Wish(address, "UTC", (topic,), parse_offsets("1 day"))
            subscriptions.subscribe(engine, wish, "desk", now)
    for number in (2, 4):
        subscriptions.pause(engine, number, now)
    await _allow(room, Access())


async def _allow(room: Newsroom, access: Access) -> None:
    room.chat = ChatConfig(desk=DESK_ADDRESS, access=access, user_rate=PLENTY, channel_rate=PLENTY)
    await room.restart()


async def _room(newsroom: Newsroom, user: User, channel: Channel) -> Room:
    """What is there for somebody: answers and lists in their channel, and open forms."""
    room = Room(newsroom, user, channel)
    async with newsroom.relaying():
        for text in (GAP, VAGUE, MANY, "subscriptions", FOLLOWED, "subscribe"):
            await room.say(text)
            room.messages[text] = newsroom.mine(channel)[-1]
    asked = await newsroom.server.command("figure", "ask", {"question": GAP}, **room.where).wait_answered()
    assert asked.original is not None
    room.messages[PRIVATE] = asked.original
    wrong = button(room.messages[GAP], Action.WRONG)["custom_id"]
    opened = {
        "dates add": newsroom.server.command("figure", "ask", {"question": "dates add"}, **room.where),
        "subscribe": newsroom.server.command("figure", "subscribe", **room.where),
        WRONG.order: newsroom.server.press(room.messages[GAP], wrong, user),
    }
    for interaction in opened.values():
        await room.done(interaction)
    room.forms = opened
    return room


async def _sent_after(room: Room, come: Callable[[Room], Awaitable[None]]) -> list[Any]:
    """The bodies of all that the bot sends, to whomever, because somebody came in by a door."""
    before = len(room.newsroom.server.requests)
    await come(room)
    return [request.body for request in room.newsroom.server.requests[before:]]


def _run(engine: Engine, work: Work) -> None:
    async def inside() -> None:
        async with newsroom(engine) as room:
            await _filled(room)
            await work(room)
            assert room.failures == []
            assert room.server.refusals == []

    asyncio.run(inside())


@pytest.mark.parametrize("name", RIGHTS)
def test_strangers_are_refused_at_every_door_and_told_nothing(sqlite_engine: Engine, name: str) -> None:
    async def work(newsroom: Newsroom) -> None:
        right = _rights(newsroom.server.state.direct_channel(ALICE).id)[name]
        room = await _room(newsroom, right.stranger, right.elsewhere)
        await _allow(newsroom, right.access if right.closed is None else right.closed)
        before = state(newsroom.engine)
        async with newsroom.relaying():
            for door, found in DOORS.items():
                if right.to_change and not found.changes:
                    continue
                sent = await _sent_after(room, found.come)
                assert _is_refused(found, sent), (door, sent)
                assert [secret for secret in SECRETS if secret in str(sent)] == [], (door, sent)
                assert state(newsroom.engine) == before, door

    _run(sqlite_engine, work)


@pytest.mark.parametrize("name", RIGHTS)
def test_who_may_is_served_at_every_door(sqlite_engine: Engine, name: str) -> None:
    async def work(newsroom: Newsroom) -> None:
        right = _rights(newsroom.server.state.direct_channel(ALICE).id)[name]
        room = await _room(newsroom, right.who, right.where)
        await _allow(newsroom, right.access)
        async with newsroom.relaying():
            for door, found in DOORS.items():
                sent = await _sent_after(room, found.come)
                nobody = found.withheld and not right.access.editors
                if nobody or (found.direct and not right.direct and (found.changes or not right.to_change)):
                    assert _is_refused(found, sent), (door, sent)
                    continue
                assert found.served in str(sent), (door, sent)
                assert not any(refusal in str(sent) for refusal in REFUSALS), (door, sent)

    _run(sqlite_engine, work)


def _is_refused(door: Door, sent: list[Any]) -> bool:
    """A form that says nothing, and no choices, are refusals, too."""
    if door.form:
        return [body["type"] for body in sent] == [MODAL]
    if door.chosen:
        return [body["data"]["choices"] for body in sent] == [[]]
    return any(refusal in str(sent) for refusal in REFUSALS)
