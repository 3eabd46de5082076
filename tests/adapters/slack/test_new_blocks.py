"""Workspaces that take Slack's new blocks, and those that do not yet: each gets the whole answer, once."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

import pytest
from sqlalchemy import Engine

from adapters import limits
from adapters.slackbot.render import CHART, NEW, has
from bot.cards.card import Card, Row, Tone
from bot.delivery.nouns import State
from tests.adapters.slack.office import GAP, NEWS, VAGUE, Office, newsroom
from tests.adapters.slack.shown import elements, of_type, plain
from tests.servers.slack import SlackError
from tests.servers.slack.running import in_loop
from tests.servers.slack.workspace import ALL_SCOPES, Workspace

POST = "chat.postMessage"
TREND = "trend of ferry passengers"
_DAY = 86_400.0

Test = Callable[[Office], Awaitable[None]]


def in_workspace(*unknown: str) -> Callable[[Test], Callable[[Engine], None]]:
    """The test in a workspace that does not take these types of blocks."""

    def decorate(test: Test) -> Callable[[Engine], None]:
        def run(sqlite_engine: Engine) -> None:
            @in_loop
            async def body() -> None:
                workspace = Workspace(scopes=ALL_SCOPES, unknown_blocks=frozenset(unknown))
                async with newsroom(sqlite_engine, workspace) as office:
                    await test(office)

            body()

        run.__name__, run.__doc__ = test.__name__, test.__doc__
        return run

    return decorate


def refusals(office: Office) -> list[str]:
    return [call.error or "" for call in office.slack.rejections]


@in_workspace()
async def test_a_chart_is_in_the_answers_own_message(office: Office) -> None:
    (post,) = await office.posted(office.slack.mention(TREND))
    assert has(post, CHART)
    assert has(post, "data_table")
    assert office.slack.files == {}
    assert office.states() == [State.SENT]
    assert refusals(office) == []


@in_workspace(*NEW)
async def test_a_workspace_that_does_not_takes_plain_blocks_and_the_picture(office: Office) -> None:
    answer, picture = await office.posted(office.slack.mention(TREND))
    assert not has(answer, *NEW)
    assert "1,250 passengers, 2021" in plain(answer["blocks"])
    assert len(picture["files"]) == 1
    assert picture["thread_ts"] == answer["thread_ts"]
    assert office.states() == [State.SENT]
    assert refusals(office) == ["invalid_blocks"]


@pytest.mark.parametrize(("unknown", "question"), [(CHART, TREND), ("data_table", TREND), ("container", GAP)])
def test_one_unknown_block_is_enough(sqlite_engine: Engine, unknown: str, question: str) -> None:
    @in_workspace(unknown)
    async def run(office: Office) -> None:
        answer, *_ = await office.posted(office.slack.mention(question))
        assert not has(answer, *NEW)
        assert refusals(office) == ["invalid_blocks"]

    run(sqlite_engine)


@in_workspace(*NEW)
async def test_it_is_remembered_for_days_and_then_tried_again(office: Office) -> None:
    await office.posted(office.slack.mention(TREND))
    for _ in range(3):
        await office.posted(office.slack.mention(TREND))
    assert refusals(office) == ["invalid_blocks"]
    office.slack.state.workspace.unknown_blocks = frozenset()
    office.slack.advance(limits.SLACK_NEW_BLOCKS_DAYS * _DAY - 60)
    *_, before, picture = await office.posted(office.slack.mention(TREND))
    assert not has(before, *NEW)
    assert picture["files"]
    office.slack.advance(60)
    *_, after = await office.posted(office.slack.mention(TREND))
    assert has(after, CHART)
    assert refusals(office) == ["invalid_blocks"]


@in_workspace(*NEW)
async def test_after_a_restart_it_costs_one_refused_request(office: Office) -> None:
    await office.posted(office.slack.mention(TREND))
    await office.restart()
    for _ in range(2):
        await office.posted(office.slack.mention(TREND))
    assert len([post for post in office.slack.posts(NEWS.channel) if post.get("blocks")]) == 3
    assert refusals(office) == ["invalid_blocks"] * 2


@in_workspace()
async def test_what_is_refused_for_another_reason_tells_nothing_of_the_workspace(office: Office) -> None:
    office.enqueue("poison", card=Card(Tone.TOLD, "poison").as_json())
    office.slack.faults.refuse(POST, SlackError("invalid_blocks"))
    await office.relay(until=lambda: office.states()[:1] == [State.PARKED])
    *_, post = await office.posted(office.slack.mention(TREND))
    assert has(post, CHART)


@in_workspace()
async def test_where_the_plain_blocks_are_refused_too_it_is_not_the_new_ones_fault(office: Office) -> None:
    office.slack.faults.refuse(POST, SlackError("invalid_blocks"), times=2)
    await office.done(office.slack.mention(TREND))
    await office.relay(until=lambda: office.states()[:1] == [State.PARKED])
    *_, post = await office.posted(office.slack.mention(TREND))
    assert has(post, CHART)


@pytest.mark.parametrize("thread", [False, True])
@pytest.mark.parametrize("fault", ["fail", "drop"])
def test_a_picture_is_not_lost_where_the_answer_to_its_message_is(
    sqlite_engine: Engine, fault: str, thread: bool
) -> None:
    @in_workspace(*NEW)
    async def run(office: Office) -> None:
        await office.posted(office.slack.mention(TREND))
        if thread:
            asked = office.slack.mention(TREND)
        else:
            asked = office.slack.direct_message(TREND)
        await office.done(asked)
        getattr(office.slack.faults, fault)(POST, taken=True)
        before = len(office.slack.files)
        await office.relay()
        assert len(office.slack.files) == before + 1
        assert office.states() == [State.SENT, State.SENT]
        assert len(office.slack.calls(POST)) == 3

    run(sqlite_engine)


@pytest.mark.parametrize("where", ["response_url", "thread"])
def test_a_private_answer_is_given_once(sqlite_engine: Engine, where: str) -> None:
    @in_workspace(*NEW)
    async def run(office: Office) -> None:
        asked = office.slack.command("/figure", TREND)
        if where == "thread":
            office.slack.faults.fail("response_url", status=404, times=9)
        await office.done(asked)
        (given,) = office.slack.ephemerals(NEWS.channel)
        assert not has(given, *NEW)
        assert refusals(office) == ["invalid_blocks"]
        await office.done(office.slack.command("/figure", TREND))
        assert len(office.slack.ephemerals(NEWS.channel)) == 2
        assert refusals(office) == ["invalid_blocks"]

    run(sqlite_engine)


@in_workspace()
async def test_a_private_answer_has_its_chart_as_well(office: Office) -> None:
    given = await office.answered(office.slack.command("/figure", TREND))
    assert has(given, CHART)


@in_workspace()
async def test_what_one_alone_sees_and_what_all_see_are_found_out_apart(office: Office) -> None:
    office.slack.faults.refuse("response_url", SlackError("invalid_blocks"))
    asked = office.slack.command("/figure", TREND)
    assert not has(await office.answered(asked), *NEW)
    (post,) = await office.posted(office.slack.mention(TREND))
    assert has(post, CHART)


@in_workspace(*NEW)
async def test_an_edit_is_made_with_plain_blocks(office: Office) -> None:
    office.enqueue("one")
    await office.relay()
    (post,) = office.slack.posts(NEWS.channel)
    changed = Card(Tone.ANSWERED, "one, corrected", (Row("Workings", "1 + 1 = 2"),), figure="one")
    office.enqueue("edit", kind="edit", card=changed.as_json(), message_ref=post["ts"])
    await office.relay()
    assert office.posts() == ["one, corrected"]
    assert office.states() == [State.SENT, State.SENT]


@in_workspace()
async def test_an_edit_keeps_the_chart(office: Office) -> None:
    (post,) = await office.posted(office.slack.mention(TREND))
    (row,) = office.deliveries()
    corrected = {**row.payload["card"], "headline": "corrected"}
    office.enqueue("edit", kind="edit", card=corrected, chart=row.payload["chart"], message_ref=post["ts"])
    await office.relay()
    (edited,) = office.slack.posts(NEWS.channel)
    assert has(edited, CHART)
    assert plain(edited["blocks"][0]) == "corrected"
    assert edited["metadata"] == post["metadata"]


@in_workspace(*NEW)
async def test_a_choice_that_takes_the_place_of_a_question_is_plain_too(office: Office) -> None:
    (asked,) = await office.posted(office.slack.mention(VAGUE))
    button = elements(asked, "button")[0]
    await office.done(office.slack.press(asked, button["action_id"], value=button["value"]))
    (answered,) = office.slack.posts(NEWS.channel)
    assert answered["edited"]
    assert not has(answered, *NEW)


@in_workspace()
async def test_the_home_tab_has_none_of_them(office: Office) -> None:
    await office.done(office.slack.open_home())
    (view,) = office.slack.views.values()
    assert not has(view, *NEW)
    assert of_type(view, "section")
