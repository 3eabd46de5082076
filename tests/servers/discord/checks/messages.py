"""The limits of a message body, wherever it is sent: to a channel, a webhook, or as an answer."""

from __future__ import annotations

from collections.abc import Collection

from tests.servers.discord.checks.components import check_components
from tests.servers.discord.checks.embeds import check_embeds
from tests.servers.discord.checks.problems import Path, Problems
from tests.servers.discord.errors import Json

MOST_CONTENT = 2000
MOST_NONCE = 25
LAYOUT_FLAG = 1 << 15
_SHARED = {"content", "embeds", "allowed_mentions", "components", "flags", "attachments", "tts", "poll"}
CREATE_KEYS = _SHARED | {"nonce", "enforce_nonce", "message_reference", "sticker_ids", "shared_client_theme"}
EDIT_KEYS = _SHARED
WEBHOOK_KEYS = _SHARED | {"username", "avatar_url", "thread_name", "applied_tags"}
ANSWER_KEYS = _SHARED
_LEGACY = ("content", "embeds", "poll", "sticker_ids")
_MENTIONS = ("roles", "users", "everyone")


def check_message(
    problems: Problems, body: Json, files: int, *, edited: Json | None = None, names: Collection[str] = ()
) -> None:
    """`edited`: the message that is, as it stands. `names`: those of the files that it has then."""
    layout = bool(((edited or {}).get("flags") or 0) & LAYOUT_FLAG) or bool((body.get("flags") or 0) & LAYOUT_FLAG)
    problems.text(("content",), body.get("content"), MOST_CONTENT)
    check_embeds(problems, problems.items(("embeds",), body.get("embeds")))
    check_components(problems, problems.items(("components",), body.get("components")), layout=layout, files=names)
    if layout:
        _check_legacy(problems, body, edited or {})
    _check_nonce(problems, body.get("nonce"))
    _check_allowed_mentions(problems, body.get("allowed_mentions"))
    _check_attachments(problems, body, files)


def _check_legacy(problems: Problems, body: Json, edited: Json) -> None:
    """A message with a layout has none of these, whether they are given or left from before: a list is emptied by an
    empty one, and not by null."""
    for key in _LEGACY:
        given = body.get(key, edited.get(key))
        left = edited.get(key) if key != "content" and key in body and given is None else given
        if left:
            message = f"The '{key}' field cannot be used when using MessageFlags.IS_COMPONENTS_V2"
            problems.add((key,), "MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2", message)


def _check_nonce(problems: Problems, nonce: object) -> None:
    if nonce is not None and not isinstance(nonce, int):
        problems.text(("nonce",), nonce, MOST_NONCE)


def _check_allowed_mentions(problems: Problems, allowed: Json | None) -> None:
    if not allowed:
        return
    path: Path = ("allowed_mentions",)
    parse = allowed.get("parse") or []
    for number, kind in enumerate(parse):
        problems.choice((*path, "parse", number), kind, _MENTIONS)
    for kind in ("users", "roles"):
        problems.count((*path, kind), allowed.get(kind) or [], 100)
        if kind in parse and allowed.get(kind):
            message = f'parse:["{kind}"] and {kind}: [ids...] are mutually exclusive.'
            problems.add(path, "MESSAGE_ALLOWED_MENTIONS_PARSE_EXCLUSIVE", message)


def _check_attachments(problems: Problems, body: Json, files: int) -> None:
    attachments = problems.items(("attachments",), body.get("attachments"))
    problems.count(("attachments",), attachments, 10)
    if files > 10:
        problems.add(("files",), "BASE_TYPE_MAX_LENGTH", "Must be 10 or fewer in length.")
    for number, one in enumerate(attachments):
        if "id" not in one:
            problems.required(("attachments", number, "id"))
        problems.text(("attachments", number, "filename"), one.get("filename"), 1024)
        problems.text(("attachments", number, "description"), one.get("description"), 1024)


def is_empty(body: Json, files: int) -> bool:
    """Nothing that a reader could see."""
    shown = ("embeds", "components", "sticker_ids", "poll")
    return not (body.get("content") or "").strip() and not files and not any(body.get(key) for key in shown)
