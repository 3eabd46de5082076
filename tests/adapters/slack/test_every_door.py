"""Every way into the desk from Slack times every right, over the real sockets: who may is served; who may not is told
nothing, and changes nothing.

The table is whole: a listener of Bolt's app, a button or a form that has no row here fails a test.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager
from copy import deepcopy
from dataclasses import dataclass, field, replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
import yaml
from sqlalchemy import Engine

from adapters.slackbot.socketmode import SocketLine
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
from bot.delivery.nouns import Address
from bot.ledger.record import record
from bot.store.visibility import DESK as DESK_RIGHTS
from tests.adapters.slack.office import DESK, GAP, NEWS, POLITICS, TEAM, VAGUE, Office, newsroom
from tests.adapters.slack.shown import with_button
from tests.adapters.slack.test_manifest import MANIFEST
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
from tests.servers.slack import ANA, BEN
from tests.servers.slack.records import Dispatch
from tests.servers.slack.running import in_loop
from tests.servers.slack.workspace import ALL_SCOPES, User, Workspace

CAL = User("U0000CAL", "cal", "Cal Ngata")
GIL = User("U0000GIL", "gil", "Gil Marsh", team_id="T0000ELSE")
"""Of another organisation, in a channel that both share."""
ELSE = "T0000ELSE"
WEEKS = "reminders 1 day"


@dataclass(frozen=True)
class Right:
    """Somebody who may, and somebody who may not (where `closed` counts, if it is given), and where each is."""

    access: Access
    who: User = ANA
    stranger: User = BEN
    where: Address = NEWS
    elsewhere: Address = NEWS
    closed: Access | None = None
    to_change: bool = False


def _rights(direct: str) -> dict[str, Right]:
    """`direct`: Ana's direct messages with the bot."""
    home, both = frozenset({("slack", TEAM)}), frozenset({("slack", TEAM), ("slack", ELSE)})
    channels = frozenset({("slack", NEWS.channel), ("slack", direct)})
    group = frozenset({"S0000DESK"})
    return {
        "workspaces": Right(Access(home), stranger=ANA, closed=Access(frozenset({("slack", ELSE)}))),
        "channels": Right(Access(channels=channels), stranger=CAL, elsewhere=POLITICS),
        "groups": Right(Access(groups=group)),
        "editors": Right(Access(editors=group), to_change=True),
        "guests": Right(Access(both), who=GIL, stranger=GIL, closed=Access()),
        "guests that are not listed": Right(Access(both), who=GIL, stranger=GIL, closed=Access(home)),
    }


RIGHTS = tuple(_rights(""))


@dataclass
class Room:
    """An office that holds something of each kind, and whoever comes to a door of it. `messages` are those with
    buttons, `forms` those that are open before them, `home` their home tab as it was shown last."""

    office: Office
    user: User
    address: Address
    messages: dict[str, str] = field(default_factory=dict)
    forms: dict[str, str] = field(default_factory=dict)
    home: dict[str, Any] = field(default_factory=dict)

    def command(self, text: str) -> Dispatch:
        return self.office.slack.command("/figure", text, user=self.user.id, channel=self.address.channel)

    def mention(self, text: str) -> Dispatch:
        return self.office.slack.mention(text, user=self.user.id, channel=self.address.channel)

    def press(self, action: Action) -> Dispatch:
        names = {Action.PICK: VAGUE, Action.SHARE: PRIVATE, **dict.fromkeys(SUBSCRIPTION_ACTIONS, "subscriptions")}
        names |= {Action.UNFOLLOW: FOLLOWED, Action.FILL: "subscribe"}
        ts = self.messages[names.get(action, GAP)]
        message = self.office.slack.state.place(ts).message
        with_button(message, action)
        return self._press(message, ts, action)

    def select(self) -> Dispatch:
        """The second choice of a list."""
        ts = self.messages[MANY]
        element = _element(self.office.slack.state.place(ts).message, Action.PICK)
        choice = element["options"][1]["value"]
        return self.office.slack.select(ts, element["action_id"], choice, user=self.user.id)

    def press_at_home(self, action: Action) -> Dispatch:
        """On the tab as it is still shown to them, whatever it would be by now."""
        id_ = self.office.slack.state.homes[self.user.id]
        self.office.slack.state.views[id_].view.update(deepcopy(self.home))
        return self._press(self.home, id_, action)

    def submit(self, form: str, **values: str) -> Dispatch:
        """With what a line of words would have, chosen in the form's pickers."""
        days, _, time = values.pop("digest", "").partition(" ")
        chosen = {"digest": [days], "digest:time": time, "reminders": []} if days else {}
        return self.office.slack.submit_view(self.forms[form], {**values, **chosen}, user=self.user.id)

    async def open_home(self) -> None:
        await self.office.done(self.office.slack.open_home(user=self.user.id))
        self.home = deepcopy(self.office.slack.views[self.office.slack.state.homes[self.user.id]])

    def _press(self, shown: Mapping[str, Any], target: str, action: Action) -> Dispatch:
        return self.office.slack.press(target, _element(shown, action)["action_id"], user=self.user.id)


