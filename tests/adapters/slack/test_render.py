"""Cards as Slack messages: how each kind looks, and that no card makes a message that Slack refuses."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from slack_sdk.models.blocks import Block
from syrupy.assertion import SnapshotAssertion
from syrupy.extensions.json import JSONSnapshotExtension

from adapters import limits
from adapters.slackbot.escape import length
from adapters.slackbot.render import message
from bot.answer import Answer
from bot.ask.style import HouseStyle
from bot.cards.answer import AnswerCards
from bot.cards.card import Action, Button, Card, Row, Tone
from tests.adapters.answers import ABSTAINED, AMBIGUOUS, ANSWERED, landed
from tests.adapters.slack.shown import elements, links, plain, texts
from tests.servers.slack.blockkit.blocks import check_message_blocks

RECEIPT = "abcdefghijabcdefghij"
BUTTONS = tuple(
    Button(action, label, RECEIPT)
    for action, label in (
        (Action.SOURCE, "Source"),
        (Action.WORKINGS, "How computed"),
        (Action.COPY, "Copy line"),
        (Action.SHARE, "Share in channel"),
        (Action.WRONG, "Wrong?"),
    )
)


def of(answer: Answer, choices: int = 0) -> Card:
    """The card of an answer with its buttons; `choices` readings to pick from take the place of those in its rows."""
    card = replace(AnswerCards(HouseStyle()).of_answer(answer), buttons=BUTTONS)
    if not choices:
        return card
    labels = [f"Hoki landed, {2021 - number}: 9,{number:03}.5 tonnes" for number in range(choices)]
    picks = tuple(Button(Action.PICK, label, f"{RECEIPT}:{number}") for number, label in enumerate(labels))
    return replace(card, rows=tuple(row for row in card.rows if not row.ask), choices=picks)


CARDS = {
    "answered": of(ANSWERED),
    "answered with one figure": of(replace(ANSWERED, figures=(landed("a" * 10, "2020", "9250.5", "final"),))),
    "answered with another reading": of(ANSWERED, 1),
    "ambiguous with 2 choices": of(AMBIGUOUS, 2),
    "ambiguous with 12 choices": of(AMBIGUOUS, 12),
    "abstained": of(ABSTAINED),
    "abstained with the nearest": of(ABSTAINED, 2),
    "refused": Card(Tone.REFUSED, "That is more questions than the desk takes at once; ask again in 3 seconds."),
    "failed": Card(Tone.FAILED, "Factdesk failed, and it is not your fault. Try again.", (Row("Reference", "00ff"),)),
    "told list": Card(Tone.TOLD, "Key dates.", (Row("1 March 2021", "The report"), Row("4 May 2021", "The revision"))),
    "report": Card(
        Tone.TOLD,
        "An answer was reported as wrong.",
        (Row("Remark", "that is <the> old figure", warns=True), Row("By", "ana"), Row("Question", "how much hoki?")),
    ),
}


@pytest.mark.parametrize("name", CARDS)
def test_looks(name: str, snapshot: SnapshotAssertion) -> None:
    sent = message(CARDS[name])
    assert check_message_blocks(sent["blocks"]) == []
    assert sent == snapshot(extension_class=JSONSnapshotExtension)


@pytest.mark.parametrize("tone", Tone)
def test_the_sentence_leads_and_nothing_stands_before_it(tone: Tone) -> None:
    """It says itself what kind of news it is: “We don't hold that”, “Which figure do you mean?”."""
    sent = message(Card(tone, ANSWERED.text))
    assert plain(sent["blocks"][0]) == ANSWERED.text
    assert sent["text"].startswith(ANSWERED.text)


def test_caveats_are_seen_and_the_rest_is_quiet() -> None:
    blocks = message(of(ANSWERED))["blocks"]
    kinds = [block["type"] for block in blocks]
    assert kinds == ["section", "section", "context", "actions"]
    assert plain(blocks[1]) == "Caveats: Not final: provisional.\n· 8,000 tonnes is a claim by the harbour master."
    assert plain(blocks[2]).startswith("Base: 41 boats registered in the harbour\nWorkings: ")


