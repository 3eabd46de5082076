"""The calls that are made of Slack."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Engine

from adapters import limits
from adapters.slackbot.render import NEW
from bot.delivery.nouns import State
from tests.adapters.slack.office import NEWS, QUESTION, VAGUE, Office, newsroom
from tests.adapters.slack.shown import elements
from tests.proofs.recovery.case import Case, Count, Promise
from tests.proofs.recovery.outage import PATIENCE, Outage, SlackOutage
from tests.servers.slack import ANA
from tests.servers.slack.records import Dispatch

ANSWER = "was 700 in"
_TREND = "trend of ferry passengers"

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class SlackStage:
    office: Office
    outage: Outage

    def now(self) -> float:
        return self.office.slack.clock()

    async def go_on(self, seconds: float, until: Callable[[], bool]) -> None:
        self.office.slack.advance(seconds)
        await self.office.done()
        await self.office.relay(until)
        if not until():
            await self.office.retaken()
            await self.office.relay(until)

    def given_up(self) -> int:
        return self.office.states().count(State.PARKED)


@asynccontextmanager
async def stage(engine: Engine, *, slow: bool) -> AsyncIterator[SlackStage]:
    faults, before = SlackOutage(), limits.SLACK_REQUEST_SECONDS
    faults.outage = Outage(lambda: 0.0, lambda _: None)
    limits.SLACK_REQUEST_SECONDS = PATIENCE if slow else before
    try:
        async with newsroom(engine, faults=faults) as office:
            faults.outage.clock, faults.outage.move = office.slack.clock, office.slack.advance
            yield SlackStage(office, faults.outage)
            faults.clear()
    finally:
        limits.SLACK_REQUEST_SECONDS = before


def _posts(office: Office, since: int, text: str = ANSWER) -> Count:
    return lambda: sum(text in post["text"] for post in office.slack.posts(NEWS.channel)[since:])


def _private(office: Office, act: Dispatch) -> Count:
    """What one user saw of it."""
    before = len(office.slack.ephemerals(None, ANA.id))
    return lambda: max(len(act.responses), len(office.slack.ephemerals(None, ANA.id)) - before)


async def _mention(stage: SlackStage, _prepared: None) -> Count:
    office = stage.office
    since = len(office.slack.posts(NEWS.channel))
    await office.done(office.slack.mention(QUESTION))
    return _posts(office, since)


async def _in_doubt(stage: SlackStage, _prepared: None) -> Count:
    stage.office.slack.faults.drop("chat.postMessage", taken=True)
    return await _mention(stage, None)


async def _charted(stage: SlackStage, _prepared: None) -> Count:
    """Where the workspace does not draw it itself, the chart is a picture."""
    office = stage.office
    office.slack.state.workspace.unknown_blocks = frozenset(NEW)
    since = len(office.slack.posts(NEWS.channel))
    await office.done(office.slack.mention(_TREND))
    return _posts(office, since, "passengers")


async def _command(stage: SlackStage, _prepared: None) -> Count:
    act = stage.office.slack.command("/figure", QUESTION)
    count = _private(stage.office, act)
    await stage.office.done(act)
    return count


async def _private_answer(stage: SlackStage) -> Json:
    return await stage.office.answered(stage.office.slack.command("/figure", QUESTION))


async def _private_question(stage: SlackStage) -> Json:
    return await stage.office.answered(stage.office.slack.command("/figure", VAGUE))


async def _public_question(stage: SlackStage) -> Json:
    return (await stage.office.posted(stage.office.slack.mention(VAGUE)))[-1]


def _press(name: str) -> Callable[[SlackStage, Json], Any]:
    async def act(stage: SlackStage, message: Json) -> Count:
        office = stage.office
        before, views = message["text"], len(office.slack.views)
        pressed = await _pressed(stage, message, name)
        told = _private(office, pressed)
        await office.done(pressed)
        posts = office.slack.posts
        return lambda: (
            told()
            + (len(office.slack.views) - views)
            + sum(one["ts"] == message["ts"] and one["text"] != before for one in posts(NEWS.channel))
        )

    return act


async def _pressed(stage: SlackStage, message: Json, name: str) -> Dispatch:
    ids = [one["action_id"] for one in elements(message, "button")]
    return stage.office.slack.press(message["ts"], next(id_ for id_ in ids if id_.startswith(f"factdesk:{name}:")))


async def _shared(stage: SlackStage, message: Json) -> Count:
    since = len(stage.office.slack.posts(NEWS.channel))
    await stage.office.done(await _pressed(stage, message, "share"))
    return _posts(stage.office, since)


async def _form_in_thread(stage: SlackStage) -> str:
    office = stage.office
    answer = (await office.posted(office.slack.mention(QUESTION)))[-1]
    await office.done(await _pressed(stage, answer, "wrong"))
    return list(office.slack.views)[-1]


async def _reported(stage: SlackStage, view: str) -> Count:
    sent = stage.office.slack.submit_view(view, {"note": "the year is wrong"})
    count = _private(stage.office, sent)
    await stage.office.done(sent)
    return count


async def _home(stage: SlackStage, _prepared: None) -> Count:
    slack = stage.office.slack
    before = _published(stage)
    await stage.office.done(slack.open_home())
    return lambda: _published(stage) - before


def _published(stage: SlackStage) -> int:
    return sum(call.error is None and call.fault is None for call in stage.office.slack.calls("views.publish"))


CASES = (
    Case("chat.postMessage", "a public answer", Promise.ONCE, _mention),
    Case("chat.postMessage", "a shared answer", Promise.ONCE, _shared, _private_answer),
    Case("conversations.replies", "an answer in doubt", Promise.ONCE, _in_doubt),
    Case("conversations.info", "who reads a question", Promise.ONCE, _mention),
    Case("files.getUploadURLExternal", "the answer of a chart", Promise.ONCE, _charted),
    Case("upload", "the answer of a chart", Promise.ONCE, _charted),
    Case("files.completeUploadExternal", "the answer of a chart", Promise.ONCE, _charted),
    Case("response_url", "a private answer", Promise.AT_LEAST_ONCE, _command),
    Case("response_url", "what a button gives", Promise.AT_LEAST_ONCE, _press("copy"), _private_answer),
    Case("response_url", "a private choice", Promise.AT_LEAST_ONCE, _press("pick"), _private_question),
    Case("chat.update", "a public choice", Promise.AT_LEAST_ONCE, _press("pick"), _public_question),
    Case("chat.postEphemeral", "what a form gives", Promise.UNLESS_REFUSED, _reported, _form_in_thread),
    Case("views.open", "a form", Promise.AT_LEAST_ONCE, _press("wrong"), _private_answer),
    Case("views.publish", "the home tab", Promise.UNLESS_REFUSED, _home),
)
