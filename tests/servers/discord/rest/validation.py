"""Checks of bodies, as strict as the server was told to be."""

from __future__ import annotations

from tests.servers.discord.attachments import Upload
from tests.servers.discord.checks.messages import LAYOUT_FLAG, check_message
from tests.servers.discord.checks.problems import Problems
from tests.servers.discord.checks.specification import check_specification
from tests.servers.discord.errors import Json
from tests.servers.discord.rest.call import Call
from tests.servers.discord.state import State


def require_message(call: Call, keys: set[str], schema: str, *, edited: Json | None = None) -> None:
    """Raises 50035 unless the body is one of a message with no other keys than these. `edited`: the message that is."""
    if not call.state.strict:
        return
    problems = Problems()
    problems.unknown_keys(call.fields, keys)
    names = file_names(call.state, call.fields, call.files, edited)
    check_message(problems, call.fields, len(call.files), edited=edited, names=names)
    check_known(problems, call.state, call.fields)
    if not problems.errors:
        check_specification(problems, schema, call.fields)
    raise_if_any(problems)


def file_names(state: State, body: Json, files: list[Upload], edited: Json | None = None) -> set[str]:
    """The names of the files that a message has once the body is taken: those sent with it, and those it keeps."""
    told = {str(one.get("id")): one for one in body.get("attachments") or [] if isinstance(one, dict)}
    sent = {told.get(str(one.index), {}).get("filename") or one.filename for one in files}
    held = state.uploaded.get(edited["id"], []) if edited else []
    return sent | {one["filename"] for one in held if "attachments" not in body or one["id"] in told}


def check_known(problems: Problems, state: State, body: Json) -> None:
    """What a Discord refuses that knows nothing of layouts."""
    if not state.layouts and (body.get("flags") or 0) & LAYOUT_FLAG:
        problems.choice(("components", 0, "type"), (body.get("components") or [{}])[0].get("type"), (1,))


def raise_if_any(problems: Problems) -> None:
    refusal = problems.refusal()
    if refusal is not None:
        raise refusal
