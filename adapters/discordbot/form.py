"""Forms as modals. What sending one orders stands in its id, so it needs no memory of having been opened."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from adapters.discordbot.cut import fit
from adapters.discordbot.escape import plain
from adapters.limits import DISCORD_FORM_HINT, DISCORD_FORM_TEXT, DISCORD_LINES, DISCORD_NOTE
from bot.cards.form import Field, Form, Kind

_SELECT, _TEXT_INPUT, _LABEL = 3, 4, 18
_SHORT, _PARAGRAPH = 1, 2
_OF_LINES = (Kind.PARAGRAPH, Kind.LINES, Kind.CELLS)
_ORDER = "factdesk:form:"


def modal(form: Form, custom_id: str | None = None, typed: Mapping[str, str] | None = None) -> dict[str, Any]:
    """`custom_id` is for a form that a button asks for; without one it is the order's. `typed`, by field, stands in it
    instead of what stands there at first."""
    return {
        "custom_id": custom_id or f"{_ORDER}{form.order}",
        "title": fit(form.title, DISCORD_FORM_TEXT, plain),
        "components": [_labelled(one, one.value if typed is None else typed.get(one.id, "")) for one in form.fields],
    }


def read_order(custom_id: str) -> str | None:
    """What sending the form orders; None for one that no order asked for."""
    return custom_id.removeprefix(_ORDER) if custom_id.startswith(_ORDER) else None


def written(data: Mapping[str, Any]) -> dict[str, str]:
    """What was written or chosen in a modal that was sent, by field."""
    return {str(item.get("custom_id")): _said(item) for item in _inputs(data)}


def _said(item: Mapping[str, Any]) -> str:
    chosen = item.get("values")
    return ", ".join(map(str, chosen)) if isinstance(chosen, list) else str(item.get("value") or "")


def _inputs(data: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    """Those in labels, and those in rows: an earlier version's form may still be open."""
    for row in data.get("components") or ():
        yield from row.get("components") or ([row["component"]] if "component" in row else [])


def _labelled(one: Field, value: str) -> dict[str, Any]:
    drawn = {"type": _LABEL, "label": fit(one.label, DISCORD_FORM_TEXT, plain)}
    if one.kind is Kind.SEVERAL:
        hint = {"description": fit(one.hint, DISCORD_FORM_HINT, plain)} if one.hint else {}
        return {**drawn, **hint, "component": _select(one, value)}
    return {**drawn, "component": _input(one, value)}


def _select(one: Field, value: str) -> dict[str, Any]:
    chosen = {part.strip() for part in value.split(",")}
    return {
        "type": _SELECT,
        "custom_id": one.id,
        "required": one.required,
        "min_values": int(one.required),
        "max_values": len(one.options),
        "options": [{"label": name, "value": name, "default": name in chosen} for name in one.options],
    }


def _input(one: Field, value: str) -> dict[str, Any]:
    room = DISCORD_LINES if one.kind is Kind.LINES else DISCORD_NOTE
    longest = min(room, one.longest or room)
    drawn: dict[str, Any] = {
        "type": _TEXT_INPUT,
        "custom_id": one.id,
        "style": _PARAGRAPH if one.kind in _OF_LINES else _SHORT,
        "required": one.required,
        "max_length": longest,
    }
    if one.hint:
        drawn["placeholder"] = fit(one.hint, DISCORD_FORM_HINT, plain)
    if value:
        drawn["value"] = value[:longest]
    return drawn
