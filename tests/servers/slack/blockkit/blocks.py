"""The rules for blocks in messages and in views: each one's own, and those that hold between them."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Any

from slack_sdk.errors import SlackObjectFormationError
from slack_sdk.models.blocks import Block

from tests.servers.slack.blockkit.data import check_charts, rules
from tests.servers.slack.blockkit.elements import IMAGE, IN_ACTIONS, IN_CONTEXT, IN_INPUT, IN_SECTION
from tests.servers.slack.blockkit.schema import (
    Check,
    Problems,
    anything,
    array,
    by_type,
    choice,
    complain,
    flag,
    plain_text,
    shape,
    string,
    text,
)

_BLOCK = {"type": anything}
_ID = {"block_id": string(255)}
_RICH_TEXT_PARTS = ("rich_text_section", "rich_text_list", "rich_text_quote", "rich_text_preformatted")
_RICH_TEXT = shape({**_BLOCK, "elements": array(by_type(dict.fromkeys(_RICH_TEXT_PARTS, anything)), 3000)}, _ID)
_CELL = by_type({"raw_text": shape({**_BLOCK, "text": string(3000, 0)}), "rich_text": _RICH_TEXT})

_EVERYWHERE: dict[str, Check] = {
    "section": shape(
        _BLOCK,
        {**_ID, "text": text(3000), "fields": array(text(2000), 10), "accessory": IN_SECTION, "expand": flag},
    ),
    "divider": shape(_BLOCK, _ID),
    "header": shape({**_BLOCK, "text": plain_text(150)}, _ID),
    "context": shape({**_BLOCK, "elements": array(IN_CONTEXT, 10)}, _ID),
    "actions": shape({**_BLOCK, "elements": array(IN_ACTIONS, 25)}, _ID),
    "image": shape(
        {**_BLOCK, "alt_text": string(2000)},
        {**_ID, "image_url": string(3000), "slack_file": anything, "title": plain_text(2000)},
        one_of=("image_url", "slack_file"),
    ),
    "input": shape(
        {**_BLOCK, "label": plain_text(2000), "element": IN_INPUT},
        {**_ID, "hint": plain_text(2000), "optional": flag, "dispatch_action": flag},
    ),
    "rich_text": _RICH_TEXT,
}
_MESSAGE_ONLY: dict[str, Check] = {
    "markdown": shape({**_BLOCK, "text": string(12_000)}, _ID),
    "table": shape(
        {**_BLOCK, "rows": array(array(_CELL, 20), 100)},
        {
            **_ID,
            "column_settings": array(shape({}, {"align": choice("left", "center", "right"), "is_wrapped": flag}), 20),
        },
    ),
}
_IN_CONTAINER = ("divider", "image", "section", "actions", "header", "context")
"""Of what is documented, that which Slack was seen to take."""
_NEWEST = rules(
    _ID, _RICH_TEXT, {name: _EVERYWHERE[name] for name in _IN_CONTAINER} | {"table": _MESSAGE_ONLY["table"]}
)
_KNOWN_IN_MESSAGE = {**_EVERYWHERE, **_MESSAGE_ONLY, **_NEWEST}
_IN_VIEW = array(by_type(_EVERYWHERE), 100)


def check_message_blocks(blocks: Any, unknown: Collection[str] = ()) -> Problems:
    """What Slack would say of the blocks of a message; nothing where it would take them. `unknown` are the types that a
    workspace does not take yet."""
    known = {name: check for name, check in _KNOWN_IN_MESSAGE.items() if name not in unknown}
    return _check(blocks, array(by_type(known), 50, 0), "/blocks")


def check_view_blocks(blocks: Any) -> Problems:
    return _check(blocks, _IN_VIEW, "/view/blocks")


def _check(blocks: Any, rules: Check, pointer: str) -> Problems:
    problems: Problems = []
    rules(blocks, pointer, problems)
    if not problems:
        _check_sections(blocks, pointer, problems)
        _check_pictures(blocks, pointer, problems)
        _check_ids(blocks, pointer, problems)
        check_charts(blocks, pointer, problems)
        _check_with_the_client_library(blocks, pointer, problems)
    return problems


def _check_sections(blocks: list[dict[str, Any]], pointer: str, problems: Problems) -> None:
    for index, block in enumerate(blocks):
        if block["type"] == "section" and "text" not in block and "fields" not in block:
            complain(problems, "must define either text or fields", f"{pointer}/{index}")


def _check_pictures(blocks: list[dict[str, Any]], pointer: str, problems: Problems) -> None:
    """An image block takes the same picture sources as an image element."""
    for index, block in enumerate(blocks):
        if block["type"] == "image":
            picture = {key: value for key, value in block.items() if key not in ("block_id", "title")}
            IMAGE(picture, f"{pointer}/{index}", problems)


def _check_ids(blocks: list[dict[str, Any]], pointer: str, problems: Problems) -> None:
    block_ids: set[str] = set()
    for index, block in enumerate(blocks):
        block_id = block.get("block_id")
        if block_id in block_ids:
            complain(problems, f'block_id "{block_id}" already exists', f"{pointer}/{index}/block_id")
        elif block_id is not None:
            block_ids.add(block_id)
        action_ids: set[str] = set()
        for element in elements_of(block):
            action_id = element.get("action_id")
            if action_id in action_ids:
                complain(problems, f'action_id "{action_id}" already exists in this block', f"{pointer}/{index}")
            elif action_id is not None:
                action_ids.add(action_id)


def _check_with_the_client_library(blocks: list[dict[str, Any]], pointer: str, problems: Problems) -> None:
    """A second opinion: the limits that the client library itself knows."""
    for index, block in enumerate(blocks):
        model = Block.parse(dict(block))
        if model is None:
            continue
        try:
            model.validate_json()
        except SlackObjectFormationError as wrong:
            complain(problems, str(wrong), f"{pointer}/{index}")


def elements_of(block: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """The elements of a block that a user can act on."""
    if block["type"] == "actions":
        yield from block["elements"]
    elif block["type"] == "section" and block.get("accessory", {}).get("type", "image") != "image":
        yield block["accessory"]
    elif block["type"] == "input":
        yield block["element"]
