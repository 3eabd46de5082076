"""What Slack sends, as what the desk takes. Pure functions; a payload without what it must have is Malformed.

`home` is the workspace that the app is installed in; None: the one that the payload says it is.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from adapters.markup import question
from adapters.slackbot.escape import unescape
from adapters.slackbot.form import Origin, written
from adapters.slackbot.payload import Json, Malformed, object_in, text_in
from adapters.slackbot.render import ACTION_PREFIX
from adapters.slackbot.teams import guest_of_command, guest_of_event, guest_of_interaction, installed_in
from bot.cards.card import Action
from bot.chat.forms import NOTE, action_of, form_of
from bot.chat.nouns import Asker, Audience, Inbound, Place, Press, Visibility
from bot.delivery.nouns import Address

PLATFORM = "slack"
RESPONSE_URL = "response_url"
TRIGGER = "trigger_id"
"""The handle by which a form can be opened, for 3 seconds."""

_CONTROL = re.compile(r"<([@#!]?)([^<>|]*)(?:\|([^<>]*))?>")
_SIGNS = {"@": "@", "#": "#", "!": "@", "": ""}
_TALKS = ("im", "mpim")
"""The types of conversations that are no channels."""
_SAID = (None, "thread_broadcast", "file_share", "me_message")
"""The subtypes of messages that a user wrote anew: said in the channel too, with a file, or with /me."""
_DATE = "date^"
_DIRECT = "D"
"""What ids of direct messages begin with."""
_WEB = re.compile(r"www\.", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Pressed:
    """A press with the means to answer it: `response_url` for half an hour, `trigger_id` for 3 seconds."""

    press: Press
    response_url: str | None = field(repr=False)
    trigger_id: str


@dataclass(frozen=True, slots=True)
class Submitted:
    """A form that was sent. `event` has no text: its sender, and where they asked for the form. `view` is Slack's."""

    event: Inbound
    origin: Origin
    values: Mapping[str, str]
    view: Json = field(repr=False)

    @property
    def press(self) -> Press | None:
        """The button that asked for the form, pressed with what was written; None: no button did."""
        action = action_of(self.origin.order)
        if action is None:
            return None
        return Press(
            key=self.event.key,
            action=action,
            ref=self.origin.ref,
            asker=self.event.asker,
            place=self.event.place,
            visibility=self.origin.visibility,
            message_ref=self.origin.message_ref,
            note=self.values.get(NOTE, ""),
            values=self.values,
        )


@dataclass(frozen=True, slots=True)
class Suggesting:
    """Somebody types in a field of the form of an order."""

    asker: Asker
    address: Address
    order: str
    field: str
    typed: str


def mention(body: Json, bot_user: str, home: str | None = None) -> Inbound | None:
    """A message that names the bot: answered in its thread, or in a new one. None: it is another bot's."""
    event = object_in(body, "event")
    if event.get("bot_id"):
        return None
    thread = event.get("thread_ts") or text_in(event, "ts")
    return _of_event(body, event, _said(text_in(event, "text"), bot_user), str(thread), home)


def direct_message(body: Json, bot_user: str, home: str | None = None) -> Inbound | None:
    """A message to the bot alone; None: a bot's, a change of one, or one in another kind of conversation."""
    event = object_in(body, "event")
    rewritten = event.get("subtype") not in _SAID
    if event.get("bot_id") or rewritten or event.get("channel_type") != "im" or event.get("user") == bot_user:
        return None
    thread = event.get("thread_ts")
    return _of_event(body, event, _said(text_in(event, "text"), bot_user), str(thread) if thread else None, home)


