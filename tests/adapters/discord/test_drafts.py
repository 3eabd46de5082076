"""Figures entered on Discord: by a command or a form, shown in the desk's channel, published there by another."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import replace
from typing import Any

from sqlalchemy import Engine

from bot.cards.card import Action
from bot.chat.access import Access
from bot.chat.service import ChatConfig
from bot.domain import KeyDateStatus
from bot.ledger.record import record
from bot.ledger.review import all_waiting
from bot.store.reader import Reader
from tests.adapters.discord.newsroom import DESK_ADDRESS, Newsroom, button, labels, newsroom
from tests.adapters.discord.test_forms import again, in_form
from tests.adapters.discord.test_orders import HOUR, ordered, told
from tests.ask.ledger import tidy
from tests.servers.discord import ManualClock
from tests.servers.discord.errors import Json
from tests.servers.discord.interactions import Interaction
from tests.servers.discord.world import ALICE, BEN, BOT, DESK, EDITORS, GUILD, NEWSROOM, Member, User, World

CY = User("1100000000000000013", "cy", "Cy")
"""No editor."""
_MEMBERS = (Member(BOT), Member(ALICE, (EDITORS.id,)), Member(BEN, (EDITORS.id,)), Member(CY))
FIGURE = {"indicator": "ferry passengers", "period": "2027", "value": "950", "more": "source: Harbour Office"}
Work = Callable[[Newsroom], Awaitable[None]]


def run(engine: Engine, work: Work) -> None:
    """At 08:26 on Friday 29 May 2026 in Auckland."""

    async def inside() -> None:
        world = World(guilds=(replace(GUILD, members=_MEMBERS),))
        async with newsroom(engine, server={"clock": ManualClock(), "world": world}) as room:
            room.chat = ChatConfig(desk=DESK_ADDRESS, access=Access(editors=frozenset({EDITORS.id})))
            await room.restart()
            await work(room)
            assert room.server.refusals == []

    asyncio.run(inside())


async def form_of(room: Newsroom) -> Interaction:
    asked = room.server.command("figure", "add", {}, user=ALICE, channel=NEWSROOM)
    return await asked.wait_acknowledged()


async def sent(room: Newsroom, form: Interaction, values: dict[str, str], user: Any = ALICE) -> Json:
    done = await room.server.submit_modal(form, values, user).wait_answered()
    assert done.original is not None
    return done.original


async def entered(room: Newsroom, **values: str) -> Json:
    """The card that the desk's channel is shown."""
    await sent(room, await form_of(room), {**FIGURE, **values})
    await room.tick()
    return room.mine(DESK)[-1]


async def pressed(room: Newsroom, action: Action, user: Any = BEN) -> str:
    """What the presser of the card's button is told alone, or what the card says then."""
    message = room.mine(DESK)[-1]
    before = told(message)
    press = room.server.press(message, button(message, action)["custom_id"], user)
    await press.wait(lambda one: one.followups or (one.original is not None and told(one.original) != before))
    return told(press.followups[-1]) if press.followups else told(room.mine(DESK)[-1])


async def asked(room: Newsroom, action: Action, message: Json, user: Any = BEN) -> Interaction:
    """The form that a button opens."""
    return await room.server.press(message, button(message, action)["custom_id"], user).wait_acknowledged()


async def wrote(room: Newsroom, form: Interaction, note: str, user: Any = BEN) -> str:
    """What comes of a form that a button of the card asked for."""
    before = told(room.mine(DESK)[-1])
    done = room.server.submit_modal(form, {"note": note}, user)
    await done.wait(lambda one: one.followups or told(room.mine(DESK)[-1]) != before)
    return told(done.followups[-1]) if done.followups else told(room.mine(DESK)[-1])


def test_a_figure_is_entered_by_one_and_published_by_another(sqlite_engine: Engine) -> None:
    async def work(room: Newsroom) -> None:
        answer = await sent(room, await form_of(room), FIGURE)
        assert told(answer).startswith("Entered as a draft; somebody else publishes it in the desk's channel.")
        await room.tick()
        (shown,) = room.mine(DESK)
        assert told(shown).startswith("Draft: ferry passengers, in 2027: 950 passengers")
        assert "Harbour Office" in told(shown)
        assert f"by <@{ALICE.id}>" in told(shown)
        assert labels(shown) == ["Publish", "Reject", "Edit"]
        assert "somebody else has to look at it and publish it" in await pressed(room, Action.PUBLISH, ALICE)
        assert (await pressed(room, Action.PUBLISH)).startswith("Published: ferry passengers, in 2027: 950 passengers")
        (changed,) = room.mine(DESK)
        assert labels(changed) == []
        assert "950" in told(await ordered(room, "ask", question="ferry passengers in 2027"))

    run(sqlite_engine, work)