def _element(shown: Mapping[str, Any], action: Action) -> dict[str, Any]:
    elements = [one for block in shown["blocks"] if block["type"] == "actions" for one in block["elements"]]
    return next(one for one in elements if one["action_id"].startswith(f"factdesk:{action}:"))


@dataclass(frozen=True)
class Door:
    """`come`: come in by it. `served`: part of what the bot then sends for whoever may. `changes`: for editors.
    `withheld`: for nobody where no editors are named."""

    come: Callable[[Room], Dispatch]
    served: str
    changes: bool = False
    withheld: bool = False


def _pressed(action: Action) -> Callable[[Room], Dispatch]:
    return lambda room: room.press(action)


def _pressed_at_home(action: Action) -> Callable[[Room], Dispatch]:
    return lambda room: room.press_at_home(action)


SENT = sent("2024-01-02")
DOORS: dict[str, Door] = {
    "mention: a question": Door(lambda room: room.mention(GAP), "punctual"),
    "mention: help": Door(lambda room: room.mention("help"), "Ask for a figure"),
    "mention: dates": Door(lambda room: room.mention("dates"), TITLE),
    "mention: an order": Door(lambda room: room.mention("dates add By mention at 2024-01-02"), "Added", changes=True),
    "message: a question": Door(lambda room: room.office.slack.direct_message(GAP, user=room.user.id), "punctual"),
    "message: an order": Door(
        lambda room: room.office.slack.direct_message("dates add By message at 2024-01-02", user=room.user.id),
        "Added",
        changes=True,
    ),
    "command: a question": Door(lambda room: room.command(GAP), "punctual"),
    "command: dates": Door(lambda room: room.command("dates"), TITLE),
    "command: subscriptions": Door(lambda room: room.command("subscriptions"), WEEKS),
    "command: what is under embargo": Door(lambda room: room.command("embargoed"), WITHHELD, True, withheld=True),
    "command: a figure to enter": Door(lambda room: room.command("add"), "Enter a figure", True, withheld=True),
    "command: a figure to follow": Door(lambda room: room.command(FOLLOWED), "follow"),
    "command: an order": Door(lambda room: room.command("dates add By command at 2024-01-02"), "Added", changes=True),
    "command: a form": Door(lambda room: room.command("subscribe"), "Subscribe this channel", changes=True),
    **{
        f"action: {action}": Door(
            _pressed(action), served, action in (*SUBSCRIPTION_ACTIONS, Action.UNFOLLOW, Action.FILL)
        )
        for action, served in PRESSED.items()
    },
    "action: a choice from a list": Door(lambda room: room.select(), "Dock 2"),
    **{
        f"submission: {form}": Door(
            lambda room, form=form, values=values: room.submit(form, **values),  # type: ignore[misc]
            served,
            changes=form in FORMS,
        )
        for form, (values, served) in SENT.items()
    },
    **{
        f"action at home: {action}": Door(_pressed_at_home(action), PRESSED[action], changes=True)
        for action in SUBSCRIPTION_ACTIONS
    },
    "home: opened": Door(lambda room: room.office.slack.open_home(user=room.user.id), TITLE),
}
NOT_DOORS = {
    "ignored": "takes what the app has not asked to be told of, and does nothing",
    "suggest": "says nothing to a stranger, not even that they are one: test_forms.py has who is given names",
    "joined": "nobody comes in by it: the bot itself came into a channel, which tests of newcomers look at",
}


@asynccontextmanager
async def _open(engine: Engine) -> AsyncIterator[Office]:
    """An office that nobody is kept out of yet."""
    workspace = Workspace(scopes=ALL_SCOPES | {"mpim:history"})
    workspace.users += [CAL, GIL]
    for channel in workspace.channels:
        channel.members |= {CAL.id} if channel.id == POLITICS.channel else set()
        channel.members |= {GIL.id} if channel.id == NEWS.channel else set()
    chat = ChatConfig(desk=DESK, user_rate=PLENTY, channel_rate=PLENTY)
    chat = replace(chat, access=Access(frozenset({("slack", TEAM), ("slack", ELSE)})))
    async with newsroom(engine, workspace, chat, user_groups=("S0000DESK",)) as office:
        now = office.now()
        record(engine, tidy(DOCKS), now)
        keydates.add(engine, Draft(TITLE, parse_moment("2024-01-01", "UTC", now)), "desk", now)
        hidden = Draft(WITHHELD, parse_moment("2024-01-02", "UTC", now), embargo_until=now + timedelta(days=1))
        keydates.add(engine, hidden, "desk", now, DESK_RIGHTS)
        for address in (NEWS, POLITICS):
            for topic in ("ferry passengers", "coldest water"):
                wish = Wish(address, "UTC", (topic,), parse_offsets("1 day"))
                subscriptions.subscribe(engine, wish, "desk", now)
        for number in (2, 4):
            subscriptions.pause(engine, number, now)
        yield office


