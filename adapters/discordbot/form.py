"""Forms as modals. What sending one orders stands in its id, so it needs no memory of having been opened."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from adapters.discordbot.cut import fit
from adapters.discordbot.escape import plain
from adapters.limits import DISCORD_FORM_HINT, DISCORD_FORM_TEXT, DISCORD_NOTE
from bot.cards.form import Field, Form
from bot.chat.forms import NOTE

_ROW, _TEXT_INPUT = 1, 4
_SHORT, _PARAGRAPH = 1, 2
_ORDER = "factdesk:form:"


def modal(form: Form, custom_id: str | None = None) -> dict[str, Any]:
    """`custom_id` is for a form that a button asks for; without one it is the order's."""
    return {
        "custom_id": custom_id or f"{_ORDER}{form.order}",
        "title": fit(form.title, DISCORD_FORM_TEXT, plain),
        "components": [{"type": _ROW, "components": [_input(one)]} for one in form.fields],
    }


def read_order(custom_id: str) -> str | None:
    """What sending the form orders; None for one that no order asked for."""
    return custom_id.removeprefix(_ORDER) if custom_id.startswith(_ORDER) else None


def written(data: Mapping[str, Any]) -> dict[str, str]:
    """What was written in a modal that was sent, by field."""
    return {str(item.get("custom_id")): str(item.get("value") or "") for item in _inputs(data)}


def _inputs(data: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    for row in data.get("components") or ():
        yield from row.get("components") or ([row["component"]] if "component" in row else [])


def _input(one: Field) -> dict[str, Any]:
    drawn: dict[str, Any] = {
        "type": _TEXT_INPUT,
        "custom_id": one.id,
        "label": fit(one.label, DISCORD_FORM_TEXT, plain),
        "style": _PARAGRAPH if one.id == NOTE else _SHORT,
        "required": one.required,
        "max_length": DISCORD_NOTE,
    }
    if one.hint:
        drawn["placeholder"] = fit(one.hint, DISCORD_FORM_HINT, plain)
    if one.value:
        drawn["value"] = one.value
    return drawn