def test_a_command_with_its_options_enters_one_at_once(sqlite_engine: Engine) -> None:
    async def work(room: Newsroom) -> None:
        options = {"indicator": "ferry passengers", "value": "950", "period": "2027", "status": "final"}
        answer = await ordered(room, "add", **options)
        assert "Draft: ferry passengers, in 2027, final: 950 passengers" in told(answer)
        wrong = await ordered(room, "add", **{**options, "value": "9,5"})
        assert "write 9.5 with a decimal point" in told(wrong)
        where = {"user": ALICE, "channel": NEWSROOM}
        found = await room.server.autocomplete("figure", "add", {"indicator": "ferr"}, "indicator", **where)
        assert [one["value"] for one in found] == ["ferry passengers", "new: ferr"]

    run(sqlite_engine, work)


def test_pressed_after_that_it_says_what_happened(sqlite_engine: Engine) -> None:
    async def work(room: Newsroom) -> None:
        shown = await entered(room)
        custom_id = button(shown, Action.PUBLISH)["custom_id"]
        first, second = (room.server.press(shown, custom_id, BEN) for _ in range(2))
        for press in (first, second):
            await press.wait(lambda one: one.followups or (one.original and not labels(one.original)))
        said = [told(one) for press in (first, second) for one in press.followups]
        assert len(said) == 1
        assert "is no draft: it was published on" in said[0]
        assert f"by <@{BEN.id}>" in said[0]
        assert all_waiting(room.engine) == []

    run(sqlite_engine, work)


def test_what_is_wrong_is_said_by_field_and_the_form_opens_as_it_was(sqlite_engine: Engine) -> None:
    async def work(room: Newsroom) -> None:
        wrong = {**FIGURE, "value": "9,5", "more": "status: provisonal\nsource: Harbour Office"}
        answer = await sent(room, await form_of(room), wrong)
        lines = told(answer)
        assert lines.startswith("Enter a figure: nothing was done, as 2 fields are wrong.")
        assert "Value: “9,5” is not a number" in lines
        assert "Status: “provisonal” is not a status; did you mean “provisional”?" in lines
        form = await again(room, answer)
        assert in_form(form)["more"] == wrong["more"]
        assert told(await sent(room, form, FIGURE)).startswith("Entered as a draft")
        twice = await sent(room, form, FIGURE)
        assert "That is a draft already; nothing was entered." in told(twice)
        assert len(all_waiting(room.engine)) == 1

    run(sqlite_engine, work)


def test_it_is_rejected_by_a_form_that_asks_why(sqlite_engine: Engine) -> None:
    async def work(room: Newsroom) -> None:
        form = await asked(room, Action.REJECT, await entered(room))
        assert (await wrote(room, form, "not released yet")).startswith("Rejected: ferry passengers")
        assert "Why: not released yet" in told(room.mine(DESK)[-1])
        assert all_waiting(room.engine) == []

    run(sqlite_engine, work)


def test_whoever_entered_it_edits_it_in_place(sqlite_engine: Engine) -> None:
    async def work(room: Newsroom) -> None:
        form = await asked(room, Action.EDIT, await entered(room), ALICE)
        values = in_form(form)
        assert (values["value"], values["period"]) == ("950", "2027")
        before = told(room.mine(DESK)[-1])
        wrong = room.server.submit_modal(form, {**values, "value": "9,6"}, ALICE)
        await wrong.wait(lambda one: one.followups)
        assert "write 9.6 with a decimal point" in told(wrong.followups[-1])
        reopened = await again(room, wrong.followups[-1])
        assert in_form(reopened)["value"] == "9,6"
        form = await asked(room, Action.EDIT, room.mine(DESK)[-1], ALICE)
        done = room.server.submit_modal(form, {**values, "value": "960"}, ALICE)
        await done.wait(lambda _: told(room.mine(DESK)[-1]) != before)
        assert told(room.mine(DESK)[-1]).startswith("Draft: ferry passengers, in 2027: 960 passengers")
        assert (await pressed(room, Action.PUBLISH)).startswith("Published: ferry passengers, in 2027: 960 passengers")

    run(sqlite_engine, work)


