"""The direct message that a user has with the bot."""

from __future__ import annotations

from adapters.discordbot.outcomes import outcome_of
from adapters.discordbot.rest import Lost, NotSent, Rest
from adapters.in_person import OpenDirect
from bot.delivery.ports import Outcome, RetryAfter, Scope, Sent, Uncertain


def opener(rest: Rest) -> OpenDirect:
    async def open_direct(user: str) -> str | Outcome:
        try:
            found = outcome_of(await rest.call("POST", "/users/@me/channels", {"recipient_id": user}))
        except NotSent:
            return RetryAfter(None, Scope.PLATFORM)
        except Lost as error:
            return Uncertain(str(error))
        return found.ref if isinstance(found, Sent) else found  # Of what was opened, the channel's id.

    return open_direct
