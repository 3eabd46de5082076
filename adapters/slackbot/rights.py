"""What an asker and the bot may do where something is asked, as Slack says: asked for only where it matters."""

from __future__ import annotations

from dataclasses import dataclass, replace

from adapters.slackbot.audiences import Audiences
from adapters.slackbot.groups import UserGroups
from adapters.slackbot.membership import Membership
from adapters.slackbot.private import Private
from bot.chat.nouns import Asker, Inbound
from bot.chat.words import EMBARGOED, ENTER, SUBSCRIBE


@dataclass(frozen=True, slots=True)
class Rights:
    groups: UserGroups
    private: Private
    membership: Membership
    audiences: Audiences

    def are_asked_for(self, event: Inbound, verb: str | None) -> bool:
        """Whether Slack is asked before a question is answered, or the order `verb`, if it is one, is obeyed."""
        ask_audience = _is_seen(event, verb) and not self.audiences.are_known(event.place.address.channel)
        return verb == SUBSCRIBE or self.groups.any or ask_audience

    async def of_asker(self, asker: Asker, *, anew: bool = False) -> Asker:
        """With the user groups that count; `anew`: as Slack says now."""
        groups, known = await self.groups.of(asker.user, anew=anew)
        return replace(asker, groups=groups, groups_known=known)

    async def outside_of_channels(self, asker: Asker) -> Asker:
        """The same of somebody on the home tab: also with the channels that they are in."""
        return replace(await self.of_asker(asker), channels=await self.membership.of(asker.user))

    async def of_event(self, event: Inbound, verb: str | None) -> Inbound:
        """With what the order `verb`, if it is one, needs to know. Raises what the client raises."""
        channel = event.place.address.channel
        can_post = verb != SUBSCRIBE or await self.private.may_post(channel)
        audience = await self.audiences.of(channel) if _is_seen(event, verb) else event.audience
        # What is withheld is for those who are editors at this moment.
        asker = await self.of_asker(event.asker, anew=verb in (EMBARGOED, ENTER))
        return replace(event, asker=asker, can_post=can_post, audience=audience)


def _is_seen(event: Inbound, verb: str | None) -> bool:
    """Whether it matters who sees it: a question may be told of later, an order is not."""
    return verb is None and event.is_seen
