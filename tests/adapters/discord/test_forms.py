"""Forms as modals: what they ask, what is said of whatever is sent with them, and that nothing typed is lost."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from copy import deepcopy
from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy import Engine
from syrupy.assertion import SnapshotAssertion

from adapters.discordbot.form import modal, written
from adapters.discordbot.refused_forms import RefusedForms
from bot.calendar import keydates, subscriptions
from bot.cards.form import Form
from bot.chat.access import Access
from bot.chat.forms import BUTTON_FORMS, FORMS
from tests.adapters.discord.newsroom import Newsroom, buttons, newsroom
from tests.adapters.discord.test_orders import told
from tests.adapters.slack.trouble import database_away
from tests.servers.discord import ManualClock
from tests.servers.discord.checks.modals import check_modal
from tests.servers.discord.checks.problems import Problems
from tests.servers.discord.errors import Json
from tests.servers.discord.interactions import Interaction
from tests.servers.discord.world import ALICE, BEN, EDITORS, NEWSROOM

Work = Callable[[Newsroom], Awaitable[None]]
WRONG_DATE = {
    "title": "Result (embargoed until Friday)",
    "at": "soon",
    "zone": "Mars/Olympus",
    "brings": "trams",
    "source": "bell \x07",
}
RIGHT = {"title": "Ferry report", "at": "2026-05-31 14:00", "zone": "UTC", "brings": "ferry passengers", "source": ""}


def run(engine: Engine, work: Work) -> None:
    """At 08:26 on Friday 29 May 2026 in Auckland."""

    async def inside() -> None:
        async with newsroom(engine, server={"clock": ManualClock()}) as room:
            await work(room)
            assert room.server.refusals == []

    asyncio.run(inside())


async def opened(room: Newsroom, text: str, user: Any = ALICE) -> Interaction:
    asked = room.server.command("figure", "ask", {"question": text}, user=user, channel=NEWSROOM)
    return await asked.wait_acknowledged()


async def sent(room: Newsroom, form: Interaction, values: dict[str, str], user: Any = ALICE) -> Json:
    """The private answer to a form."""
    done = await room.server.submit_modal(form, values, user).wait_answered()
    assert done.ephemeral
    assert done.original is not None
    return done.original


def in_form(form: Interaction) -> dict[str, str]:
    """What stands in a form as it is opened."""
    assert form.callback is not None
    found = {}
    for label in form.callback.data["components"]:
        item = label["component"]
        chosen = [one["value"] for one in item.get("options", ()) if one["default"]]
        found[item["custom_id"]] = ", ".join(chosen) if "options" in item else item.get("value", "")
    return found


async def again(room: Newsroom, message: Json, user: Any = ALICE) -> Interaction:
    (button,) = buttons(message)
    assert button["label"] == "Open the form again"
    return await room.server.press(message, button["custom_id"], user).wait_acknowledged()


@pytest.mark.parametrize("form", [*BUTTON_FORMS.values(), *FORMS.values()], ids=lambda form: form.order)
def test_forms_as_discord_gets_them(form: Form, snapshot: SnapshotAssertion) -> None:
    assert modal(form) == snapshot


def test_a_form_is_filled_in_with_what_was_typed_and_nothing_else() -> None:
    typed = {"topics": "hoki", "reminders": "1 hour, 13 days", "quiet": "y" * 5_000}
    drawn = modal(FORMS["subscribe"], typed=typed)
    problems = Problems()
    check_modal(problems, drawn)
    assert problems.errors == {}
    topics, reminders, digest, quiet, _ = (label["component"] for label in drawn["components"])
    assert topics["value"] == "hoki"
    assert [one["value"] for one in reminders["options"] if one["default"]] == ["1 hour"]
    assert "value" not in digest
    assert len(quiet["value"]) == quiet["max_length"]


def test_what_is_chosen_is_read_as_a_line_has_it() -> None:
    chosen = {"type": 18, "component": {"custom_id": "reminders", "values": ["1 day", "1 hour"]}}
    before = {"type": 1, "components": [{"custom_id": "topics", "value": "hoki"}]}
    assert written({"components": [chosen, before]}) == {"reminders": "1 day, 1 hour", "topics": "hoki"}


def test_what_was_typed_is_remembered_for_whoever_typed_it_and_not_for_ever() -> None:
    forms = RefusedForms()
    form = FORMS["dates add"]
    first = forms.keep(1, 7, form, {"title": "Ferry report"})
    assert "Ferry report" in str(forms.opened(first, 7))
    assert "Ferry report" not in str(forms.opened(first, 8))
    for number in range(2, 1_002):
        forms.keep(number, 7, form, {"title": "Other"})
    assert forms.opened(first, 7) == modal(FORMS["dates add"])
    assert forms.opened("factdesk:again:dates cancel:1", 7) is None
    assert forms.opened("factdesk:source:receipt", 7) is None


def test_every_field_that_is_wrong_is_told_at_once_and_the_form_opens_as_it_was(sqlite_engine: Engine) -> None:
    async def work(room: Newsroom) -> None:
        answer = await sent(room, await opened(room, "dates add"), WRONG_DATE)
        lines = told(answer).splitlines()
        assert lines[0] == "Add a key date: nothing was done, as 5 fields are wrong."
        for label in ("What happens", "When", "Time zone", "Which figure it brings", "Source"):
            assert any(f"{label}:" in line for line in lines[1:6])
        assert "“trams”" in told(answer)
        assert "Mars/Olympus" in told(answer)
        assert keydates.held(room.engine, room.now()) == {}

        form = await again(room, answer)
        assert in_form(form) == WRONG_DATE
        mended = await sent(room, form, RIGHT)
        assert told(mended).startswith("Added: Ferry report")
        twice = await sent(room, form, RIGHT)
        assert "is there already" in told(twice)
        assert len(keydates.held(room.engine, room.now())) == 1

    run(sqlite_engine, work)


@pytest.mark.parametrize("order", ["dates add", "subscribe"])
def test_an_empty_form_says_what_it_needs(sqlite_engine: Engine, order: str) -> None:
    async def work(room: Newsroom) -> None:
        blank = {"title": " ", "at": " "} if order == "dates add" else {"reminders": ""}
        answer = await sent(room, await opened(room, order), blank)
        needed = "“What happens” is empty; it is needed." if order == "dates add" else "Nothing would ever come"
        assert needed in told(answer)
        assert subscriptions.listed(room.engine) == []

    run(sqlite_engine, work)


def test_a_forged_form_is_told_what_is_wrong_with_it_and_does_nothing(sqlite_engine: Engine) -> None:
    async def work(room: Newsroom) -> None:
        form = await opened(room, "subscribe")
        assert form.callback is not None
        data = form.callback.data
        select = data["components"][1]["component"]
        select["options"].append({"label": "13 days", "value": "13 days", "default": False})
        extra = deepcopy(data["components"][0])
        extra["component"]["custom_id"] = "title"
        data["components"].append(extra)
        answer = await sent(room, form, {"reminders": "13 days", "title": "of another form"})
        assert "“13 days” is not on the list of this field" in told(answer)
        assert subscriptions.listed(room.engine) == []
        data["custom_id"] = "factdesk:form:dates cancel"
        assert told(await sent(room, form, {"title": "Ferry report"})).startswith("Ask for a figure")

    run(sqlite_engine, work)


def test_whoever_may_not_is_told_so_and_keeps_what_was_typed(sqlite_engine: Engine) -> None:
    async def inside() -> None:
        async with newsroom(sqlite_engine, server={"clock": ManualClock()}) as room:
            access = Access(editors=frozenset({EDITORS.id}))
            room.chat = replace(room.chat, access=access)
            await room.restart()
            form = await opened(room, "dates add", ALICE)
            answer = await sent(room, form, RIGHT, BEN)
            assert told(answer).startswith("Only the desk's editors change")
            assert "Ferry report" in told(answer)

    asyncio.run(inside())


def test_what_was_typed_survives_a_database_that_is_away(sqlite_engine: Engine) -> None:
    async def work(room: Newsroom) -> None:
        form = await opened(room, "dates add")
        with database_away(sqlite_engine):
            answer = await sent(room, form, RIGHT)
        assert told(answer).startswith("Factdesk failed")
        reopened = await again(room, answer)
        assert in_form(reopened) == RIGHT
        assert told(await sent(room, reopened, {})).startswith("Added: Ferry report")

    run(sqlite_engine, work)


def test_after_a_restart_the_form_opens_empty_and_the_message_still_has_what_was_typed(sqlite_engine: Engine) -> None:
    async def work(room: Newsroom) -> None:
        answer = await sent(room, await opened(room, "dates add"), WRONG_DATE)
        await room.restart()
        assert set(in_form(await again(room, answer)).values()) == {""}
        assert "What happens: Result (embargoed until Friday)" in told(answer)

    run(sqlite_engine, work)


def test_a_remark_is_not_lost_with_a_database_that_is_away(sqlite_engine: Engine) -> None:
    async def work(room: Newsroom) -> None:
        question = {"question": "ferry passengers in 2023"}
        asked = await room.server.command("figure", "ask", question, user=ALICE, channel=NEWSROOM).wait_answered()
        assert asked.original is not None
        wrong = next(one["custom_id"] for one in buttons(asked.original) if one["label"] == "Wrong?")
        form = await room.server.press(asked.original, wrong, ALICE).wait_acknowledged()
        with database_away(sqlite_engine):
            answer = await sent(room, form, {"note": "that is the old figure"})
        assert told(answer).startswith("Factdesk failed")
        assert "You wrote: Your remark: that is the old figure" in told(answer)

    run(sqlite_engine, work)
