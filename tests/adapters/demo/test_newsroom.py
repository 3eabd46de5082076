"""What is said and pressed in the demo's channels, and what both platforms make of it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from adapters.demo.forms import Look
from adapters.demo.looks import as_json
from adapters.demo.newsroom import Said
from adapters.demo.port import VISITOR
from adapters.demo.requests import Unknown
from adapters.demo.story import END
from adapters.discordbot.layout import LAYOUT
from bot.cards.card import Action, Tone
from tests.adapters.demo.visit import Visit, told

YES = "what share voted yes to cannabis?"
GAP = "when was the gap between Māori and non-Māori prosecutions widest?"
SEATS = "which party won the most seats?"
VAGUE = "prosecution share in June"


def test_a_mention_is_answered_in_its_thread_for_all(visit: Visit) -> None:
    answer = visit.ask(YES)
    *_, asked, last = visit.all("newsroom")
    assert (asked.by, asked.text) == (VISITOR, f"@Factdesk {YES}")
    assert last == answer
    assert (answer.thread, answer.alone) == (asked.ref, False)


def test_a_follow_up_in_the_thread_goes_on_from_the_answer(visit: Visit) -> None:
    answer = visit.ask(YES)
    more = visit.ask("and no?", thread=answer.ref)
    assert more.card is not None
    assert more.card.figure == "53.1 per cent"
    assert more.thread == answer.thread


def test_a_command_is_answered_to_the_visitor_alone_and_shared_when_they_want(visit: Visit) -> None:
    answer = visit.ask(YES, alone=True)
    assert answer.alone
    assert as_json(answer)["discord"]["flags"] & 64
    visit.press(answer, Action.SHARE)
    shared = [one for one in visit.bots("newsroom") if not one.alone][-1]
    assert "46.1 per cent" in told(shared)
    assert VISITOR in told(shared)


def test_a_direct_message_needs_neither(visit: Visit) -> None:
    answer = visit.ask(YES, "direct")
    assert (answer.thread, answer.alone) == (None, False)
    more = visit.ask("and no?", "direct")
    assert more.card is not None
    assert more.card.figure == "53.1 per cent"


def test_a_chart_is_drawn_in_both_looks(visit: Visit) -> None:
    visit.house.move(END)
    for question, drawn_by_slack in ((SEATS, True), (GAP, False)):
        answer = visit.ask(question)
        shown = as_json(answer)
        assert ("data_visualization" in {block["type"] for block in shown["slack"]}) is drawn_by_slack
        assert bool(shown["picture"]) is not drawn_by_slack
        assert shown["discord"]["flags"] & LAYOUT
        assert "attachment://chart.png" in told(answer)
        assert as_json(replace(answer, alone=True))["picture"] is None


def test_a_choice_takes_the_place_of_the_question_back(visit: Visit) -> None:
    question = visit.ask(VAGUE)
    assert question.card is not None
    assert question.card.tone is Tone.AMBIGUOUS
    visit.press(question, Action.PICK)
    picked = visit.now(question)
    assert picked.card is not None
    assert picked.card.tone is Tone.ANSWERED
    assert picked.edited


def test_a_line_to_copy_is_one_line_in_discord(visit: Visit) -> None:
    visit.press(visit.ask(YES), Action.COPY)
    copied = as_json(visit.bots("newsroom")[-1])
    assert copied["alone"]
    assert "46.1 per cent" in copied["discord"]["content"]


def test_thanks_get_a_reaction(visit: Visit) -> None:
    visit.say("thanks!")
    assert visit.all("newsroom")[-1].reactions == ("👍",)


def test_what_a_colleague_alone_sees_is_in_no_channel(visit: Visit) -> None:
    before = len(visit.house.board.since(0))
    visit.house.newsroom.say(Said("newsroom", YES, alone=True, by="Tama"))
    hidden = visit.house.board.since(0)[before:]
    assert hidden
    assert {one.channel for one in hidden} == {""}


@pytest.mark.parametrize("look", Look)
def test_a_report_goes_to_the_desk_s_channel(visit: Visit, look: Look) -> None:
    form = visit.press(visit.ask(YES), Action.WRONG)
    sent = {
        Look.SLACK: {"note": {"text": {"value": "it is 47"}}},
        Look.DISCORD: [{"component": {"custom_id": "note", "value": "it is 47"}}],
    }[look]
    assert visit.house.newsroom.send(form["id"], look, sent) == {}
    assert "it is 47" in told(visit.bots("desk")[-1])


def _filled(look: Look, **values: str) -> object:
    if look is Look.DISCORD:
        return [{"component": {"custom_id": name, "value": value}} for name, value in values.items()]
    return {name: {"text": {"value": value}} for name, value in values.items()}


@pytest.mark.parametrize("look", Look)
def test_a_form_stays_open_with_what_is_wrong_beside_its_field(visit: Visit, look: Look) -> None:
    form = visit.say("subscribe", alone=True)
    assert form[Look.SLACK]["title"]["text"] == form[Look.DISCORD]["title"] == "Subscribe this channel"
    wrong = visit.house.newsroom.send(form["id"], look, _filled(look, topics="otters"))
    assert "otters" in wrong["topics"]
    digest = {"digest": "weekdays 08:30"} if look is Look.DISCORD else {"digest": "mon", "digest:time": "08:30"}
    right = _filled(look, topics="number of special votes", **digest)
    assert visit.house.newsroom.send(form["id"], look, right) == {}
    assert "Subscribed to number of special votes" in "\n".join(visit.headlines("newsroom"))
    with pytest.raises(Unknown):
        visit.house.newsroom.send(form["id"], look, _filled(look, topics="everything"))


@pytest.mark.parametrize("sent", [None, 7, "text", [], [7], [{}], {"topics": 7}, {"topics": {"text": []}}])
@pytest.mark.parametrize("look", Look)
def test_what_is_no_form_of_its_platform_fills_in_nothing(visit: Visit, look: Look, sent: object) -> None:
    form = visit.press(visit.ask(YES), Action.WRONG)
    assert visit.house.newsroom.send(form["id"], look, sent) == {}


@pytest.mark.parametrize(
    ("text", "alone", "read"),
    [
        ("@factdesk  how many?", True, Said("desk", "how many?")),
        ("/figure dates", False, Said("desk", "dates", alone=True)),
        (" how many? ", True, Said("desk", "how many?", alone=True)),
        ("@Factdesk", False, Said("desk", "")),
    ],
)
def test_the_mention_and_the_command_may_be_written(text: str, alone: bool, read: Said) -> None:
    assert Said.read("desk", text, None, alone=alone) == read


def test_what_is_not_there_is_not_answered(visit: Visit) -> None:
    newsroom = visit.house.newsroom
    own = visit.all("newsroom")[1]
    assert own.card is None
    for said in (Said("nowhere", YES), Said("", YES), Said("newsroom", YES, "m999"), Said("politics", YES, own.ref)):
        with pytest.raises(Unknown):
            newsroom.say(said)
    for ref in ("m999", own.ref):
        with pytest.raises(Unknown):
            newsroom.press(ref, Action.COPY, "x")
    with pytest.raises(Unknown):
        newsroom.send("f999", Look.SLACK, {})
