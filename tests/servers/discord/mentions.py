"""Whom a message mentions, as far as its allowed_mentions let it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from tests.servers.discord.channels import ChannelState, user_payload
from tests.servers.discord.errors import Json
from tests.servers.discord.permissions import Permission
from tests.servers.discord.state import State

_USER = re.compile(r"<@!?(\d+)>")
_ROLE = re.compile(r"<@&(\d+)>")
_EVERYONE = re.compile(r"@(everyone|here)\b")


@dataclass(frozen=True, slots=True)
class Mentions:
    users: list[Json]
    roles: list[str]
    everyone: bool = False


def find_mentions(
    state: State, channel: ChannelState, content: str, allowed: Json | None, author_id: str, replied_to: Json | None
) -> Mentions:
    """The mentions of a text, and of the author of the message it replies to."""
    if "@" not in content and replied_to is None:
        return Mentions([], [])
    parse = _parsed(allowed)
    users = _allowed(_USER.findall(content), "users", parse, allowed)
    if replied_to is not None and (allowed is None or allowed.get("replied_user")):
        users.append(replied_to["author"]["id"])
    roles = _allowed(_ROLE.findall(content), "roles", parse, allowed)
    may = bool(channel.permissions(author_id) & Permission.MENTION_EVERYONE)
    return Mentions(
        [user_payload(state.users[key]) for key in dict.fromkeys(users) if key in state.users],
        list(dict.fromkeys(roles)),
        may and "everyone" in parse and bool(_EVERYONE.search(content)),
    )


def _parsed(allowed: Json | None) -> list[str]:
    return ["users", "roles", "everyone"] if allowed is None else list(allowed.get("parse") or [])


def _allowed(found: list[str], kind: str, parse: list[str], allowed: Json | None) -> list[str]:
    if kind in parse:
        return found
    listed = {str(key) for key in (allowed or {}).get(kind) or []}
    return [key for key in found if key in listed]
