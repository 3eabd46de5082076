"""A figure that is followed from Slack: the button, the order, the message in a channel and in person, and its end."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import Engine

from bot.calendar.subscriptions import listed
from bot.ledger.record import record
from tests.adapters.slack.office import NEWS, QUESTION, TEAM, Office, newsroom
from tests.adapters.slack.shown import plain, with_button
from tests.adapters.slack.test_buttons import press
from tests.ask.ledger import tidy
from tests.servers.slack import ANA
from tests.servers.slack.running import in_loop

LEAD = "New figure: ferry passengers (North) in 2022 (final): 777"


async def _tell(office: Office) -> None:
    record(office.engine, _final(office), office.now())
    for _ in range(2):
        await office.tick(60)


def _final(office: Office) -> Any:
    figure = office.desk.desk.ask(QUESTION, office.now()).figures[0]
    dimension, code = figure.dimensions[0]
    header = f"indicator,period,{dimension},value,unit,status\n"
    return tidy(f"{header}{figure.indicator},2022,{code},777,{figure.unit or ''},final\n")


async def _whispered(office: Office, message: dict[str, Any], name: str) -> str:
    """What the presser alone is told in the thread of a message."""
    act = office.slack.press(message["ts"], with_button(message, name), user=ANA.id)
    return plain((await office.whispered(act))["blocks"])


def _direct(office: Office) -> str:
    return office.slack.direct_channel(ANA.id)


@in_loop
async def _in_a_channel(engine: Engine) -> None:
    async with newsroom(engine) as office:
        (answer,) = await office.posted(office.slack.mention(QUESTION))
        assert (await _whispered(office, answer, "follow")).startswith("This channel follows")
        await _tell(office)
        told = [post for post in office.slack.posts(NEWS.channel) if post["text"].startswith(LEAD)]
        assert len(told) == 1
        assert "does not follow" in await press(office, told[0], "unfollow")
        assert listed(engine) == []


def test_a_channel_is_told_once_and_ends_it(sqlite_engine: Engine) -> None:
    _in_a_channel(sqlite_engine)


@in_loop
async def _in_person(engine: Engine, way: str) -> None:
    async with newsroom(engine) as office:
        if way == "order":
            assert "You follow" in str(await office.answered(office.slack.command("/figure", f"follow {QUESTION}")))
        else:
            answer = await office.answered(office.slack.command("/figure", QUESTION))
            assert (await press(office, answer, "follow")).startswith("You follow")
        await _tell(office)
        direct = NEWS._replace(channel=_direct(office))
        (told,) = [post for post in office.slack.posts(direct.channel) if post["text"].startswith(LEAD)]
        asked = office.slack.direct_message("subscriptions")
        shown = (await office.posted(asked, address=direct))[-1]
        assert "You follow one figure in person" in plain(shown["blocks"])
        await press(office, shown, "pause")
        assert listed(engine)[0].paused_at is not None
        assert "You do not follow" in await press(office, told, "unfollow")
        assert listed(engine) == []


@pytest.mark.parametrize("way", ["order", "button"])
def test_somebody_is_told_in_person_once_and_ends_it(sqlite_engine: Engine, way: str) -> None:
    _in_person(sqlite_engine, way)


@in_loop
async def _unclear(engine: Engine) -> None:
    async with newsroom(engine) as office:
        said = await office.answered(office.slack.command("/figure", "follow ferry passengers on Mars in 1822"))
        assert "Nothing is followed yet" in plain(said["blocks"])
        assert (listed(engine), TEAM) == ([], NEWS.workspace)


def test_what_is_not_held_is_said_to_be_so(sqlite_engine: Engine) -> None:
    _unclear(sqlite_engine)
