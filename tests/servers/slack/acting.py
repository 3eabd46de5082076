"""What a user does with an element, as the payload's `actions` and `state` tell it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from tests.servers.slack.blockkit.blocks import elements_of

_CHOSEN = {
    "users_select": "selected_user",
    "conversations_select": "selected_conversation",
    "channels_select": "selected_channel",
    "datepicker": "selected_date",
    "timepicker": "selected_time",
    "datetimepicker": "selected_date_time",
}
_ONE_OPTION = ("static_select", "external_select", "radio_buttons", "overflow")
_SEVERAL_OPTIONS = ("checkboxes", "multi_static_select", "multi_external_select")
_DATE, _TIME = re.compile(r"\d{4}-\d\d-\d\d"), re.compile(r"([01]\d|2[0-3]):[0-5]\d")
_WRITTEN = {"datepicker": _DATE, "timepicker": _TIME}


def find_element(
    blocks: list[dict[str, Any]], action_id: str, block_id: str | None, value: str | None
) -> tuple[dict[str, Any], dict[str, Any]]:
    """The block and the element of an action; `block_id` or a button's `value` tells those of one action apart."""
    found = [
        (block, element)
        for block in blocks
        for element in elements_of(block)
        if element["action_id"] == action_id
        and block_id in (None, block["block_id"])
        and (value is None or element["type"] != "button" or element.get("value") == value)
    ]
    if len(found) != 1:
        present = sorted({element["action_id"] for block in blocks for element in elements_of(block)})
        raise LookupError(f"{len(found)} elements have the action {action_id}; the message has {present}.")
    return found[0]


def pressed(block: dict[str, Any], button: dict[str, Any], action_ts: str) -> dict[str, Any]:
    action = {"type": "button", "action_id": button["action_id"], "block_id": block["block_id"], "text": button["text"]}
    if "value" in button:
        action["value"] = button["value"]
    return {**action, "action_ts": action_ts}


def chosen(element: dict[str, Any], value: Any) -> dict[str, Any]:
    """The state of an element in which the user has chosen or typed a value."""
    kind = element["type"]
    if kind in _ONE_OPTION:
        return {"type": kind, "selected_option": None if value is None else _option(element, value)}
    if kind in _SEVERAL_OPTIONS:
        return {"type": kind, "selected_options": [_option(element, one) for one in value or ()]}
    if value is not None and kind in _WRITTEN and not _WRITTEN[kind].fullmatch(value):
        raise ValueError(f"A {kind} does not give {value!r}.")
    return {"type": kind, _CHOSEN.get(kind, "value"): value}


def filled_in(view: dict[str, Any], values: Mapping[str, Any]) -> dict[str, Any]:
    """The `state.values` of a view; `values` go by block or action id. Refuses what Slack would not let through."""
    state: dict[str, Any] = {}
    unused = set(values)
    for block in view["blocks"]:
        for element in elements_of(block) if block["type"] == "input" else ():
            key = block["block_id"] if block["block_id"] in values else element["action_id"]
            unused.discard(key)
            value = values.get(key, _initial(element))
            if value in (None, "", []) and not block.get("optional"):
                raise ValueError(f"The view cannot be submitted: {key} is empty.")
            state[block["block_id"]] = {element["action_id"]: chosen(element, value)}
    if unused:
        raise ValueError(f"The view has no input {', '.join(sorted(unused))}.")
    return state


def _initial(element: dict[str, Any]) -> Any:
    """What stands in an element before the user does anything."""
    kind = element["type"]
    if kind in _ONE_OPTION:
        return element.get("initial_option", {}).get("value")
    if kind in _SEVERAL_OPTIONS:
        return [option["value"] for option in element.get("initial_options", ())]
    return element.get(_CHOSEN.get(kind, "value").replace("selected", "initial")) or element.get("initial_value")


def _option(element: dict[str, Any], value: str) -> dict[str, Any]:
    if element["type"].endswith("external_select"):  # What was suggested stands in no view.
        return {"text": {"type": "plain_text", "text": value}, "value": value}
    for option in _options(element):
        if value in (option["value"], option["text"]["text"]):
            return option
    raise LookupError(f"{element['action_id']} has no option {value}.")


def _options(element: dict[str, Any]) -> Iterator[dict[str, Any]]:
    yield from element.get("options", ())
    for group in element.get("option_groups", ()):
        yield from group["options"]
