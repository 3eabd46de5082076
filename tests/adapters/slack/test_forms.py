"""Forms as modals: their pickers, and what is said at their fields of whatever is sent with them."""

from __future__ import annotations

from copy import deepcopy
from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy import Engine
from syrupy.assertion import SnapshotAssertion

from adapters import limits
from adapters.slackbot.form import Origin, errors_of, view, written
from bot.calendar import keydates, subscriptions
from bot.cards.form import Fault, Form
from bot.chat.access import Access
from bot.chat.forms import BUTTON_FORMS, FORMS
from bot.chat.nouns import Visibility
from bot.zones import zone_names
from tests.adapters.slack.office import NEWS, Office, newsroom
from tests.adapters.slack.shown import plain
from tests.adapters.slack.test_buttons import CHAT
from tests.adapters.slack.test_orders import form_of, sent
from tests.adapters.slack.trouble import database_away, writers_wait
from tests.servers.slack import ANA, BEN
from tests.servers.slack.payloads import view_submission
from tests.servers.slack.running import in_loop

# It is 22:13 on Tuesday 14 November 2023 in London.
PLANNED = {"title": "Ferry report", "at": "2023-11-17", "at:time": "14:00", "zone": "Pacific/Auckland"}
SUBSCRIBED = {"reminders": ["1 day"], "digest": ["mon", "thu"], "digest:time": "08:30", "quiet": "22:00"}
ORIGIN = Origin("order", "C1", visibility=Visibility.PRIVATE)


@pytest.mark.parametrize("form", [*BUTTON_FORMS.values(), *FORMS.values()], ids=lambda form: form.order)
def test_forms_as_slack_gets_them(form: Form, snapshot: SnapshotAssertion) -> None:
    drawn = deepcopy(view(form, ORIGIN))
    for block in drawn["blocks"]:
        for group in block["element"].get("option_groups", ()):
            group["options"] = f"{len(group['options'])} zones"
    assert drawn == snapshot


def test_every_place_has_its_zone_among_the_options() -> None:
    (block,) = (one for one in view(FORMS["subscribe"], ORIGIN)["blocks"] if one["block_id"] == "zone")
    options = [option["value"] for group in block["element"]["option_groups"] for option in group["options"]]
    assert len(options) == len(set(options))
    assert zone_names() >= set(options) >= {"UTC", "Pacific/Auckland", "Europe/Berlin", "America/Argentina/Salta"}


def state(**blocks: Any) -> dict[str, Any]:
    return {"blocks": view(FORMS["subscribe"], ORIGIN)["blocks"], "state": {"values": blocks}}


def picked(kind: str, value: Any) -> dict[str, Any]:
    return {"text": {f"selected_{kind}": value}}


def options(*values: str) -> dict[str, Any]:
    return {"text": {"selected_options": [{"value": value} for value in values]}}


def test_pickers_are_read_as_a_line_has_it() -> None:
    given = state(
        topics={"text": {"value": "hoki"}},
        reminders=options("1 day", "1 hour"),
        digest=options("mon", "thu"),
        quiet=picked("time", "22:00"),
        zone=picked("option", {"value": "UTC"}),
        **{"digest:time": picked("time", "08:30"), "quiet:time": picked("time", "07:00")},
    )
    assert written(given, FORMS["subscribe"]) == {
        "topics": "hoki",
        "reminders": "1 day,1 hour",
        "digest": "mon,thu 08:30",
        "quiet": "22:00-07:00",
        "zone": "UTC",
    }


@pytest.mark.parametrize(
    ("blocks", "missing"),
    [
        ({"digest": options("mon")}, {"digest:time": "Choose a time as well."}),
        ({"digest:time": picked("time", "08:30")}, {"digest": "Choose days as well."}),
        ({"quiet": picked("time", "22:00")}, {"quiet:time": "Choose when they end."}),
        ({"quiet:time": picked("time", "07:00")}, {"quiet": "Choose when they begin."}),
    ],
)
def test_what_is_filled_by_half_is_told_what_is_missing(blocks: dict[str, Any], missing: dict[str, str]) -> None:
    faults = [Fault("digest", "no rule"), Fault("quiet", "no hours"), Fault("language", "in no field of it")]
    errors = errors_of(state(**blocks), FORMS["subscribe"], faults)
    assert missing.items() <= errors.items()
    assert len(errors) == 2


@pytest.mark.parametrize(
    "submitted",
    [
        {},
        {"state": None},
        {"state": {"values": [1]}},
        {"state": {"values": {"topics": "text", "zone": {"text": 3}, "reminders": {"text": {"selected_options": 3}}}}},
        {"state": {"values": {"digest": {"text": {"selected_options": [None, {"value": 3}]}}, "quiet": {}}}},
        {"state": {"values": {"unknown": {"text": {"value": "x"}}, "title": {"text": {"value": "of another form"}}}}},
    ],
)
def test_what_slack_would_not_send_says_nothing(submitted: dict[str, Any]) -> None:
    said = written(submitted, FORMS["subscribe"])
    assert said.keys() == {"topics", "reminders", "digest", "quiet", "zone"}
    assert not any(value.strip(",") for value in said.values())


