"""Thanks in Slack: a reaction to the message, and nothing else."""

from __future__ import annotations

import pytest
from sqlalchemy import Engine

from tests.adapters.slack.office import NEWS, QUESTION, newsroom
from tests.servers.slack import SlackError
from tests.servers.slack.running import in_loop
from tests.servers.slack.workspace import ALL_SCOPES, Workspace


@pytest.mark.parametrize("text", ["thanks", ":tada:", "hi"])
def test_a_reaction_in_place_of_an_answer(sqlite_engine: Engine, text: str) -> None:
    @in_loop
    async def run() -> None:
        async with newsroom(sqlite_engine) as office:
            asked = office.slack.mention(QUESTION)
            assert len(await office.posted(asked)) == 1
            said = office.slack.mention(text, thread_ts=asked.payload["event"]["ts"])
            assert len(await office.posted(said)) == 1, "nothing more was posted"
            assert office.slack.state.reactions == {(NEWS.channel, said.payload["event"]["ts"]): ["+1"]}
            assert office.failures == []

    run()


def test_in_a_direct_message_too(sqlite_engine: Engine) -> None:
    @in_loop
    async def run() -> None:
        async with newsroom(sqlite_engine) as office:
            said = office.slack.direct_message("thanks a lot!")
            await office.posted(said)
            event = said.payload["event"]
            assert office.slack.state.reactions == {(event["channel"], event["ts"]): ["+1"]}
            assert office.slack.posts(event["channel"]) == []

    run()


@pytest.mark.parametrize("fault", ["scope", "refused", "already"])
def test_where_it_may_not_react_it_says_nothing_and_is_done(sqlite_engine: Engine, fault: str) -> None:
    @in_loop
    async def run() -> None:
        scopes = ALL_SCOPES - {"reactions:write"} if fault == "scope" else ALL_SCOPES
        async with newsroom(sqlite_engine, workspace=Workspace(scopes=scopes)) as office:
            if fault == "refused":
                office.slack.faults.refuse("reactions.add", SlackError("too_many_reactions"))
            if fault == "already":
                office.slack.faults.refuse("reactions.add", SlackError("already_reacted"))
            said = office.slack.mention("thanks")
            assert await office.posted(said) == []
            await office.retaken()
            assert office.slack.ephemerals() == []
            assert len([one for one in office.slack.state.requests if one.method == "reactions.add"]) == 1

    run()
