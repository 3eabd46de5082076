"""Acting as a user: saying, commanding, pressing, choosing, filling in."""

from __future__ import annotations

import secrets
from collections.abc import Mapping, Sequence
from typing import Any

from tests.servers.discord.channels import GROUP, ChannelState, user_payload
from tests.servers.discord.checks.answers import AUTOCOMPLETE, COMMAND, COMPONENT, MODAL, MODAL_SUBMIT
from tests.servers.discord.checks.components import BUTTON, LINK_STYLE, ROW, SELECTS, STRING_SELECT, interactive
from tests.servers.discord.checks.modals import LABEL, inputs
from tests.servers.discord.command_input import CannotDoError, command_data
from tests.servers.discord.errors import Json
from tests.servers.discord.interactions import Interaction
from tests.servers.discord.payloads import member_payload
from tests.servers.discord.permissions import Permission
from tests.servers.discord.posts import delete_message, edit_message, make_message, store_message
from tests.servers.discord.state import EPHEMERAL, State
from tests.servers.discord.threads import open_thread
from tests.servers.discord.world import Channel, User

Place = Channel | ChannelState | str
_NO_MENTION: Json = {"parse": ["users", "roles", "everyone"], "replied_user": False}


class Driver:
    """The users of a server. Everything that is done returns at once; the records tell when it was answered."""

    def __init__(self, state: State) -> None:
        self.state = state

    # Messages

    def say(
        self,
        text: str,
        user: User,
        channel: Place,
        *,
        reply_to: Json | None = None,
        mention_bot: bool = False,
        ping: bool = True,
    ) -> Json:
        """A message in a channel or thread. `ping`: a reply also mentions whom it replies to."""
        place = self._place(channel, user, Permission.SEND_MESSAGES)
        content = f"<@{self.state.world.bot.id}> {text}" if mention_bot else text
        allowed = _NO_MENTION | {"replied_user": ping}
        return self._post(place, user, {"content": content, "allowed_mentions": allowed}, reply_to)

    def direct_message(self, text: str, user: User, *, reply_to: Json | None = None) -> Json:
        """A message to the bot itself."""
        return self._post(self.state.direct_channel(user), user, {"content": text}, reply_to)

    def _post(self, place: ChannelState, user: User, body: Json, reply_to: Json | None) -> Json:
        replied = self.state.message(place.id, reply_to["id"]) if reply_to else None
        message = make_message(self.state, place, user, body, replied_to=replied)
        store_message(self.state, place, message)
        return message

    def edit(self, message: Json, text: str) -> Json:
        """A user changes what they said."""
        return edit_message(self.state, self.state.messages[message["id"]], {"content": text}, [])

    def delete(self, message: Json) -> None:
        delete_message(self.state, self.state.messages[message["id"]])

    def start_thread(
        self, name: str, user: User, channel: Place, message: Json | None = None, *, private: bool = False
    ) -> ChannelState:
        needed = Permission.CREATE_PRIVATE_THREADS if private else Permission.CREATE_PUBLIC_THREADS
        place = self._place(channel, user, needed)
        start = message and self.state.messages[message["id"]]
        return open_thread(self.state, place, name, user.id, start, private=private)

    # Interactions

    def command(
        self,
        name: str,
        subcommand: str | None = None,
        options: Mapping[str, Any] | None = None,
        *,
        user: User,
        channel: Place | None = None,
    ) -> Interaction:
        """A registered command; without a channel, in the direct messages of the user. `subcommand`: "ask", "a b"."""
        place = self._where(channel, user, Permission.USE_APPLICATION_COMMANDS)
        data = command_data(self.state, self._command(name, place), subcommand, options or {}, place.guild)
        return self._interact(COMMAND, data, user, place)

    async def autocomplete(
        self,
        name: str,
        subcommand: str | None,
        options: Mapping[str, Any],
        focused: str,
        *,
        user: User,
        channel: Place | None = None,
    ) -> list[Json]:
        """The choices that the bot offers for the option being typed: {"name", "value"} each."""
        place = self._where(channel, user, Permission.USE_APPLICATION_COMMANDS)
        command = self._command(name, place)
        data = command_data(self.state, command, subcommand, options, place.guild, focused)
        record = self._interact(AUTOCOMPLETE, data, user, place)
        return (await record.wait_acknowledged()).choices

    def press(self, message: Json, custom_id: str, user: User) -> Interaction:
        """A button, by its custom_id."""
        current, button = self._component(message, custom_id, user, (BUTTON,))
        if button.get("style") == LINK_STYLE:
            raise CannotDoError(f"{custom_id!r} is a link")
        return self._use(current, {"custom_id": custom_id, "component_type": BUTTON, "id": button["id"]}, user)

    def select(self, message: Json, custom_id: str, values: Sequence[str], user: User) -> Interaction:
        """Entries of a select, by their values."""
        current, menu = self._component(message, custom_id, user, SELECTS)
        offered = {option["value"] for option in menu.get("options") or []}
        if menu["type"] == STRING_SELECT and not set(values) <= offered:
            raise CannotDoError(f"{custom_id!r} offers {sorted(offered)}, not {list(values)}")
        least, most = menu.get("min_values", 1), menu.get("max_values", 1)
        if not least <= len(values) <= most:
            raise CannotDoError(f"{custom_id!r} takes {least} to {most} values")
        data: Json = {"custom_id": custom_id, "component_type": menu["type"], "id": menu["id"], "values": list(values)}
        return self._use(current, data | ({} if menu["type"] == STRING_SELECT else {"resolved": {}}), user)

    def submit_modal(self, opened: Interaction | str, values: Mapping[str, str], user: User) -> Interaction:
        """Sends the modal that an interaction opened; or the last one opened for the user with this custom_id."""
        opener = opened if isinstance(opened, Interaction) else self._opener(opened, user)
        if opener.callback is None or opener.callback.type != MODAL:
            raise CannotDoError("that interaction opened no modal")
        modal = opener.callback.data
        shown = {item["custom_id"]: item for _, item in inputs((), modal["components"])}
        for name in values.keys() - shown.keys():
            raise CannotDoError(f"the modal has no input {name!r}, only {sorted(shown)}")
        for name, item in shown.items():
            _check_input(name, item, values.get(name, _initial(item)))
        data = {"custom_id": modal["custom_id"], "components": _filled_modal(modal["components"], values)}
        place = self.state.channels[opener.channel_id]
        source = self.state.messages.get(opener.source_message_id) if opener.source_message_id else None
        return self._interact(MODAL_SUBMIT, data, user, place, source)

    # What these need

    def _place(self, channel: Place, user: User, needed: Permission) -> ChannelState:
        place = self.state.channel(channel if isinstance(channel, str) else channel.id)
        held = place.permissions(user.id)
        if not held & Permission.VIEW_CHANNEL or not held & needed:
            raise CannotDoError(f"{user.name} may not do that in {place.name}")
        return place

    def _where(self, channel: Place | None, user: User, needed: Permission) -> ChannelState:
        return self.state.direct_channel(user) if channel is None else self._place(channel, user, needed)

    def _command(self, name: str, place: ChannelState) -> Json:
        command = self.state.find_command(name, place.guild_id)
        if command is None:
            raise CannotDoError(f"/{name} is not registered here")
        contexts = command.get("contexts")
        here = _context(place)
        if (contexts is not None and here not in contexts) or (here and command.get("dm_permission") is False):
            raise CannotDoError(f"/{name} is not offered here")
        if not self._is_joined(place) and 1 not in command["integration_types"]:
            raise CannotDoError(f"/{name} cannot be installed by a user for themselves")
        return command

    def _is_joined(self, place: ChannelState) -> bool:
        """Whether the bot is in the place."""
        return place.type != GROUP and (place.guild is None or place.guild in self.state.world.joined)

    def _owners(self, user: User, place: ChannelState) -> Json:
        """Who let the bot in: the server, or whoever has installed it for themselves."""
        shared = any(guild.member(user.id) for guild in self.state.world.joined)
        if not self._is_joined(place) or (place.guild is None and not shared):
            return {"1": user.id}
        return {"0": place.guild.id if place.guild else "0"}

    def _component(self, message: Json, custom_id: str, user: User, kinds: Sequence[int]) -> tuple[Json, Json]:
        """The message as it now stands and its component, if the user can use it."""
        current = self.state.messages.get(message["id"])
        if current is None:
            raise CannotDoError("the message is gone")
        if current["flags"] & EPHEMERAL and current["interaction_metadata"]["user"]["id"] != user.id:
            raise CannotDoError(f"{user.name} cannot see that message")
        for component in interactive(current["components"]):
            if component.get("custom_id") == custom_id and component["type"] in kinds:
                if component.get("disabled"):
                    raise CannotDoError(f"{custom_id!r} is disabled")
                return current, component
        raise CannotDoError(f"no {custom_id!r} in the message, only {_custom_ids(current)}")

    def _use(self, message: Json, data: Json, user: User) -> Interaction:
        return self._interact(COMPONENT, data, user, self.state.channels[message["channel_id"]], message)

    def _opener(self, custom_id: str, user: User) -> Interaction:
        for one in reversed(self.state.interactions.values()):
            if one.user_id == user.id and one.callback and one.callback.data.get("custom_id") == custom_id:
                return one
        raise CannotDoError(f"no modal {custom_id!r} was opened for {user.name}")

    def _interact(
        self, kind: int, data: Json, user: User, place: ChannelState, message: Json | None = None
    ) -> Interaction:
        key, token = self.state.snowflakes.next(), secrets.token_urlsafe(48)
        payload = self._payload(kind, data, user, place) | {"id": key, "token": token}
        if message is not None:
            payload["message"] = message
        source_id = message["id"] if message else None
        one = Interaction(self.state, key, token, kind, payload, user.id, place.id, self.state.clock(), source_id)
        self.state.interactions[key] = self.state.by_token[token] = one
        self.state.publish.event("INTERACTION_CREATE", payload, place.guild_id, 0)
        return one

    def _payload(self, kind: int, data: Json, user: User, place: ChannelState) -> Json:
        bot_id, guild = self.state.world.bot.id, place.guild
        payload: Json = {
            "version": 1,
            "type": kind,
            "application_id": self.state.world.application_id,
            "data": data,
            "channel_id": place.id,
            "channel": place.payload() | {"permissions": str(place.permissions(user.id))},
            "app_permissions": str(place.permissions(bot_id)),
            "locale": "en-GB",
            "entitlements": [],
            "attachment_size_limit": 10 * 1024 * 1024,
            "authorizing_integration_owners": self._owners(user, place),
            "context": _context(place),
        }
        if guild is None:
            return payload | {"user": user_payload(user)}
        member = guild.member(user.id)
        if member is None:
            raise CannotDoError(f"{user.name} is not in {guild.name}")
        return payload | {
            "guild_id": guild.id,
            "guild": {"id": guild.id, "locale": guild.locale, "features": []},
            "guild_locale": guild.locale,
            "member": member_payload(member) | {"permissions": str(place.permissions(user.id))},
        }


