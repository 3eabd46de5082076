"""Messages outside the outbox: what one user alone sees, and changes of messages that stand.

What did not arrive for sure is sent again, soon: it may come twice."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from http import HTTPStatus
from typing import Any

import aiohttp
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from adapters.again import AT_ONCE, LONG, SOON, NotNow, Patience, Sleep, again
from adapters.slackbot.blockkit import Json
from adapters.slackbot.identity import message_url
from adapters.slackbot.newblocks import REFUSALS, BlocksRefused, NewBlocks, Seen
from adapters.slackbot.outcomes import is_refusal, outcome, seconds_in, told
from bot.cards.card import Card
from bot.cards.chart import Chart
from bot.chat.nouns import Asker, Place, Press, Visibility
from bot.delivery.ports import Gone, Rejected, RetryAfter

_BEFORE_ANOTHER_WAY = 3
"""Tries of one way to a user, before another one is tried as well."""
_IS_USED = "exchanged_trigger_id"
_REACTION = "+1"
_HAS_REACTED = "already_reacted"


class Unreachable(Exception):
    """There is no way to this user any more, or Slack does not take what is said."""


class Private:
    """`sleep` waits between two tries; `url` is where the workspace is, if that is known. A `chart` is drawn by Slack
    in the message itself, or not at all."""

    def __init__(
        self,
        client: AsyncWebClient,
        session: aiohttp.ClientSession,
        new_blocks: NewBlocks,
        sleep: Sleep,
        url: str | None = None,
    ) -> None:
        self._url = url
        self._client = client
        self._session = session
        self._new_blocks = new_blocks
        self._sleep = sleep

    async def tell(
        self,
        asker: Asker,
        place: Place,
        card: Card,
        response_url: str | None,
        patience: Patience = LONG,
        chart: Chart | None = None,
    ) -> None:
        """To one user, where they are. Raises NotNow or Unreachable.

        A response_url reaches channels that the bot is not in, but no thread, and works for half an hour. Where one way
        takes nothing, the other one may.
        """
        respond = partial(self._respond_to, response_url, place, card, chart)
        whisper = partial(self._whisper, asker, place, card, chart)
        first, second = (whisper, respond) if place.thread or not response_url else (respond, whisper)
        failures = 0

        async def attempt() -> None:
            nonlocal failures
            busy = None
            try:
                return await first()
            except NotNow as error:
                busy, failures = error, failures + 1
                if failures < _BEFORE_ANOTHER_WAY:
                    raise
            except Unreachable:
                pass
            try:
                await second()
            except Unreachable:
                # Whoever was busy may take it later.
                raise busy or Unreachable("there is no way to the user any more") from None

        await again(attempt, patience, self._sleep)

    async def replace(self, place: Place, card: Card, response_url: str, chart: Chart | None = None) -> None:
        """In place of the private message that was acted on. Raises NotNow or Unreachable."""

        async def attempt() -> bool:
            return await self._respond(response_url, {"replace_original": True}, place, card, chart)

        if not await again(attempt, LONG, self._sleep):
            raise Unreachable("the message can no longer be changed")

    async def edit(self, place: Place, message_ref: str, card: Card, chart: Chart | None = None) -> None:
        """In place of a public message of ours. Raises NotNow or Unreachable."""
        address = place.address

        async def update(sent: Json) -> None:
            await self._client.chat_update(channel=address.channel, ts=message_ref, **sent)

        async def attempt() -> None:
            with _mapped():
                await self._new_blocks.put(address.workspace, Seen.BY_ALL, card, chart, update)

        await again(attempt, LONG, self._sleep)

    def linked(self, press: Press) -> Press:
        """With the address of the message that was pressed, where others see that."""
        if not self._url or not press.message_ref or press.visibility is not Visibility.PUBLIC:
            return press
        return replace(press, link=message_url(self._url, press.place.address.channel, press.message_ref))

    async def react(self, place: Place, message_ref: str) -> None:
        """To a message of a user. Raises NotNow or Unreachable."""

        async def attempt() -> None:
            try:
                await self._client.reactions_add(channel=place.address.channel, timestamp=message_ref, name=_REACTION)
            except (SlackApiError, aiohttp.ClientError, TimeoutError) as error:
                if _HAS_REACTED in told(error):
                    return
                if isinstance(error, SlackApiError) and is_refusal(error):
                    raise Unreachable(told(error)) from error
                raise NotNow(told(error)) from error

        await again(attempt, SOON, self._sleep)

    async def publish_home(self, user: str, view: Mapping[str, Any]) -> None:
        """Raises NotNow or Unreachable."""

        async def attempt() -> None:
            with _mapped():
                await self._client.views_publish(user_id=user, view=dict(view))

        await again(attempt, LONG, self._sleep)

    async def open_form(self, trigger_id: str, view: Mapping[str, Any]) -> None:
        """While Slack takes it. Raises NotNow or Unreachable."""
        tried = False

        async def attempt() -> None:
            nonlocal tried
            before, tried = tried, True
            try:
                await self._client.views_open(trigger_id=trigger_id, view=dict(view))
            except (SlackApiError, aiohttp.ClientError, TimeoutError) as error:
                if before and _IS_USED in told(error):
                    return  # It was opened by the try before.
                if isinstance(error, SlackApiError) and is_refusal(error):
                    raise Unreachable(told(error)) from error
                raise NotNow(told(error)) from error

        await again(attempt, AT_ONCE, self._sleep)

    async def may_post(self, channel: str) -> bool:
        """Whether the bot is in a channel; where Slack does not say, it is held to be."""
        try:
            await self._client.conversations_history(channel=channel, limit=1)
        except SlackApiError as error:
            return not isinstance(outcome(error), Gone)
        except (aiohttp.ClientError, TimeoutError):
            return True
        return True

    async def _respond_to(self, url: str | None, place: Place, card: Card, chart: Chart | None) -> None:
        if not url or not await self._respond(url, {"response_type": "ephemeral"}, place, card, chart):
            raise Unreachable("the response_url takes nothing any more")

    async def _whisper(self, asker: Asker, place: Place, card: Card, chart: Chart | None) -> None:
        address = place.address

        async def post(sent: Json) -> None:
            await self._client.chat_postEphemeral(
                channel=address.channel, user=asker.user, thread_ts=place.thread, **sent
            )

        with _mapped():
            await self._new_blocks.put(address.workspace, Seen.BY_ONE, card, chart, post)

    async def _respond(self, url: str, how: Json, place: Place, card: Card, chart: Chart | None) -> bool:
        """False: the address is used up or too old, or takes nothing of this. Raises NotNow."""

        async def post(sent: Json) -> bool:
            return await self._post_to(url, {"replace_original": False, **how, **sent})

        try:
            _, is_taken = await self._new_blocks.put(place.address.workspace, Seen.BY_ONE, card, chart, post)
        except BlocksRefused:
            return False
        return is_taken

    async def _post_to(self, url: str, body: Json) -> bool:
        """Raises NotNow, and BlocksRefused."""
        try:
            async with self._session.post(url, json=body) as answer:
                status, said, seconds = answer.status, await answer.text(), seconds_in(answer.headers)
        except aiohttp.InvalidURL:
            return False
        except (aiohttp.ClientError, TimeoutError) as error:
            raise NotNow(told(error)) from None  # The error's own words hold the address, which is a secret.
        if status == HTTPStatus.OK and not _says_no(said):
            return True
        if _refusal(said) in REFUSALS:
            raise BlocksRefused(_refusal(said))
        if status == HTTPStatus.TOO_MANY_REQUESTS or status >= HTTPStatus.INTERNAL_SERVER_ERROR:
            raise NotNow(f"HTTP {status}", seconds)
        return False


def _refusal(body: str) -> str:
    """The word that a response_url says no with: alone, or in an object."""
    try:
        answer = json.loads(body)
    except ValueError:
        return body.strip()
    return str(answer.get("error", "")) if isinstance(answer, dict) else ""


def _says_no(body: str) -> bool:
    """A refusal may come with status 200, as an object; agreement is the word ok, or such an object."""
    try:
        answer = json.loads(body)
    except ValueError:
        return False
    return isinstance(answer, dict) and answer.get("ok") is False


@contextmanager
def _mapped() -> Iterator[None]:
    """What the client raises, as NotNow or Unreachable."""
    try:
        yield
    except (SlackApiError, aiohttp.ClientError, TimeoutError) as error:
        found = outcome(error)
        if isinstance(found, Gone | Rejected):
            raise Unreachable(told(error)) from error
        raise NotNow(told(error), found.seconds if isinstance(found, RetryAfter) else None) from error
