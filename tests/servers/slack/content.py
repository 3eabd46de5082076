"""The content of a message as the app hands it in, checked as Slack checks it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from tests.servers.slack.blockkit.blocks import check_message_blocks, elements_of
from tests.servers.slack.errors import SlackError

if TYPE_CHECKING:
    from tests.servers.slack.state import State

MOST_CHARACTERS = 40_000
_ATTACHMENTS = 100


def read_content(state: State, body: dict[str, Any]) -> dict[str, Any]:
    """The text, blocks, attachments and metadata of a body, with the ids that Slack adds to blocks and elements."""
    content: dict[str, Any] = {}
    text = body.get("text", body.get("markdown_text"))
    if text is not None:
        content["text"] = _checked_text(text)
    for name in ("blocks", "attachments"):
        value = decoded(body.get(name), f"invalid_{name}_format")
        if value is not None:
            content[name] = value
    if "blocks" in content:
        content["blocks"] = _checked_blocks(state, content["blocks"])
    if len(content.get("attachments", ())) > _ATTACHMENTS:
        raise SlackError("too_many_attachments")
    metadata = decoded(body.get("metadata"), "invalid_metadata_format")
    if metadata is not None:
        content["metadata"] = _checked_metadata(metadata)
    return content


def require_content(content: dict[str, Any]) -> None:
    """Refuse a message with nothing in it."""
    if not (content.get("text") or content.get("blocks") or content.get("attachments") or content.get("files")):
        raise SlackError("no_text")


def decoded(value: Any, refusal: str) -> Any:
    """A structured argument, which forms carry as JSON text."""
    if not isinstance(value, str):
        return value
    try:
        return json.loads(value)
    except ValueError:
        raise SlackError(refusal) from None


def _checked_text(text: Any) -> str:
    if not isinstance(text, str):
        raise SlackError("invalid_arguments", ["[ERROR] must provide a string [json-pointer:/text]"])
    if len(text) > MOST_CHARACTERS:
        raise SlackError("msg_too_long")
    return text


def _checked_blocks(state: State, blocks: Any) -> list[dict[str, Any]]:
    if not isinstance(blocks, list) or not all(isinstance(block, dict) for block in blocks):
        raise SlackError("invalid_blocks_format")
    if state.strict:
        problems = check_message_blocks(blocks, state.workspace.unknown_blocks)
        if problems:
            raise SlackError("invalid_blocks", problems, errors=[text.removeprefix("[ERROR] ") for text in problems])
        _require_files(state, blocks)
    return with_ids(state, blocks)


def _require_files(state: State, blocks: list[dict[str, Any]]) -> None:
    """A block can only show a file that was uploaded."""
    for index, block in enumerate(blocks):
        file_id = block.get("slack_file", {}).get("id") if block["type"] == "image" else None
        if file_id is not None and (file_id not in state.files or not state.files[file_id].completed):
            problem = f"invalid slack file [json-pointer:/blocks/{index}/slack_file]"
            raise SlackError("invalid_blocks", [f"[ERROR] {problem}"], errors=[problem])


def with_ids(state: State, blocks: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The blocks with an id for each block and each element that has none."""
    identified = []
    for given in blocks:
        block = {**given, "block_id": given.get("block_id") or state.new_id("b")}
        if block["type"] == "actions":
            block["elements"] = [dict(element) for element in block["elements"]]
        for name in ("accessory", "element"):
            if name in block:
                block[name] = dict(block[name])
        for element in elements_of(block):
            element.setdefault("action_id", state.new_id("a"))
        identified.append(block)
    return identified


def _checked_metadata(metadata: Any) -> dict[str, Any]:
    if not isinstance(metadata, dict):
        raise SlackError("invalid_metadata_format")
    shaped = set(metadata) == {"event_type", "event_payload"}
    if not (shaped and isinstance(metadata["event_type"], str) and isinstance(metadata["event_payload"], dict)):
        raise SlackError("invalid_metadata_schema")
    return metadata
