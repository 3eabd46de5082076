"""Cards as Slack messages: how each kind looks, and that no card makes a message that Slack refuses."""

from __future__ import annotations

import json
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from slack_sdk.models.blocks import Block
from syrupy.assertion import SnapshotAssertion
from syrupy.extensions.json import JSONSnapshotExtension

from adapters import limits
from adapters.slackbot.escape import length, unescape
from adapters.slackbot.render import CHART, NEW, has, message
from bot.answer import Answer
from bot.ask.style import HouseStyle
from bot.cards.answer import AnswerCards
from bot.cards.card import Action, Aside, Button, Card, Row, Tone
from bot.cards.chart import Chart, Point, chart_of
from tests.adapters.answers import ABSTAINED, AMBIGUOUS, ANSWERED, TREND, landed
from tests.adapters.slack.shown import bold, elements, links, of_type, plain, texts
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


def chart(answer: Answer = TREND) -> Chart:
    drawn = chart_of(answer, HouseStyle())
    assert drawn is not None
    return drawn


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
    "answered with a series": of(TREND),
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


CHARTS = {"answered with a series": chart()}
NEWLY = [name for name in CARDS if name.startswith("answered")]
"""Those that look otherwise where a workspace takes the new blocks."""


@pytest.mark.parametrize("name", CARDS)
def test_looks(name: str, snapshot: SnapshotAssertion) -> None:
    sent = message(CARDS[name])
    assert check_message_blocks(sent["blocks"], unknown=NEW) == []
    assert sent == snapshot(extension_class=JSONSnapshotExtension)


@pytest.mark.parametrize("name", NEWLY)
def test_looks_in_a_workspace_that_takes_the_new_blocks(name: str, snapshot: SnapshotAssertion) -> None:
    sent = message(CARDS[name], CHARTS.get(name), anew=True)
    assert check_message_blocks(sent["blocks"]) == []
    assert sent == snapshot(extension_class=JSONSnapshotExtension)


@pytest.mark.parametrize("name", [name for name in CARDS if name not in NEWLY])
def test_the_others_look_alike_everywhere(name: str) -> None:
    assert message(CARDS[name], anew=True) == message(CARDS[name])


def test_the_figure_is_bold_and_nothing_else() -> None:
    sent = message(of(TREND))
    assert plain(sent["blocks"][0]) == TREND.text
    assert bold(sent) == ["9,250.5 tonnes"]
    assert bold(message(of(ABSTAINED))) == []


@pytest.mark.parametrize(
    "words", ["*all* of _it_", "<!channel> <@U0000ANA> :tada:", "`code` ~gone~\n> said", "&lt;b&gt;"]
)
def test_what_stands_around_a_figure_is_no_markup(words: str) -> None:
    sent = message(Card(Tone.ANSWERED, f"{words}: 12 boats, {words}", figure="12 boats"))
    (head,) = sent["blocks"]
    assert plain(head) == f"{words}: 12 boats, {words}"
    assert bold(sent) == ["12 boats"]
    assert links(sent) == []


def test_a_figure_is_not_found_within_a_longer_number() -> None:
    assert Card(Tone.ANSWERED, "1,250 of 250 boats", figure="250").parted == ("1,250 of ", "250", " boats")
    assert Card(Tone.ANSWERED, "12.5 boats", figure="12").parted == ("12.5 boats", "", "")


def test_a_series_is_drawn_and_its_figures_are_a_table() -> None:
    sent = message(of(TREND), chart(), anew=True)
    kinds = [block["type"] for block in sent["blocks"]]
    assert kinds == ["rich_text", "data_visualization", "data_table", "context", "container", "actions"]
    (drawn,), (table,) = of_type(sent, "data_visualization"), of_type(sent, "data_table")
    (series,) = drawn["chart"]["series"]
    assert drawn["chart"]["type"] == "line"
    assert [point["value"] for point in series["data"]] == [7100, 7400, 7900, 8000, 9250.5]
    assert drawn["chart"]["axis_config"] == {"categories": ["2016", "2017", "2018", "2019", "2020*"]}
    assert series["name"] == "Tonnes"
    assert [cell["text"] for cell in table["rows"][0]] == ["Period", "Tonnes"]
    assert [cell["text"] for cell in table["rows"][-1]] == ["2020", "9,250.5 (provisional)"]
    quiet = plain(of_type(sent, "context")).splitlines()
    assert "Status: final; provisional where marked" in quiet
    assert not [line for line in quiet if "7,400" in line]
    assert any(line.startswith("Source: Harbour Office") for line in quiet)


