"""A message in all the ways that it can be sent, the best first: as a layout and, for a Discord that takes none, as
content with an embed; each with its chart and without."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Iterator, Mapping
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any, Protocol

from adapters.discordbot.cut import fit
from adapters.discordbot.escape import plain
from adapters.discordbot.layout import IN_PLACE, layout, picture_of
from adapters.discordbot.render import line, message
from adapters.discordbot.rest import Lost, Response, Upload
from adapters.failures import log_setback
from adapters.limits import DISCORD_ALT_TEXT
from bot.cards.card import Card
from bot.cards.chart import Chart

Json = Mapping[str, Any]
Png = Callable[[Chart], bytes]
_FILE = "chart.png"
_NOT_THE_PICTURE = (HTTPStatus.FORBIDDEN, HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
"""What Discord says where the bot may attach none, or not one so large."""


@dataclass(frozen=True, slots=True)
class Way:
    """A body, with the file that it has."""

    body: Json
    upload: Upload | None = None

    def is_refused(self, answer: Response) -> bool:
        """Whether Discord refuses this way, and may take another: nothing came of it then."""
        is_unreadable = answer.status == HTTPStatus.BAD_REQUEST and answer.code is not None
        return is_unreadable or (self.upload is not None and answer.status in _NOT_THE_PICTURE)


class Message(Protocol):
    def ways(self, *, in_place: bool = False) -> Iterator[Way]:
        """`in_place`: of another message, nothing of which is to be left."""
        ...


@dataclass(frozen=True, slots=True)
class Drawn:
    """A card as a message; `awaited`: by whoever asked, so that no notification has to show what it says. Notifications
    show nothing of a layout."""

    card: Card
    footer: str | None = None
    chart: Upload | None = None
    awaited: bool = True

    def ways(self, *, in_place: bool = False) -> Iterator[Way]:
        replaced = IN_PLACE if in_place else {}
        charts = (self.chart, None) if self.chart else (None,)
        for chart in charts if self.awaited else ():
            picture = picture_of(chart.name, chart.description) if chart else None
            yield Way({**layout(self.card, footer=self.footer, picture=picture), **replaced}, chart)
        for chart in charts:
            yield Way({**message(self.card, footer=self.footer), **({"attachments": []} if in_place else {})}, chart)


@dataclass(frozen=True, slots=True)
class Line:
    """The sentence of a card alone, to be copied."""

    card: Card

    def ways(self, *, in_place: bool = False) -> Iterator[Way]:
        yield Way(line(self.card))


async def first_taken(ways: Iterator[Way], call: Callable[[Way], Awaitable[Response]]) -> Response:
    """What Discord answers to the first of the ways that it does not refuse, or to the last."""
    way = next(ways)
    answer = await call(way)
    for other in ways:
        if not way.is_refused(answer):
            break
        log_setback("a message is sent in a plainer way", Lost(answer.reason))
        way, answer = other, await call(other)
    return answer


async def picture(png: Png, chart: Chart | None) -> Upload | None:
    """A chart as a file, drawn beside the event loop. One that cannot be drawn does not keep its answer back."""
    if chart is None:
        return None
    try:
        drawn = await asyncio.to_thread(png, chart)
    except Exception as error:  # noqa: BLE001 - whatever is wrong with a picture, the figure is what was asked for
        log_setback("a chart could not be drawn", error)
        return None
    return Upload(_FILE, drawn, "image/png", fit(chart.alt, DISCORD_ALT_TEXT, plain))
