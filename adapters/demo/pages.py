"""The files of the demo's page, by the only names that they are served under, and what holds for all of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

_HTML, _SCRIPT, _STYLE, _CSV = (
    "text/html; charset=utf-8",
    "text/javascript; charset=utf-8",
    "text/css; charset=utf-8",
    "text/csv; charset=utf-8",
)

_FILES: Mapping[str, tuple[str, str]] = {
    "": ("site/index.html", _HTML),
    "page.css": ("site/page.css", _STYLE),
    "newsroom.js": ("site/newsroom.js", _SCRIPT),
    "forms.js": ("site/forms.js", _SCRIPT),
    "messages.js": ("site/messages.js", _SCRIPT),
    "week.js": ("site/week.js", _SCRIPT),
    "ferries.csv": ("site/ferries.csv", _CSV),
    "slack.js": ("drawn/slack.js", _SCRIPT),
    "slack.css": ("drawn/slack.css", _STYLE),
    "discord.js": ("drawn/discord.js", _SCRIPT),
    "discord.css": ("drawn/discord.css", _STYLE),
}

_POLICY = "; ".join(
    (
        "default-src 'none'",
        *(f"{kind}-src 'self'" for kind in ("script", "style", "connect")),
        "img-src 'self' data:",
        *(f"{name} 'none'" for name in ("base-uri", "form-action", "frame-ancestors")),
    )
)
HEADERS: Mapping[str, str] = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": _POLICY,
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}


@dataclass(frozen=True, slots=True)
class Page:
    content: bytes
    media_type: str


@cache
def page_of(name: str) -> Page | None:
    """None: there is none of this name."""
    if name not in _FILES:
        return None
    path, media_type = _FILES[name]
    return Page(files("adapters.demo").joinpath(path).read_bytes(), media_type)
