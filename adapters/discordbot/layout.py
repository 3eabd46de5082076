"""Cards as layouts (components V2): a container with the sentence, what has to be known of it, the chart, the choices,
the rows in small print, and the buttons. Pure functions from cards to Discord's JSON.

A message with a layout has neither content nor embeds, and can never have them again.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from adapters.discordbot.components import beside_their_labels, button_rows, choice_rows, listed, offered
from adapters.discordbot.cut import NOTHING, fit, length
from adapters.discordbot.escape import bold
from adapters.discordbot.foot import TEXT_DISPLAY, foot, texts_of
from adapters.discordbot.native import native
from adapters.discordbot.rows import Block, blocks
from adapters.discordbot.tones import colour_of
from adapters.limits import DISCORD_LAYOUT_PARTS, DISCORD_LAYOUT_TEXT
from bot.cards.card import Card, Tone

Json = dict[str, Any]

LAYOUT = 1 << 15
"""The flag of a message that has one."""
NO_MENTIONS: Mapping[str, Any] = {"parse": []}
IN_PLACE: Mapping[str, Any] = {"content": None, "embeds": [], "attachments": []}
"""What has to go from a message without a layout, or with another chart, that gets one."""
_BUTTON, _SECTION, _GALLERY, _SEPARATOR, _CONTAINER = 2, 9, 12, 14, 17
_LINK = 5
_OPEN, _PICK = "Open", "This one"
_OF_SECTION = 3
"""Components that a row with an address beside it takes: itself, its text, its button."""
_HEADLINE = 1_600
_MOST_SECTIONS = 4
"""More of them are a column of buttons and nothing else."""


def layout(card: Card, *, footer: str | None = None, picture: Json | None = None) -> Json:
    """The body of a message. `picture` is an item of a gallery. Buttons that lead to what is shown are left out, unless
    there is no room to show all of it."""
    fewer = replace(card, buttons=tuple(button for button in card.buttons if not button.repeats))
    container, whole = _container(fewer, footer, picture)
    if not whole and len(fewer.buttons) < len(card.buttons):
        container, _ = _container(card, footer, picture)
    return {**native(card, {"components": [container]}), "flags": LAYOUT, "allowed_mentions": NO_MENTIONS}


def _container(card: Card, footer: str | None, picture: Json | None) -> tuple[Json, bool]:
    """It, and whether all rows of the card are in it in full."""
    answers = card.tone is Tone.ANSWERED
    choices = list(_choices(card, quiet=answers))
    buttons = button_rows(card)
    above = [*([_gallery(picture)] if picture else []), *([] if answers else choices)]
    # Other readings of what is answered are no question: they come after it.
    others = choices if answers else []
    below = [*others, *([foot(footer)] if footer else []), *buttons]
    headline = bold(fit(card.headline, _HEADLINE), card.figure) or NOTHING
    # The container, the sentence, the line under it, and a text before and after each row with an address.
    left = DISCORD_LAYOUT_PARTS - _count(above) - _count(below) - 5
    room = DISCORD_LAYOUT_TEXT - length(headline) - sum(map(_characters, (*above, *below)))
    rows = blocks(card, room, max(0, min(_MOST_SECTIONS, left // (_OF_SECTION + 1))))
    rest = [part for block in rows.rest for part in _block(block)]
    parts = [_text(headline), *_texts(rows.loud), *above, *_line(bool(rest or others or buttons)), *rest, *below]
    return {"type": _CONTAINER, "accent_color": colour_of(card), "components": parts}, rows.whole


def _choices(card: Card, *, quiet: bool) -> Iterator[Json]:
    yield from _texts(offered(card))
    sections = beside_their_labels(card, _PICK, quiet=quiet)
    yield from _texts(listed(card, in_full=not sections))
    yield from (_section(text, button) for text, button in sections)
    if not sections:
        yield from choice_rows(card, quiet=quiet)


def picture_of(file: str, alt: str) -> Json:
    """An attached file as an item of a gallery, with what whoever cannot see it is read."""
    return {"media": {"url": f"attachment://{file}"}, **({"description": alt} if alt else {})}


def has_layout(flags: int) -> bool:
    return bool(flags & LAYOUT)


def _text(content: str) -> Json:
    return {"type": TEXT_DISPLAY, "content": content}


def _texts(content: str) -> Iterator[Json]:
    if content:
        yield _text(content)


def _line(wanted: bool) -> Iterator[Json]:
    if wanted:
        yield {"type": _SEPARATOR, "divider": True, "spacing": 1}


def _gallery(picture: Json) -> Json:
    return {"type": _GALLERY, "items": [picture]}


def _block(block: Block) -> Iterator[Json]:
    if block.url is None:
        yield from _texts(block.text)
        return
    button = {"type": _BUTTON, "style": _LINK, "label": _OPEN, "url": block.url}
    yield _section(block.text, button)


def _section(text: str, button: Json) -> Json:
    return {"type": _SECTION, "components": [_text(text or NOTHING)], "accessory": button}


def _count(parts: list[Json]) -> int:
    """Components, with those within them."""
    return sum(1 + _count(part.get("components") or []) + ("accessory" in part) for part in parts)


def _characters(part: Json) -> int:
    return sum(map(length, texts_of([part])))
