"""Who may ask, and where."""

from __future__ import annotations

from dataclasses import dataclass

from bot.chat.nouns import Asker
from bot.delivery.nouns import Address


@dataclass(frozen=True, slots=True)
class Access:
    """What is allowed; an empty set allows everything of its kind, but no guests.

    `workspaces` and `channels` are pairs of a platform and its id; guests are answered where both the place's workspace
    and their own are named. `groups` are the platforms' ids of user groups or roles, of which the asker has to be in
    one; who is in one of `editors` may change key dates and subscriptions.
    """

    workspaces: frozenset[tuple[str, str]] = frozenset()
    channels: frozenset[tuple[str, str]] = frozenset()
    groups: frozenset[str] = frozenset()
    editors: frozenset[str] = frozenset()

    def refusal(self, asker: Asker, address: Address) -> str | None:
        """Why it is refused, as a sentence for the asker; None: it is not."""
        if self.workspaces and (address.platform, address.workspace) not in self.workspaces:
            return "This desk does not answer in this workspace; ask its data editors to add it."
        if asker.guest_of is not None and (address.platform, asker.guest_of) not in self.workspaces:
            return "This desk does not answer people of other organisations; ask its data editors to add yours."
        # What is shown of a workspace as a whole has no channel.
        if self.channels and address.channel and (address.platform, address.channel) not in self.channels:
            return "This desk does not answer in this channel; ask in one of its channels."
        if self.groups and self.groups.isdisjoint(asker.groups):
            return "This desk answers the members of certain groups only; ask its data editors to add you to one."
        return None

    def edit_refusal(self, asker: Asker) -> str | None:
        """Why the asker may not change key dates and subscriptions; None: they may."""
        if self.editors and self.editors.isdisjoint(asker.groups):
            return "Only the desk's editors change key dates and subscriptions; ask one of them."
        return None
