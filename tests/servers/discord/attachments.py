"""Uploaded files, and the attachment objects made of them."""

from __future__ import annotations

import struct
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from tests.servers.discord.checks.layouts import media
from tests.servers.discord.errors import Json

if TYPE_CHECKING:
    from tests.servers.discord.state import State

_ATTACHED = "attachment://"
_PNG = b"\x89PNG\r\n\x1a\n"
_TYPES = {"png": "image/png", "jpg": "image/jpeg", "csv": "text/csv; charset=utf-8", "txt": "text/plain; charset=utf-8"}


@dataclass(frozen=True, slots=True)
class Upload:
    """One file of a multipart body; `index` is the n of its field files[n]."""

    index: int
    filename: str
    data: bytes


def attach(state: State, channel_id: str, body: Json, files: list[Upload]) -> list[Json]:
    """Stores the files and gives their attachment objects."""
    described = {str(one.get("id")): one for one in body.get("attachments") or []}
    attached = []
    for upload in files:
        about = described.get(str(upload.index), {})
        name = about.get("filename") or upload.filename
        key = state.snowflakes.next()
        path = f"/attachments/{channel_id}/{key}/{name}"
        state.uploads[path] = upload.data
        attached.append(
            {
                "id": key,
                "filename": name,
                "size": len(upload.data),
                "url": state.base_url + path,
                "proxy_url": state.base_url + path,
                "content_type": _TYPES.get(name.rsplit(".", 1)[-1].lower(), "application/octet-stream"),
                "flags": 0,
            }
            | _image_size(upload.data)
            | ({"description": about["description"]} if about.get("description") else {})
        )
    return attached


def _image_size(data: bytes) -> Json:
    if not data.startswith(_PNG):
        return {}
    width, height = struct.unpack(">II", data[16:24])
    return {"width": width, "height": height}


def show_embeds(embeds: list[Json], attached: list[Json]) -> list[Json]:
    """The embeds as they are given back, with attachment:// resolved to the file's address."""
    return [_show_embed(embed, {one["filename"]: one for one in attached}) for embed in embeds]


def _show_embed(embed: Json, by_name: dict[str, Json]) -> Json:
    shown: dict[str, Any] = {"type": "rich", **embed}
    if embed.get("fields"):
        shown["fields"] = [{"inline": False, **field} for field in embed["fields"]]
    for part in ("image", "thumbnail"):
        url = (embed.get(part) or {}).get("url", "")
        one = by_name.get(url.removeprefix("attachment://")) if url.startswith("attachment://") else None
        if one is not None:
            copied = ("url", "proxy_url", "width", "height", "content_type", "description")
            shown[part] = {key: one[key] for key in copied if key in one}
    return shown


def show_media(components: list[Json], attached: list[Json]) -> None:
    """Puts the files' addresses in the place of attachment:// in a layout."""
    by_name = {one["filename"]: one for one in attached}
    for shown in media(components):
        one = by_name.get(shown["url"].removeprefix(_ATTACHED)) if shown["url"].startswith(_ATTACHED) else None
        if one is not None:
            copied = ("url", "proxy_url", "width", "height", "content_type")
            shown.update({key: one[key] for key in copied if key in one}, attachment_id=one["id"])


def listed(attached: list[Json], embeds: list[Json], components: list[Json]) -> list[Json]:
    """The attachments that a message lists: those that an embed or a layout shows are not among them."""
    used = {(embed.get(part) or {}).get("url") for embed in embeds for part in ("image", "thumbnail")}
    used |= {shown["url"] for shown in media(components)}
    return [one for one in attached if one["url"] not in used]