def test_groups_are_drawn_and_their_figures_folded_away() -> None:
    species = [
        replace(one, dimensions=(("species", name),), period="2020", status="final")
        for name, one in zip("ABCDE", TREND.figures, strict=True)
    ]
    answer = replace(
        TREND, text="The fish landed in 2020: A 7,100.", value=None, figures=tuple(species), computation=None
    )
    sent = message(of(answer), chart(answer), anew=True)
    kinds = [block["type"] for block in sent["blocks"]]
    assert kinds == ["section", "data_visualization", "context", "container", "actions"]
    (folded,) = of_type(sent, "container")
    assert "7,400 tonnes, B, 2020, final" in plain(folded)
    assert plain(folded["title"]) == "Figures"


def test_lines_of_groups_are_columns_of_one_table() -> None:
    sent = message(of(TREND), replace(chart(), points=groups(2)), anew=True)
    (drawn,), (table,) = of_type(sent, "data_visualization"), of_type(sent, "data_table")
    assert [one["name"] for one in drawn["chart"]["series"]] == ["route 0", "route 1"]
    assert drawn["chart"]["axis_config"]["y_label"] == "tonnes"
    assert [[cell["text"] for cell in row] for row in table["rows"][:2]] == [
        ["Period", "route 0", "route 1"],
        ["2000", "1", "1"],
    ]


def test_workings_are_folded_away_where_that_is_taken() -> None:
    (folded,) = of_type(message(of(ANSWERED), anew=True), "container")
    assert (folded["is_collapsible"], folded["default_collapsed"]) == (True, True)
    assert plain(folded["child_blocks"]) == "Workings: 9,250.5 − 8,000 = 1,250.5"
    assert "Workings: 9,250.5" in plain(of_type(message(of(ANSWERED)), "context"))


def test_the_text_tells_what_the_picture_shows() -> None:
    assert chart().alt in unescape(message(of(TREND), chart(), anew=True)["text"])
    assert "7,400 tonnes, Hoki, 2017" in message(of(TREND))["text"]


def test_a_button_that_leads_to_what_is_shown_is_not_there() -> None:
    buttons = (Button(Action.SOURCE, "Source", RECEIPT, repeats=True), Button(Action.COPY, "Copy line", RECEIPT))
    rows = (Row("Source", "Harbour Office"),)
    few, many = Card(Tone.ANSWERED, "12", rows, (), buttons), Card(Tone.ANSWERED, "12", rows * 200, (), buttons)
    assert [button["text"]["text"] for button in elements(message(few), "button")] == ["Copy line"]
    assert [button["text"]["text"] for button in elements(message(many), "button")] == ["Source", "Copy line"]


POINT = Point("2020", Decimal(1), "", "1")


def points(count: int, **others: Any) -> tuple[Point, ...]:
    return tuple(replace(POINT, label=str(2000 + number), **others) for number in range(count))


def groups(count: int, length: int = 4) -> tuple[Point, ...]:
    return tuple(point for number in range(count) for point in points(length, group=f"route {number}"))


