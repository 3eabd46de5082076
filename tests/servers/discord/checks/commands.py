"""The limits of application commands."""

from __future__ import annotations

import re

from tests.servers.discord.checks.problems import Path, Problems
from tests.servers.discord.errors import Json

MOST_COMMANDS = 100
CHAT_INPUT, SUBCOMMAND, GROUP = 1, 1, 2
COMMAND_KEYS = {
    "name", "name_localizations", "description", "description_localizations", "options", "default_member_permissions",
    "dm_permission", "default_permission", "contexts", "integration_types", "type", "nsfw", "handler", "id",
}  # fmt: skip
_NAME = re.compile(r"[-_'\w]{1,32}")


def check_commands(problems: Problems, commands: list[Json]) -> None:
    if sum(command.get("type", CHAT_INPUT) == CHAT_INPUT for command in commands) > MOST_COMMANDS:
        problems.add((), "APPLICATION_COMMANDS_LIMIT_REACHED", f"Only {MOST_COMMANDS} commands are allowed.")
    seen: set[tuple[object, object]] = set()
    for number, command in enumerate(commands):
        key = (command.get("name"), command.get("type", CHAT_INPUT))
        if key in seen:
            message = "Application command names must be unique"
            problems.add((number, "name"), "APPLICATION_COMMANDS_DUPLICATE_NAME", message)
        seen.add(key)
        check_command(problems, (number,), command)


def check_command(problems: Problems, path: Path, command: Json) -> None:
    for key in command.keys() - COMMAND_KEYS:
        problems.add((*path, key), "UNKNOWN_FIELD", "This field is not known here")
    if command.get("type", CHAT_INPUT) != CHAT_INPUT:
        problems.text((*path, "name"), command.get("name"), 32, 1)
        if command.get("description"):
            problems.add((*path, "description"), "BASE_TYPE_MAX_LENGTH", "Must be 0 or fewer in length.")
        return
    _check_name(problems, path, command)
    _check_options(problems, path, command)
    if _characters(command) > 8000:
        problems.add(path, "APPLICATION_COMMAND_TOO_LARGE", "Command exceeds maximum size (8000)")


def _check_name(problems: Problems, path: Path, item: Json) -> None:
    name = item.get("name")
    if not isinstance(name, str) or not _NAME.fullmatch(name) or name != name.lower():
        message = "Command name is invalid"
        problems.add((*path, "name"), "APPLICATION_COMMAND_INVALID_NAME", message)
    problems.text((*path, "description"), item.get("description"), 100, 1)


def _check_options(problems: Problems, path: Path, item: Json) -> None:
    options = problems.items((*path, "options"), item.get("options"))
    problems.count((*path, "options"), options, 25)
    names: set[object] = set()
    optional_before = False
    for number, option in enumerate(options):
        where = (*path, "options", number)
        problems.choice((*where, "type"), option.get("type"), range(1, 12))
        _check_name(problems, where, option)
        if option.get("name") in names:
            problems.add((*where, "name"), "APPLICATION_COMMAND_OPTIONS_NAME_INVALID", "Option name is not unique")
        names.add(option.get("name"))
        if option.get("required") and optional_before:
            message = "Required options must be placed before non-required options"
            problems.add(where, "APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID", message)
        optional_before = optional_before or not option.get("required")
        _check_option_choices(problems, where, option)
        if option.get("type") in (SUBCOMMAND, GROUP):
            _check_options(problems, where, option)


def _check_option_choices(problems: Problems, path: Path, option: Json) -> None:
    choices = problems.items((*path, "choices"), option.get("choices"))
    problems.count((*path, "choices"), choices, 25)
    if choices and option.get("autocomplete"):
        message = "Autocomplete may not be set to true if choices are present"
        problems.add((*path, "autocomplete"), "APPLICATION_COMMAND_OPTIONS_AUTOCOMPLETE_INVALID", message)
    for number, choice in enumerate(choices):
        problems.text((*path, "choices", number, "name"), choice.get("name"), 100, 1)
        if isinstance(choice.get("value"), str):
            problems.text((*path, "choices", number, "value"), choice["value"], 100)


def _characters(item: Json) -> int:
    own = sum(len(str(item.get(key) or "")) for key in ("name", "description", "value"))
    return own + sum(_characters(child) for key in ("options", "choices") for child in item.get(key) or [])
