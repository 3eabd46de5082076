"""The fields of a form as inputs of a modal: pickers and selects where Slack has them, and what they say as text.

A field with a time of day beside something else has two inputs, as Slack has no one picker for both.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from itertools import islice
from typing import Any, NamedTuple

from adapters import limits
from adapters.slackbot.blockkit import Json, plain
from adapters.slackbot.cut import shorten
from bot.cards.form import CELL, Fault, Field, Kind, cells_of
from bot.zones import zone_names

INPUT = "text"
"""The action of every input."""
_SECOND = "{}:time"
"""The block of a field's second input."""
_DAYS = {
    "daily": "Every day",
    "weekdays": "Weekdays",
    "weekends": "Weekends",
    **{day[:3].lower(): day for day in ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")},
}
_REGIONS = (
    *("Africa", "America", "Antarctica", "Arctic", "Asia", "Atlantic", "Australia", "Europe", "Indian", "Pacific"),
)
_UTC = "UTC"
_IN_WORDS = "No picker says which of the two is meant: give the order as a line of words, as shown here."


class _Pair(NamedTuple):
    """How the two inputs of a field are labelled, what is said where one of them alone is left empty, and what stands
    between them in the text. Where a second input need not be given, nothing is said of it."""

    labels: tuple[str, str]
    missing: tuple[str, str]
    joint: str


_PAIRS: Mapping[Kind, _Pair] = {
    Kind.MOMENT: _Pair(("{}: the day", "{}: the time"), ("Choose the day as well.", ""), " "),
    Kind.DIGEST: _Pair(
        ("{}: on which days", "{}: at what time"), ("Choose days as well.", "Choose a time as well."), " "
    ),
    Kind.HOURS: _Pair(("{}: from", "{}: until"), ("Choose when they begin.", "Choose when they end."), "-"),
}
_HINTS: Mapping[Kind, tuple[str, str]] = {
    Kind.MOMENT: ("", "Without one, the whole day"),
    Kind.DIGEST: ("Without any, no digest", ""),
    Kind.HOURS: ("", "Only corrections are posted in between"),
}


def inputs(field: Field) -> list[Json]:
    """The blocks of a field."""
    if field.kind is Kind.CELLS:
        return [_cell(field, label, text) for label, text in cells_of(field).items()]
    pair = _PAIRS.get(field.kind)
    if pair is None:
        return [_block(field.id, field.label, field.hint, _element(field), required=field.required)]
    drawn = {
        Kind.MOMENT: (_picker("date"), _picker("time")),
        Kind.DIGEST: (_several(_DAYS.items(), ()), _picker("time")),
        Kind.HOURS: (_picker("time"), _picker("time")),
    }[field.kind]
    blocks = zip(_block_ids(field), pair.labels, _HINTS[field.kind], drawn, strict=True)
    return [
        _block(id_, label.format(field.label), hint, element, required=field.required and id_ == field.id)
        for id_, label, hint, element in blocks
    ]


def text_of(field: Field, values: Mapping[str, Any]) -> str:
    """What the inputs of a field say together, from a view's `state.values`; nothing is an empty text."""
    if field.kind is Kind.CELLS:
        said = {label: _said(values.get(CELL.format(field.id, label))) for label in field.options}
        return "\n".join(f"{label}: {' '.join(text.split())}" for label, text in said.items() if text.strip())
    pair = _PAIRS.get(field.kind)
    first, second = (_said(values.get(id_)) for id_ in _block_ids(field))
    if pair is None:
        return first
    if field.kind is Kind.MOMENT and not first:
        return ""
    return f"{first}{pair.joint}{second}".strip() if first or second else ""


def halves(field: Field, values: Mapping[str, Any]) -> dict[str, str]:
    """What is to be said of a field of which one input alone is filled, by its block."""
    pair = _PAIRS.get(field.kind)
    if pair is None:
        return {}
    given = [bool(_said(values.get(id_))) for id_ in _block_ids(field)]
    if given[0] == given[1]:
        return {}
    empty = given.index(False)
    return {_block_ids(field)[empty]: pair.missing[empty]} if pair.missing[empty] else {}


def block_of(field: Field, fault: Fault) -> str:
    """Where it is shown what is wrong in a field."""
    if field.kind is Kind.CELLS:
        return fault.field if fault.field != field.id else CELL.format(field.id, field.options[0])
    return _block_ids(field)[fault.of_time and field.kind in _PAIRS]


def said_of(field: Field, fault: Fault) -> str:
    """What is shown there."""
    return f"{fault.text} {_IN_WORDS}" if fault.in_words and field.kind is Kind.MOMENT else fault.text


def _cell(field: Field, label: str, text: str) -> Json:
    """A line of a field of cells, which no line of another one can be mistaken for."""
    element: Json = {"type": "plain_text_input", "max_length": limits.SLACK_NOTE}
    element |= {"initial_value": text} if text else {}
    return _block(CELL.format(field.id, label), label.capitalize(), "", element, required=False)


def _block_ids(field: Field) -> tuple[str, str]:
    return field.id, _SECOND.format(field.id)


def _block(id_: str, label: str, hint: str, element: Json, *, required: bool) -> Json:
    block: Json = {
        "type": "input",
        "block_id": id_,
        "optional": not required,
        "label": plain(shorten(label, limits.SLACK_FORM_TEXT)),
        "element": {**element, "action_id": INPUT},
    }
    return {**block, "hint": plain(shorten(hint, limits.SLACK_FORM_TEXT))} if hint else block


def _element(field: Field) -> Json:
    match field.kind:
        case Kind.ZONE:
            return {"type": "static_select", "option_groups": _zones()}
        case Kind.SEVERAL:
            chosen = [part.strip() for part in field.value.split(",")]
            return _several(((one, one) for one in field.options), chosen)
        case Kind.NAME | Kind.NAMES:
            several = "multi_" if field.kind is Kind.NAMES else ""
            named: Json = {"type": f"{several}external_select", "min_query_length": 0}
            chosen_before = suggestions([field.value]) if field.value and field.kind is Kind.NAME else []
            return {**named, "initial_option": chosen_before[0]} if chosen_before else named
        case _:
            typed: Json = {"type": "plain_text_input", "multiline": field.kind in (Kind.PARAGRAPH, Kind.LINES)}
            room = limits.SLACK_LINES if field.kind is Kind.LINES else limits.SLACK_NOTE
            typed["max_length"] = min(room, field.longest or room)
            return {**typed, "initial_value": field.value} if field.value else typed


def _picker(kind: str) -> Json:
    return {"type": f"{kind}picker"}


def _several(named: Iterable[tuple[str, str]], chosen: Iterable[str]) -> Json:
    options = {value: _option(value, text) for value, text in named}
    initial = [options[value] for value in chosen if value in options]
    drawn: Json = {"type": "multi_static_select", "options": list(options.values())}
    return {**drawn, "initial_options": initial} if initial else drawn


def _option(value: str, text: str) -> Json:
    return {"text": plain(text), "value": value}


@cache
def _zones() -> list[Json]:
    """By region; Slack finds one among them by its letters."""
    groups = [{"label": plain(_UTC), "options": [_option(_UTC, _UTC)]}]
    for region in _REGIONS:
        names = sorted(name for name in zone_names() if name.partition("/")[0] == region)
        for start in range(0, len(names), limits.SLACK_GROUP_OPTIONS):
            part = names[start : start + limits.SLACK_GROUP_OPTIONS]
            label = region if start == 0 else f"{region}, more"
            groups.append({"label": plain(label), "options": [_option(name, name) for name in part]})
    return groups


def suggestions(names: Iterable[str]) -> list[Json]:
    """The options of a field that is asked for them; of a name too long for one, none."""
    fitting = (name for name in dict.fromkeys(names) if len(name) <= limits.SLACK_OPTION)
    return [_option(name, name) for name in islice(fitting, limits.SLACK_GROUP_OPTIONS)]


def _said(block: Any) -> str:
    """By a block of `state.values`: what is typed or chosen in its one input, whatever kind that is."""
    if not isinstance(block, Mapping):
        return ""
    for state in block.values():
        if not isinstance(state, Mapping):
            continue
        several = state.get("selected_options")
        if isinstance(several, list):
            return ",".join(_value(option) for option in several)
        one = state.get("selected_option") or state.get("selected_date") or state.get("selected_time")
        return _value(one if one is not None else state.get("value"))
    return ""


def _value(chosen: Any) -> str:
    found = chosen.get("value") if isinstance(chosen, Mapping) else chosen
    return found if isinstance(found, str) else ""