CHART_LIMITS: list[tuple[dict[str, Any], dict[str, Any]]] = [
    ({"title": "x" * 50}, {"title": "x" * 51}),
    ({"points": points(20)}, {"points": points(21)}),
    ({"points": groups(6)}, {"points": groups(7)}),
    ({"points": (replace(POINT, label="x" * 20),)}, {"points": (replace(POINT, label="x" * 21),)}),
    ({"points": (replace(POINT, label="x" * 19, note="n"),)}, {"points": (replace(POINT, label="x" * 20, note="n"),)}),
    (
        {"points": (replace(POINT, group="x" * 20), replace(POINT, group="y"))},
        {"points": (replace(POINT, group="x" * 21), replace(POINT, group="y"))},
    ),
    ({"points": points(2)}, {"points": (POINT, POINT)}),
    (
        {"points": (replace(POINT, value=Decimal("0.1")),)},
        {"points": (replace(POINT, value=Decimal("0.1" + "1" * 20)),)},
    ),
    ({"points": groups(2)}, {"points": groups(2)[:-1]}),
    ({"title": "x"}, {"title": " "}),
]
TABLE_LIMITS: list[tuple[dict[str, Any], dict[str, Any]]] = [
    ({"points": points(100)}, {"points": points(101)}),
    ({"points": groups(19)}, {"points": groups(20)}),
    (
        {"unit": "u" * 994, "points": points(100, shown="9" * 50, note="n" * 33)},
        {"unit": "u" * 995, "points": points(100, shown="9" * 50, note="n" * 33)},
    ),
]


@pytest.mark.parametrize(("fits", "does_not"), CHART_LIMITS)
def test_a_chart_beyond_a_limit_is_not_drawn_by_slack(fits: dict[str, Any], does_not: dict[str, Any]) -> None:
    taken = message(of(TREND), replace(chart(), **fits), anew=True)
    assert has(taken, CHART)
    assert check_message_blocks(taken["blocks"]) == []
    left = message(of(TREND), replace(chart(), **does_not), anew=True)
    assert not has(left, CHART)
    assert check_message_blocks(left["blocks"]) == []


@pytest.mark.parametrize(("fits", "does_not"), TABLE_LIMITS)
def test_a_table_beyond_a_limit_is_lines_again(fits: dict[str, Any], does_not: dict[str, Any]) -> None:
    taken = message(of(TREND), replace(chart(), **fits), anew=True)
    assert has(taken, "data_table")
    assert check_message_blocks(taken["blocks"]) == []
    left = message(of(TREND), replace(chart(), **does_not), anew=True)
    assert not has(left, "data_table")
    assert "7,400 tonnes, Hoki, 2017" in plain(left["blocks"])


def test_a_table_does_not_make_a_message_too_long() -> None:
    long = Card(Tone.ANSWERED, "w " * 900, tuple(Row("Caveats", "w " * 290, warns=True) for _ in range(9)))
    many = replace(chart(), points=points(100, shown="9" * 60, note="n" * 25))
    assert has(message(of(TREND), many, anew=True), "data_table")
    assert not has(message(long, many, anew=True), "data_table")


@pytest.mark.parametrize("tone", Tone)
def test_the_sentence_leads_and_nothing_stands_before_it(tone: Tone) -> None:
    """It says itself what kind of news it is: “We don't hold that”, “Which figure do you mean?”."""
    sent = message(Card(tone, ANSWERED.text))
    assert plain(sent["blocks"][0]) == ANSWERED.text
    assert sent["text"].startswith(ANSWERED.text)


def test_caveats_are_seen_and_the_rest_is_quiet() -> None:
    blocks = message(of(ANSWERED))["blocks"]
    kinds = [block["type"] for block in blocks]
    assert kinds == ["rich_text", "section", "context", "actions"]
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
    kinds = [block["type"] for block in answered]
    assert kinds == ["rich_text", "section", "context", "context", "actions", "actions"]
    assert plain(answered[3]) == "Also:"


def test_choices_are_listed_in_full_and_their_buttons_are_numbered_by_what_tells_them_apart() -> None:
    labels = {f"Hoki landed in the harbour, {year}: 9 tonnes": f"{year}: 9 tonnes" for year in (2020, 2021)}
    picks = tuple(Button(Action.PICK, label, RECEIPT, short=short) for label, short in labels.items())
    _, listed, row = message(Card(Tone.AMBIGUOUS, "Which?", choices=picks))["blocks"]
    assert plain(listed).splitlines() == [f"{number}. {label}" for number, label in enumerate(labels, 1)]
    assert [one["text"]["text"] for one in row["elements"]] == ["1. 2020: 9 tonnes", "2. 2021: 9 tonnes"]


