"""Forms that were refused: Discord shows nothing in a form that was sent, so they are opened again as they were."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from adapters.discordbot.drawn import Drawn, Way
from adapters.discordbot.form import modal
from bot.cards.card import Card
from bot.chat.forms import FORMS

_AGAIN = "factdesk:again:"
_LABEL = "Open the form again"
_ROW, _BUTTON, _PRIMARY = 1, 2, 1
_REMEMBERED = 1_000
"""Forms; the oldest are forgotten first, and open empty: what was typed still stands in the message."""


class RefusedForms:
    """What was typed in them, in this process's memory."""

    def __init__(self) -> None:
        self._typed: OrderedDict[str, tuple[int, Mapping[str, str]]] = OrderedDict()

    def keep(self, interaction: int, user: int, order: str, typed: Mapping[str, str]) -> str:
        """The custom id of the button that opens the form again."""
        custom_id = f"{_AGAIN}{order}:{interaction}"
        self._typed[custom_id] = (user, dict(typed))
        while len(self._typed) > _REMEMBERED:
            self._typed.popitem(last=False)
        return custom_id

    def opened(self, custom_id: str, user: int) -> dict[str, Any] | None:
        """The form that a button opens, for `user`: filled in with what they typed, as far as that is remembered. None
        for what is no such button."""
        order = custom_id.removeprefix(_AGAIN).partition(":")[0] if custom_id.startswith(_AGAIN) else ""
        if order not in FORMS:
            return None
        owner, typed = self._typed.get(custom_id, (user, None))
        return modal(FORMS[order], typed=typed if owner == user else None)


@dataclass(frozen=True, slots=True)
class Refused:
    """A card, with the button that opens the form again."""

    card: Card
    custom_id: str

    def ways(self, *, in_place: bool = False) -> Iterator[Way]:
        button = {"type": _BUTTON, "style": _PRIMARY, "label": _LABEL, "custom_id": self.custom_id}
        row = {"type": _ROW, "components": [button]}
        for way in Drawn(self.card).ways(in_place=in_place):
            yield replace(way, body={**way.body, "components": [*way.body.get("components", ()), row]})
