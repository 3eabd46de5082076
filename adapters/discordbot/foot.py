"""The line at the foot of a delivered message by which it is found again: Discord keeps no nonce with a message, and a
reference in plain sight hides nothing."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

_REFERENCE_CHARACTERS = 10
_SMALL = "-# "
_FOOT = re.compile(rf"Factdesk · [a-z2-7]{{{_REFERENCE_CHARACTERS}}}")
TEXT_DISPLAY = 10


def footer_of(marker: str) -> str:
    return f"Factdesk · {marker[:_REFERENCE_CHARACTERS]}"


def foot(footer: str) -> dict[str, Any]:
    """The foot of a layout, below all its other text."""
    return {"type": TEXT_DISPLAY, "content": _SMALL + footer}


def footers(posted: Mapping[str, Any]) -> list[str]:
    """The feet of a message: those of its embeds, and of a layout its last text."""
    embeds = posted.get("embeds") or []
    found = [embed["footer"]["text"] for embed in embeds if (embed.get("footer") or {}).get("text")]
    texts = list(texts_of(posted.get("components") or []))
    last = texts[-1].removeprefix(_SMALL) if texts else ""
    return [*found, last] if _FOOT.fullmatch(last) else found


def texts_of(components: Iterable[Mapping[str, Any]]) -> Iterator[str]:
    """The texts of a layout, from the top down."""
    for one in components:
        if one.get("type") == TEXT_DISPLAY:
            yield one.get("content") or ""
        yield from texts_of(one.get("components") or [])
