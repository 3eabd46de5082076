"""Buttons, choices and the form, on private and on public answers."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import Engine

from adapters import limits
from adapters.again import LONG
from bot.chat.access import Access
from bot.chat.nouns import Visibility
from bot.chat.service import ChatConfig
from bot.delivery.limits import Rate
from bot.ledger.picks import picked
from bot.ledger.record import record
from tests.adapters.slack.office import DESK, ELSEWHERE, GAP, NEWS, QUESTION, TEAM, VAGUE, Office, again, newsroom
from tests.adapters.slack.shown import elements, plain, with_button
from tests.adapters.slack.trouble import database_away, writers_wait
from tests.ask.ledger import tidy
from tests.ask.samples import FERRIES
from tests.chat.newsroom import under_embargo
from tests.servers.slack import ANA, BEN, SlackError
from tests.servers.slack.running import in_loop

CHAT = ChatConfig(desk=DESK)
TREND = "trend of ferry passengers"


async def press(office: Office, message: dict, name: str, user: str = ANA.id) -> str:
    """What the presser is told after pressing a button of the message."""
    act = office.slack.press(message["ts"], with_button(message, name), user=user)
    await office.done(act)
    return plain(act.responses[-1].body["blocks"]) if act.responses else ""


@in_loop
async def _private(engine: Engine) -> None:
    async with newsroom(engine) as office:
        answer = await office.answered(office.slack.command("/figure", GAP))
        assert "Unrecorded: source" in await press(office, answer, "source")
        assert "Operation: difference" in await press(office, answer, "workings")
        assert (await press(office, answer, "copy")).startswith(plain(answer["blocks"][0]))
        for _ in range(3):
            assert await press(office, answer, "share") == "Shared in the channel."
        assert len(await office.posted()) == 1


def test_a_private_answer(sqlite_engine: Engine) -> None:
    _private(sqlite_engine)


@in_loop
async def _given_later(engine: Engine) -> None:
    async with newsroom(engine, chat=CHAT) as office:
        answer = await office.answered(office.slack.command("/figure", TREND))
        record(
            engine,
            tidy("indicator,period,value,unit,status\nferry passengers,2021,1251,passengers,final"),
            office.now(),
        )
        note = "Superseded meanwhile: 1,250 passengers in 2021 was replaced by 1,251"
        for name in ("source", "copy"):
            assert note in await press(office, answer, name)
        await press(office, answer, "share")
        (shared,) = await office.posted()
        assert plain(shared["blocks"][1]).startswith(note), "no chart of it either"
        later = office.now() + timedelta(days=1)
        record(engine, under_embargo(tidy(FERRIES), later, indicator="ferry-passengers", period="2020"), office.now())
        for name in ("source", "copy", "share"):
            told = await press(office, answer, name)
            assert told == "That answer is not given any more; ask the question again."
        assert len(await office.posted()) == 1


def test_a_private_answer_when_its_figures_have_changed(sqlite_engine: Engine) -> None:
    _given_later(sqlite_engine)


@in_loop
async def _picked(engine: Engine) -> None:
    async with newsroom(engine) as office:
        asked = await office.answered(office.slack.command("/figure", VAGUE))
        act = office.slack.press(asked["ts"], "factdesk:pick:1")
        await office.done(act, again(office, act))
        (changed,) = office.slack.ephemerals(NEWS.channel, ANA.id)
        assert changed["ts"] == asked["ts"]
        assert "Which" not in plain(changed["blocks"])
        assert elements(changed, "button")[0]["action_id"] == "factdesk:copy:0"


def test_a_choice_takes_the_place_of_a_private_question(sqlite_engine: Engine) -> None:
    _picked(sqlite_engine)


@in_loop
async def _kept(engine: Engine) -> None:
    async with newsroom(engine) as office:
        (asked,) = await office.posted(office.slack.mention(VAGUE))
        listed = next(line for line in plain(asked["blocks"]).splitlines() if line.startswith("2. "))
        assert elements(asked, "button")[1]["text"]["text"].startswith("2. ")
        act = office.slack.press(asked["ts"], "factdesk:pick:1", user=BEN.id)
        await office.done(act, again(office, act))
        await office.restart()
        await office.done(again(office, act))
        (one,) = picked(engine)
        (pick,) = one.picks
        assert (pick.question, f"2. {pick.option}") == (VAGUE, listed)
        assert pick.reading is not None
        who = pick.occasion
        assert (who.asker, who.picker) == (f"slack/{TEAM}/{ANA.id}", f"slack/{TEAM}/{BEN.id}")
        assert who.at == office.now()


def test_a_choice_is_kept_once_however_often_slack_sends_it(engine: Engine) -> None:
    _kept(engine)


@in_loop
async def _unchanged(engine: Engine) -> None:
    async with newsroom(engine) as office:
        (asked,) = await office.posted(office.slack.mention(VAGUE))
        before = asked["text"]
        office.slack.faults.fail("chat.update", times=len(LONG.pauses) + 1)
        act = office.slack.press(asked["ts"], "factdesk:pick:0", user=BEN.id)
        told = await office.whispered(act, BEN.id)
        assert plain(told["blocks"]) == "The message could not be changed. Press the button again."
        await office.done(office.slack.press(asked["ts"], "factdesk:pick:0", user=BEN.id))
        assert office.slack.posts(NEWS.channel)[0]["text"] != before
        assert [len(one.picks) for one in picked(engine)] == [1]


def test_a_choice_that_did_not_get_through_can_be_made_again(sqlite_engine: Engine) -> None:
    _unchanged(sqlite_engine)


@in_loop
async def _not_a_member(engine: Engine) -> None:
    async with newsroom(engine) as office:
        channel = ELSEWHERE.channel
        answer = await office.answered(office.slack.command("/figure", QUESTION, channel=channel))
        told = await press(office, answer, "share")
        assert told.startswith("Factdesk is not in this channel")
        assert office.deliveries() == []
        office.slack.state.conversations[channel].channel.members.add(office.slack.state.workspace.bot_user_id)
        assert await press(office, answer, "share") == "Shared in the channel."
        assert len(await office.posted(address=ELSEWHERE)) == 1


def test_sharing_where_the_bot_is_not_says_so_and_pauses_nothing(sqlite_engine: Engine) -> None:
    _not_a_member(sqlite_engine)


@in_loop
async def _public_commands(engine: Engine) -> None:
    async with newsroom(engine, command_visibility=Visibility.PUBLIC) as office:
        (post,) = await office.posted(office.slack.command("/figure", QUESTION))
        assert "thread_ts" not in post
        elsewhere = await office.answered(office.slack.command("/figure", QUESTION, channel=ELSEWHERE.channel))
        assert "was 700 in" in plain(elsewhere["blocks"])
        assert len(await office.posted()) == 1


def test_commands_may_be_answered_for_all_where_the_bot_is(sqlite_engine: Engine) -> None:
    _public_commands(sqlite_engine)


@in_loop
async def _direct(engine: Engine) -> None:
    async with newsroom(engine) as office:
        await office.done(office.slack.direct_message(QUESTION))
        await office.posted(office.slack.direct_message("and in 2023?"))
        first, second = office.slack.posts(office.slack.direct_channel(ANA.id))
        assert "was 700 in" in plain(first["blocks"])
        assert "was 500 in" in plain(second["blocks"])
        assert "thread_ts" not in second


def test_a_direct_message_is_like_a_thread(sqlite_engine: Engine) -> None:
    _direct(sqlite_engine)


@in_loop
async def _form(engine: Engine) -> None:
    async with newsroom(engine) as office:
        slack = office.slack
        answer = await office.answered(slack.command("/figure", QUESTION))
        with database_away(engine):
            assert (await press(office, answer, "wrong")).startswith("Factdesk failed")
        slack.faults.refuse("views.open", SlackError("expired_trigger_id"))
        assert await press(office, answer, "wrong") == ("The form could not be opened in time. Press the button again.")
        await press(office, answer, "wrong")
        (view,) = slack.views
        with database_away(engine):
            kept = await slack.submit_view(view, {"note": "wrong year"}).acknowledged
        assert kept.payload is not None
        assert kept.payload["response_action"] == "errors"
        assert kept.payload["errors"]["note"].endswith("Try again. Reference: ref-1")
        sent = slack.submit_view(view, {"note": "wrong year"})
        await sent.acknowledged
        for act in (sent, again(office, sent)):
            await office.done(act)
            assert (await act.acknowledged).payload is None
        await office.relay()
        (report,) = slack.posts(DESK.channel)
        assert plain(report["blocks"]).startswith(
            "An answer was reported as wrong.\nRemark: wrong year\nBy: <@U0000ANA>, who asked it"
        )
        assert "Where: <#C" in plain(report["blocks"])


def test_a_report_is_sent_once_and_its_remark_is_never_lost(sqlite_engine: Engine) -> None:
    _form(sqlite_engine)


@in_loop
async def _slow_form(engine: Engine) -> None:
    async with newsroom(engine) as office:
        slack = office.slack
        answer = await office.answered(slack.command("/figure", QUESTION))
        await press(office, answer, "wrong")
        (view,) = slack.views
        with writers_wait(engine):
            sent = slack.submit_view(view, {"note": "wrong year"})
            assert (await sent.acknowledged).payload is None
        await office.done()
        assert "Sent to the desk" in plain(slack.ephemerals(NEWS.channel, ANA.id)[-1]["blocks"])
        assert len(await office.posted(address=DESK)) == 1


def test_a_report_that_takes_long_is_acknowledged_in_time(
    sqlite_engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "SLACK_ACKNOWLEDGE_SECONDS", 0.0)
    _slow_form(sqlite_engine)


@in_loop
async def _groups(engine: Engine) -> None:
    chat = replace(CHAT, access=Access(groups=frozenset({"S0000DESK"})))
    async with newsroom(engine, chat=chat, user_groups=("S0000DESK",)) as office:
        slack = office.slack
        ana = await office.answered(slack.command("/figure", QUESTION, user=ANA.id))
        ben = await office.answered(slack.command("/figure", QUESTION, user=BEN.id))
        assert "was 700 in" in plain(ana["blocks"])
        assert plain(ben["blocks"]).startswith("This desk answers the members of certain groups only")
        assert len(slack.calls("usergroups.users.list")) == 1
        slack.state.workspace.user_groups["S0000DESK"].append(BEN.id)
        slack.advance(301)
        ben = await office.answered(slack.command("/figure", QUESTION, user=BEN.id))
        assert "was 700 in" in plain(ben["blocks"])
        slack.state.workspace.user_groups["S0000DESK"].remove(BEN.id)


def test_members_of_user_groups(sqlite_engine: Engine) -> None:
    _groups(sqlite_engine)


@in_loop
async def _strangers(engine: Engine) -> None:
    chat = replace(CHAT, access=Access(workspaces=frozenset({"slack/T0000ELSE"})))
    async with newsroom(engine, chat=chat) as office:
        told = await office.answered(office.slack.command("/figure", QUESTION))
        assert plain(told["blocks"]).startswith("This desk does not answer in this workspace")
        assert office.slack.calls("usergroups.users.list") == []


def test_an_unknown_workspace_is_refused(sqlite_engine: Engine) -> None:
    _strangers(sqlite_engine)


@in_loop
async def _flood(engine: Engine) -> None:
    async with newsroom(engine, chat=replace(CHAT, user_rate=Rate(2, 60, burst=1))) as office:
        told = [plain((await office.answered(office.slack.command("/figure", QUESTION)))["blocks"]) for _ in range(4)]
        assert "was 700 in" in told[0]
        assert told[-1].startswith("That is more questions than the desk takes at once; ask again in ")


def test_one_user_cannot_flood_the_desk(sqlite_engine: Engine) -> None:
    _flood(sqlite_engine)
