"""The limits of embeds."""

from __future__ import annotations

from datetime import datetime

from tests.servers.discord.checks.problems import Path, Problems
from tests.servers.discord.errors import Json

MOST_EMBEDS = 10
MOST_CHARACTERS = 6000
_SCHEMES = ("http://", "https://", "attachment://")
_SHOWN = ("title", "description", "fields", "image", "thumbnail", "author", "footer", "url", "video")


def check_embeds(problems: Problems, embeds: list[Json]) -> None:
    problems.count(("embeds",), embeds, MOST_EMBEDS)
    total = 0
    for number, embed in enumerate(embeds):
        check_embed(problems, ("embeds", number), embed)
        total += characters(embed)
    if total > MOST_CHARACTERS:
        message = f"Embed size exceeds maximum size of {MOST_CHARACTERS}"
        problems.add(("embeds",), "MAX_EMBED_SIZE_EXCEEDED", message)


def check_embed(problems: Problems, path: Path, embed: Json) -> None:
    if not any(embed.get(key) for key in _SHOWN):
        problems.required((*path, "description"))
    problems.text((*path, "title"), embed.get("title"), 256)
    problems.text((*path, "description"), embed.get("description"), 4096)
    _check_fields(problems, path, embed)
    footer, author = embed.get("footer"), embed.get("author")
    if footer:
        problems.text((*path, "footer", "text"), footer.get("text"), 2048, 1)
    if author:
        problems.text((*path, "author", "name"), author.get("name"), 256, 1)
    _check_urls(problems, path, embed)
    colour = embed.get("color")
    if colour is not None and not (isinstance(colour, int) and 0 <= colour <= 0xFFFFFF):
        problems.add((*path, "color"), "NUMBER_TYPE_MAX", "int value should be between 0 and 16777215.")
    _check_timestamp(problems, path, embed.get("timestamp"))


def _check_fields(problems: Problems, path: Path, embed: Json) -> None:
    fields = problems.items((*path, "fields"), embed.get("fields"))
    problems.count((*path, "fields"), fields, 25)
    for number, field in enumerate(fields):
        problems.text((*path, "fields", number, "name"), field.get("name"), 256, 1)
        problems.text((*path, "fields", number, "value"), field.get("value"), 1024, 1)


def _check_urls(problems: Problems, path: Path, embed: Json) -> None:
    urls: list[tuple[Path, object]] = [(("url",), embed.get("url"))]
    urls += [((part, "url"), (embed.get(part) or {}).get("url")) for part in ("image", "thumbnail")]
    for where, url in urls:
        if url is not None and not str(url).lower().startswith(_SCHEMES):
            problems.add((*path, *where), "URL_TYPE_INVALID_SCHEME", f"Scheme of {url!r} must be http or https")


def _check_timestamp(problems: Problems, path: Path, value: object) -> None:
    if value is None:
        return
    try:
        datetime.fromisoformat(str(value))
    except ValueError:
        problems.add((*path, "timestamp"), "DATE_TIME_TYPE_PARSE", "Could not parse the timestamp as ISO 8601.")


def characters(embed: Json) -> int:
    """The characters of an embed that count towards the limit of a message."""
    texts = [embed.get("title"), embed.get("description")]
    texts += [(embed.get("footer") or {}).get("text"), (embed.get("author") or {}).get("name")]
    for field in embed.get("fields") or ():
        texts += [field.get("name"), field.get("value")]
    return sum(len(text) for text in texts if isinstance(text, str))
