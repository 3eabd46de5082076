"""Where the figures of a package come from: its sources, licence, people and dates."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bot.domain import Source
from bot.ingest.described.sdmx.updated import day_of
from bot.ingest.described.strict_json import is_text
from bot.periods import PartialDate

_MOST = 300


def source_of(package: Mapping[str, Any], resource: Mapping[str, Any]) -> Source | None:
    """What a resource says of its source, else the package; None where neither says anything."""
    said = {**package, **{name: one for name, one in resource.items() if one}}
    sources = _objects(said.get("sources"))
    first = sources[0] if sources else {}
    title = _text(first.get("title")) or _text(package.get("title")) or _text(resource.get("title"))
    publisher = _person(said, "publisher")
    address = _address(first.get("path")) or _address(first.get("web")) or _address(package.get("homepage"))
    if title is None and publisher is None and address is None:
        return None
    others = [name for one in sources[1:] if (name := _text(one.get("title")))]
    return Source(
        "",
        publisher=publisher,
        title=title or publisher or address,
        author=_person(said, "author"),
        url=address,
        published_on=_published(said),
        licence=_licence(said),
        note=f"Also from: {', '.join(others)}"[:_MOST] if others else None,
    )


def _published(said: Mapping[str, Any]) -> PartialDate | None:
    """The day on which it was made, or that its version names."""
    days = (day_of(text) for name in ("created", "version") if (text := _text(said.get(name))))
    return next((day for day in days if day), None)


def _person(said: Mapping[str, Any], role: str) -> str | None:
    for one in _objects(said.get("contributors")):
        roles = one.get("roles") if isinstance(one.get("roles"), list) else [one.get("role")]
        if role in (roles or ()):
            return _text(one.get("title")) or _text(one.get("organization"))
    return None


def _licence(said: Mapping[str, Any]) -> str | None:
    names = [_text(one.get("name")) or _text(one.get("title")) for one in _objects(said.get("licenses"))]
    return ", ".join(filter(None, names))[:_MOST] or None


def _objects(listed: object) -> list[Mapping[str, Any]]:
    return [one for one in listed if isinstance(one, dict)] if isinstance(listed, list) else []


def _text(one: object) -> str | None:
    return " ".join(one.split())[:_MOST] or None if is_text(one) else None


def _address(one: object) -> str | None:
    text = _text(one)
    return text if text and text.startswith(("https://", "http://")) else None
