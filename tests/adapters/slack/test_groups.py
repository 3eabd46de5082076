"""Rights that hang on Slack's user groups: what is done where Slack does not say who is in them."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import timedelta

import pytest
from sqlalchemy import Engine

from adapters.slackbot.scopes import USER_GROUPS
from bot.calendar import keydates
from bot.calendar.keydates import Draft
from bot.calendar.moments import parse_moment
from bot.chat.access import Access
from bot.chat.service import ChatConfig
from bot.store.visibility import DESK as DESK_RIGHTS
from tests.adapters.slack.office import DESK, NEWS, QUESTION, Office, newsroom
from tests.servers.slack import ANA, SlackError, Workspace
from tests.servers.slack.running import in_loop
from tests.servers.slack.workspace import ALL_SCOPES

GROUP = "S0000DESK"
GROUPS = frozenset({GROUP})
LIST = "usergroups.users.list"
NOT_FOUND_OUT = "Which groups you are in could not be found out"
SECRET = "Launch of the night ferry"
Work = Callable[[Office], Awaitable[None]]


def run(engine: Engine, work: Work, access: Access, *, scope: bool = True) -> None:
    @in_loop
    async def inside() -> None:
        workspace = Workspace(scopes=(ALL_SCOPES | {"mpim:history"}) - (frozenset() if scope else {USER_GROUPS}))
        chat = ChatConfig(desk=DESK, access=access)
        async with newsroom(engine, workspace, chat=chat, user_groups=(GROUP,)) as office:
            until = office.now() + timedelta(days=30)
            draft = Draft(SECRET, parse_moment("2030-06-01", "UTC", office.now()), embargo_until=until)
            keydates.add(engine, draft, "terminal", office.now(), DESK_RIGHTS)
            await work(office)
            assert office.failures == []

    inside()


async def _told(office: Office, text: str) -> str:
    message = await office.answered(office.slack.command("/figure", text, user=ANA.id))
    return str(message["text"])


@pytest.mark.parametrize("scope", [True, False])
def test_where_only_editing_hangs_on_groups_everybody_is_answered(sqlite_engine: Engine, scope: bool) -> None:
    async def work(office: Office) -> None:
        (post,) = await office.posted(office.slack.mention(QUESTION))
        assert "was 700 in" in post["text"]
        changed = await _told(office, "dates add Open day at 2030-06-02")
        assert changed.startswith("Added: " if scope else NOT_FOUND_OUT)
        shown = await _told(office, "embargoed")
        assert shown.startswith(NOT_FOUND_OUT) is not scope

    run(sqlite_engine, work, Access(editors=GROUPS), scope=scope)


def test_where_asking_does_nobody_is_answered_and_each_is_told_why(sqlite_engine: Engine) -> None:
    async def work(office: Office) -> None:
        (post,) = await office.posted(office.slack.mention(QUESTION))
        assert post["text"].startswith(NOT_FOUND_OUT)
        assert "factdesk doctor" in post["text"]

    run(sqlite_engine, work, Access(groups=GROUPS), scope=False)


def test_in_a_channel_that_is_not_served_no_failure_is_told(sqlite_engine: Engine) -> None:
    async def work(office: Office) -> None:
        (post,) = await office.posted(office.slack.mention(QUESTION, channel=NEWS.channel))
        assert post["text"].startswith("This desk does not answer in this channel")

    access = Access(channels=frozenset({("slack", DESK.channel)}), groups=GROUPS)
    run(sqlite_engine, work, access, scope=False)


@pytest.mark.parametrize("trouble", ["internal_error", "no_such_subteam", None])
def test_whatever_slack_fails_at_rights_come_back_with_its_answer(sqlite_engine: Engine, trouble: str | None) -> None:
    async def work(office: Office) -> None:
        faults = office.slack.faults
        if trouble is None:
            faults.fail(LIST)
        else:
            faults.refuse(LIST, SlackError(trouble))
        assert (await _told(office, QUESTION)).startswith(NOT_FOUND_OUT)
        faults.clear()
        assert (await _told(office, QUESTION)).startswith(NOT_FOUND_OUT), "Slack is not asked at every question"
        office.slack.advance(61)
        assert "was 700 in" in await _told(office, QUESTION)

    run(sqlite_engine, work, Access(groups=GROUPS))


def test_who_was_an_editor_a_moment_ago_is_shown_nothing_withheld(sqlite_engine: Engine) -> None:
    async def work(office: Office) -> None:
        members = office.slack.state.workspace.user_groups
        office.slack.advance(10)
        assert not (await _told(office, "embargoed")).startswith("Only the desk's editors")
        members[GROUP] = []
        office.slack.advance(10)
        assert (await _told(office, "embargoed")).startswith("Only the desk's editors see what is under embargo")
        members[GROUP] = [ANA.id]

    run(sqlite_engine, work, Access(editors=GROUPS))


def test_slack_is_asked_no_more_often_than_it_takes(sqlite_engine: Engine) -> None:
    async def work(office: Office) -> None:
        for _ in range(6):
            await _told(office, "embargoed")
        assert len(office.slack.calls(LIST)) == 1

    run(sqlite_engine, work, Access(editors=GROUPS))
