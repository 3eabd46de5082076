"""What Discord shows: layouts where somebody asked, content with an embed where a notification has to say what it is or
where a Discord takes no layouts, and forms."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator, Sequence

from adapters.charts import png
from adapters.demo.discordpage import Shown, discord_section
from adapters.demo.page import Section
from adapters.discordbot.drawn import Drawn, Line, Message, Way, picture
from adapters.discordbot.foot import footer_of
from adapters.discordbot.form import modal
from bot.calendar.nouns import CANCELLED, CHASE, DIGEST, MOVED, REMINDER
from bot.chat.forms import BUTTON_FORMS, FORMS
from tests.looking.kinds import NOW, Kind, kinds

_UNASKED = (REMINDER, MOVED, CANCELLED, CHASE, DIGEST, "report", "a channel is gone")
_FOOTER = footer_of("abcdefghij")


def ways() -> Iterator[tuple[str, Sequence[Way]]]:
    """Each kind, in all the ways that it can be sent."""
    for kind in kinds():
        yield kind.name, list(_message(kind).ways())


def sections() -> list[Section]:
    found = list(ways())
    first = [Shown(name, ways[0]) for name, ways in found]
    plain = [Shown(name, ways[-1]) for name, ways in found if len(ways) > 1]
    forms = [Shown(form.title, form=modal(form)) for form in (*BUTTON_FORMS.values(), *FORMS.values())]
    return [
        discord_section("Discord", first, NOW),
        discord_section("Discord, where it takes no layouts", plain, NOW),
        discord_section("Discord's forms", forms, NOW),
    ]


def _message(kind: Kind) -> Message:
    if "copy" in kind.name:
        return Line(kind.card)
    return Drawn(kind.card, _FOOTER, asyncio.run(picture(png, kind.chart)), awaited=kind.name not in _UNASKED)