async def errors(office: Office, shown: dict[str, Any], /, **values: Any) -> dict[str, str]:
    """What is said at the fields of a form that stays open, with nothing done and all that was written kept."""
    kept = await sent(office, shown, **values)
    assert kept is not None
    assert kept["response_action"] == "errors"
    assert shown["id"] in office.slack.views
    assert office.slack.ephemerals(NEWS.channel) == []
    found: dict[str, str] = kept["errors"]
    return found


@in_loop
async def _added(engine: Engine) -> None:
    async with newsroom(engine) as office:
        shown = await form_of(office, "dates add")
        assert await sent(office, shown, **PLANNED) is None
        told = plain(office.slack.ephemerals(NEWS.channel, ANA.id)[-1]["blocks"])
        assert told.startswith("Added: Ferry report, Friday, 17 November 2023, 14:00 (Pacific/Auckland).")
        again = await form_of(office, "dates add")
        kept = await sent(office, again, **PLANNED)
        assert kept is not None
        assert list(kept["errors"]) == ["title"]
        assert "is there already" in kept["errors"]["title"]
        assert office.slack.rejections == []


def test_a_form_sent_twice_does_nothing_twice(sqlite_engine: Engine) -> None:
    _added(sqlite_engine)


@in_loop
async def _wrong(engine: Engine) -> None:
    async with newsroom(engine) as office:
        shown = await form_of(office, "dates add")
        wrong = {
            "title": "Result (embargoed until Friday)",
            "at": "2020-01-01",
            "at:time": "14:00",
            "brings": "trams",
            "source": "x" * 301,
        }
        found = await errors(office, shown, **wrong)
        assert found.keys() == {"title", "at", "brings", "source"}
        assert "has passed" in found["at"]
        assert "in the terminal" in found["title"]
        assert "“trams”" in found["brings"]
        assert "shorten it" in found["source"]
        skipped = {**PLANNED, "at": "2024-09-29", "at:time": "02:30"}
        assert "does not exist" in (await errors(office, shown, **skipped))["at:time"]
        twice = {**PLANNED, "at": "2024-04-07", "at:time": "02:30"}
        assert (await errors(office, shown, **twice))["at:time"].endswith("as a line of words, as shown here.")
        assert keydates.held(engine, office.now()) == {}
        assert office.slack.rejections == []


def test_every_field_that_is_wrong_says_so_at_once(sqlite_engine: Engine) -> None:
    _wrong(sqlite_engine)


@in_loop
async def _subscribing(engine: Engine) -> None:
    async with newsroom(engine) as office:
        shown = await form_of(office, "subscribe")
        empty = await errors(office, shown, reminders=[])
        assert empty == {"reminders": f"{subscriptions.NOTHING_WOULD_COME}."}
        half = await errors(
            office, shown, topics=["trams", "buses"], reminders=["1 day"], digest=["mon"], quiet="22:00"
        )
        assert half.keys() == {"topics", "digest:time", "quiet:time"}
        assert subscriptions.listed(engine) == []
        assert await sent(office, shown, **SUBSCRIBED, **{"quiet:time": "07:00", "zone": "Europe/Berlin"}) is None
        (one,) = subscriptions.listed(engine)
        assert str(one.digest) == "mon,thu 08:30 Europe/Berlin"
        assert str(one.quiet) == "22:00-07:00"
        assert office.slack.rejections == []


def test_a_subscription_is_chosen_in_pickers(sqlite_engine: Engine) -> None:
    _subscribing(sqlite_engine)


async def suggested(office: Office, shown: dict[str, Any], field: str, typed: str, **where: Any) -> list[str]:
    """What is offered while somebody types."""
    payload = (await office.slack.type_in(shown["id"], field, typed, **where).acknowledged).payload
    assert payload is not None
    assert all(len(option["text"]["text"]) <= limits.SLACK_OPTION for option in payload["options"])
    return [option["value"] for option in payload["options"]]


@in_loop
async def _suggested(engine: Engine) -> None:
    async with newsroom(engine) as office:
        adding = await form_of(office, "dates add")
        assert await suggested(office, adding, "brings", "ferry") == ["ferry passengers"]
        assert await suggested(office, adding, "brings", "trams") == []
        planned = {**PLANNED, "title": "Ferry report, weekly", "brings": "ferry passengers"}
        assert await sent(office, adding, **planned) is None
        subscribing = await form_of(office, "subscribe")
        assert await suggested(office, subscribing, "topics", "ferry") == ["ferry passengers", "Ferry report, weekly"]
        chosen = ["Ferry report, weekly", "ferry passengers"]
        assert await sent(office, subscribing, topics=chosen, reminders=["1 day"]) is None
        (one,) = subscriptions.listed(engine)
        assert len(one.topics) == 2
        assert office.slack.rejections == []


