"""Answering commands and buttons through their tokens, which Discord takes for 15 minutes.

An acknowledgement, an edit and a removal change nothing when they are made again, so they are, until they are through.
"""

from __future__ import annotations

import asyncio
import hashlib
from collections.abc import Mapping
from enum import Enum
from typing import Any
from urllib.parse import quote

from adapters.again import AT_ONCE, LONG, SOON, NotNow, Patience, Sleep, again
from adapters.discordbot.drawn import Message, Way, first_taken
from adapters.discordbot.rest import Lost, NotSent, Response, Rest, Upload
from bot.errors import FactdeskError

_ALREADY_ACKNOWLEDGED = 40060
_EPHEMERAL = 64
_NONCE_CHARACTERS = 25
_REACTION = quote("👍")


class Undelivered(FactdeskError):
    """Discord could not be reached, or does not take anything now. `may_be_done`: the last request left, and its answer
    did not come."""

    def __init__(self, reason: str, *, may_be_done: bool = False) -> None:
        super().__init__(reason)
        self.may_be_done = may_be_done


class Unacceptable(Exception):
    """Discord does not take this message: the fault is ours."""


class Ack(Enum):
    """What became of an acknowledgement."""

    OURS = "ours"
    REPEATED = "repeated"
    """Somebody else acknowledged it: it was sent twice."""
    TOO_LATE = "too late"


class Replies:
    """What can be done with the tokens of interactions. `handles` are those of `Inbound`; `sleep` waits between two
    tries."""

    def __init__(self, rest: Rest, sleep: Sleep = asyncio.sleep) -> None:
        self._rest = rest
        self._sleep = sleep

    async def defer_private(self, interaction: int, token: str) -> Ack:
        """The user alone sees that an answer is on its way."""
        return await self._acknowledge(interaction, token, {"type": 5, "data": {"flags": _EPHEMERAL}})

    async def defer_update(self, interaction: int, token: str) -> Ack:
        """The message that was pressed will change."""
        return await self._acknowledge(interaction, token, {"type": 6})

    async def open_form(self, interaction: int, token: str, form: Mapping[str, Any]) -> Ack:
        return await self._acknowledge(interaction, token, {"type": 9, "data": form})

    async def show(
        self, handles: Mapping[str, str], message: Message, patience: Patience = LONG, *, in_place: bool = False
    ) -> bool:
        """Put a message in the place of the one that was promised or, `in_place`, that was pressed; False if its token
        is over. Raises Undelivered, or Unacceptable."""
        path = f"{_webhook(handles)}/messages/@original"

        async def call(way: Way) -> Response:
            return (await self._repeat("PATCH", path, way.body, patience, way.upload))[0]

        return _taken(await first_taken(message.ways(in_place=in_place), call))

    async def remove(self, handles: Mapping[str, str]) -> None:
        """Take away the promise of an answer. Raises Undelivered."""
        await self._repeat("DELETE", f"{_webhook(handles)}/messages/@original", None, SOON)

    async def add_private(self, handles: Mapping[str, str], message: Message) -> None:
        """One more message for the user alone, who may see it twice. Raises Undelivered."""

        async def call(way: Way) -> Response:
            body = {**way.body, "flags": way.body.get("flags", 0) | _EPHEMERAL}
            return (await self._repeat("POST", _webhook(handles), body, LONG, way.upload))[0]

        await first_taken(message.ways(), call)

    async def direct_message(self, user: str, message: Message, key: str) -> bool:
        """The same for a token that is over; False if the user takes no messages. Raises Undelivered, or
        Unacceptable."""
        opened, _ = await self._repeat("POST", "/users/@me/channels", {"recipient_id": user}, SOON)
        if not _taken(opened):
            return False
        nonce = hashlib.sha256(key.encode()).hexdigest()[:_NONCE_CHARACTERS]
        path = f"/channels/{opened.body['id']}/messages"

        async def call(way: Way) -> Response:
            once = {**way.body, "nonce": nonce, "enforce_nonce": True}
            return (await self._repeat("POST", path, once, SOON, way.upload))[0]

        return _taken(await first_taken(message.ways(), call))

    async def react(self, channel: str, message_ref: str) -> bool:
        """To a message of a user; False where the bot may not. Raises Undelivered."""
        path = f"/channels/{channel}/messages/{message_ref}/reactions/{_REACTION}/@me"
        answer, _ = await self._repeat("PUT", path, None, SOON)
        return answer.ok

    async def typing(self, channel: str) -> None:
        """Show for a few seconds that an answer is being written."""
        try:
            await self._rest.call("POST", f"/channels/{channel}/typing")
        except (NotSent, Lost):
            return

    async def _acknowledge(self, interaction: int, token: str, body: Mapping[str, Any]) -> Ack:
        path = f"/interactions/{interaction}/{token}/callback"
        try:
            answer, again = await self._repeat("POST", path, body, AT_ONCE)
        except Undelivered as error:
            # Where it came through, the user is shown that an answer is on its way.
            return Ack.OURS if error.may_be_done else Ack.TOO_LATE
        if answer.ok:
            return Ack.OURS
        if answer.code == _ALREADY_ACKNOWLEDGED:
            # After an attempt whose answer was lost it is our own.
            return Ack.OURS if again else Ack.REPEATED
        return Ack.TOO_LATE

    async def _repeat(
        self,
        method: str,
        path: str,
        body: Mapping[str, Any] | None,
        patience: Patience,
        upload: Upload | None = None,
    ) -> tuple[Response, bool]:
        """Until Discord says yes or no: what it says, and whether it was asked before. Raises Undelivered when it says
        neither."""
        attempts, lost = 0, False

        async def attempt() -> Response:
            nonlocal attempts, lost
            attempts, lost = attempts + 1, False
            try:
                answer = await self._rest.call(method, path, body, upload=upload)
            except (NotSent, Lost) as error:
                lost = isinstance(error, Lost)
                raise NotNow(str(error)) from None
            if answer.status == 429 or answer.status >= 500:
                raise NotNow(answer.reason, answer.retry_after if answer.status == 429 else None)
            return answer

        try:
            return await again(attempt, patience, self._sleep), attempts > 1
        except NotNow as error:
            raise Undelivered(str(error), may_be_done=lost) from None


def _webhook(handles: Mapping[str, str]) -> str:
    return f"/webhooks/{handles['application']}/{handles['token']}"


def _taken(answer: Response) -> bool:
    """False for a place that is no longer there, or no longer open to the bot."""
    if answer.ok:
        return True
    if answer.status in (401, 403, 404):
        return False
    raise Unacceptable(answer.reason)
