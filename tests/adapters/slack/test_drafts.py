"""Figures entered in Slack: by a form, shown in the desk's channel, published or rejected there by another editor."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

from sqlalchemy import Engine

from bot.chat.access import Access
from bot.chat.service import ChatConfig
from bot.domain import KeyDateStatus
from bot.ledger.record import record
from bot.ledger.review import all_waiting
from bot.store.reader import Reader
from tests.adapters.slack.office import DESK, NEWS, Office, newsroom
from tests.adapters.slack.shown import plain, with_button
from tests.adapters.slack.test_orders import HOUR, form_of, names, ordered, sent
from tests.ask.ledger import tidy
from tests.servers.slack import ANA, BEN
from tests.servers.slack.running import in_loop
from tests.servers.slack.workspace import ALL_SCOPES, Workspace

GROUP = "S0000DESK"
CHAT = ChatConfig(desk=DESK, access=Access(editors=frozenset({GROUP})))
FIGURE = {"indicator": "ferry passengers", "period": "2024", "value": "950", "more:source": "Harbour Office"}
Work = Callable[[Office], Awaitable[None]]


def run(engine: Engine, work: Work) -> None:
    """It is 22:13 on Tuesday 14 November 2023 in London."""

    @in_loop
    async def inside() -> None:
        scopes = ALL_SCOPES | {"mpim:history"}
        workspace = Workspace(scopes=scopes, user_groups={GROUP: [ANA.id, BEN.id]})
        async with newsroom(engine, workspace, chat=CHAT, user_groups=(GROUP,)) as office:
            await work(office)
            assert office.slack.rejections == []
            assert office.failures == []

    inside()


async def entered(office: Office, **values: Any) -> dict[str, Any]:
    """The card that the desk's channel is shown of a figure that Ana enters."""
    assert await sent(office, await form_of(office, "add"), **{**FIGURE, **values}) is None
    await office.relay()
    return card(office)


def card(office: Office) -> dict[str, Any]:
    found: dict[str, Any] = office.slack.posts(DESK.channel)[-1]
    return found


async def pressed(office: Office, name: str, user: str = BEN.id) -> str:
    """What the presser of a button of the card is told alone."""
    message = card(office)
    act = office.slack.press(message["ts"], with_button(message, name), user=user)
    await office.done(act)
    return plain(act.responses[-1].body["blocks"]) if act.responses else ""


async def asked(office: Office, name: str, message: dict[str, Any], user: str = BEN.id) -> dict[str, Any]:
    """The form that a button opens."""
    before = set(office.slack.views)
    await office.done(office.slack.press(message["ts"], with_button(message, name), user=user))
    (opened,) = set(office.slack.views) - before
    found: dict[str, Any] = office.slack.views[opened]
    return found


def test_a_figure_is_entered_by_one_and_published_by_another(sqlite_engine: Engine) -> None:
    async def work(office: Office) -> None:
        shown = await entered(office)
        assert plain(shown["blocks"]).startswith("Draft: ferry passengers, in 2024: 950 passengers\nSource: Harbour")
        assert f"by <@{ANA.id}>" in plain(shown["blocks"])
        assert names(shown) == ["Publish", "Reject", "Edit"]
        told = plain(office.slack.ephemerals(NEWS.channel, ANA.id)[-1]["blocks"])
        assert told.startswith("Entered as a draft; somebody else publishes it in the desk's channel.")
        assert "somebody else has to look at it and publish it" in await pressed(office, "publish", ANA.id)
        assert await pressed(office, "publish") == ""
        assert plain(card(office)["blocks"]).startswith("Published: ferry passengers, in 2024: 950 passengers")
        assert f"by <@{BEN.id}>" in plain(card(office)["blocks"])
        assert names(card(office)) == []
        assert len(office.slack.posts(DESK.channel)) == 1
        assert "950" in await ordered(office, "ferry passengers in 2024")

    run(sqlite_engine, work)