def test_over_what_speaks_against_it_a_form_asks_why(sqlite_engine: Engine) -> None:
    async def work(room: Newsroom) -> None:
        shown = await entered(room, value="95000")
        assert labels(shown) == ["Publish all the same", "Reject", "Edit"]
        assert "far from what its series says" in told(shown)
        refused = await wrote(room, await asked(room, Action.OVERRULE, shown, ALICE), "I am sure", ALICE)
        assert "somebody else has to look at it" in refused
        assert "You wrote: Why it is right: I am sure" in refused
        assert "the fleet doubled" in await wrote(room, await asked(room, Action.OVERRULE, shown), "the fleet doubled")

    run(sqlite_engine, work)


def test_whoever_is_no_editor_enters_and_publishes_nothing(sqlite_engine: Engine) -> None:
    async def work(room: Newsroom) -> None:
        shown = await entered(room)
        refusal = "Only the desk's editors enter and publish figures"
        assert refusal in await pressed(room, Action.PUBLISH, CY)
        assert refusal in await wrote(room, await asked(room, Action.REJECT, shown, CY), "no", CY)
        answer = await ordered(room, "add", user=CY, indicator="ferry passengers", value="1")
        assert refusal in told(answer)
        assert len(all_waiting(room.engine)) == 1

    run(sqlite_engine, work)


def test_under_embargo_an_editor_looks_alone(sqlite_engine: Engine) -> None:
    async def work(room: Newsroom) -> None:
        shown = await entered(room, more="embargo until: 2026-06-20 09:00")
        assert "950" not in told(shown)
        assert labels(shown) == ["Look"]
        looked = await room.server.press(shown, button(shown, Action.LOOK)["custom_id"], BEN).wait_answered()
        assert looked.ephemeral
        assert looked.original is not None
        assert "950 passengers" in told(looked.original)
        press = room.server.press(looked.original, button(looked.original, Action.PUBLISH)["custom_id"], BEN)
        await press.wait(lambda one: one.original and told(one.original).startswith("Published: ferry passengers"))
        assert "950" not in told(await ordered(room, "ask", question="ferry passengers in 2027"))

    run(sqlite_engine, work)


def test_the_result_of_a_date_is_entered_from_its_reminder(sqlite_engine: Engine) -> None:
    async def work(room: Newsroom) -> None:
        at = {"title": "Passenger count", "at": "2026-05-29 10:00", "zone": "UTC", "brings": "ferry passengers"}
        await ordered(room, "date_add", **at)
        await ordered(room, "subscribe", reminders="1 hour")
        await room.tick()
        await room.tick(12.8 * HOUR)
        reminder = room.mine()[-1]
        assert labels(reminder) == ["Enter the result"]
        refused = await room.server.press(reminder, button(reminder, Action.ENTER)["custom_id"], CY).wait_answered()
        assert refused.original is not None
        assert "Only the desk's editors" in told(refused.original)
        form = await asked(room, Action.ENTER, reminder, ALICE)
        assert in_form(form)["figures"].splitlines()[0] == "total (was 900 passengers) = "
        values = {"period": "2027", "more": "published: today"}
        wrong = await sent(room, form, {**values, "figures": "total (was 900 passengers) = 9,10"})
        assert "total: “9,10” is not a number" in told(wrong)
        reopened = await again(room, wrong)
        assert in_form(reopened)["figures"] == "total (was 900 passengers) = 9,10"
        done = await sent(room, reopened, {**values, "figures": "total = 910\nroute: North = 510"})
        assert told(done).startswith("Entered as 2 drafts")
        await room.tick(HOUR)
        assert (await pressed(room, Action.PUBLISH)).startswith("Published: 2 figures")
        await room.tick()
        (date,) = Reader(room.engine, room.now()).catalogue().key_dates.values()
        assert date.status is KeyDateStatus.HAPPENED

    run(sqlite_engine, work)


def test_what_is_published_is_told_where_the_preliminary_figure_was_given(sqlite_engine: Engine) -> None:
    async def work(room: Newsroom) -> None:
        before = "indicator,period,value,unit,status\nsailings lost,2025,12,sailings,preliminary\n"
        record(room.engine, tidy(before), room.now())
        room.server.say("sailings lost in 2025", ALICE, NEWSROOM, mention_bot=True)
        async with room.relaying():
            (answer,) = await room.posted(1)
            await room.settled()
        assert "12 sailings" in told(answer)
        await room.tick(60)
        await entered(room, indicator="sailings lost", period="2025", value="14", more="status: final")
        assert (await pressed(room, Action.PUBLISH)).startswith("Published: sailings lost")
        for _ in range(3):
            await room.tick(60)
        texts = [told(one) for one in room.mine()]
        assert len(texts) == 2
        assert all("14 sailings" in one for one in texts)

    run(sqlite_engine, work)
