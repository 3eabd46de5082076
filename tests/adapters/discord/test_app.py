"""What the bot does for people beside answering: commands, direct messages, waiting, stopping, keeping secrets."""

from __future__ import annotations

import asyncio
import io
import logging
import threading
from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import Engine

from adapters.discordbot.config import DiscordConfig
from adapters.discordbot.errors import DiscordRefused, DiscordUnreachable
from adapters.discordbot.foot import footers
from adapters.discordbot.sync import sync
from bot.cards.card import Action
from bot.chat.nouns import Inbound, Visibility
from bot.chat.service import ChatDesk
from bot.ledger.record import record
from tests.adapters.discord.newsroom import ANSWER, NO_DATES, QUESTION, Newsroom, button, buttons, labels, newsroom
from tests.ask.ledger import tidy
from tests.ask.samples import FERRIES
from tests.chat.newsroom import under_embargo
from tests.servers.discord.checks.components import rows
from tests.servers.discord.reading import sentence
from tests.servers.discord.world import ALICE, BEN, BOT, DESK, EDITORS, GUILD, NEWSROOM

ORIGINAL = "PATCH /webhooks/{webhook_id}/{webhook_token}/messages/{message_id}"
Work = Callable[[Newsroom], Awaitable[None]]
Run = Callable[..., None]


@pytest.fixture
def run(sqlite_engine: Engine) -> Run:
    """Runs a test's coroutine in a newsroom of its own, with a relay."""

    def running(work: Work, **options: Any) -> None:
        async def inside() -> None:
            async with newsroom(sqlite_engine, **options) as room, room.relaying():
                await work(room)
                assert room.failures == []

        asyncio.run(inside())

    return running


# What arrives


def _heard(room: Newsroom) -> list[Inbound]:
    """Everything that is taken from now on."""
    heard: list[Inbound] = []
    take = room.desk.take

    def listening(event: Inbound, now: Any) -> bool:
        heard.append(event)
        return take(event, now)

    room.desk.take = listening  # type: ignore[method-assign]
    return heard


def test_a_mention_comes_without_its_markup(run: Run) -> None:
    async def work(room: Newsroom) -> None:
        heard = _heard(room)
        text = f"how many  passengers\nas <@{BEN.id}> asked, <@!{BOT.id}>?"
        said = room.server.say(text, ALICE, NEWSROOM, mention_bot=True)
        await room.posted(1)
        (event,) = heard
        assert event.text == "how many passengers as asked, ?"
        assert event.key == f"discord/{said['id']}"
        assert str(event.place.address) == f"discord/{GUILD.id}/{NEWSROOM.id}"
        assert (event.place.thread, event.place.reply_to) == (None, said["id"])
        assert (event.asker.user, event.asker.groups) == (ALICE.id, (EDITORS.id,))
        assert event.visibility is Visibility.PUBLIC
        assert event.handles == {}

    run(work)


def test_a_reply_names_what_it_answers_to(run: Run) -> None:
    async def work(room: Newsroom) -> None:
        room.server.say(QUESTION, ALICE, NEWSROOM, mention_bot=True)
        (answer,) = await room.posted(1)
        heard = _heard(room)
        room.server.say("and South?", BEN, NEWSROOM, reply_to=answer)
        await room.posted(2)
        assert heard[0].answers_to == answer["id"]
        assert heard[0].asker.groups == ()

    run(work)


def test_what_is_not_for_the_bot_is_not_taken(run: Run) -> None:
    async def work(room: Newsroom) -> None:
        heard = _heard(room)
        room.server.say(QUESTION, ALICE, NEWSROOM)
        room.server.say("@everyone look", ALICE, NEWSROOM)
        answer = room.server.say(f"<@{BEN.id}> did you ask?", ALICE, NEWSROOM)
        room.server.say("yes", BEN, NEWSROOM, reply_to=answer)
        room.server.say(QUESTION, BOT, NEWSROOM, mention_bot=True)
        room.server.say("last", ALICE, NEWSROOM, mention_bot=True)
        await room.server.wait_for(lambda: len(room.mine()) == 2)
        assert [event.text for event in heard] == ["last"]

    run(work)


def test_a_thread_and_a_direct_message_remember(run: Run) -> None:
    async def work(room: Newsroom) -> None:
        heard = _heard(room)
        room.server.direct_message(QUESTION, BEN)
        direct = room.server.state.direct_channel(BEN)
        await room.posted(1, direct.id)
        room.server.direct_message("and South?", BEN)
        _, second = await room.posted(2, direct.id)
        assert "was 400 in" in sentence(second)
        assert str(heard[0].place.address) == f"discord//{direct.id}"
        assert heard[0].place.thread == direct.id
        assert "message_reference" not in second

    run(work)


# Commands


