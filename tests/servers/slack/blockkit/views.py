"""The rules for modals and home tabs."""

from __future__ import annotations

from typing import Any

from tests.servers.slack.blockkit.blocks import check_view_blocks
from tests.servers.slack.blockkit.schema import Problems, anything, by_type, complain, flag, plain_text, shape, string

_COMMON = {"private_metadata": string(3000, 0), "callback_id": string(255, 0), "external_id": string(255, 0)}
_FRAME = by_type(
    {
        "modal": shape(
            {"type": anything, "title": plain_text(24), "blocks": anything},
            {
                **_COMMON,
                "submit": plain_text(24),
                "close": plain_text(24),
                "clear_on_close": flag,
                "notify_on_close": flag,
                "submit_disabled": flag,
            },
        ),
        "home": shape({"type": anything, "blocks": anything}, _COMMON),
    }
)


def check_view(view: Any) -> Problems:
    problems: Problems = []
    _FRAME(view, "/view", problems)
    if problems:
        return problems
    problems += check_view_blocks(view["blocks"])
    if view["type"] == "modal" and "submit" not in view and _has_input(view):
        complain(problems, "missing required field: submit", "/view")
    return problems


def _has_input(view: dict[str, Any]) -> bool:
    return any(block.get("type") == "input" for block in view["blocks"] if isinstance(block, dict))
