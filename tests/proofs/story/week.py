"""The week itself: what is asked on which day, and what stands on the platforms before and after."""

from __future__ import annotations

import asyncio
import signal
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from sqlalchemy import Engine

from adapters.demo.story import RESULT, START, ZONE, read_sample
from adapters.desk.ports import LoopPort
from adapters.desk.work import composer
from adapters.limits import EDITS
from bot.calendar.nouns import Policy
from bot.calendar.tick import tick
from bot.chat.access import Access
from bot.chat.barring import bar
from bot.chat.service import ChatConfig
from bot.delivery.relay import Relay
from bot.delivery.verdict import Terms
from bot.ledger.record import record
from tests.proofs.platforms import DISCORD, SLACK, Endpoints
from tests.proofs.processes import start
from tests.proofs.story.clock import StoryClock
from tests.proofs.story.discord import DESK as DISCORD_DESK
from tests.proofs.story.discord import ROLE, OnDiscord, on_discord
from tests.proofs.story.places import EDITOR, REPORTER, Given, Post, problems
from tests.proofs.story.slack import DESK as SLACK_DESK
from tests.proofs.story.slack import GROUP, InSlack, in_slack
from tests.proofs.story.worker import Assignment, work

YES, NO = "what share voted yes to cannabis?", "what share voted no to cannabis?"
COMPUTED = "how many points were between yes and no in the cannabis referendum?"
_RESULT = {"answer: no": "50.7", "answer: yes": "48.4"}
_PRELIMINARY = "referendum-vote-share"
_DESKS = {SLACK: SLACK_DESK, DISCORD: DISCORD_DESK}
_CHAT = ChatConfig(access=Access(editors=frozenset({GROUP, ROLE})))
_GIVEN = ("46.1", "53.1", "7 percentage points", "7.0 percentage points")
_PASSES = 400

Side = InSlack | OnDiscord


def _at(day: int, month: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2020, month, day, hour, minute, tzinfo=ZoneInfo(ZONE))


_BEFORE, _DIGEST, _REMINDER, _NEXT_DIGEST = _at(30, 10, 13), _at(31, 10, 8, 30), _at(5, 11, 9), _at(7, 11, 8, 30)


@dataclass(frozen=True, slots=True)
class Fate:
    """On which platform the desk is, and at which point the worker dies that tells first, at the so-manieth time."""

    desk: str
    point: str
    count: int


@dataclass(frozen=True, slots=True)
class Told:
    """What came of a week: the places where a figure was given, what stood before the final figures were published and
    once they were told, and the next digests; `card` is what the desk's said of them before, and `rejections` what the
    platforms refused. `seconds`: how long it took, by the story's clock."""

    given: Sequence[Given]
    before: Sequence[Post]
    after: Sequence[Post]
    digests: Sequence[Post]
    card: str
    rejections: Sequence[str]
    seconds: float

    @property
    def problems(self) -> list[str]:
        """What is not as it has to be."""
        return [*problems(self.given, self.before, self.after), *self.rejections]


