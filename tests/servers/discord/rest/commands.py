"""Application commands, global and of a guild."""

from __future__ import annotations

from tests.servers.discord.checks.commands import check_command, check_commands
from tests.servers.discord.checks.problems import Problems
from tests.servers.discord.checks.specification import COMMAND, check_specification
from tests.servers.discord.errors import Json, bad_json, missing_access, unknown
from tests.servers.discord.rest.call import Call, Reply, Route
from tests.servers.discord.rest.validation import raise_if_any

_GLOBAL = "/applications/{application_id}/commands"
_GUILD = "/applications/{application_id}/guilds/{guild_id}/commands"


def _scope(call: Call) -> str | None:
    world = call.state.world
    if call.path["application_id"] != world.application_id:
        raise unknown("Application")
    guild_id = call.path.get("guild_id")
    if guild_id is not None and world.guild(guild_id) is None:
        raise missing_access()
    return guild_id


def listing(call: Call) -> object:
    return call.state.commands.get(_scope(call), [])


def overwrite(call: Call) -> object:
    scope = _scope(call)
    if not isinstance(call.body, list):
        raise bad_json()
    problems = Problems()
    check_commands(problems, call.body)
    if not problems.errors:
        for number, command in enumerate(call.body):
            check_specification(problems, COMMAND, command, (number,))
    raise_if_any(problems)
    stored = [_stored(call, scope, command) for command in call.body]
    call.state.commands[scope] = stored
    return stored


def create(call: Call) -> object:
    scope = _scope(call)
    problems = Problems()
    check_command(problems, (), call.fields)
    if not problems.errors:
        check_specification(problems, COMMAND, call.fields)
    raise_if_any(problems)
    present = call.state.commands.setdefault(scope, [])
    stored = _stored(call, scope, call.fields)
    replaced = [one for one in present if one["id"] == stored["id"]]
    present[:] = [one for one in present if one["id"] != stored["id"]] + [stored]
    return Reply(200 if replaced else 201, stored)


def _stored(call: Call, scope: str | None, command: Json) -> Json:
    """A command as Discord keeps it: one of the same name and type keeps its id."""
    kind = command.get("type", 1)
    present = call.state.commands.get(scope, [])
    same = next((one for one in present if one["name"] == command["name"] and one["type"] == kind), None)
    permissions = command.get("default_member_permissions")
    stored: Json = {
        "id": same["id"] if same else call.state.snowflakes.next(),
        "application_id": call.state.world.application_id,
        "version": call.state.snowflakes.next(),
        "type": kind,
        "name": command["name"],
        "description": command.get("description") or "",
        "options": command.get("options") or [],
        "default_member_permissions": None if permissions is None else str(permissions),
        "nsfw": bool(command.get("nsfw")),
        "contexts": command.get("contexts"),
        "integration_types": command.get("integration_types") or [0],
        "name_localizations": command.get("name_localizations"),
        "description_localizations": command.get("description_localizations"),
    }
    if scope is None:
        stored["dm_permission"] = command.get("dm_permission", True)
    else:
        stored["guild_id"] = scope
    return stored


ROUTES = tuple(
    Route(method, path, handler)
    for path in (_GLOBAL, _GUILD)
    for method, handler in (("GET", listing), ("PUT", overwrite), ("POST", create))
)
