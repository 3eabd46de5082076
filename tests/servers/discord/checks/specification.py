"""Bodies against Discord's own OpenAPI document, where it lies beside the repository."""

from __future__ import annotations

import json
import re
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from jsonschema import Draft202012Validator
from referencing import Registry, Resource
from referencing.jsonschema import DRAFT202012

from tests.servers.discord.checks.problems import Problems
from tests.servers.discord.errors import Json

DOCUMENT = Path(__file__).parents[4] / ".." / "shared" / "specs" / "discord-openapi.json"
_URI = "urn:discord-openapi"
_ID = re.compile(r"\d{15,20}")
CREATE, EDIT = "MessageCreateRequest", "MessageEditRequestPartial"
WEBHOOK_CREATE, WEBHOOK_EDIT = "IncomingWebhookRequestPartial", "IncomingWebhookUpdateRequestPartial"
COMMAND = "ApplicationCommandCreateRequest"
CALLBACKS = {
    1: "PongInteractionCallbackRequest",
    4: "CreateMessageInteractionCallbackRequest",
    5: "CreateMessageInteractionCallbackRequest",
    6: "UpdateMessageInteractionCallbackRequest",
    7: "UpdateMessageInteractionCallbackRequest",
    8: "ApplicationCommandAutocompleteCallbackRequest",
    9: "ModalInteractionCallbackRequest",
}


def available() -> bool:
    return DOCUMENT.exists()


@cache
def _registry() -> Registry[Any]:
    document = json.loads(DOCUMENT.read_text(encoding="utf-8"))
    registry: Registry[Any] = Registry().with_resource(
        _URI, Resource.from_contents(document, default_specification=DRAFT202012)
    )
    return registry


@cache
def _validator(schema: str) -> Draft202012Validator:
    return Draft202012Validator({"$ref": f"{_URI}#/components/schemas/{schema}"}, registry=_registry())


def check_specification(problems: Problems, schema: str, body: Json, at: tuple[str | int, ...] = ()) -> None:
    """Adds what the document forbids. Without the document there is nothing to check."""
    if not available():
        return
    body = _with_text_ids(body)
    if _holds(schema, _ID.sub(lambda found: "1" * len(found[0]), json.dumps(body))):
        return
    for error in _validator(schema).iter_errors(body):
        problems.add((*at, *error.absolute_path), "SPECIFICATION", f"{schema}: {error.message[:300]}")


@lru_cache(maxsize=10_000)
def _holds(schema: str, body: str) -> bool:
    """The same bodies come again and again, with other ids, and this takes longer than all else that a request does."""
    return _validator(schema).is_valid(json.loads(body))


def _with_text_ids(body: Json) -> Json:
    """Ids as text: Discord takes numbers as well, and discord.py sends them, though the document knows only text."""
    lists = ("users", "roles", "sticker_ids")
    single = ("message_id", "channel_id", "guild_id")
    changed = dict(body)
    if isinstance(body.get("data"), dict):
        changed["data"] = _with_text_ids(body["data"])
    if isinstance(body.get("message_reference"), dict):
        reference = body["message_reference"]
        changed["message_reference"] = {key: str(one) if key in single else one for key, one in reference.items()}
    if isinstance(body.get("allowed_mentions"), dict):
        allowed = body["allowed_mentions"]
        changed["allowed_mentions"] = {
            key: [str(one) for one in value] if key in lists and value else value for key, value in allowed.items()
        }
    if isinstance(body.get("attachments"), list):
        changed["attachments"] = [
            one | {"id": str(one["id"])} if isinstance(one, dict) and "id" in one else one
            for one in body["attachments"]
        ]
    return changed