def _context(place: ChannelState) -> int:
    """A server, the bot's direct messages, or another conversation."""
    return 0 if place.guild else 2 if place.type == GROUP else 1


def _custom_ids(message: Json) -> list[str]:
    return [one["custom_id"] for one in interactive(message["components"]) if one.get("custom_id")]


def _initial(item: Json) -> str:
    """What stands in an input before the user does anything; entries of a select between commas."""
    if item["type"] == STRING_SELECT:
        return ",".join(option["value"] for option in item["options"] if option.get("default"))
    return item.get("value") or ""


def _entries(value: str) -> list[str]:
    return [part.strip() for part in value.split(",") if part.strip()]


def _check_input(name: str, item: Json, value: str) -> None:
    if item.get("required", True) and not value:
        raise CannotDoError(f"the input {name!r} is required")
    if item["type"] in SELECTS:
        _check_entries(name, item, _entries(value))
        return
    if value and not item.get("min_length", 0) <= len(value) <= item.get("max_length", 4000):
        raise CannotDoError(f"the input {name!r} does not take {len(value)} characters")


def _check_entries(name: str, item: Json, chosen: list[str]) -> None:
    offered = {option["value"] for option in item.get("options") or []}
    if item["type"] == STRING_SELECT and not set(chosen) <= offered:
        raise CannotDoError(f"{name!r} offers {sorted(offered)}, not {chosen}")
    if chosen and not item.get("min_values", 1) <= len(chosen) <= item.get("max_values", 1):
        raise CannotDoError(f"the input {name!r} does not take {len(chosen)} values")


def _filled_modal(components: list[Json], values: Mapping[str, str]) -> list[Json]:
    filled = []
    for number, component in enumerate(components, 1):
        if component["type"] == ROW:
            children = [_filled_input(child, values) for child in component["components"]]
            filled.append({"type": ROW, "id": number, "components": children})
        elif component["type"] == LABEL:
            filled.append({"type": LABEL, "id": number, "component": _filled_input(component["component"], values)})
    return filled


def _filled_input(item: Json, values: Mapping[str, str]) -> Json:
    entry: Json = {"type": item["type"], "id": item.get("id", 0), "custom_id": item["custom_id"]}
    value = values.get(item["custom_id"], _initial(item))
    return entry | ({"values": _entries(value)} if item["type"] in SELECTS else {"value": value})