def test_pressed_after_that_it_says_what_happened(sqlite_engine: Engine) -> None:
    async def work(office: Office) -> None:
        shown = await entered(office)
        ref = with_button(shown, "publish")
        first, second = (office.slack.press(shown["ts"], ref, user=BEN.id) for _ in range(2))
        await office.done(first, second)
        told = [plain(act.responses[-1].body["blocks"]) for act in (first, second) if act.responses]
        assert len(told) == 1
        assert "is no draft: it was published on 2023-11-14 by <@U0000BEN>" in told[0]
        assert all_waiting(office.engine) == []

    run(sqlite_engine, work)


def test_what_is_wrong_is_said_at_its_input(sqlite_engine: Engine) -> None:
    async def work(office: Office) -> None:
        view = await form_of(office, "add")
        assert [block["block_id"] for block in view["blocks"]][-3:] == [
            "more:according to",
            "more:note",
            "more:embargo until",
        ]
        kept = await sent(office, view, **{**FIGURE, "value": "9,5", "more:status": "provisonal", "codes": "Nort"})
        assert kept is not None
        assert kept["errors"].keys() == {"value", "more:status", "codes"}
        assert "write 9.5 with a decimal point" in kept["errors"]["value"]
        assert "did you mean “provisional”?" in kept["errors"]["more:status"]
        twice = await sent(office, view, **FIGURE)
        assert twice is None
        again = await form_of(office, "add")
        kept = await sent(office, again, **FIGURE)
        assert kept is not None
        assert "That is a draft already; nothing was entered." in next(iter(kept["errors"].values()))
        assert len(all_waiting(office.engine)) == 1

    run(sqlite_engine, work)


def test_it_is_rejected_by_a_form_that_asks_why(sqlite_engine: Engine) -> None:
    async def work(office: Office) -> None:
        form = await asked(office, "reject", await entered(office))
        assert await sent(office, form, note="not released yet") is None
        assert plain(card(office)["blocks"]).startswith("Rejected: ferry passengers")
        assert "Why: not released yet" in plain(card(office)["blocks"])
        assert names(card(office)) == []
        assert all_waiting(office.engine) == []

    run(sqlite_engine, work)


def test_whoever_entered_it_edits_it_in_place(sqlite_engine: Engine) -> None:
    async def work(office: Office) -> None:
        form = await asked(office, "edit", await entered(office), ANA.id)
        inputs = {block["block_id"]: block["element"].get("initial_value", "") for block in form["blocks"]}
        assert (inputs["value"], inputs["more:source"]) == ("950", "harbour-office")
        said = {name: text for name, text in inputs.items() if text}
        kept = await sent(office, form, **{**said, "value": "9,6"})
        assert kept is not None
        assert kept["errors"].keys() == {"value"}
        assert await sent(office, form, **{**said, "value": "960"}) is None
        assert plain(card(office)["blocks"]).startswith("Draft: ferry passengers, in 2024: 960 passengers")
        assert await pressed(office, "publish") == ""
        assert plain(card(office)["blocks"]).startswith("Published: ferry passengers, in 2024: 960 passengers")

    run(sqlite_engine, work)


def test_over_what_speaks_against_it_a_form_asks_why(sqlite_engine: Engine) -> None:
    async def work(office: Office) -> None:
        shown = await entered(office, value="95000")
        assert names(shown) == ["Publish all the same", "Reject", "Edit"]
        assert "Against it: It is far from what its series says" in plain(shown["blocks"])
        kept = await sent(office, await asked(office, "overrule", shown, ANA.id), note="I am sure")
        assert kept is not None
        assert "somebody else has to look at it" in str(kept["errors"])
        assert await sent(office, await asked(office, "overrule", shown), note="the fleet doubled") is None
        assert "Why: the fleet doubled" in plain(card(office)["blocks"])

    run(sqlite_engine, work)