async def _room(office: Office, user: User, address: Address) -> Room:
    """What is there for somebody before rights are set: answers and lists in their channel, forms, the home tab."""
    room = Room(office, user, address)
    for text in (GAP, VAGUE, MANY, "subscriptions", FOLLOWED, "subscribe"):
        posted = await office.posted(room.mention(text), address=address)
        with_buttons = [one for one in posted if any(block["type"] == "actions" for block in one.get("blocks", ()))]
        room.messages[text] = with_buttons[-1]["ts"]
    room.messages[PRIVATE] = (await office.answered(room.command(GAP)))["ts"]
    for form in SENT:
        before = set(office.slack.views)
        await office.done(room.press(Action.WRONG) if form == WRONG.order else room.command(form))
        (room.forms[form],) = set(office.slack.views) - before
    await room.open_home()
    return room


async def _restrict(office: Office, access: Access) -> None:
    office.chat = replace(office.chat, access=access)
    await office.restart()


async def _sent_after(room: Room, come: Callable[[Room], Dispatch]) -> str:
    """All that the bot sends, to whomever, because somebody came in by a door."""
    office = room.office
    before = len(office.slack.requests)
    act = come(room)
    await office.done(act)
    await office.relay()
    acknowledgement = (await act.acknowledged).payload
    bodies = [call.body for call in office.slack.requests[before:]]
    return "\n".join(map(str, [*bodies, *(response.body for response in act.responses), acknowledgement]))


def test_every_listener_button_and_form_has_its_row(sqlite_engine: Engine) -> None:
    @in_loop
    async def run() -> None:
        async with newsroom(sqlite_engine) as office:
            assert isinstance(office.bot._line, SocketLine)
            listeners = {one.ack_function.__name__ for one in office.bot._line._app._async_listeners}  # type: ignore[attr-defined]
        assert listeners == {name.partition(":")[0].partition(" ")[0] for name in DOORS} | set(NOT_DOORS)

    run()
    # A report is resolved in the desk's own channel, and drafts published: tests/chat/test_reports.py, test_drafting.
    assert set(PRESSED) == set(Action) - {Action.RESOLVE, *DRAFT_ACTIONS}
    # Figures are entered by editors alone, who are the only ones to get the form: test_drafts.
    assert set(SENT) == {*FORMS, WRONG.order} - {ENTER}
    features = yaml.safe_load(Path(MANIFEST).read_text(encoding="utf-8"))["features"]
    assert set(features) == {"agent_view", "app_home", "bot_user", "slash_commands"}, "shortcuts would be doors, too"


async def _strangers(engine: Engine, name: str) -> None:
    async with _open(engine) as office:
        right = _rights(office.slack.direct_channel(ANA.id))[name]
        room = await _room(office, right.stranger, right.elsewhere)
        await _restrict(office, right.access if right.closed is None else right.closed)
        before = state(engine)
        for door, found in DOORS.items():
            if right.to_change and not found.changes:
                continue
            sent = await _sent_after(room, found.come)
            assert any(refusal in sent for refusal in REFUSALS), (door, sent)
            # Who may not change anything may see what is public.
            secrets = (WITHHELD,) if right.to_change else _secrets(right)
            assert [secret for secret in secrets if secret in sent] == [], (door, sent)
            assert state(engine) == before, door
        assert office.failures == []


async def _served(engine: Engine, name: str) -> None:
    async with _open(engine) as office:
        right = _rights(office.slack.direct_channel(ANA.id))[name]
        room = await _room(office, right.who, right.where)
        await _restrict(office, right.access)
        for door, found in DOORS.items():
            if door.startswith("action at home"):
                await room.open_home()
            sent = await _sent_after(room, found.come)
            if found.withheld and not right.access.editors:
                assert any(refusal in sent for refusal in REFUSALS), (door, sent)
                continue
            assert found.served in sent, (door, sent)
            assert found.withheld or WITHHELD not in sent, (door, sent)
            assert not any(refusal in sent for refusal in REFUSALS), (door, sent)
        assert office.failures == []
        assert office.slack.rejections == []


def _secrets(right: Right) -> tuple[str, ...]:
    channels = (NEWS.channel, POLITICS.channel)
    return (*SECRETS, *(f"{TEAM}/{channel}" for channel in channels))


@pytest.mark.parametrize("right", RIGHTS)
def test_strangers_are_refused_at_every_door_and_told_nothing(sqlite_engine: Engine, right: str) -> None:
    _run(_strangers, sqlite_engine, right)


@pytest.mark.parametrize("right", RIGHTS)
def test_who_may_is_served_at_every_door(sqlite_engine: Engine, right: str) -> None:
    _run(_served, sqlite_engine, right)


def _run(walk: Callable[[Engine, str], Awaitable[None]], engine: Engine, right: str) -> None:
    @in_loop
    async def run() -> None:
        async with asyncio.timeout(120):
            await walk(engine, right)

    run()
