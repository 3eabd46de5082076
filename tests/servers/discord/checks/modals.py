"""The limits of modals: title, and up to five inputs in action rows or labels."""

from __future__ import annotations

from collections.abc import Iterator

from tests.servers.discord.checks.components import ROW, SELECTS, TEXT_DISPLAY, TEXT_INPUT, check_select
from tests.servers.discord.checks.problems import Path, Problems
from tests.servers.discord.errors import Json

LABEL = 18


def check_modal(problems: Problems, data: Json) -> None:
    path: Path = ("data",)
    problems.text((*path, "title"), data.get("title"), 45, 1)
    problems.text((*path, "custom_id"), data.get("custom_id"), 100, 1)
    components = problems.items((*path, "components"), data.get("components"))
    problems.count((*path, "components"), components, 5, 1)
    seen: set[object] = set()
    for number, component in enumerate(components):
        where = (*path, "components", number)
        problems.choice((*where, "type"), component.get("type"), (ROW, TEXT_DISPLAY, LABEL))
        if component.get("type") == LABEL:
            problems.text((*where, "label"), component.get("label"), 45, 1)
            problems.text((*where, "description"), component.get("description"), 100)
    for where, item in inputs((*path, "components"), components):
        _check_input(problems, where, item)
        if where[-1] == "component" and item.get("label") is not None:
            problems.add((*where, "label"), "COMPONENT_LABEL_NOT_ALLOWED", "Its label has the label already")
        if item.get("custom_id") in seen:
            message = "Component custom id cannot be duplicated"
            problems.add((*where, "custom_id"), "COMPONENT_CUSTOM_ID_DUPLICATED", message)
        seen.add(item.get("custom_id"))


def inputs(path: Path, components: list[Json]) -> Iterator[tuple[Path, Json]]:
    """The inputs of a modal with their paths."""
    for number, component in enumerate(components):
        if component.get("type") == LABEL and component.get("component"):
            yield (*path, number, "component"), component["component"]
        for inner, child in enumerate(component.get("components") or []):
            yield (*path, number, "components", inner), child


def _check_input(problems: Problems, path: Path, item: Json) -> None:
    if item.get("type") in SELECTS:
        check_select(problems, path, item)
        return
    problems.choice((*path, "type"), item.get("type"), (TEXT_INPUT, *SELECTS))
    problems.choice((*path, "style"), item.get("style"), (1, 2))
    problems.text((*path, "custom_id"), item.get("custom_id"), 100, 1)
    problems.text((*path, "label"), item.get("label"), 45)
    problems.text((*path, "placeholder"), item.get("placeholder"), 100)
    problems.text((*path, "value"), item.get("value"), 4000)
    for key, least in (("min_length", 0), ("max_length", 1)):
        amount = item.get(key)
        if amount is not None and not least <= amount <= 4000:
            problems.add((*path, key), "NUMBER_TYPE_MAX", f"int value should be between {least} and 4000.")
