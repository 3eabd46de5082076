"""What the people of the story do on Discord."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator, Iterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace

from sqlalchemy import Engine

from adapters.demo.story import ZONE
from bot.cards.card import Action
from bot.chat.service import ChatConfig
from bot.delivery.nouns import Address
from tests.adapters.discord.newsroom import DESK_ADDRESS as DESK
from tests.adapters.discord.newsroom import NEWS, Newsroom, at_work
from tests.adapters.discord.test_drafts import asked, pressed, sent
from tests.adapters.discord.test_forms import in_form
from tests.adapters.discord.test_orders import ordered, told
from tests.proofs.recovery.discord import DiscordStage
from tests.proofs.recovery.outage import Outage
from tests.proofs.story.clock import StoryClock
from tests.proofs.story.places import COUNTED_BY, EDITOR, REPORTER, Post, filled_in
from tests.servers.discord import DiscordServer, RateLimits
from tests.servers.discord.errors import Json
from tests.servers.discord.world import ALICE, BEN, BOT, EDITORS, GUILD, NEWSROOM, Channel, Member, World

POLITICS = NEWS._replace(channel="1100000000000000051")
ROLE = EDITORS.id
BUSINESS = NEWS._replace(channel="1100000000000000052")
_CHANNELS = (
    NEWSROOM,
    Channel(DESK.channel, "desk"),
    Channel(POLITICS.channel, "politics"),
    Channel(BUSINESS.channel, "business"),
)
_MEMBERS = (Member(BOT), Member(ALICE, (ROLE,)), Member(BEN, (ROLE,)))
_LINK = re.compile(r"discord\.com/channels/[^/]+/\d+/(\d+)")


@dataclass(frozen=True, slots=True)
class OnDiscord:
    name = "discord"
    desk = DESK
    news, politics, business = NEWS, POLITICS, BUSINESS

    room: Newsroom
    stage: DiscordStage

    @property
    def rejections(self) -> list[str]:
        return [f"{one.name}: {one.status} {one.answer}" for one in self.room.server.refusals]

    def direct(self, who: str) -> Address:
        user = {REPORTER: ALICE, EDITOR: BEN}[who]
        return NEWS._replace(channel=self.room.server.state.direct_channel(user).id)

    @property
    def told(self) -> list[Address]:
        """Where people are who are given figures."""
        return [self.news, self.politics, self.business, self.direct(REPORTER), self.direct(EDITOR)]

    def posts(self, address: Address) -> list[Post]:
        return list(self._posts(address))

    async def subscribe(self, offsets: str, digest: str) -> None:
        options = {"topics": "everything", "reminders": offsets, "digest": digest, "zone": ZONE}
        await ordered(self.room, "subscribe", ALICE, POLITICS.channel, **options)

    async def ask(self, question: str, address: Address) -> None:
        say = self.room.server.say
        await self.stage.done(lambda: say(question, ALICE, address.channel, mention_bot=True))

    async def ask_directly(self, question: str) -> None:
        await self.stage.done(lambda: self.room.server.direct_message(question, ALICE))

    async def ask_alone_and_share(self, question: str, address: Address) -> None:
        private = (await self.room.ask(question, user=BEN, channel=address.channel)).original
        assert private is not None
        await (await self.room.press(private, Action.SHARE, BEN)).wait_answered()

    async def enter(self, reminder: Post, result: Mapping[str, str]) -> None:
        """The result of a date, by the form that its reminder opens."""
        (message,) = (one for one in self._mine(POLITICS) if one["id"] == reminder.ref)
        form = await asked(self.room, Action.ENTER, message, ALICE)
        lines = filled_in(in_form(form)["figures"], result)
        answer = await sent(self.room, form, {"figures": lines, "status": "final", "source": COUNTED_BY})
        assert told(answer).startswith("Entered as 2 drafts"), told(answer)

    async def publish(self) -> str:
        """Somebody else presses the button of the card in the desk's channel; what the card says then."""
        return await pressed(self.room, Action.PUBLISH, BEN)

    def _posts(self, address: Address) -> Iterator[Post]:
        for one in self._mine(address):
            below = (one.get("message_reference") or {}).get("message_id")
            yield Post(str(address), one["id"], told(one), below, frozenset(_LINK.findall(str(one))))

    def _mine(self, address: Address) -> list[Json]:
        return self.room.mine(address.channel)


@asynccontextmanager
async def on_discord(engine: Engine, chat: ChatConfig, clock: StoryClock) -> AsyncIterator[OnDiscord]:
    guild = replace(GUILD, channels=_CHANNELS, members=_MEMBERS)
    server = DiscordServer(World(guilds=(guild,)), clock=clock, limits=RateLimits.like_discord())
    async with at_work(engine, server, chat, ZONE, retake_every=3600.0) as room:
        yield OnDiscord(room, DiscordStage(room, clock, Outage(clock, clock.advance)))