def test_a_source_has_a_link_that_says_where_it_leads() -> None:
    assert links(message(of(ANSWERED))) == [f"<{ANSWERED.figures[0].source.url}|harbour.example>"]


def test_few_choices_are_buttons_and_many_are_a_select() -> None:
    few, many = message(of(AMBIGUOUS, 5)), message(of(AMBIGUOUS, 6))
    assert [button["value"] for button in elements(few, "button")[:5]] == [f"{RECEIPT}:{n}" for n in range(5)]
    assert elements(few, "static_select") == []
    (select,) = elements(many, "static_select")
    assert [option["value"] for option in select["options"]] == [f"{RECEIPT}:{number}" for number in range(6)]
    assert len(elements(many, "button")) == len(BUTTONS)


def test_choices_stand_right_after_a_question_back_and_last_of_an_answer() -> None:
    asked = [block["type"] for block in message(of(AMBIGUOUS, 2))["blocks"]]
    assert asked == ["section", "actions", "context", "actions"]
    answered = message(of(ANSWERED, 1))["blocks"]
    assert [block["type"] for block in answered] == ["section", "section", "context", "context", "actions", "actions"]
    assert plain(answered[3]) == "Also:"


def test_choices_that_do_not_fit_on_their_buttons_stand_in_full_above_them() -> None:
    label = "Hoki landed by " + "boats and " * 10 + "others, 2020: 9,250.5 tonnes"
    sent = message(Card(Tone.AMBIGUOUS, "Which?", choices=(Button(Action.PICK, label, f"{RECEIPT}:0"),)))
    assert f"1. {label}" in plain(sent["blocks"][1])
    assert elements(sent, "button")[0]["text"]["text"].endswith("…")
    assert len([block for block in message(of(AMBIGUOUS, 2))["blocks"] if block["type"] == "section"]) == 1


def test_what_does_not_fit_is_left_out_from_its_end_and_never_the_source() -> None:
    rows = [Row("Figures" if not number else "", f"{number} " + "tonnes " * 20) for number in range(60)]
    rows.append(Row("Source", "Harbour Office", url="https://harbour.example/"))
    sent = message(Card(Tone.ANSWERED, "Many.", tuple(rows)))
    shown = plain(sent["blocks"][1]).splitlines()
    assert shown[0].startswith("Figures: 0 tonnes")
    assert shown[1].startswith("· 1 tonnes")
    assert shown[-1] == "Source: Harbour Office"
    kept = len(shown) - 2
    assert shown[-2] == f"… and {60 - kept} more lines"


TEXT = st.one_of(st.text(max_size=40), st.text(min_size=1, max_size=9).map(lambda part: part * 900))
URL = st.one_of(st.none(), st.text(max_size=30), st.text(max_size=40).map(lambda tail: f"https://a.example/{tail}"))
ROW = st.builds(Row, st.text(max_size=20), TEXT, url=URL, warns=st.booleans())
CHOICE = st.builds(Button, st.just(Action.PICK), TEXT, st.just(f"{RECEIPT}:1"))
BUTTON = st.builds(Button, st.sampled_from(Action), st.text(max_size=100), st.just(RECEIPT))
ANY_CARD = st.builds(
    Card,
    st.sampled_from(Tone),
    TEXT,
    st.lists(ROW, max_size=60).map(tuple),
    st.lists(CHOICE, max_size=40).map(tuple),
    st.lists(BUTTON, max_size=30).map(tuple),
)


@settings(deadline=None)
@given(ANY_CARD)
def test_no_card_makes_a_message_that_slack_refuses(card: Card) -> None:
    sent = message(card)
    assert check_message_blocks(sent["blocks"]) == []
    assert len(sent["blocks"]) <= limits.SLACK_BLOCKS
    for block in sent["blocks"]:
        parsed = Block.parse(json.loads(json.dumps(block)))
        assert parsed is not None
        parsed.validate_json()
    assert all(text["text"].strip() and length(text["text"]) <= limits.SLACK_TEXT for text in texts(sent["blocks"]))
    assert sum(length(text["text"]) for text in texts(sent["blocks"])) <= 12_000
    assert 0 < length(sent["text"]) <= limits.SLACK_FALLBACK
