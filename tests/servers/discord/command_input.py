"""What a user types into a command, checked as Discord's own client checks it before anything is sent."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from tests.servers.discord.channels import user_payload
from tests.servers.discord.errors import Json
from tests.servers.discord.payloads import member_payload
from tests.servers.discord.state import State
from tests.servers.discord.world import Guild

SUBCOMMAND, GROUP, STRING, INTEGER, BOOLEAN, USER, CHANNEL, ROLE, MENTIONABLE, NUMBER = range(1, 11)


class CannotDoError(AssertionError):
    """A user could not do this: the button is not there, the command is not registered, the option is missing."""


def command_data(
    state: State,
    command: Json,
    subcommand: str | None,
    options: Mapping[str, Any],
    guild: Guild | None,
    focused: str | None = None,
) -> Json:
    """The `data` of an interaction for a command. With `focused` options may be missing: the user is still typing."""
    steps = subcommand.split() if subcommand else []
    node = command
    for step in steps:
        node = _child(node, step)
    if any(one["type"] in (SUBCOMMAND, GROUP) for one in node.get("options") or []):
        raise CannotDoError(f"/{command['name']} {' '.join(steps)} needs a subcommand".replace("  ", " "))
    filled: list[Json] = _filled(node, options, focused)
    for depth in range(len(steps), 0, -1):
        kind = GROUP if depth < len(steps) else SUBCOMMAND
        filled = [{"name": steps[depth - 1], "type": kind, "options": filled}]
    data: Json = {"id": command["id"], "name": command["name"], "type": command["type"], "options": filled}
    if command.get("guild_id"):
        data["guild_id"] = command["guild_id"]
    resolved = _resolved(state, node, options, guild)
    return data | ({"resolved": resolved} if resolved else {})


def _child(node: Json, name: str) -> Json:
    for option in node.get("options") or []:
        if option["name"] == name and option["type"] in (SUBCOMMAND, GROUP):
            return dict(option)
    raise CannotDoError(f"{node['name']} has no subcommand {name!r}")


def _filled(node: Json, options: Mapping[str, Any], focused: str | None) -> list[Json]:
    known = {one["name"]: one for one in node.get("options") or []}
    for name in options.keys() - known.keys():
        raise CannotDoError(f"{node['name']} has no option {name!r}, only {sorted(known)}")
    filled = []
    for name, option in known.items():
        if name not in options:
            if option.get("required") and focused is None:
                raise CannotDoError(f"{node['name']} needs the option {name!r}")
            continue
        entry = {"name": name, "type": option["type"], "value": options[name]}
        if name == focused:
            entry["focused"] = True
        else:
            _check_value(option, options[name])
        filled.append(entry)
    return filled


_PYTHON = {STRING: str, INTEGER: int, BOOLEAN: bool, NUMBER: (int, float)}


def _check_value(option: Json, value: Any) -> None:
    name = option["name"]
    expected = _PYTHON.get(option["type"], str)
    if not isinstance(value, expected):  # type: ignore[arg-type]
        raise CannotDoError(f"option {name!r} does not take {value!r}")
    choices = option.get("choices")
    if choices and value not in [one["value"] for one in choices]:
        raise CannotDoError(f"option {name!r} takes one of its choices, not {value!r}")
    amount = len(value) if isinstance(value, str) else value
    least, most = ("min_length", "max_length") if isinstance(value, str) else ("min_value", "max_value")
    if option.get(least) is not None and amount < option[least]:
        raise CannotDoError(f"option {name!r}: {value!r} is below {option[least]}")
    if option.get(most) is not None and amount > option[most]:
        raise CannotDoError(f"option {name!r}: {value!r} is above {option[most]}")


def _resolved(state: State, node: Json, options: Mapping[str, Any], guild: Guild | None) -> Json:
    resolved: Json = {}
    for option in node.get("options") or []:
        key = options.get(option["name"])
        if key is None:
            continue
        if option["type"] in (USER, MENTIONABLE) and key in state.users:
            resolved.setdefault("users", {})[key] = user_payload(state.users[key])
            member = guild.member(key) if guild else None
            if member is not None:
                resolved.setdefault("members", {})[key] = member_payload(member, with_user=False)
        elif option["type"] == CHANNEL:
            channel = state.channel(key)
            resolved.setdefault("channels", {})[key] = channel.payload() | {"permissions": "0"}
    return resolved
