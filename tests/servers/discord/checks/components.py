"""The limits of message components: rows, buttons and selects, and of layouts (components V2)."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from tests.servers.discord.checks.layouts import IN_MESSAGE, check_layout
from tests.servers.discord.checks.problems import Path, Problems
from tests.servers.discord.errors import Json

ROW, BUTTON, STRING_SELECT, TEXT_INPUT = 1, 2, 3, 4
SELECTS = (3, 5, 6, 7, 8)
SECTION, TEXT_DISPLAY, CONTAINER = 9, 10, 17
LINK_STYLE, PREMIUM_STYLE = 5, 6
MOST_ROWS = 5


def check_components(problems: Problems, components: list[Json], *, layout: bool, files: Collection[str] = ()) -> None:
    """`files`: the names of those that the message has."""
    path: Path = ("components",)
    if layout:
        check_layout(problems, components, files)
    else:
        problems.count(path, components, MOST_ROWS)
    for number, component in enumerate(components):
        problems.choice((*path, number, "type"), component.get("type"), IN_MESSAGE if layout else (ROW,))
    seen: set[str] = set()
    for where, row in rows(path, components):
        _check_row(problems, where, row, seen)


def rows(path: Path, components: list[Json]) -> Iterator[tuple[Path, Json]]:
    """The action rows in a message, those in containers too."""
    for number, component in enumerate(components):
        here = (*path, number)
        if component.get("type") == ROW:
            yield here, component
        elif component.get("type") == CONTAINER:
            yield from rows((*here, "components"), component.get("components") or [])
        elif component.get("type") == SECTION and (component.get("accessory") or {}).get("type") == BUTTON:
            yield (*here, "accessory"), {"components": [component["accessory"]]}


def interactive(components: list[Json]) -> Iterator[Json]:
    """Every button and select of a message."""
    for _, row in rows((), components):
        yield from row.get("components") or []


def _check_row(problems: Problems, path: Path, row: Json, seen: set[str]) -> None:
    children = problems.items((*path, "components"), row.get("components"))
    problems.count((*path, "components"), children, 5, 1)
    selects = [child for child in children if child.get("type") in SELECTS]
    if selects and len(children) > 1:
        message = "The specified component exceeds the maximum width"
        problems.add((*path, "components"), "COMPONENT_LAYOUT_WIDTH_EXCEEDED", message)
    for number, child in enumerate(children):
        where = (*path, "components", number)
        problems.choice((*where, "type"), child.get("type"), (BUTTON, *SELECTS))
        if child.get("type") == BUTTON:
            _check_button(problems, where, child)
        elif child.get("type") in SELECTS:
            check_select(problems, where, child)
        _check_unique(problems, where, child.get("custom_id"), seen)


def _check_unique(problems: Problems, path: Path, custom_id: object, seen: set[str]) -> None:
    if isinstance(custom_id, str):
        if custom_id in seen:
            message = "Component custom id cannot be duplicated"
            problems.add((*path, "custom_id"), "COMPONENT_CUSTOM_ID_DUPLICATED", message)
        seen.add(custom_id)


def _check_button(problems: Problems, path: Path, button: Json) -> None:
    style = button.get("style")
    problems.choice((*path, "style"), style, range(1, 7))
    problems.text((*path, "label"), button.get("label"), 80)
    if style == LINK_STYLE:
        problems.text((*path, "url"), button.get("url"), 512, 1)
        if button.get("custom_id"):
            message = "A custom id and url cannot both be specified"
            problems.add((*path, "custom_id"), "BUTTON_COMPONENT_CUSTOM_ID_URL_MUTUALLY_EXCLUSIVE", message)
    elif style != PREMIUM_STYLE:
        problems.text((*path, "custom_id"), button.get("custom_id"), 100, 1)
    if style != PREMIUM_STYLE and not button.get("label") and not button.get("emoji"):
        problems.add((*path, "label"), "BUTTON_COMPONENT_INVALID_LABEL_OR_EMOJI", "A label or an emoji is required")


def check_select(problems: Problems, path: Path, select: Json) -> None:
    problems.text((*path, "custom_id"), select.get("custom_id"), 100, 1)
    problems.text((*path, "placeholder"), select.get("placeholder"), 150)
    if select.get("type") != STRING_SELECT:
        return
    options = problems.items((*path, "options"), select.get("options"))
    problems.count((*path, "options"), options, 25, 1)
    values: set[object] = set()
    for number, option in enumerate(options):
        where = (*path, "options", number)
        problems.text((*where, "label"), option.get("label"), 100, 1)
        problems.text((*where, "value"), option.get("value"), 100, 1)
        problems.text((*where, "description"), option.get("description"), 100)
        if option.get("value") in values:
            message = "The specified option value is already used"
            problems.add((*where, "value"), "SELECT_COMPONENT_OPTION_VALUE_DUPLICATED", message)
        values.add(option.get("value"))
    _check_amounts(problems, path, select, len(options))


def _check_amounts(problems: Problems, path: Path, select: Json, options: int) -> None:
    least = 1 if select.get("min_values") is None else select["min_values"]
    most = 1 if select.get("max_values") is None else select["max_values"]
    if not 0 <= least <= 25:
        problems.add((*path, "min_values"), "NUMBER_TYPE_MAX", "int value should be between 0 and 25.")
    if not 1 <= most <= 25 or most < least or most > options:
        problems.add((*path, "max_values"), "NUMBER_TYPE_MAX", "int value should fit the options.")
