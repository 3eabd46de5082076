"""Slack's payloads, as what the desk takes."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from adapters.slackbot.form import Origin, view
from adapters.slackbot.inbound import (
    Pressed,
    Submitted,
    command,
    direct_message,
    home_opened,
    mention,
    pressed,
    submitted,
)
from adapters.slackbot.payload import Malformed
from bot.cards.card import Action
from bot.chat.forms import FORMS, WRONG
from bot.chat.nouns import Asker, Audience, Inbound, Place, Visibility
from bot.delivery.nouns import Address

BOT = "U0000BOT"
NEWS = Address("slack", "T1", "C1")
HOME = Address("slack", "T1", "")
EVENT = {"type": "app_mention", "user": "U1", "text": f"<@{BOT}> how much hoki?", "ts": "1.1", "channel": "C1"}
BODY = {"team_id": "T1", "event_id": "Ev1", "event": EVENT}
COMMAND = {
    "team_id": "T1",
    "channel_id": "C1",
    "user_id": "U1",
    "user_name": "ana",
    "command": "/figure",
    "text": "how much hoki?",
    "trigger_id": "12.T1.ab",
    "response_url": "https://hooks.example/1",
}
PRESS = {
    "type": "block_actions",
    "team": {"id": "T1"},
    "user": {"id": "U1", "name": "ana"},
    "container": {"type": "message", "message_ts": "2.2", "channel_id": "C1", "is_ephemeral": True},
    "trigger_id": "13.T1.cd",
    "response_url": "https://hooks.example/2",
    "actions": [{"type": "button", "action_id": "factdesk:share:3", "value": "receipt"}],
}
ORIGIN = Origin("wrong", "C1", "1.1", "https://hooks.example/2", "receipt", "2.2", Visibility.PUBLIC)
SUBMISSION = {
    "type": "view_submission",
    "team": {"id": "T1"},
    "user": {"id": "U1", "name": "ana"},
    "trigger_id": "14.T1.ef",
    "view": {
        "id": "V1",
        "private_metadata": view(WRONG, ORIGIN)["private_metadata"],
        "state": {"values": {"note": {"text": {"type": "plain_text_input", "value": "wrong year"}}}},
    },
}


SHARED = {"is_ext_shared_channel": True}
OPENED: dict[str, Any] = {
    "team_id": "T1",
    "event": {"type": "app_home_opened", "user": "U1", "tab": "home", "channel": "D1"},
}


def event(**changes: Any) -> dict[str, Any]:
    return {**BODY, "event": {**EVENT, **changes}}


def test_a_mention_is_answered_in_a_thread_of_its_own() -> None:
    expected = Inbound("slack/Ev1", Asker("U1"), Place(NEWS, "1.1"), "how much hoki?", Visibility.PUBLIC)
    assert mention(BODY, BOT) == replace(expected, audience=Audience.MEMBERS, message_ref="1.1")


def test_a_mention_in_a_thread_is_answered_there() -> None:
    found = mention(event(thread_ts="0.9"), BOT)
    assert found is not None
    assert found.place.thread == "0.9"


def test_a_direct_message_is_answered_where_it_stands() -> None:
    said = {"channel_type": "im", "text": "how much hoki?", "channel": "D1"}
    assert direct_message(event(**said), BOT) == Inbound(
        "slack/Ev1",
        Asker("U1", alone=True),
        Place(Address("slack", "T1", "D1")),
        "how much hoki?",
        Visibility.PUBLIC,
        message_ref="1.1",
    )
    threaded = direct_message(event(**said, thread_ts="0.9"), BOT)
    assert threaded is not None
    assert threaded.place.thread == "0.9"


@pytest.mark.parametrize("subtype", ["file_share", "me_message", "thread_broadcast"])
def test_whatever_a_user_writes_to_the_bot_is_read(subtype: str) -> None:
    said = {"channel_type": "im", "channel": "D1", "subtype": subtype, "files": [{"id": "F1"}]}
    found = direct_message(event(**said), BOT)
    assert found is not None
    assert found.text == "how much hoki?"
    empty = direct_message(event(**said, text=""), BOT)
    assert empty is not None
    assert empty.text == ""


@pytest.mark.parametrize(
    "changes",
    [
        {"bot_id": "B1"},
        {"subtype": "message_changed"},
        {"subtype": "message_deleted"},
        {"subtype": "bot_message"},
        {"user": BOT},
        {"channel_type": "channel"},
    ],
)
def test_what_no_user_wrote_anew_to_the_bot_is_no_question(changes: dict[str, str]) -> None:
    assert direct_message(event(**{"channel_type": "im", **changes}), BOT) is None


def test_other_bots_are_not_answered() -> None:
    assert mention(event(bot_id="B1"), BOT) is None


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (f"<@{BOT}> a &lt; b &amp;&amp; c &gt; d", "a < b && c > d"),
        (f"so, <@{BOT}>, how  much?", "so, , how much?"),
        ("ask <@U2|ben> in <#C2|sport> <!here>", "ask in"),
        ("<https://a.example/x?y=1&amp;z=2|the page> <https://b.example>", "the page"),
        ("<!subteam^S1|@desk> &amp;lt;", "&lt;"),
        (f"<@{BOT}>", ""),
        (f"<@{BOT}|factdesk> <@U2> hoki :pray::skin-tone-3: :+1: :100: <!subteam^S1>", "hoki"),
        ("<mailto:a@x.org|a@x.org>, hoki (<https://a.example/x|https://a.example/x>)", ", hoki ( )"),
        ("hoki <http://a.example/x|a.example/x> <http://www.a.example|www.a.example>", "hoki"),
        ("seen at <http://a.example|a.example> on <!date^1700000000^{date}|14 Nov>", "seen at a.example on 14 Nov"),
        ("hoki 2020:fish: :8ball: at 10:30:45, 3:2:1", "hoki 2020 at 10:30:45, 3:2:1"),
        ("fish:hoki:, :HOKI:, :)", "fish:hoki:, :HOKI:, :)"),
        ("dates add “<@U2|ben> :tada:” at <https://a.example>", "dates add “@ben :tada:” at https://a.example"),
        ("<@U2> dates", "dates"),
    ],
)
def test_words_of_a_question_are_the_user_s_own(text: str, words: str) -> None:
    found = mention(event(text=text), BOT)
    assert found is not None
    assert found.text == words


def test_in_a_shared_channel_it_is_our_workspace_that_is_asked() -> None:
    body = {**BODY, "team_id": "T-OTHER", "authorizations": [{"team_id": "T1"}]}
    found = mention(body, BOT)
    assert found is not None
    assert found.place.address == NEWS


def test_a_command() -> None:
    assert command(COMMAND, Visibility.PRIVATE) == Inbound(
        "slack/12.T1.ab",
        Asker("U1", "ana"),
        Place(NEWS),
        "how much hoki?",
        Visibility.PRIVATE,
        handles={"response_url": "https://hooks.example/1", "trigger_id": "12.T1.ab"},
    )
    assert command({**COMMAND, "text": ""}, Visibility.PRIVATE).text == ""


@pytest.mark.parametrize("name", ["newsroom", "privategroup", "directmessage", "mpdm-ana--ben-1"])
def test_nobody_else_reads_the_words_of_a_command(name: str) -> None:
    assert command({**COMMAND, "channel_name": name}, Visibility.PUBLIC).audience is Audience.ALONE


@pytest.mark.parametrize("type_", ["im", "mpim", "group", "channel", None])
def test_no_event_says_that_a_channel_is_public(type_: str | None) -> None:
    found = mention(event(channel_type=type_), BOT)
    assert found is not None
    assert found.audience is (Audience.ALONE if type_ in ("im", "mpim") else Audience.MEMBERS)


def test_a_button_of_a_private_message() -> None:
    found = pressed(PRESS)
    assert (found.response_url, found.trigger_id) == ("https://hooks.example/2", "13.T1.cd")
    press = found.press
    assert (press.key, press.action, press.ref) == ("slack/13.T1.cd", Action.SHARE, "receipt")
    assert (press.asker, press.place, press.message_ref) == (Asker("U1", "ana"), Place(NEWS), "2.2")
    assert (press.visibility, press.note) == (Visibility.PRIVATE, None)


def test_a_choice_of_a_public_message_in_a_thread() -> None:
    action = {"type": "static_select", "action_id": "factdesk:pick:0", "selected_option": {"value": "receipt:7"}}
    container = {**PRESS["container"], "is_ephemeral": False, "thread_ts": "1.1"}  # type: ignore[dict-item]
    press = pressed({**PRESS, "container": container, "actions": [action]}).press
    assert (press.action, press.ref, press.visibility) == (Action.PICK, "receipt:7", Visibility.PUBLIC)
    assert press.place == Place(NEWS, "1.1")


def test_a_form_that_was_sent() -> None:
    found = submitted(SUBMISSION)
    report = found.press
    assert report is not None
    assert report.key == "slack/V1"
    assert (report.action, report.ref, report.note) == (Action.WRONG, "receipt", "wrong year")
    assert (report.place, report.message_ref) == (Place(NEWS, "1.1"), "2.2")
    assert report.visibility is Visibility.PUBLIC
    assert found.origin == ORIGIN


def test_a_form_without_a_remark_is_a_report_too() -> None:
    empty = {**SUBMISSION["view"], "state": {"values": {"note": {"text": {"value": None}}}}}  # type: ignore[dict-item]
    report = submitted({**SUBMISSION, "view": empty}).press
    assert report is not None
    assert report.note == ""


def test_an_order_that_was_sent_as_a_form() -> None:
    drawn = view(FORMS["subscribe"], Origin("subscribe", "C1", None, "https://hooks.example/2"))
    values = {"topics": {"text": {"value": "hoki"}}, "digest": {"text": {"value": None}}}
    found = submitted({**SUBMISSION, "view": {**drawn, "id": "V2", "state": {"values": values}}})
    assert found.press is None
    assert found.origin.order == "subscribe"
    assert found.values == {"topics": "hoki", "reminders": "", "digest": "", "quiet": "", "zone": ""}
    assert found.event == Inbound("slack/V2", Asker("U1", "ana"), Place(NEWS), "", Visibility.PRIVATE)


def test_a_button_on_the_home_tab_has_no_channel() -> None:
    press = pressed({**PRESS, "container": {"type": "view", "view_id": "V1"}}).press
    assert (press.place, press.message_ref, press.visibility) == (Place(HOME), None, Visibility.PRIVATE)


def test_the_home_tab_and_no_other_is_looked_at() -> None:
    assert home_opened(OPENED) == (Asker("U1"), HOME)
    assert home_opened({**OPENED, "event": {**OPENED["event"], "tab": "messages"}}) is None


GUESTS: list[tuple[str, dict[str, Any], dict[str, Any], str | None]] = [
    ("nothing is told", {}, {}, None),
    ("a message of ours", {"team": "T1"}, {}, None),
    ("a mention of ours in another's channel", {"team": "T2", "user_team": "T1", "source_team": "T1"}, SHARED, None),
    ("of ours, through another workspace", {"team": "T1", "user_team": "T1", "source_team": "T2"}, SHARED, None),
    ("a mention of theirs, received by us", {"team": "T1", "user_team": "T2", "source_team": "T2"}, SHARED, "T2"),
    ("a mention of theirs, by the organisation", {"team": "T1", "user_team": "E2"}, SHARED, "E2"),
    ("a message of theirs", {"team": "T2"}, {**SHARED, "team_id": "T2"}, "T2"),
    ("the user's profile alone tells", {"team": "T1", "user_profile": {"team": "T2"}}, SHARED, "T2"),
    ("they contradict each other", {"user_team": "T1", "user_profile": {"team": "T2"}}, {}, "T2"),
    ("it was sent from elsewhere", {"team": "T1", "source_team": "T2"}, SHARED, "T2"),
    ("only what it comes in tells", {}, {"team_id": "T2"}, "T2"),
    ("the app's workspace alone is told of a shared channel", {}, SHARED, ""),
    ("nothing at all is told of a shared channel", {"team": None, "user_team": ""}, SHARED, ""),
    ("it was meant for another installation", {}, {"authorizations": [{"team_id": "T2"}]}, "T2"),
]


@pytest.mark.parametrize(
    ("changes", "outer", "guest_of"), [case[1:] for case in GUESTS], ids=[case[0] for case in GUESTS]
)
def test_whose_people_ask_in_a_shared_channel(
    changes: dict[str, Any], outer: dict[str, Any], guest_of: str | None
) -> None:
    asked = mention({**event(**changes), **outer}, BOT, "T1")
    said = direct_message({**event(channel_type="im", **changes), **outer}, BOT, "T1")
    opened = home_opened({**OPENED, **outer, "event": {**OPENED["event"], **changes}}, "T1")
    assert asked is not None
    assert said is not None
    assert opened is not None
    assert (asked.asker.guest_of, said.asker.guest_of, opened[0].guest_of) == (guest_of,) * 3
    assert (asked.place.address, opened[1]) == (NEWS, HOME)


def test_whose_people_give_commands() -> None:
    assert command(COMMAND, Visibility.PRIVATE, "T1").asker.guest_of is None
    theirs = command({**COMMAND, "team_id": "T2"}, Visibility.PRIVATE, "T1")
    assert (theirs.asker.guest_of, theirs.place.address) == ("T2", NEWS)


@pytest.mark.parametrize(
    ("user", "team", "guest_of"),
    [
        ("T1", "T1", None),
        (None, "T1", None),
        ("T2", "T1", "T2"),
        ("T2", "T2", "T2"),
        (None, "T2", "T2"),
        ("T1", "T2", "T2"),
    ],
)
def test_whose_people_press_and_send(user: str | None, team: str, guest_of: str | None) -> None:
    who = {"user": {"id": "U1", "team_id": user}, "team": {"id": team}}
    press = pressed({**PRESS, **who}, "T1").press
    sent = submitted({**SUBMISSION, **who}, "T1").event
    assert (press.asker.guest_of, sent.asker.guest_of) == (guest_of, guest_of)
    assert (press.place.address, sent.place.address) == (NEWS, NEWS)


def test_what_is_sent_names_the_workspace_of_the_app_where_nothing_else_does() -> None:
    view = {**SUBMISSION["view"], "app_installed_team_id": "T1"}  # type: ignore[dict-item]
    sent = submitted({**SUBMISSION, "team": {"id": "T2"}, "user": {"id": "U1", "team_id": "T2"}, "view": view}).event
    assert (sent.asker.guest_of, sent.place.address) == ("T2", NEWS)


@pytest.mark.parametrize("changes", [{"user_team": 2}, {"team": ["T1"]}, {"user_profile": {"team": {}}}])
def test_a_workspace_that_cannot_be_read_is_malformed(changes: dict[str, Any]) -> None:
    with pytest.raises(Malformed):
        mention(event(**changes), BOT, "T1")


def test_addresses_to_answer_to_are_kept_out_of_sight() -> None:
    assert "hooks.example" not in repr(pressed(PRESS))
    assert "hooks.example" not in repr(submitted(SUBMISSION))


READS: list[tuple[Any, dict[str, Any]]] = [
    (lambda body: mention(body, BOT), BODY),
    (lambda body: direct_message(body, BOT), event(channel_type="im")),
    (lambda body: command(body, Visibility.PRIVATE), COMMAND),
    (pressed, PRESS),
    (submitted, SUBMISSION),
    (home_opened, OPENED),
    (lambda body: mention(body, BOT, "T1"), BODY),
    (lambda body: pressed(body, "T1"), PRESS),
    (lambda body: submitted(body, "T1"), SUBMISSION),
]
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=5,
)


@settings(deadline=None)
@given(st.sampled_from(READS), st.data())
def test_whatever_is_malformed_is_malformed_and_nothing_worse(
    read: tuple[Any, dict[str, Any]], data: st.DataObject
) -> None:
    reader, body = read
    names = sorted(body)
    changed = data.draw(st.dictionaries(st.sampled_from(names), JSON, max_size=3))
    dropped = data.draw(st.sets(st.sampled_from(names), max_size=2))
    broken = {name: value for name, value in {**body, **changed}.items() if name not in dropped}
    try:
        found = reader(broken)
    except Malformed:
        return
    assert found is None or isinstance(found, Inbound | Pressed | Submitted | tuple)


@pytest.mark.parametrize("action", ["factdesk:unknown:0", "other", ""])
def test_a_button_that_is_not_ours_is_malformed(action: str) -> None:
    with pytest.raises(Malformed):
        pressed({**PRESS, "actions": [{"action_id": action, "value": "x"}]})
