"""Cards as Discord messages: how each kind looks, and that no card makes a message that Discord refuses."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from syrupy.assertion import SnapshotAssertion
from syrupy.extensions.json import JSONSnapshotExtension

from adapters.discordbot.components import Choices, choices_of, component_id, read_id
from adapters.discordbot.cut import length
from adapters.discordbot.escape import plain
from adapters.discordbot.foot import footer_of, footers
from adapters.discordbot.form import modal, read_order
from adapters.discordbot.render import chart_message, line, message
from adapters.discordbot.tones import COLOURS, colour_of
from bot.cards.card import Action, Button, Card, Row, Tone
from bot.cards.form import Field, Form
from bot.chat.forms import BUTTON_FORMS, FORMS, WRONG
from tests.adapters.answers import ANSWERED
from tests.adapters.discord.cards import BUTTONS, CARDS, LONG_READING, RECEIPT, ambiguous, answered, readings
from tests.adapters.discord.reader import shown
from tests.adapters.discord.test_escape import hostile
from tests.servers.discord.checks.messages import check_message
from tests.servers.discord.checks.modals import check_modal
from tests.servers.discord.checks.problems import Problems
from tests.servers.discord.checks.specification import CREATE, check_specification

FOOTER = footer_of("abcdefghijklmnopqrstuvwxy")
_LINK = re.compile(r" \(\[open\]\(https?://[^\s()]+\)\)")
_LABEL = re.compile(r"\*\*((?:\\.|[^\\*])*):\*\* ?")
_DUE = re.compile(r"<t:\d+:f>")


def problems_of(body: dict[str, Any]) -> dict[str, Any]:
    """What Discord would say of it."""
    problems = Problems()
    check_message(problems, body, 0)
    check_specification(problems, CREATE, body)
    return problems.errors


def described(body: dict[str, Any]) -> str:
    return body["embeds"][0].get("description", "") if body["embeds"] else ""


def read(description: str) -> str:
    """The description as it is read, line by line; fails where more than our own markup is in it."""
    lines = []
    for source in description.split("\n") if description else []:
        rest = source.removeprefix("-# ").removeprefix("• ")
        label = _LABEL.match(rest)
        head = f"{shown(label[1])}: " if label else ""
        rest = _DUE.sub("", _LINK.sub("", rest[label.end() :] if label else rest))
        lines.append(head + shown(rest))
    return "\n".join(lines)


@pytest.mark.parametrize("name", CARDS)
def test_looks(name: str, snapshot: SnapshotAssertion) -> None:
    body = message(CARDS[name], footer=FOOTER)
    assert problems_of(body) == {}
    assert body == snapshot(extension_class=JSONSnapshotExtension)


def test_the_sentence_leads() -> None:
    assert shown(message(answered(ANSWERED))["content"].replace("**", "")) == ANSWERED.text


def test_no_two_kinds_of_news_look_alike() -> None:
    embeds = {tone: message(Card(tone, "Same words.", (Row("Same", "row"),)))["embeds"][0] for tone in Tone}
    assert len({embed["color"] for embed in embeds.values()}) == len(Tone)


def test_whoever_sees_no_colours_reads_that_it_is_no_answer() -> None:
    for tone in (Tone.REFUSED, Tone.FAILED):
        assert message(Card(tone, "A sentence."))["embeds"][0]["author"]["name"]


def test_caveats_are_not_quiet() -> None:
    lines = described(message(answered(ANSWERED))).split("\n")
    loud = [text for text in lines if not text.startswith("-# ")]
    assert [shown(text.removeprefix("**Caveats:** ").removeprefix("• ")) for text in loud] == list(ANSWERED.caveats)


def test_rows_of_one_label_stand_in_one_line() -> None:
    (figures,) = [text for text in described(message(answered(ANSWERED))).split("\n") if text.startswith("-# Figures")]
    assert figures.count(" · ") == 2


def test_nobody_is_mentioned() -> None:
    for body in (message(answered(ANSWERED)), line(answered(ANSWERED)), chart_message("Hoki", footer=FOOTER)):
        assert body["allowed_mentions"] == {"parse": []}


def test_the_foot_of_a_message_finds_it_again() -> None:
    assert footers(message(answered(ANSWERED), footer=FOOTER)) == [FOOTER]
    assert footers(message(Card(Tone.TOLD, "Nothing but a sentence."), footer=FOOTER)) == [FOOTER]
    assert footers(chart_message("Hoki", footer=FOOTER)) == [FOOTER]
    assert footers(message(answered(ANSWERED))) == []


def test_a_copied_line_is_the_sentence_and_nothing_else() -> None:
    assert line(answered(ANSWERED))["content"] == f"```\n{ANSWERED.text}\n```"


@pytest.mark.parametrize("text", ["a ``` fence", "`code`", "x" * 1995])
def test_a_line_that_fits_no_fence_is_shown_as_text(text: str) -> None:
    assert shown(line(Card(Tone.TOLD, text))["content"]) == text


# Buttons and choices


@pytest.mark.parametrize("action", Action)
def test_an_id_is_read_back(action: Action) -> None:
    assert read_id(component_id(action, f"{RECEIPT}:3")) == (action, f"{RECEIPT}:3")


@pytest.mark.parametrize(
    "other", ["", "factdesk", "factdesk:source:", "factdesk:eat:r1", "other:source:r1", "factdesk:choices:0"]
)
def test_other_ids_are_none_of_ours(other: str) -> None:
    assert read_id(other) is None


def test_up_to_five_choices_are_buttons_above_the_others() -> None:
    body = message(ambiguous(*readings(5)))
    above, below = body["components"]
    assert [button["label"] for button in above["components"]] == readings(5)
    assert {button["style"] for button in above["components"]} != {button["style"] for button in below["components"]}


def test_more_choices_are_a_list() -> None:
    menu = message(ambiguous(*readings(12)))["components"][0]["components"][0]
    assert [option["label"] for option in menu["options"]] == readings(12)
    assert menu["options"][3]["value"] == f"{RECEIPT}:3"


def test_a_long_choice_in_a_list_goes_on_in_its_second_line() -> None:
    label = "Hoki landed by boats registered in the harbour and by boats of other harbours in 2019: 9,250.5 tonnes"
    option = message(ambiguous(label, *readings(6)))["components"][0]["components"][0]["options"][0]
    assert option["label"].removesuffix("…") + " " + option["description"].removeprefix("…") == label


def test_choices_too_long_to_press_are_numbered_and_listed() -> None:
    body = message(CARDS["ambiguous with long choices"])
    assert [button["label"][:7] for button in body["components"][0]["components"]] == ["1. Hoki", "2. Hoki"]
    assert read(described(body)).startswith("1. " + LONG_READING[:60])


def test_more_choices_than_there_is_room_for_are_said_to_be_there() -> None:
    card = ambiguous(*readings(110))
    choices = choices_of(card)
    assert (len(choices.shown), choices.hidden) == (100, 10)
    assert "10 more fit" in described(message(card))
    assert problems_of(message(card)) == {}


@pytest.mark.parametrize("form", [*BUTTON_FORMS.values(), *FORMS.values()], ids=lambda form: form.order)
def test_a_form_is_one_that_discord_takes(form: Form) -> None:
    problems = Problems()
    drawn = modal(form)
    check_modal(problems, drawn)
    assert problems.errors == {}
    assert read_order(drawn["custom_id"]) == form.order


def test_what_a_form_cannot_show_whole_is_cut() -> None:
    problems = Problems()
    one = Field("x", "label " * 20, "hint " * 40, "value", required=True)
    check_modal(problems, modal(Form("order", "title " * 20, "Send", (one,))))
    assert problems.errors == {}


def test_the_form_of_a_button_is_known_by_it() -> None:
    drawn = modal(WRONG, component_id(Action.WRONG, RECEIPT))
    assert read_id(drawn["custom_id"]) == (Action.WRONG, RECEIPT)
    assert read_order(drawn["custom_id"]) is None


def test_more_buttons_than_there_is_room_for_are_said_to_be_there() -> None:
    many = tuple(Button(Action.PAUSE, f"Pause {number}", str(number)) for number in range(30))
    body = message(Card(Tone.TOLD, "Many.", buttons=many))
    assert problems_of(body) == {}
    assert "There is no room for 5 more buttons" in described(body)
    with_choices = message(replace(ambiguous(*readings(60)), buttons=many))
    assert problems_of(with_choices) == {}
    assert "There is no room for 10 more buttons" in described(with_choices)


# Limits, and text that is text

rows = st.builds(
    Row,
    label=hostile.map(lambda text: text[:80]),
    text=hostile | st.integers(0, 3000).map(lambda count: "sum of " * (count // 7)),
    url=st.none() | st.just("https://harbour.example/report") | hostile,
    warns=st.booleans(),
    ask=st.none() | st.just("which one"),
)
buttons = st.builds(Button, action=st.sampled_from(list(Action)), label=hostile, ref=st.just(RECEIPT))


def cards(rows_at_most: int) -> st.SearchStrategy[Card]:
    return st.builds(
        Card,
        tone=st.sampled_from(list(Tone)),
        headline=hostile | st.integers(0, 5000).map(lambda count: "harbour " * (count // 8)),
        rows=st.lists(rows, max_size=rows_at_most).map(tuple),
        choices=st.lists(hostile, max_size=30).map(
            lambda labels: tuple(Button(Action.PICK, label, f"{RECEIPT}:{n}") for n, label in enumerate(labels))
        ),
        buttons=st.lists(buttons, max_size=5, unique_by=lambda button: button.action).map(
            lambda found: tuple(button for button in found if button.action is not Action.PICK)
        ),
    )


@settings(max_examples=200, deadline=None)
@given(cards(12), st.booleans())
def test_no_card_makes_a_message_that_discord_refuses(card: Card, delivered: bool) -> None:
    body = message(card, footer=FOOTER if delivered else None)
    assert problems_of(body) == {}
    assert length(body["content"]) <= 2000
    assert length(described(body)) <= 4096
    assert body["content"] or body["embeds"]


@settings(max_examples=200, deadline=None)
@given(cards(5))
def test_nothing_in_a_card_becomes_markup(card: Card) -> None:
    body = message(card)
    assert shown(body["content"]).removesuffix("…") in plain(card.headline) + "…"
    read(described(body))


@settings(max_examples=100, deadline=None)
@given(st.lists(hostile, min_size=1, max_size=4))
def test_rows_are_read_as_they_were(texts: list[str]) -> None:
    card = Card(Tone.TOLD, "List.", tuple(Row(f"Label {number}", text) for number, text in enumerate(texts)))
    expected = [f"Label {number}: {plain(text)}" for number, text in enumerate(texts)]
    assert [one.rstrip() for one in read(described(message(card))).split("\n")] == [one.rstrip() for one in expected]


def _huge(row: Row, count: int) -> Card:
    return Card(Tone.ANSWERED, "The total.", tuple(replace(row, label=f"{row.label} {n}") for n in range(count)))


def test_what_does_not_fit_is_shortened_first() -> None:
    body = message(_huge(Row("Figures", "tonnes of hoki landed " * 30), 8))
    assert described(body).count("-# Figures") == 8
    assert "not shown" not in described(body)


def test_then_quiet_rows_go_and_how_many_is_said() -> None:
    card = _huge(Row("Figures", "tonnes of hoki landed " * 30), 200)
    kept = (
        Row("Source", "Harbour Office", url="https://harbour.example/report"),
        Row("Caveats", "Not final: provisional.", warns=True),
    )
    body = message(replace(card, rows=(*card.rows, *kept)))
    text = described(body)
    assert "https://harbour.example/report" in text
    assert "Not final: provisional." in text
    left = text.count("-# Figures")
    assert 0 < left < 20
    assert f"-# {200 - left} more lines are not shown." in text


def test_an_address_is_never_broken() -> None:
    url = "https://harbour.example/" + "a" * 400
    card = _huge(Row("Source", "Harbour Office", url=url), 40)
    linked = re.findall(r"\(\[open\]\((.*?)\)\)", described(message(card)))
    assert linked
    assert set(linked) == {url}


def test_a_footer_leaves_room_for_everything_else() -> None:
    body = message(replace(_huge(Row("Figures", "x " * 4000), 50), buttons=BUTTONS), footer=FOOTER)
    embed = body["embeds"][0]
    parts = (embed["description"], embed["footer"]["text"], embed.get("author", {}).get("name", ""))
    assert sum(map(length, parts)) <= 6000


def test_choices_are_read_from_the_card_alone() -> None:
    assert choices_of(answered(ANSWERED)) == Choices((), as_buttons=True, numbered=False, hidden=0)


def test_bodies_are_json() -> None:
    for card in CARDS.values():
        assert json.loads(json.dumps(message(card))) == message(card)


def test_choices_that_no_sentence_asks_for_have_their_heading_at_the_end() -> None:
    other = Button(Action.PICK, "In per cent: 15.6 per cent", f"{RECEIPT}:0")
    for tone, heading in ((Tone.ANSWERED, "-# Read otherwise:"), (Tone.ABSTAINED, "-# Held, and near it:")):
        body = message(Card(tone, "A sentence.", (Row("Period", "2020"),), choices=(other,)))
        assert described(body).splitlines()[-1] == heading


def test_an_answer_with_a_caveat_is_yellow_as_in_a_layout() -> None:
    card = Card(Tone.ANSWERED, "A sentence.", (Row("Caveat", "Not final.", warns=True),))
    assert message(card)["embeds"][0]["color"] == colour_of(card) != COLOURS[Tone.ANSWERED]


def test_one_choice_too_long_for_its_button_keeps_what_it_comes_to() -> None:
    label = "Hoki landed by " + "boats and " * 10 + "others, 2020: 9,250.5 tonnes"
    body = message(Card(Tone.ABSTAINED, "We don't hold that.", choices=(Button(Action.PICK, label, f"{RECEIPT}:0"),)))
    (pressed,) = body["components"][0]["components"]
    assert pressed["label"].startswith("Hoki landed by boats")
    assert pressed["label"].endswith("…: 9,250.5 tonnes")
    assert label in described(body)