def test_names_of_the_ledger_are_suggested(sqlite_engine: Engine) -> None:
    _suggested(sqlite_engine)


@in_loop
async def _suggested_to_nobody(engine: Engine) -> None:
    chat = replace(CHAT, access=Access(editors=frozenset({"S0000DESK"})))
    async with newsroom(engine, chat=chat, user_groups=("S0000DESK",)) as office:
        shown = await form_of(office, "dates add", user=ANA.id)
        assert await suggested(office, shown, "brings", "ferry") == ["ferry passengers"]
        assert await suggested(office, shown, "brings", "ferry", user=BEN.id) == []
        with database_away(engine):
            assert await suggested(office, shown, "brings", "ferry") == []


def test_nothing_is_suggested_to_who_may_not_order_and_without_a_database(sqlite_engine: Engine) -> None:
    _suggested_to_nobody(sqlite_engine)


@in_loop
async def _forged(engine: Engine) -> None:
    async with newsroom(engine) as office:
        shown = await form_of(office, "subscribe")
        blocks = {
            "reminders": options("13 days"),
            "digest": options("someday"),
            "digest:time": picked("time", "25:99"),
            "quiet": picked("time", "99:99"),
            "quiet:time": picked("time", "07:00"),
            "zone": picked("option", {"value": "Mars/Olympus"}),
            "title": {"text": {"value": "of another form"}},
            "unknown": {"text": {"value": "of none"}},
        }
        found = await _as_sent(office, shown, blocks)
        assert found.keys() == {"reminders", "digest", "quiet", "zone"}
        assert found["reminders"].startswith("“13 days” is not on the list")
        assert "“Mars/Olympus” is not a time zone" in found["zone"]
        assert subscriptions.listed(engine) == []
        added = await form_of(office, "dates add")
        nothing = await _as_sent(office, added, {"at:time": picked("time", "14:00"), "title": {}})
        assert nothing == {"at": "Choose the day as well.", "title": "“What happens” is empty; it is needed."}
        day = await _as_sent(office, added, {"at": picked("date", "2027-13-45"), "title": {"text": {"value": "X"}}})
        assert list(day) == ["at"]
        assert keydates.held(engine, office.now()) == {}


async def _as_sent(office: Office, shown: dict[str, Any], blocks: dict[str, Any]) -> dict[str, str]:
    """What is said of a payload with these `state.values`, which no form of ours gives."""
    view = {**shown, "state": {"values": blocks}}
    act = office.slack.deliver("interactive", view_submission(office.slack.state, view, ANA.id))
    await office.done(act)
    payload = (await act.acknowledged).payload
    assert payload is not None
    found: dict[str, str] = payload["errors"]
    return found


def test_a_forged_form_is_told_what_is_wrong_with_it_and_does_nothing(sqlite_engine: Engine) -> None:
    _forged(sqlite_engine)


@in_loop
async def _no_editor(engine: Engine) -> None:
    chat = replace(CHAT, access=Access(editors=frozenset({"S0000DESK"})))
    async with newsroom(engine, chat=chat, user_groups=("S0000DESK",)) as office:
        shown = await form_of(office, "dates add")
        act = office.slack.submit_view(shown, {**PLANNED, "brings": "trams"}, user=BEN.id)
        await office.done(act)
        payload = (await act.acknowledged).payload
        assert payload is not None
        refusal = "Only the desk's editors change key dates and subscriptions; ask one of them."
        assert payload["errors"] == {"title": refusal}


def test_a_form_of_somebody_without_the_right_stays_open_and_says_why(sqlite_engine: Engine) -> None:
    _no_editor(sqlite_engine)


@in_loop
async def _late(engine: Engine) -> None:
    async with newsroom(engine) as office:
        shown = await form_of(office, "dates add")
        with writers_wait(engine):
            act = office.slack.submit_view(shown, {**PLANNED, "brings": "trams"})
            assert (await act.acknowledged).payload is None
        await office.done()
        lines = plain(office.slack.ephemerals(NEWS.channel, ANA.id)[-1]["blocks"]).splitlines()
        assert lines[0] == "Add a key date: nothing was done, as one field is wrong."
        assert lines[1].startswith("Which figure it brings: The ledger holds nothing called “trams”")
        assert "You wrote: What happens: Ferry report" in lines


def test_a_form_that_is_refused_late_is_told_with_what_was_typed(
    sqlite_engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "SLACK_ACKNOWLEDGE_SECONDS", 0.0)
    _late(sqlite_engine)
