"""Forms that were refused: Discord shows nothing in a form that was sent, so they are opened again as they were."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any, NamedTuple

from adapters.discordbot.drawn import Drawn, Way
from adapters.discordbot.form import modal
from bot.cards.card import Card
from bot.cards.form import Form
from bot.chat.forms import FORMS

_AGAIN = "factdesk:again:"
_LABEL = "Open the form again"
_ROW, _BUTTON, _PRIMARY = 1, 2, 1
_REMEMBERED = 1_000
"""Forms; the oldest are forgotten first, and open empty: what was typed still stands in the message."""


class _Kept(NamedTuple):
    """Whose form it was, with the custom id that it was opened under (None: its order's), and what was typed."""

    user: int
    form: Form
    custom_id: str | None
    typed: Mapping[str, str]


class RefusedForms:
    """What was typed in them, in this process's memory."""

    def __init__(self) -> None:
        self._kept: OrderedDict[str, _Kept] = OrderedDict()

    def keep(
        self, interaction: int, user: int, form: Form, typed: Mapping[str, str], custom_id: str | None = None
    ) -> str:
        """The custom id of the button that opens the form again."""
        again = f"{_AGAIN}{form.order}:{interaction}"
        self._kept[again] = _Kept(user, form, custom_id, dict(typed))
        while len(self._kept) > _REMEMBERED:
            self._kept.popitem(last=False)
        return again

    def opened(self, custom_id: str, user: int) -> dict[str, Any] | None:
        """The form that a button opens, for `user`: filled in with what they typed, as far as that is remembered. None
        for what is no such button, or for a form of a button that is forgotten."""
        order = custom_id.removeprefix(_AGAIN).partition(":")[0] if custom_id.startswith(_AGAIN) else ""
        kept = self._kept.get(custom_id)
        if kept is not None:
            return modal(kept.form, kept.custom_id, kept.typed if kept.user == user else None)
        return modal(FORMS[order]) if order in FORMS else None


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