def edited_message(body: Json, bot_user: str, home: str | None = None) -> Inbound | None:
    """A message to the bot alone whose writer has changed its words; None: something else about it was changed."""
    event = object_in(body, "event")
    message, before = event.get("message"), event.get("previous_message")
    if event.get("subtype") != "message_changed" or not isinstance(message, Mapping):
        return None
    stamp = object_in(message, "edited").get("ts") if message.get("edited") else None
    was = before.get("text") if isinstance(before, Mapping) else None
    now = {**message, "channel": text_in(event, "channel"), "channel_type": event.get("channel_type")}
    found = direct_message({**body, "event": now}, bot_user, home) if stamp else None
    if found is None or (isinstance(was, str) and _said(was, bot_user) == found.text):
        return None
    key = _key(f"{found.place.address.channel}/{found.message_ref}/{stamp}")
    return replace(found, key=key, edited=str(stamp))


def command(body: Json, visibility: Visibility, home: str | None = None) -> Inbound:
    """Nobody but the asker sees the words of a command, whoever sees its answer."""
    trigger = text_in(body, "trigger_id")
    workspace = _workspace(body, home)
    name = str(body.get("user_name") or "")
    channel = text_in(body, "channel_id")
    guest = guest_of_command(body, workspace)
    asker = Asker(text_in(body, "user_id"), name, guest_of=guest, alone=_is_alone(channel))
    return Inbound(
        key=_key(trigger),
        asker=asker,
        place=Place(Address(PLATFORM, workspace, channel)),
        text=_said(str(body.get("text") or "")),
        visibility=visibility,
        handles={RESPONSE_URL: text_in(body, "response_url"), TRIGGER: trigger},
    )


def home_opened(body: Json, home: str | None = None) -> tuple[Asker, Address] | None:
    """Who looks at the home tab of which workspace; None: another tab of the app was opened."""
    event = object_in(body, "event")
    if event.get("tab") != "home":
        return None
    workspace = _workspace(body, home)
    asker = Asker(text_in(event, "user"), guest_of=guest_of_event(body, event, workspace))
    return asker, Address(PLATFORM, workspace, "")


def panel_opened(body: Json, home: str | None = None) -> tuple[Asker, Address] | None:
    """Who looks at their conversation with the bot, and where that is; None: another tab of the app was opened."""
    event = object_in(body, "event")
    if event.get("tab") != "messages":
        return None
    workspace = _workspace(body, home)
    asker = Asker(text_in(event, "user"), guest_of=guest_of_event(body, event, workspace))
    return asker, Address(PLATFORM, workspace, text_in(event, "channel"))


def joined(body: Json, bot_user: str, home: str | None = None) -> Address | None:
    """The channel that the bot has come into; None: somebody else has."""
    event = object_in(body, "event")
    if event.get("user") != bot_user:
        return None
    return Address(PLATFORM, _workspace(body, home), text_in(event, "channel"))


def pressed(body: Json, home: str | None = None) -> Pressed:
    """A button or a choice. One on the home tab has neither a channel nor a message."""
    actions = body.get("actions")
    if not isinstance(actions, list) or not actions or not isinstance(actions[0], Mapping):
        raise Malformed("no action")
    pressed_action, container = actions[0], object_in(body, "container")
    at_home = container.get("type") == "view"
    private = at_home or bool(container.get("is_ephemeral"))
    thread = container.get("thread_ts")
    trigger = text_in(body, "trigger_id")
    workspace = _workspace(body, home)
    channel = "" if at_home else text_in(container, "channel_id")
    press = Press(
        key=_key(trigger),
        action=_action(text_in(pressed_action, "action_id")),
        ref=_ref(pressed_action),
        asker=replace(_user(body, workspace), alone=_is_alone(channel)),
        place=Place(
            Address(PLATFORM, workspace, channel),
            str(thread) if thread else None,
        ),
        visibility=Visibility.PRIVATE if private else Visibility.PUBLIC,
        message_ref=None if at_home else text_in(container, "message_ts"),
    )
    url = body.get(RESPONSE_URL)
    return Pressed(press, str(url) if url else None, trigger)


