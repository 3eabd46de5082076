"""What the people of the story do in Slack."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Engine

from adapters.demo.story import ZONE
from bot.chat.service import ChatConfig
from bot.delivery.nouns import Address
from tests.adapters.slack.office import DESK, NEWS, POLITICS, READS_ALL, TEAM, Office, at_work
from tests.adapters.slack.shown import links, plain
from tests.adapters.slack.test_buttons import press
from tests.adapters.slack.test_drafts import asked, card, pressed
from tests.adapters.slack.test_orders import ordered, sent
from tests.proofs.story.clock import StoryClock
from tests.proofs.story.places import COUNTED_BY, EDITOR, REPORTER, Post, filled_in
from tests.servers.slack import ANA, BEN, BOT_USER, RateLimits, SlackServer, Workspace
from tests.servers.slack.workspace import Channel

GROUP = "S0000DESK"
BUSINESS = NEWS._replace(channel="C0000BUSI")
_CHANNELS = {NEWS: "newsroom", POLITICS: "politics", BUSINESS: "business", DESK: "desk"}
_LIMITS = {"seconds_between_posts": 1.0, "posts_a_minute": 300}

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class InSlack:
    name = "slack"
    desk = DESK
    news, politics, business = NEWS, POLITICS, BUSINESS

    office: Office

    @property
    def rejections(self) -> list[str]:
        return [f"{call.method}: {call.error}" for call in self.office.slack.rejections]

    def direct(self, who: str) -> Address:
        user = {REPORTER: ANA, EDITOR: BEN}[who]
        return NEWS._replace(channel=self.office.slack.direct_channel(user.id))

    @property
    def told(self) -> list[Address]:
        """Where people are who are given figures."""
        return [self.news, self.politics, self.business, self.direct(REPORTER), self.direct(EDITOR)]

    def posts(self, address: Address) -> list[Post]:
        return list(self._posts(address))

    async def subscribe(self, offsets: str, digest: str) -> None:
        order = f"subscribe to everything reminders {offsets} digest {digest} zone {ZONE}"
        await ordered(self.office, order, channel=POLITICS.channel)

    async def ask(self, question: str, address: Address) -> None:
        await self.office.done(self.office.slack.mention(question, channel=address.channel))

    async def ask_directly(self, question: str) -> None:
        await self.office.done(self.office.slack.direct_message(question))

    async def ask_alone_and_share(self, question: str, address: Address) -> None:
        act = self.office.slack.command("/figure", question, channel=address.channel, user=BEN.id)
        private = await self.office.answered(act)
        assert await press(self.office, private, "share", BEN.id) == "Shared in the channel."

    async def enter(self, reminder: Post, result: Mapping[str, str]) -> None:
        """The result of a date, by the form that its reminder opens."""
        (message,) = (one for one in self.office.slack.posts(POLITICS.channel) if one["ts"] == reminder.ref)
        form = await asked(self.office, "enter", message, ANA.id)
        (lines,) = (one["element"]["initial_value"] for one in form["blocks"] if one["block_id"] == "figures")
        assert (
            await sent(self.office, form, figures=filled_in(lines, result), status="final", source=COUNTED_BY) is None
        )

    async def publish(self) -> str:
        """Somebody else presses the button of the card in the desk's channel; what the card says then."""
        assert await pressed(self.office, "publish", BEN.id) == ""
        return plain(card(self.office)["blocks"])

    def _posts(self, address: Address) -> Iterator[Post]:
        for one in self.office.slack.posts(address.channel):
            named = (link.rpartition("/p")[2].partition("|")[0] for link in links(one["blocks"]))
            refs = frozenset(f"{stamp[:-6]}.{stamp[-6:]}" for stamp in named)
            yield Post(str(address), one["ts"], plain(one["blocks"]), one.get("thread_ts"), refs)


@asynccontextmanager
async def in_slack(engine: Engine, chat: ChatConfig, clock: StoryClock) -> AsyncIterator[InSlack]:
    everyone = {BOT_USER.id, ANA.id, BEN.id}
    channels = [Channel(one.channel, name, set(everyone)) for one, name in _CHANNELS.items()]
    groups = {GROUP: [ANA.id, BEN.id]}
    workspace = Workspace(team_id=TEAM, channels=channels, scopes=READS_ALL, user_groups=groups)
    server = SlackServer(workspace, clock=clock, limits=RateLimits(**_LIMITS))  # type: ignore[arg-type]
    async with at_work(engine, server, chat, ZONE, user_groups=(GROUP,)) as office:
        yield InSlack(office)
