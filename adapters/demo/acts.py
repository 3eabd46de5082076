"""What a page of the demo can do and see. It loads the whole desk: the server starts without it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from adapters.charts import png
from adapters.demo.forms import Look
from adapters.demo.house import House
from adapters.demo.looks import as_json
from adapters.demo.newsroom import Said
from adapters.demo.requests import Body, Unknown, texts_in
from adapters.failures import log_setback
from bot.cards.card import Action

Json = dict[str, Any]


class Acts:
    """`act`, `drop` and `close` in one thread at a time; the others in any."""

    def __init__(self, changed: Callable[[], None]) -> None:
        """An open newsroom; `changed` is called whenever there is something new to show."""
        self._house = House(changed)
        self._house.open()
        self._acts: Mapping[str, Callable[[Body], Json | None]] = {
            "say": self._say,
            "press": self._press,
            "send": self._send,
            "clock": lambda body: self._house.move(body.instant("to")),
            "restart": lambda _: self._house.restart(),
            "record": lambda body: self._house.record(body.name("drop")),
            "discard": lambda body: self._house.discard(body.name("drop")),
        }

    def act(self, name: str, body: Body) -> Json:
        """What the page has to know of it beside the news: the `number` of the last one that came of it, and a form
        that it opens. Raises BadRequest and Unknown."""
        act = self._acts.get(name)
        if act is None:
            raise Unknown
        return self._done(act(body))

    def drop(self, channel: str, name: str, content: bytes) -> Json:
        """Show what a file would bring. As `act`; raises Unknown."""
        self._house.drop(channel, name, content)
        return self._done(None)

    def has_news(self, after: int, epoch: str) -> bool:
        return epoch != self._house.epoch or self._house.board.number > after

    def news(self, after: int, epoch: str) -> Json:
        """What has changed after a number. A page of another newsroom begins anew."""
        house = self._house
        board, now_epoch = house.board, house.epoch
        told = board.number  # First: what changes meanwhile is told again.
        messages = board.since(after if epoch == now_epoch else 0)
        return {**house.about(), "epoch": now_epoch, "number": told, "messages": [as_json(one) for one in messages]}

    def chart(self, message: str) -> bytes:
        """A PNG. Raises Unknown."""
        found = self._house.board.find(message)
        if found is None or found.chart is None:
            raise Unknown
        try:
            return png(found.chart)
        except ValueError as error:
            log_setback("a chart could not be drawn", error)
            raise Unknown from error

    def close(self) -> None:
        """Leaves nothing behind."""
        self._house.close()

    def _done(self, beside: Json | None) -> Json:
        return {**(beside or {}), "number": self._house.board.number}

    def _say(self, body: Body) -> Json | None:
        channel, text, thread = body.name("channel"), body.text("text"), body.name_or_none("thread")
        said = Said.read(channel, text, thread, alone=body.flag("alone"))
        return _form(self._house.newsroom.say(said))

    def _press(self, body: Body) -> Json | None:
        action = body.one_of("action", Action)
        return _form(self._house.newsroom.press(body.name("message"), action, body.name("value")))

    def _send(self, body: Body) -> Json:
        look, sent = body.one_of("look", Look), texts_in(body.fields.get("values"))
        return {"errors": dict(self._house.newsroom.send(body.name("form"), look, sent))}


def _form(form: Json | None) -> Json | None:
    return None if form is None else {"form": form}