def test_whoever_is_no_editor_any_more_publishes_nothing(sqlite_engine: Engine) -> None:
    """Also by a button or a form from before."""

    async def work(office: Office) -> None:
        shown = await entered(office)
        form = await asked(office, "reject", shown)
        office.slack.state.workspace.user_groups[GROUP] = [ANA.id]
        office.slack.advance(10)
        assert (await pressed(office, "publish")).startswith("Only the desk's editors enter and publish figures")
        kept = await sent(office, form, note="no")
        assert kept is not None
        assert "Only the desk's editors" in str(kept["errors"])
        assert (await ordered(office, "add", user=BEN.id)).startswith("Only the desk's editors enter")
        assert len(all_waiting(office.engine)) == 1

    run(sqlite_engine, work)


def test_under_embargo_an_editor_looks_alone(sqlite_engine: Engine) -> None:
    async def work(office: Office) -> None:
        shown = await entered(office, **{"more:embargo until": "2023-11-20 09:00"})
        assert "950" not in str(shown)
        assert names(shown) == ["Look"]
        act = office.slack.press(shown["ts"], with_button(shown, "look"), user=BEN.id)
        alone = await office.answered(act)
        assert "950 passengers" in plain(alone["blocks"])
        publish = office.slack.press(alone["ts"], with_button(alone, "publish"), user=BEN.id)
        changed = await office.answered(publish)
        assert plain(changed["blocks"]).startswith("Published: ferry passengers")
        assert "950" not in await ordered(office, "ferry passengers in 2024")

    run(sqlite_engine, work)


def test_the_result_of_a_date_is_entered_from_its_reminder(sqlite_engine: Engine) -> None:
    async def work(office: Office) -> None:
        await ordered(office, "dates add “Passenger count” at 2023-11-15 10:00 zone UTC brings ferry passengers")
        await ordered(office, "subscribe reminders 1 hour")
        await office.tick()
        await office.tick(11 * HOUR)
        reminder = office.slack.posts(NEWS.channel)[-1]
        assert names(reminder) == ["Enter the result"]
        office.slack.advance(2 * HOUR)
        form = await asked(office, "enter", reminder, ANA.id)
        inputs = {block["block_id"]: block["element"].get("initial_value", "") for block in form["blocks"]}
        assert inputs["figures"].splitlines()[:2] == [
            "total (was 900 passengers) = ",
            "route: Island (was 150 passengers) = ",
        ]
        assert inputs["more:published"] == "today"
        lines = "total (was 900 passengers) = 9,10\nroute: Island (was 150 passengers) = "
        values = {"period": "2024", "source": "Harbour Office", "more:published": "today"}
        kept = await sent(office, form, figures=lines, **values)
        assert kept is not None
        assert "total: “9,10” is not a number" in kept["errors"]["figures"]
        assert await sent(office, form, figures="total = 910\nroute: North = 510", **values) is None
        await office.relay()
        assert plain(card(office)["blocks"]).startswith("2 drafts: ferry passengers")
        await pressed(office, "publish")
        assert plain(card(office)["blocks"]).startswith("Published: 2 figures")
        await office.tick()
        (date,) = Reader(office.engine, office.now()).catalogue().key_dates.values()
        assert date.status is KeyDateStatus.HAPPENED

    run(sqlite_engine, work)


def test_what_is_published_is_told_where_the_preliminary_figure_was_given(sqlite_engine: Engine) -> None:
    async def work(office: Office) -> None:
        before = "indicator,period,value,unit,status\nsailings lost,2023,12,sailings,preliminary\n"
        record(office.engine, tidy(before), office.now())
        (answer,) = await office.posted(office.slack.mention("sailings lost in 2023"))
        assert "12 sailings" in plain(answer["blocks"])
        office.slack.advance(60)
        final = {"indicator": "sailings lost", "period": "2023", "value": "14", "more:status": "final"}
        shown = await entered(office, **final)
        assert "In place of: " in plain(shown["blocks"])
        assert await pressed(office, "publish") == ""
        assert plain(card(office)["blocks"]).startswith("Published: ")
        for _ in range(3):
            await office.tick(60)
        marked, said = office.slack.posts(NEWS.channel)
        assert "14 sailings" in plain(marked["blocks"])
        assert "14 sailings" in plain(said["blocks"])
        assert said["thread_ts"] == answer["thread_ts"]

    run(sqlite_engine, work)