@dataclass
class Week:
    engine: Engine
    url: str
    folder: Path
    fate: Fate
    clock: StoryClock = field(default_factory=lambda: StoryClock(_BEFORE.timestamp()))

    async def play(self) -> Told:
        given = (self.engine, self.chat, self.clock)
        async with in_slack(*given) as slack, on_discord(*given) as discord:
            return await self._play(slack, discord)

    @property
    def chat(self) -> ChatConfig:
        return replace(_CHAT, desk=_DESKS[self.fate.desk])

    async def _play(self, slack: InSlack, discord: OnDiscord) -> Told:
        sides = (slack, discord)
        self._endpoints = Endpoints(
            {slack.news.workspace: slack.office.slack.api_url},
            discord.room.server.api_url,
            slack.office.bot.identity.url,
        )
        loop = asyncio.get_running_loop()
        ports = {SLACK: LoopPort(slack.office.bot.port, loop), DISCORD: LoopPort(discord.room.bot.port, loop)}
        terms, barring = Terms(lambda: 0.5, desk=self.chat.desk), bar(self.chat.access, self.chat.desk)
        compose = composer(slack.office.desk)
        self._relay = Relay(self.engine, ports, "week", self._now, terms, compose, bar=barring)
        await self._ask(sides)
        for day in (_DIGEST, _REMINDER, RESULT):
            await self._go_to(day)
        given, before = [place for side in sides for place in _places(side)], _posts(sides)
        card = await self._publish(slack if self.fate.desk == SLACK else discord)
        began = self.clock()
        await self._tell()
        seconds, after = self.clock() - began, _posts(sides)
        await self._go_to(_NEXT_DIGEST)
        digests = [side.posts(side.politics)[-1] for side in sides]
        rejections = [line for side in sides for line in side.rejections]
        return Told(given, before, after, digests, card, rejections, seconds)

    async def _ask(self, sides: Sequence[Side]) -> None:
        """Whoever wants to know is given the preliminary figures once they are there."""
        sample = read_sample().known
        others = tuple(one for one in sample.figures if one.indicator != _PRELIMINARY)
        record(self.engine, replace(sample, figures=others), self._now(), zone=ZONE)
        for side in sides:
            await side.subscribe("1 day", "sat 08:30")
        await self._send()
        await self._go_to(START)
        record(self.engine, sample, self._now(), zone=ZONE)
        for side in sides:
            await side.ask(YES, side.news)
            await side.ask(NO, side.politics)
            await side.ask(COMPUTED, side.business)
            await side.ask_directly(YES)
            await side.ask_alone_and_share(YES, side.business)
            await self._send()

    async def _publish(self, desk: Side) -> str:
        """What the card says, before somebody else than entered them publishes the final figures."""
        reminder = next(one for one in desk.posts(desk.politics) if "tomorrow" in one.text)
        await desk.enter(reminder, _RESULT)
        await self._send()
        card = desk.posts(desk.desk)[-1].text
        published = await desk.publish()
        assert published.startswith("Published: 2 figures"), (card, published)
        return card

    async def _tell(self) -> None:
        """A worker begins and is killed, and another one goes on."""
        for point, code in ((self.fate.point, -signal.SIGKILL), ("", 0)):
            given = Assignment(
                self.url, self._endpoints, self.folder, self.chat, ZONE, self._now(), point, self.fate.count
            )
            process, pipe = start(work, given)
            try:
                while True:
                    self._move(await asyncio.to_thread(pipe.recv))
                    pipe.send(self.clock())
            except EOFError:
                await asyncio.to_thread(process.join)
            assert process.exitcode == code, f"the worker ended with {process.exitcode}: see {self.folder}"

    async def _go_to(self, at: datetime) -> None:
        """What falls due by then is put into the outbox shortly before, as it is when nothing goes wrong."""
        policy = Policy(marks=EDITS)
        self._move((at - policy.ahead).timestamp())
        tick(self.engine, self._now(), policy, self.chat.desk, zone=ZONE)
        await self._send()
        self._move(at.timestamp())

    async def _send(self) -> None:
        for _ in range(_PASSES):
            wake = await asyncio.to_thread(self._relay.run_once)
            if wake is None:
                return
            self._move(wake.timestamp())
        raise AssertionError("the outbox does not come to an end")

    def _now(self) -> datetime:
        return datetime.fromtimestamp(self.clock(), UTC)

    def _move(self, to: float) -> None:
        self.clock.now = max(self.clock.now, to)


def _places(side: Side) -> Iterator[Given]:
    """Every message that gives the figures by now, and who was answered in private."""
    for name, address in (("newsroom", side.news), ("politics", side.politics), ("business", side.business)):
        for number, post in enumerate(one for one in side.posts(address) if _gives(one)):
            yield Given(f"{side.name}, {name}, {number + 1}", str(address), post)
    (direct,) = side.posts(side.direct(REPORTER))
    yield Given(f"{side.name}, direct message", direct.channel, direct)
    yield Given(f"{side.name}, in private", str(side.direct(EDITOR)))


def _gives(post: Post) -> bool:
    return any(figure in post.text for figure in _GIVEN)


def _posts(sides: Sequence[Side]) -> list[Post]:
    return [post for side in sides for address in side.told for post in side.posts(address)]