def test_choices_that_do_not_fit_on_their_buttons_stand_in_full_above_them() -> None:
    label = "Hoki landed by " + "boats and " * 10 + "others, 2020: 9,250.5 tonnes"
    sent = message(Card(Tone.AMBIGUOUS, "Which?", choices=(Button(Action.PICK, label, f"{RECEIPT}:0"),)))
    assert f"1. {label}" in plain(sent["blocks"][1])
    assert elements(sent, "button")[0]["text"]["text"].endswith("…: 9,250.5 tonnes"), "what it comes to is not cut off"
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
ASIDE = st.none() | st.sampled_from(Aside)
ROW = st.builds(Row, st.text(max_size=20), TEXT, url=URL, warns=st.booleans(), aside=ASIDE)
CHOICE = st.builds(Button, st.just(Action.PICK), TEXT, st.just(f"{RECEIPT}:1"))
BUTTON = st.builds(Button, st.sampled_from(Action), st.text(max_size=100), st.just(RECEIPT))
POINTS = st.builds(Point, TEXT, st.decimals(allow_nan=False, allow_infinity=False), TEXT, TEXT, st.text(max_size=3))
ANY_CHART = st.builds(
    Chart,
    *(TEXT, TEXT, st.sampled_from(["bar", "line"]), TEXT, st.lists(POINTS, min_size=1, max_size=130).map(tuple)),
    *(TEXT, TEXT, TEXT),
)
ANY_CARD = st.builds(
    Card,
    st.sampled_from(Tone),
    TEXT,
    st.lists(ROW, max_size=60).map(tuple),
    st.lists(CHOICE, max_size=40).map(tuple),
    st.lists(BUTTON, max_size=30).map(tuple),
)


@settings(deadline=None)
@given(ANY_CARD, st.none() | ANY_CHART)
def test_no_card_makes_a_message_that_slack_refuses(card: Card, chart: Chart | None) -> None:
    assert check_message_blocks(message(card)["blocks"], unknown=NEW) == []
    _is_taken(message(card))
    _is_taken(message(card, chart, anew=True))


def _is_taken(sent: dict[str, Any]) -> None:
    assert check_message_blocks(sent["blocks"]) == []
    assert len(sent["blocks"]) <= limits.SLACK_BLOCKS
    for block in sent["blocks"]:
        parsed = Block.parse(json.loads(json.dumps(block)))
        if block["type"] not in NEW:  # The library does not know them yet.
            assert parsed is not None
            parsed.validate_json()
    assert all(text["text"].strip() and length(text["text"]) <= limits.SLACK_TEXT for text in texts(sent["blocks"]))
    assert sum(length(text["text"]) for text in texts(sent["blocks"])) <= 12_000
    assert 0 < length(sent["text"]) <= limits.SLACK_FALLBACK


def test_what_was_stands_small_under_what_is() -> None:
    rows = (Row("Was", "Thursday", small=True), Row("Id", "the-vote"))
    head, said, small = message(Card(Tone.TOLD, "Moved: the vote, now Friday.", rows, figure="Friday"))["blocks"]
    assert {"type": "text", "text": "Friday", "style": {"bold": True}} in head["elements"][0]["elements"]
    assert plain(said) == "Id: the-vote"
    assert (small["type"], plain(small)) == ("context", "Was: Thursday")
    alone = message(Card(Tone.TOLD, "Moved.", rows[:1]))["blocks"]
    assert [block["type"] for block in alone] == ["section", "context"]


def test_the_text_says_what_choices_are_that_no_sentence_asks_for() -> None:
    other = Button(Action.PICK, "In per cent: 15.6 per cent", f"{RECEIPT}:0")
    rows = (Row("Period", "2020"),)
    for tone, heading in ((Tone.ANSWERED, "Also:"), (Tone.ABSTAINED, "Nearest:")):
        sent = message(Card(tone, "A sentence.", rows, choices=(other,)))
        assert sent["text"].splitlines() == ["A sentence.", "Period: 2020", heading, f"1. {other.label}"]
