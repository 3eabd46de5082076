"""The limits of layouts (components V2): what may stand in what, how much of it, and what files it may show."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from tests.servers.discord.checks.problems import Path, Problems
from tests.servers.discord.errors import Json

ROW, BUTTON, SECTION, TEXT_DISPLAY, THUMBNAIL, GALLERY, FILE, SEPARATOR, CONTAINER = 1, 2, 9, 10, 11, 12, 13, 14, 17
IN_CONTAINER = (ROW, SECTION, TEXT_DISPLAY, GALLERY, FILE, SEPARATOR)
IN_MESSAGE = (*IN_CONTAINER, CONTAINER)
MOST_PARTS, MOST_TEXT, MOST_TEXTS_BESIDE, MOST_PICTURES, MOST_ALT = 40, 4000, 3, 10, 1024
_ATTACHED = "attachment://"


def check_layout(problems: Problems, components: list[Json], files: Collection[str]) -> None:
    """`files`: the names of those that the message has."""
    everything = list(walk(components))
    problems.count(("components",), everything, MOST_PARTS)
    texts = [str(one.get("content") or "") for one in everything if one.get("type") == TEXT_DISPLAY]
    if sum(map(len, texts)) > MOST_TEXT:
        message = f"The total text of the components is over {MOST_TEXT}."
        problems.add(("components",), "COMPONENT_MAX_TOTAL_TEXT_LENGTH_EXCEEDED", message)
    _check_ids(problems, everything)
    for number, one in enumerate(components):
        _check_part(problems, ("components", number), one, files)


def walk(components: list[Json]) -> Iterator[Json]:
    """Every component, those within others too."""
    for component in components:
        yield component
        yield from walk(component.get("components") or [])
        if component.get("accessory"):
            yield component["accessory"]


def media(components: list[Json]) -> Iterator[Json]:
    """Every picture or file that a layout shows."""
    for one in walk(components):
        items = [*(one.get("items") or []), *([one] if one.get("type") == THUMBNAIL else [])]
        yield from (item["media"] for item in items if isinstance(item.get("media"), dict))
        if one.get("type") == FILE and isinstance(one.get("file"), dict):
            yield one["file"]


def _check_ids(problems: Problems, everything: list[Json]) -> None:
    ids = [one["id"] for one in everything if one.get("id")]
    if len(set(ids)) < len(ids):
        message = "Component ids must be unique within the message"
        problems.add(("components",), "COMPONENT_ID_DUPLICATED", message)


def _check_part(problems: Problems, path: Path, part: Json, files: Collection[str]) -> None:
    match part.get("type"):
        case 17:
            _check_container(problems, path, part, files)
        case 9:
            _check_section(problems, path, part, files)
        case 10:
            problems.text((*path, "content"), part.get("content"), MOST_TEXT, 1)
        case 12:
            items = problems.items((*path, "items"), part.get("items"))
            problems.count((*path, "items"), items, MOST_PICTURES, 1)
            for number, item in enumerate(items):
                _check_picture(problems, (*path, "items", number), item, files)
        case 13:
            _check_media(problems, (*path, "file"), part.get("file"), files)
        case 14:
            if part.get("spacing") is not None:
                problems.choice((*path, "spacing"), part["spacing"], (1, 2))


def _check_container(problems: Problems, path: Path, part: Json, files: Collection[str]) -> None:
    children = problems.items((*path, "components"), part.get("components"))
    problems.count((*path, "components"), children, MOST_PARTS, 1)
    colour = part.get("accent_color")
    if colour is not None and not (isinstance(colour, int) and 0 <= colour <= 0xFFFFFF):
        message = "int value should be between 0 and 16777215."
        problems.add((*path, "accent_color"), "NUMBER_TYPE_MAX", message)
    for number, child in enumerate(children):
        where = (*path, "components", number)
        problems.choice((*where, "type"), child.get("type"), IN_CONTAINER)
        if child.get("type") != CONTAINER:
            _check_part(problems, where, child, files)


def _check_section(problems: Problems, path: Path, part: Json, files: Collection[str]) -> None:
    texts = problems.items((*path, "components"), part.get("components"))
    problems.count((*path, "components"), texts, MOST_TEXTS_BESIDE, 1)
    for number, text in enumerate(texts):
        where = (*path, "components", number)
        problems.choice((*where, "type"), text.get("type"), (TEXT_DISPLAY,))
        _check_part(problems, where, text, files)
    accessory = part.get("accessory")
    if not isinstance(accessory, dict):
        problems.required((*path, "accessory"))
        return
    problems.choice((*path, "accessory", "type"), accessory.get("type"), (BUTTON, THUMBNAIL))
    if accessory.get("type") == THUMBNAIL:
        _check_picture(problems, (*path, "accessory"), accessory, files)


def _check_picture(problems: Problems, path: Path, item: Json, files: Collection[str]) -> None:
    description = item.get("description")
    if description is not None:
        problems.text((*path, "description"), description, MOST_ALT, 1)
    _check_media(problems, (*path, "media"), item.get("media"), files)


def _check_media(problems: Problems, path: Path, value: object, files: Collection[str]) -> None:
    url = value.get("url") if isinstance(value, dict) else None
    problems.text((*path, "url"), url, 2048, 1)
    if not isinstance(url, str):
        return
    if url.startswith(_ATTACHED):
        if url.removeprefix(_ATTACHED) not in files:
            message = "The referenced attachment was not found"
            problems.add((*path, "url"), "UNFURLED_MEDIA_ITEM_REFERENCED_ATTACHMENT_NOT_FOUND", message)
    elif not url.startswith(("http://", "https://")):
        problems.add((*path, "url"), "URL_TYPE_INVALID_SCHEME", f"Scheme of {url!r} must be http or https")
