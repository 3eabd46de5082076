"""Who may ask, and where."""

from __future__ import annotations

from dataclasses import dataclass

from bot.chat.nouns import Asker
from bot.delivery.nouns import Address

_NOT_FOUND_OUT = (
    "Which groups you are in could not be found out, and this is for the members of certain groups; try again in a "
    "minute. If it stays so, ask whoever runs Factdesk to look at `factdesk doctor`."
)


@dataclass(frozen=True, slots=True)
class Access:
    """What is allowed; an empty set allows everything of its kind, but no guests.

    `workspaces` and `channels` are pairs of a platform and its id; guests are answered where both the place's workspace
    and their own are named. `groups` are the platforms' ids of user groups or roles, of which the asker has to be in
    one; who is in one of `editors` may change key dates and subscriptions, enter and publish figures, and see what is
    under embargo: without any, nobody does the last two.
    """

    workspaces: frozenset[tuple[str, str]] = frozenset()
    channels: frozenset[tuple[str, str]] = frozenset()
    groups: frozenset[str] = frozenset()
    editors: frozenset[str] = frozenset()

    def refusal(self, asker: Asker, address: Address) -> str | None:
        """Why it is refused, as a sentence for the asker; None: it is not."""
        if not self._serves_workspace(address):
            return "This desk does not answer in this workspace; ask its data editors to add it."
        if asker.guest_of is not None and (address.platform, asker.guest_of) not in self.workspaces:
            return "This desk does not answer people of other organisations; ask its data editors to add yours."
        if self.channels and not address.channel and not self._is_in_a_channel(asker, address.platform):
            return "This desk answers in certain channels only; ask in one of them."
        if address.channel and not self._serves_channel(address, asker.thread_of):
            return "This desk does not answer in this channel; ask in one of its channels."
        if self.groups and self.groups.isdisjoint(asker.groups):
            return _not_in_one(
                asker, "This desk answers the members of certain groups only; ask its data editors to add you to one."
            )
        return None

    def why_not_told(self, address: Address, thread_of: str | None = None) -> str | None:
        """Why nothing is posted in a channel, or in a thread of the channel `thread_of`; None: it may be."""
        if not self._serves_workspace(address):
            return "its workspace is not, or no longer, among those that this desk serves (FACTDESK_ALLOWED_WORKSPACES)"
        if not self._serves_channel(address, thread_of):
            return "its channel is not, or no longer, among those that this desk serves (FACTDESK_ALLOWED_CHANNELS)"
        return None

    def why_not_told_in_person(self, address: Address) -> str | None:
        """Why nothing is told to somebody at a person's address; None: something may be. `may_see` says what."""
        return self.why_not_told(address) if not self._serves_workspace(address) else None

    def may_see(self, address: Address) -> bool:
        """Whether figures may be told at an address. Which groups and channels somebody is in by now is not known when
        they are told something that they do not ask for."""
        return address.person is None or not (self.groups or self.channels)

    def edit_refusal(self, asker: Asker, does: str = "change key dates and subscriptions") -> str | None:
        """Why the asker may not change key dates and subscriptions, or what else an editor `does`; None: they may."""
        if asker.outside:
            return "Key dates and subscriptions are changed where Factdesk has been added; do it in a channel there."
        if self.editors and self.editors.isdisjoint(asker.groups):
            return _not_in_one(asker, f"Only the desk's editors {does}; ask one of them.")
        return None

    def may_edit(self, asker: Asker) -> bool:
        """Whether somebody may change them, or may be found to once their groups are known."""
        return not asker.groups_known or self.edit_refusal(asker) is None

    def embargo_refusal(self, asker: Asker) -> str | None:
        """Why the asker may not see what is under embargo; None: they may."""
        if asker.outside:
            return "What is under embargo is shown where Factdesk has been added; ask in a channel there."
        if not self.editors:
            return (
                "Nobody sees what is under embargo in a chat, as this desk names no editors (FACTDESK_EDITOR_GROUPS)."
            )
        if self.editors.isdisjoint(asker.groups):
            return _not_in_one(asker, "Only the desk's editors see what is under embargo; ask one of them.")
        return None

    def publish_refusal(self, asker: Asker) -> str | None:
        """Why the asker may not enter and publish figures; None: they may."""
        if asker.outside:
            return "Figures are entered where Factdesk has been added; do it in a channel there."
        if not self.editors:
            return "Nobody enters figures in a chat, as this desk names no editors (FACTDESK_EDITOR_GROUPS)."
        if self.editors.isdisjoint(asker.groups):
            return _not_in_one(asker, "Only the desk's editors enter and publish figures; ask one of them.")
        return None

    def is_open(self, asker: Asker, address: Address) -> bool:
        """Whether somebody who acts outside of any channel sees, and may change, what belongs to this one."""
        return address.channel in (asker.channels or ()) and self.refusal(asker, address) is None

    def _serves_workspace(self, address: Address) -> bool:
        return not self.workspaces or (address.platform, address.workspace) in self.workspaces

    def _serves_channel(self, address: Address, thread_of: str | None) -> bool:
        """A thread that is a channel of its own has the rights of the channel that it belongs to, too."""
        here = {(address.platform, channel) for channel in (address.channel, thread_of) if channel}
        return not self.channels or not self.channels.isdisjoint(here)

    def _is_in_a_channel(self, asker: Asker, platform: str) -> bool:
        """What belongs to no channel is for those who are in an allowed one."""
        return any((platform, channel) in self.channels for channel in asker.channels or ())


def _not_in_one(asker: Asker, reason: str) -> str:
    """The reason, unless the asker may be in the group after all."""
    return reason if asker.groups_known else _NOT_FOUND_OUT
