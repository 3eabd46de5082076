"""The messages of Discord on a page that draws them."""

from __future__ import annotations

import base64
import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from html import escape
from importlib.resources import files
from typing import Any

from adapters.demo.page import Drawn, Section
from adapters.discordbot.drawn import Way
from adapters.discordbot.foot import texts_of

Json = dict[str, Any]

_NAME = "Factdesk"
_LOOKS = (("light", ""), ("light", " phone"), ("dark", ""))


@dataclass(frozen=True, slots=True)
class Shown:
    """What is shown of a kind: a message as it is sent, or a form."""

    kind: str
    way: Way | None = None
    form: Json | None = None


def discord_section(title: str, shown: Iterable[Shown], at: datetime) -> Section:
    """Messages by kind, sent `at` a time; each in light and dark, and on a phone."""
    drawn = [Drawn(one.kind, tuple(_look(one, at, *look) for look in _LOOKS), _read_out(one)) for one in shown]
    return Section(title, drawn, f"<style>{_built('discord.css')}</style>", f"<script>{_built('discord.js')}</script>")


def _look(one: Shown, at: datetime, theme: str, shape: str) -> str:
    body = {"form": one.form} if one.way is None else {"message": _sent(one.way), "files": _files(one.way)}
    text = escape(json.dumps({**body, "name": _NAME, "time": at.isoformat()}, ensure_ascii=False))
    return f'<div class="look {theme}{shape}"><div class="discord-message" data-theme="{theme}">{text}</div></div>'


def _sent(way: Way) -> Json:
    """With its file among the attachments where nothing in it shows it."""
    body = dict(way.body)
    if way.upload is not None and "attachment://" not in json.dumps(body):
        body["attachments"] = [{"filename": way.upload.name, "description": way.upload.description}]
    return body


def _files(way: Way) -> dict[str, str]:
    upload = way.upload
    if upload is None:
        return {}
    return {upload.name: f"data:{upload.media_type};base64,{base64.b64encode(upload.content).decode()}"}


def _read_out(one: Shown) -> str:
    """What whoever hears a message is told of it, and what a notification shows: nothing of a layout."""
    if one.way is None:
        return ""
    body = one.way.body
    heard = [body.get("content") or "", *texts_of(body.get("components") or [])]
    picture = [f"[picture] {one.way.upload.description}"] if one.way.upload else []
    notified = body.get("content") or "(Discord shows nothing of a layout)"
    return "\n".join((*filter(None, heard), *picture, "", f"Notification: {notified}"))


def _built(name: str) -> str:
    """A file that draws; nothing in it ends the element that it is put into."""
    text = files("adapters.demo").joinpath("drawn", name).read_text(encoding="utf-8")
    return text.replace("</script", "<\\/script").replace("</style", "<\\/style")
