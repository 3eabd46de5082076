"""A page that draws messages: one file, which needs neither a network nor anything else."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from html import escape
from importlib.resources import files
from typing import Any

Json = dict[str, Any]

_SLACK_NAME = "Factdesk"
_STYLE = """
body { font: 15px/1.45 system-ui, sans-serif; margin: 1.5rem; color: #1d1c1d; background: #f1f1f3; }
h1 { font-size: 1.5rem; } h2 { font-size: 1.2rem; margin-top: 2.5rem; } h3 { font-size: 1rem; margin: 1.6rem 0 .4rem; }
.looks { display: flex; flex-wrap: wrap; gap: 1rem; align-items: flex-start; }
.look { border: 1px solid #ddd; border-radius: 8px; background: #fff; padding: 12px; box-sizing: border-box;
  width: 560px; max-width: 100%; overflow: hidden; }
.look.phone { width: 375px; } .look.dark { background: #1a1d21; color: #d1d2d3; border-color: #333; }
.slack-message * { min-width: 0; } .slack-message button { max-width: 100%; overflow: hidden; }
.text { font: 12px/1.4 ui-monospace, monospace; white-space: pre-wrap; color: #555; max-width: 1050px; }
"""


@dataclass(frozen=True, slots=True)
class Drawn:
    """A message of a kind. `looks` are its pictures beside each other, as HTML; `text` is what is read out of it."""

    kind: str
    looks: tuple[str, ...]
    text: str = ""


@dataclass(frozen=True, slots=True)
class Section:
    """The messages of one platform; `head` and `foot` are the HTML that draws them."""

    title: str
    messages: Sequence[Drawn]
    head: str = ""
    foot: str = ""


def slack_section(title: str, messages: Iterable[tuple[str, Json]], at: datetime) -> Section:
    """Messages by kind, as they are sent to Slack, sent `at` a time; each in light and dark, and on a phone."""
    drawn = [
        Drawn(kind, tuple(_slack_look(sent, at, *look) for look in _LOOKS), str(sent.get("text", "")))
        for kind, sent in messages
    ]
    return Section(title, drawn, f"<style>{_built('slack.css')}</style>", f"<script>{_built('slack.js')}</script>")


def page(title: str, sections: Sequence[Section]) -> str:
    """HTML."""
    parts = [
        "<!doctype html>",
        '<html lang="en"><head><meta charset="utf-8">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        f"<title>{escape(title)}</title><style>{_STYLE}</style>",
        *dict.fromkeys(section.head for section in sections),
        f"</head><body><h1>{escape(title)}</h1>",
        *(part for section in sections for part in _section(section)),
        *dict.fromkeys(section.foot for section in sections),
        "</body></html>",
    ]
    return "\n".join(parts)


_LOOKS = (("light", False), ("light", True), ("dark", False))


def _slack_look(sent: Json, at: datetime, theme: str, phone: bool) -> str:
    body = {"blocks": sent["blocks"], "name": _SLACK_NAME, "time": at.isoformat()}
    message = escape(json.dumps(body, ensure_ascii=False))
    shape = " phone" if phone else ""
    return f'<div class="look {theme}{shape}"><div class="slack-message" data-theme="{theme}">{message}</div></div>'


def _section(section: Section) -> Iterable[str]:
    yield f"<h2>{escape(section.title)}</h2>"
    for number, drawn in enumerate(section.messages, 1):
        yield f"<h3>{number}. {escape(drawn.kind)}</h3>"
        yield f'<div class="looks">{"".join(drawn.looks)}</div>'
        if drawn.text:
            yield f'<details><summary>Text</summary><div class="text">{escape(drawn.text)}</div></details>'


def _built(name: str) -> str:
    """A file that draws; nothing in it ends the element that it is put into."""
    text = files("adapters.demo").joinpath("drawn", name).read_text(encoding="utf-8")
    return text.replace("</script", "<\\/script").replace("</style", "<\\/style")