def test_the_words_of_the_commands(run: Run) -> None:
    async def work(room: Newsroom) -> None:
        dates = await room.server.command("figure", "dates", user=ALICE, channel=NEWSROOM).wait_answered()
        assert dates.original is not None
        assert sentence(dates.original) == NO_DATES
        await sync(room.config)
        told = await room.server.command("figure", "help", user=ALICE).wait_answered()
        assert told.original is not None
        assert sentence(told.original).startswith("Ask for a figure")
        assert dates.ephemeral
        assert told.ephemeral
        assert room.rows() == []

    run(work)


def test_labels_are_suggested_while_the_question_is_typed(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    async def work(room: Newsroom) -> None:
        def typed(text: str) -> Any:
            options = {"question": text}
            return room.server.autocomplete("figure", "ask", options, "question", user=ALICE, channel=NEWSROOM)

        assert [one["name"] for one in await typed("ferry")] == ["ferry passengers"]
        assert len(await typed("")) == 3
        many = ["x" * 300] * 2 + [f"label {n}" for n in range(40)]
        monkeypatch.setattr(ChatDesk, "autocomplete", lambda *_: many)
        assert len(await typed("x")) == 25

    run(work)


def test_suggestions_that_fail_are_none(run: Run, log: io.StringIO, monkeypatch: pytest.MonkeyPatch) -> None:
    async def work(room: Newsroom) -> None:
        def broken(*_arguments: object) -> list[str]:
            raise RuntimeError("broken")

        monkeypatch.setattr(ChatDesk, "autocomplete", broken)
        options = {"question": "f"}
        assert await room.server.autocomplete("figure", "ask", options, "question", user=ALICE, channel=NEWSROOM) == []

    run(work)
    assert "broken" in log.getvalue()


def test_answers_to_commands_can_be_for_all_to_see(run: Run) -> None:
    async def work(room: Newsroom) -> None:
        asked = room.server.command("figure", "ask", {"question": QUESTION}, user=ALICE, channel=NEWSROOM)
        (answer,) = await room.posted(1)
        assert ANSWER in sentence(answer)
        await asked.wait(lambda one: one.acknowledged and one.original is None)
        assert "Share in channel" not in labels(answer)

    run(work, command_visibility=Visibility.PUBLIC)


def test_a_line_to_copy_says_what_became_of_its_figure(run: Run) -> None:
    async def work(room: Newsroom) -> None:
        asked = await room.ask(QUESTION)
        assert asked.original is not None
        csv = "indicator,period,route,value,unit,status\nferry passengers,2022,North,713,passengers,final"
        record(room.engine, tidy(csv), room.now())
        copied = await (await room.press(asked.original, Action.COPY)).wait_answered()
        assert copied.original is not None
        assert "Superseded meanwhile: 700 passengers in 2022 was replaced by 713" in sentence(copied.original)
        secret = under_embargo(tidy(FERRIES), room.now() + timedelta(days=1), route="North", period="2022")
        record(room.engine, secret, room.now())
        refused = await (await room.press(asked.original, Action.COPY)).wait_answered()
        assert refused.original is not None
        assert "That answer is not given any more" in sentence(refused.original)

    run(work)


@pytest.mark.parametrize("guild", [GUILD.id, None])
def test_commands_are_registered_when_somebody_says_so(sqlite_engine: Engine, guild: str | None) -> None:
    async def work() -> None:
        async with newsroom(sqlite_engine) as room:
            room.server.commands.clear()
            await room.restart()
            assert room.server.commands == {}
            assert await sync(room.config, guild) == ["figure"]
            (command,) = room.server.commands[guild]
            names = {option["name"] for option in command["options"]}
            assert {"ask", "dates", "help", "subscribe", "subscriptions", "date_add", "date_move"} <= names
            assert room.server.refusals == []

    asyncio.run(work())


def test_a_sync_says_why_it_cannot_be(run: Run) -> None:
    async def work(room: Newsroom) -> None:
        with pytest.raises(DiscordRefused, match=r"not in the server 1100000000000000999; invite it"):
            await sync(room.config, "1100000000000000999")
        with pytest.raises(DiscordRefused, match="refused the token"):
            await sync(DiscordConfig("another", room.config.api_url))
        with pytest.raises(DiscordUnreachable, match="did not take the commands"):
            await sync(DiscordConfig("another", "http://127.0.0.1:9/api/v10"))

    run(work)


# Buttons


def test_a_choice_by_somebody_else_shows_them_the_same_message(run: Run) -> None:
    async def work(room: Newsroom) -> None:
        room.server.say("North in 2022", ALICE, NEWSROOM, mention_bot=True)
        (asked,) = await room.posted(1)
        foot = footers(asked)[0]
        pressed = await room.press(asked, Action.PICK, BEN)
        await pressed.wait(lambda _: "Copy line" in labels(room.mine()[0]))
        (picked,) = room.mine()
        assert picked["id"] == asked["id"]
        assert footers(picked)[0] == foot

    run(work)


def test_a_choice_from_a_list_is_a_choice(run: Run) -> None:
    async def work(room: Newsroom) -> None:
        room.server.say("North in 2022", ALICE, NEWSROOM, mention_bot=True)
        (asked,) = await room.posted(1)
        picks = [one for one in buttons(asked) if "pick" in one["custom_id"]]
        options = [{"label": one["label"], "value": one["custom_id"].removeprefix("factdesk:pick:")} for one in picks]
        menu = {"type": 3, "id": 1, "custom_id": "factdesk:choices:0", "options": options}
        asked["components"] = [{"type": 1, "id": 2, "components": [menu]}]
        passengers = next(one["value"] for one in options if "passengers" in one["label"])
        pressed = room.server.select(asked, "factdesk:choices:0", [passengers], BEN)
        await pressed.wait(lambda _: ANSWER in sentence(room.mine()[0]))

    run(work)


def test_a_report_without_a_remark_is_a_report(run: Run) -> None:
    async def work(room: Newsroom) -> None:
        asked = await room.ask(QUESTION)
        assert asked.original is not None
        form = await (await room.press(asked.original, Action.WRONG)).wait_acknowledged()
        await room.server.submit_modal(form, {}, ALICE).wait_answered()
        (report,) = await room.posted(1, DESK)
        assert "reported as wrong" in sentence(report)

    run(work)


def test_a_form_opened_before_a_restart_can_be_sent_after_it(sqlite_engine: Engine) -> None:
    async def work() -> None:
        async with newsroom(sqlite_engine) as room:
            asked = await room.ask(QUESTION)
            assert asked.original is not None
            form = await (await room.press(asked.original, Action.WRONG)).wait_acknowledged()
            await room.restart()
            async with room.relaying():
                await room.server.submit_modal(form, {"note": "old"}, ALICE).wait_answered()
                await room.posted(1, DESK)

    asyncio.run(work())


def test_a_button_of_another_bot_is_left_alone(run: Run) -> None:
    async def work(room: Newsroom) -> None:
        asked = await room.ask(QUESTION)
        assert asked.original is not None
        row = next(row for _, row in rows((), asked.original["components"]))["components"]
        row.append({"type": 2, "id": 9, "style": 2, "label": "Other", "custom_id": "another:source:x"})
        other = room.server.press(asked.original, "another:source:x", ALICE)
        await (await room.press(asked.original, Action.SOURCE)).wait_answered()
        assert not other.acknowledged
        assert button(asked.original, Action.COPY)

    run(work)


# Slowly, and at the end


def test_a_slow_answer_shows_that_it_is_on_its_way(run: Run) -> None:
    async def work(room: Newsroom) -> None:
        gate = _gated(room)
        room.server.say(QUESTION, ALICE, NEWSROOM, mention_bot=True)
        await room.server.wait_for(lambda: NEWSROOM.id in room.server.state.typing)
        gate.set()
        await room.posted(1)

    run(work, slow_after=0.0)


def _gated(room: Newsroom) -> threading.Event:
    """Answers wait for the event."""
    gate = threading.Event()
    answer = room.desk.answer

    def waiting(event: Inbound, now: Any) -> Any:
        gate.wait(60)
        return answer(event, now)

    room.desk.answer = waiting  # type: ignore[method-assign]
    return gate


def test_a_stop_lets_what_is_under_way_end(sqlite_engine: Engine) -> None:
    async def work() -> None:
        async with newsroom(sqlite_engine) as room:
            gate = _gated(room)
            asked = room.server.command("figure", "ask", {"question": QUESTION}, user=ALICE, channel=NEWSROOM)
            await asked.wait_acknowledged()
            stopping = asyncio.create_task(room.bot.stop())
            await room.server.wait_for(lambda: not room.server.gateway.connections)
            gate.set()
            await stopping
            assert asked.original is not None
            assert ANSWER in sentence(asked.original)

    asyncio.run(work())


def test_secrets_are_neither_shown_nor_logged(
    sqlite_engine: Engine, log: io.StringIO, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)

    async def work() -> list[str]:
        async with newsroom(sqlite_engine, stop_within=0.0) as room:
            room.server.faults.drop(ORIGINAL, count=5)
            asked = room.server.command("figure", "ask", {"question": QUESTION}, user=ALICE, channel=NEWSROOM)
            await room.server.wait_for(lambda: len(room.server.requests_to(ORIGINAL)) == 5)
            shown = f"{room.config!r} {room.bot!r} {room.bot.port!r}"
            return [room.config.token, asked.token, shown]

    token, handle, shown = asyncio.run(work())
    written = log.getvalue() + caplog.text + shown
    assert "put off" in written
    assert token not in written
    assert handle not in written
