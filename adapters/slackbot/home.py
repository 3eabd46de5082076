"""The home tab: the key dates, and the subscriptions of the workspace with their buttons."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from adapters.async_desk import AsyncDesk
from adapters.failures import Reference
from adapters.slackbot.native import native
from adapters.slackbot.private import Private
from adapters.slackbot.render import blocks
from adapters.slackbot.rights import Rights
from bot.cards.card import Card
from bot.chat import cards
from bot.chat.nouns import Asker
from bot.delivery.nouns import Address

_DIVIDER = {"type": "divider"}


class Home:
    def __init__(self, desk: AsyncDesk, private: Private, rights: Rights, reference: Reference) -> None:
        self._desk = desk
        self._private = private
        self._rights = rights
        self._reference = reference

    async def show(self, user: Asker, workspace: Address, told: Card | None = None) -> None:
        """As it is now, under what the user is `told`. `workspace` is the address of no channel. Raises NotNow or
        Unreachable."""
        shown = [] if told is None else [told]
        try:
            shown += await self._desk.overview(await self._rights.outside_of_channels(user), workspace)
        except Exception as error:  # noqa: BLE001 - whatever it is, the user is told
            shown.append(cards.failed(self._reference(error)))
        await self._private.publish_home(user.user, home_view(shown))


def home_view(shown: Sequence[Card]) -> dict[str, Any]:
    """Cards one under the other. At most one of them has buttons: no two may be of one name."""
    drawn: list[dict[str, Any]] = []
    for card in shown:
        drawn += [*([_DIVIDER] if drawn else []), *native(card, list(blocks(card)))]
    return {"type": "home", "blocks": drawn}