def suggesting(body: Json, home: str | None = None) -> Suggesting:
    """A field of a form whose options are asked for."""
    origin = Origin.from_metadata(text_in(object_in(body, "view"), "private_metadata"))
    if origin is None:
        raise Malformed("no form of ours")
    workspace = _workspace(body, home)
    address = Address(PLATFORM, workspace, origin.channel)
    typed = str(body.get("value") or "")
    return Suggesting(_user(body, workspace), address, origin.order, text_in(body, "block_id"), typed)


def submitted(body: Json, home: str | None = None) -> Submitted:
    """A form, filled in."""
    view = object_in(body, "view")
    origin = Origin.from_metadata(text_in(view, "private_metadata"))
    if origin is None:
        raise Malformed("no form of ours")
    workspace = _workspace(body, home)
    event = Inbound(
        key=_key(text_in(view, "id")),
        asker=_user(body, workspace),
        place=Place(Address(PLATFORM, workspace, origin.channel), origin.thread),
        text="",
        visibility=Visibility.PRIVATE,
    )
    return Submitted(event, origin, written(view, form_of(origin.order)), view)


def _of_event(body: Json, event: Json, text: str, thread: str | None, home: str | None) -> Inbound:
    address = Address(PLATFORM, _workspace(body, home), text_in(event, "channel"))
    guest = guest_of_event(body, event, address.workspace)
    asker = Asker(text_in(event, "user"), guest_of=guest, alone=_is_alone(address.channel))
    # No payload says for sure that a channel is public: whether it is, Slack has to be asked.
    audience = Audience.ALONE if event.get("channel_type") in _TALKS else Audience.MEMBERS
    return Inbound(
        _key(text_in(body, "event_id")),
        asker,
        Place(address, thread),
        text,
        Visibility.PUBLIC,
        audience=audience,
        message_ref=text_in(event, "ts"),
    )


def _is_alone(channel: str) -> bool:
    """Whether a channel is somebody's direct message with the bot: in those of two users it is no member, and says
    nothing that both see."""
    return channel.startswith(_DIRECT)


def _said(text: str, bot_user: str | None = None) -> str:
    """The words of the user, without the name of the bot: Slack hands over control sequences for names and links, and
    entities for the signs that these are made of."""
    words = re.sub(rf"<@{re.escape(bot_user)}(?:\|[^<>]*)?>", " ", text) if bot_user else text
    return question(unescape(_CONTROL.sub(_shown, words)), unescape(_CONTROL.sub(_word, words)))


def _shown(control: re.Match[str]) -> str:
    sign, target, label = control.groups()
    return label if sign == "" and label else _SIGNS[sign] + (label or target).lstrip("@#")


def _word(control: re.Match[str]) -> str:
    """What is left of it in a question: the words that a link was put on, and a time. “example.com” becomes a link as
    it is written, and may be what is asked about."""
    sign, target, label = control.groups()
    if not label or (sign and not target.startswith(_DATE)):
        return " "
    is_address = target.partition("://")[2].rstrip("/") == label.rstrip("/") and ("/" in label or _WEB.match(label))
    return " " if is_address else label


def _workspace(body: Json, home: str | None) -> str:
    team = home or installed_in(body)
    if team is None or "/" in team:
        raise Malformed("a workspace without an id")
    return team


def _user(body: Json, workspace: str) -> Asker:
    user = object_in(body, "user")
    name = str(user.get("name") or user.get("username") or "")
    return Asker(text_in(user, "id"), name, guest_of=guest_of_interaction(body, workspace))


def _action(action_id: str) -> Action:
    name = action_id.removeprefix(ACTION_PREFIX).partition(":")[0]
    try:
        return Action(name)
    except ValueError:
        raise Malformed(f"no action {name}") from None


def _ref(action: Json) -> str:
    option = action.get("selected_option")
    return text_in(option if isinstance(option, Mapping) else action, "value")


def _key(unique: str) -> str:
    return f"{PLATFORM}/{unique}"
