"""Channels that the bot is invited to, and side panels that are opened: they are told how to ask, with examples."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import Engine

from bot.chat.access import Access
from bot.chat.nouns import Asker
from bot.chat.service import ChatConfig
from bot.delivery.nouns import Address
from bot.ledger.record import record
from tests.adapters.slack.office import DESK, ELSEWHERE, TEAM, Office, newsroom
from tests.adapters.slack.shown import plain
from tests.adapters.slack.test_new_blocks import in_workspace
from tests.adapters.slack.trouble import database_away
from tests.ask.ledger import tidy
from tests.ask.samples import FERRIES
from tests.chat.newsroom import under_embargo
from tests.servers.slack import ANA, SlackError
from tests.servers.slack.running import in_loop

PROMPTS = "assistant.threads.setSuggestedPrompts"
FOREIGN = ChatConfig(desk=DESK, access=Access(frozenset({("slack", "T0000ELSE")})))


async def welcomed(office: Office) -> list[str]:
    return [plain(post["blocks"]) for post in await office.posted(address=ELSEWHERE)]


@in_workspace()
async def test_a_channel_is_told_once_how_to_ask(office: Office) -> None:
    for _ in range(2):
        await office.done(office.slack.invite(ELSEWHERE.channel))
    (told,) = await welcomed(office)
    assert told.startswith("The figures desk is here. Ask for a figure: ")
    assert (
        "Try: What was the coldest water for North in 2023?\n· How many ferry passengers were there in 2023?\n" in told
    )
    assert "\n· Trend of ferry passengers\n" in told
    assert "everybody here may add, move and cancel key dates" in told
    (post,) = office.slack.posts(ELSEWHERE.channel)
    assert "How many ferry passengers were there in 2023?" in post["text"]


@in_workspace()
async def test_nothing_is_said_where_somebody_else_joins(office: Office) -> None:
    await office.done(office.slack.invite(ELSEWHERE.channel, user=ANA.id))
    assert await welcomed(office) == []


@pytest.mark.parametrize("chat", [FOREIGN])
def test_a_channel_that_the_desk_does_not_serve_is_not_welcomed(sqlite_engine: Engine, chat: ChatConfig) -> None:
    @in_loop
    async def run() -> None:
        async with newsroom(sqlite_engine, chat=chat) as office:
            await office.done(office.slack.invite(ELSEWHERE.channel))
            assert await welcomed(office) == []

    run()


def test_where_there_are_editors_it_is_said_who_may_change_dates(sqlite_engine: Engine) -> None:
    @in_loop
    async def run() -> None:
        chat = ChatConfig(desk=DESK, access=Access(editors=frozenset({"S0000DESK"})))
        async with newsroom(sqlite_engine, chat=chat) as office:
            await office.done(office.slack.invite(ELSEWHERE.channel))
            (told,) = await welcomed(office)
            assert "the desk's editors add, move and cancel key dates" in told

    run()


@in_workspace()
async def test_each_example_is_answered(office: Office) -> None:
    examples = office.desk.examples(Asker(ANA.id), Address("slack", TEAM, ""), office.now())
    assert len(examples) == 3
    assert any(question.startswith("Trend of ") for question in examples)
    for question in examples:
        (*_, post) = await office.posted(office.slack.mention(question))
        assert not plain(post["blocks"]).startswith(("Not held", "Asking back"))


@in_workspace()
async def test_no_example_tells_of_what_is_withheld(office: Office) -> None:
    await office.done(office.slack.invite(ELSEWHERE.channel))
    later = office.now() + timedelta(days=1)
    hidden = under_embargo(tidy(FERRIES), later, indicator="ferry-passengers", period="2023")
    record(office.engine, hidden, office.now())
    (told,) = await welcomed(office)
    assert "How many ferry passengers were there in 2022?" in told
    assert "How many ferry passengers were there in 2023?" not in told


def test_a_welcome_is_not_lost_while_the_database_is_away(sqlite_engine: Engine) -> None:
    @in_loop
    async def run() -> None:
        async with newsroom(sqlite_engine) as office:
            with database_away(office.engine):
                act = office.slack.invite(ELSEWHERE.channel)
                await office.slack.wait_for(lambda: len(act.attempts) == 1)
            await office.done(office.slack.deliver(act.kind, act.payload))
            assert len(await welcomed(office)) == 1

    run()


@in_workspace()
async def test_the_side_panel_has_three_examples(office: Office) -> None:
    await office.done(office.slack.open_panel())
    (prompts,) = office.slack.state.prompts.values()
    assert len(prompts) == 3
    question = "How many ferry passengers were there in 2023?"
    assert prompts[1] == {"title": question, "message": question}
    assert office.states() == []


@in_workspace()
async def test_without_the_right_to_put_examples_there_it_is_tried_once(office: Office) -> None:
    office.slack.faults.refuse(PROMPTS, SlackError("missing_scope"))
    for _ in range(2):
        await office.done(office.slack.open_panel())
    assert len(office.slack.calls(PROMPTS)) == 1
    await office.restart()
    await office.done(office.slack.open_panel())
    assert len(office.slack.state.prompts) == 1


@in_workspace()
async def test_what_fails_otherwise_is_tried_the_next_time(office: Office) -> None:
    office.slack.faults.fail(PROMPTS)
    for _ in range(2):
        await office.done(office.slack.open_panel())
    assert len(office.slack.state.prompts) == 1


def test_whoever_may_not_ask_sees_no_examples(sqlite_engine: Engine) -> None:
    @in_loop
    async def run() -> None:
        async with newsroom(sqlite_engine, chat=FOREIGN) as office:
            await office.done(office.slack.open_panel())
            assert office.slack.state.prompts == {}
            assert office.slack.calls(PROMPTS) == []

    run()
