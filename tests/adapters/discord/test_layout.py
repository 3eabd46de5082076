"""Cards as layouts: how each kind looks, and that no card makes one that Discord refuses."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from hypothesis import given, settings
from syrupy.assertion import SnapshotAssertion
from syrupy.extensions.json import JSONSnapshotExtension

from adapters.discordbot.components import choices_of
from adapters.discordbot.cut import length
from adapters.discordbot.escape import plain
from adapters.discordbot.foot import footer_of, footers, texts_of
from adapters.discordbot.layout import IN_PLACE, LAYOUT, layout, picture_of
from bot.cards.card import Action, Button, Card, Row, Tone
from tests.adapters.answers import ANSWERED
from tests.adapters.discord.cards import BUTTONS, CARDS, LONG_READING, ambiguous, answered, readings
from tests.adapters.discord.reader import shown
from tests.adapters.discord.test_render import cards, read
from tests.servers.discord.checks.components import interactive
from tests.servers.discord.checks.layouts import MOST_PARTS, MOST_TEXT, walk
from tests.servers.discord.checks.messages import check_message
from tests.servers.discord.checks.problems import Problems
from tests.servers.discord.checks.specification import CREATE, EDIT, check_specification
from tests.servers.discord.errors import Json

FOOTER = footer_of("abcdefghijklmnopqrstuvwxy")
PICTURE = picture_of("chart.png", "Hoki landed, 2018 to 2020: 7,900, 8,000 and 9,250.5 tonnes.")
URL = "https://harbour.example/report"


def problems_of(body: Json, schema: str = CREATE) -> Json:
    """What Discord would say of it."""
    problems = Problems()
    check_message(problems, body, 1, names={"chart.png"})
    check_specification(problems, schema, body)
    return problems.errors


def parts(body: Json) -> list[Json]:
    """What is in the container."""
    (container,) = body["components"]
    assert container["type"] == 17
    found: list[Json] = container["components"]
    return found


def kinds(body: Json) -> list[int]:
    return [part["type"] for part in parts(body)]


def texts(body: Json) -> list[str]:
    return list(texts_of(body["components"]))


def links(body: Json) -> list[str]:
    return [part["accessory"]["url"] for part in parts(body) if part["type"] == 9 and "url" in part["accessory"]]


@pytest.mark.parametrize("name", CARDS)
def test_looks(name: str, snapshot: SnapshotAssertion) -> None:
    body = layout(CARDS[name], footer=FOOTER, picture=PICTURE if name == "answered" else None)
    assert problems_of(body) == {}
    assert body == snapshot(extension_class=JSONSnapshotExtension)


def test_a_layout_has_nothing_beside_it() -> None:
    body = layout(answered(ANSWERED))
    assert body["flags"] == LAYOUT
    assert body["allowed_mentions"] == {"parse": []}
    assert not {"content", "embeds"} & body.keys()


def test_what_takes_the_place_of_another_message_leaves_nothing_of_it() -> None:
    body = {**layout(answered(ANSWERED)), **IN_PLACE}
    assert (body["content"], body["embeds"], body["attachments"]) == (None, [], [])
    assert problems_of(body, EDIT) == {}


def test_the_sentence_leads_with_its_figure_in_bold() -> None:
    first = texts(layout(answered(ANSWERED)))[0]
    assert first == ANSWERED.text.replace("1,250.5 tonnes", "**1,250.5 tonnes**", 1)


def test_a_figure_that_is_cut_off_is_not_in_bold() -> None:
    body = layout(Card(Tone.ANSWERED, f"{'harbour ' * 400}12 tonnes.", figure="12 tonnes"))
    assert "**" not in texts(body)[0]
    assert problems_of(body) == {}


def test_no_two_kinds_of_news_have_one_colour_and_caveats_have_their_own() -> None:
    found = [layout(Card(tone, "Same words."))["components"][0]["accent_color"] for tone in Tone]
    found.append(layout(answered(ANSWERED))["components"][0]["accent_color"])
    assert len(set(found)) == len(found)


def test_caveats_stand_in_plain_sight_under_the_sentence() -> None:
    _, loud, *_ = texts(layout(answered(ANSWERED)))
    assert [shown(one.removeprefix("**Caveats:** ").removeprefix("• ")) for one in loud.split("\n")] == list(
        ANSWERED.caveats
    )


def test_all_else_of_an_answer_is_small() -> None:
    _, _, *rest = texts(layout(answered(ANSWERED), footer=FOOTER))
    assert rest
    assert all(line.startswith("-# ") for text in rest for line in text.split("\n"))


def test_a_source_has_its_address_beside_it() -> None:
    body = layout(answered(ANSWERED))
    assert links(body) == [ANSWERED.figures[0].source.url]
    assert "http" not in "".join(texts(body))
    (beside,) = [part for part in parts(body) if part["type"] == 9]
    assert beside["components"][0]["content"].startswith("-# Source: Harbour Office")
    assert "custom_id" not in beside["accessory"]


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "harbour.example/report", "https://", f"https://x.org/{'a' * 600}"]
)
def test_what_is_no_address_is_no_link(url: str) -> None:
    body = layout(Card(Tone.ANSWERED, "A sentence.", (Row("Source", "Harbour Office", url=url),)))
    assert links(body) == []
    assert problems_of(body) == {}


def test_many_sources_have_their_addresses_in_their_lines() -> None:
    rows = tuple(Row("Source", f"Report {number}", url=f"{URL}/{number}") for number in range(5))
    few, many = layout(Card(Tone.TOLD, "Sources.", rows[:4])), layout(Card(Tone.TOLD, "Sources.", rows))
    assert (len(links(few)), len(links(many))) == (4, 0)
    assert "([open](https://harbour.example/report/4))" in "".join(texts(many))


def test_the_order_of_the_rows_is_kept() -> None:
    rows = (Row("When", "1 May"), Row("Source", "Office", url=URL), Row("Status", "scheduled"))
    body = layout(Card(Tone.TOLD, "The report.", rows))
    assert [read(text) for text in texts(body)[1:]] == ["When: 1 May", "Source: Office", "Status: scheduled"]


def test_the_chart_stands_between_the_caveats_and_the_rows() -> None:
    body = layout(answered(ANSWERED), footer=FOOTER, picture=PICTURE)
    assert kinds(body)[:4] == [10, 10, 12, 14]
    (gallery,) = [part for part in parts(body) if part["type"] == 12]
    assert gallery["items"] == [PICTURE]


def test_a_picture_without_words_says_none() -> None:
    assert picture_of("chart.png", "") == {"media": {"url": "attachment://chart.png"}}


def test_a_sentence_alone_is_a_sentence_alone() -> None:
    assert kinds(layout(Card(Tone.REFUSED, "Not now."))) == [10]
    assert kinds(layout(Card(Tone.REFUSED, "Not now."), footer=FOOTER)) == [10, 10]


def test_the_choices_follow_the_question_and_the_buttons_the_rows() -> None:
    body = layout(ambiguous(*readings(3)), footer=FOOTER)
    assert kinds(body) == [10, 1, 14, 10, 10, 1]
    assert [one["label"] for one in parts(body)[1]["components"]] == readings(3)
    assert parts(body)[-1]["components"][0]["label"] == "Wrong?"


def test_choices_too_long_to_press_stand_in_full_beside_their_buttons() -> None:
    body = layout(CARDS["ambiguous with long choices"])
    assert kinds(body)[:3] == [10, 9, 9]
    assert [read(text) for text in texts(body)[1:3]] == [LONG_READING.format(2019), LONG_READING.format(2020)]
    picks = [part["accessory"] for part in parts(body)[1:3]]
    assert [one["custom_id"].rpartition(":")[2] for one in picks] == ["0", "1"]


def test_many_choices_too_long_for_a_list_are_numbered_and_listed_above_it() -> None:
    body = layout(ambiguous(*[LONG_READING.format(2000 + number) for number in range(6)]))
    assert kinds(body)[:3] == [10, 10, 1]
    assert read(texts(body)[1]).startswith("1. Hoki landed")


def test_other_readings_of_an_answer_come_after_it_and_ask_for_nothing() -> None:
    other = Button(Action.PICK, "In per cent: 15.6 per cent", "r:0")
    body = layout(replace(answered(ANSWERED), choices=(other,)), footer=FOOTER)
    assert kinds(body)[-5:] == [10, 10, 1, 10, 1]
    assert texts(body)[-2:] == ["-# Read otherwise:", f"-# {FOOTER}"]
    assert {one["style"] for one in interactive(body["components"]) if "custom_id" in one} == {2}


def test_a_button_that_shows_what_is_shown_already_is_left_out() -> None:
    first, *others = BUTTONS
    body = layout(replace(answered(ANSWERED), buttons=(replace(first, repeats=True), *others)))
    labels = [one["label"] for one in interactive(body["components"]) if "custom_id" in one]
    assert labels == [one.label for one in others]


def test_it_stays_where_not_all_of_it_is_shown() -> None:
    rows = tuple(Row(f"Figures {number}", "tonnes of hoki landed " * 30) for number in range(20))
    body = layout(Card(Tone.ANSWERED, "The total.", rows, buttons=(replace(BUTTONS[0], repeats=True),)))
    assert [one["label"] for one in interactive(body["components"])] == ["Source"]


# The foot


def test_the_foot_of_a_layout_finds_it_again() -> None:
    for card in CARDS.values():
        assert footers(layout(card, footer=FOOTER, picture=PICTURE)) == [FOOTER]
        assert footers(layout(card)) == []


def test_a_row_that_reads_like_a_foot_is_none_of_a_delivered_message() -> None:
    other = footer_of("zzzzzzzzzz")
    body = layout(Card(Tone.ANSWERED, "A sentence.", (Row("", other), Row("Said", other))), footer=FOOTER)
    assert footers(body) == [FOOTER]


# Limits, each reached and over by one


def test_as_many_buttons_as_there_is_room_for() -> None:
    for count in (25, 26):
        many = tuple(Button(Action.PAUSE, f"Pause {number}", str(number)) for number in range(count))
        rows = (*(Row("Caveat", "x", warns=True) for _ in range(2)), *(Row("S", "x", url=URL) for _ in range(4)))
        body = layout(Card(Tone.ANSWERED, "Many.", rows, buttons=many), footer=FOOTER, picture=PICTURE)
        assert problems_of(body) == {}
        assert len(list(walk(body["components"]))) <= MOST_PARTS
        assert ("no room for 1 more" in "".join(texts(body))) is (count > 25)


def test_as_many_choices_as_there_is_room_for() -> None:
    for count in (100, 101):
        card = ambiguous(*readings(count))
        assert choices_of(card).hidden == count - 100
        assert problems_of(layout(card, footer=FOOTER)) == {}
        assert ("1 more fit" in "".join(texts(layout(card)))) is (count > 100)


def test_a_text_of_4000_characters_is_whole_and_one_of_4001_says_what_is_left_out() -> None:
    def card(longest: int) -> Card:
        rows = tuple(Row("Caveat", "x" * 900, warns=True) for _ in range(4))
        return Card(Tone.ANSWERED, "A sentence.", (*rows, Row("Base", "y" * longest)))

    room = MOST_TEXT - sum(map(length, texts(layout(card(1))))) + 1
    whole, over = layout(card(room)), layout(card(room + 1))
    assert sum(map(length, texts(whole))) == MOST_TEXT
    assert "y" * room in "".join(texts(whole))
    assert "y" * room not in "".join(texts(over))
    assert problems_of(whole) == problems_of(over) == {}


def test_what_does_not_fit_is_counted_and_caveats_and_sources_stay() -> None:
    rows = tuple(Row(f"Figures {number}", "tonnes of hoki landed " * 30) for number in range(200))
    kept = (Row("Source", "Harbour Office", url=URL), Row("Caveats", "Not final: provisional.", warns=True))
    body = layout(Card(Tone.ANSWERED, "The total.", (*rows, *kept)), footer=FOOTER)
    said = "\n".join(texts(body))
    assert links(body) == [URL]
    assert "Not final: provisional." in said
    left = said.count("-# Figures")
    assert 0 < left < 20
    assert f"-# {200 - left} more lines are not shown." in said


@pytest.mark.parametrize(("count", "shown_whole"), [(1_600, True), (1_601, False)])
def test_a_sentence_is_cut_where_it_would_leave_no_room(count: int, shown_whole: bool) -> None:
    first = texts(layout(Card(Tone.ANSWERED, "x" * count)))[0]
    assert (first == "x" * count) is shown_whole
    assert length(first) <= 1_600


@settings(max_examples=150, deadline=None)
@given(cards(12))
def test_no_card_makes_a_layout_that_discord_refuses(card: Card) -> None:
    for body in (layout(card), layout(card, footer=FOOTER, picture=PICTURE)):
        assert problems_of(body) == {}
        assert sum(map(length, texts(body))) <= MOST_TEXT


@settings(max_examples=100, deadline=None)
@given(cards(5))
def test_nothing_in_a_card_becomes_markup(card: Card) -> None:
    sentence, *rest = texts(layout(card))
    assert shown(sentence).removesuffix("…") in plain(card.headline) + "…"
    for text in rest:
        read(text)


def test_bold_never_begins_within_text_that_is_not_ours() -> None:
    for headline, figure in (("**7** boats_and_ 7 nets", "7"), ("a`7`b 7", "7"), ("7 7 7", "7")):
        said = texts(layout(Card(Tone.ANSWERED, headline, figure=figure)))[0]
        assert len(re.findall(r"(?<!\\)\*\*", said)) in (0, 2)
        assert shown(re.sub(r"(?<!\\)\*\*(7)\*\*", r"\1", said)) == headline


def test_a_choice_in_full_has_a_button_of_what_tells_it_apart() -> None:
    shorts = ["2020: 9 tonnes", "2021: 9 tonnes"]
    picks = tuple(
        Button(Action.PICK, f"Hoki landed in the harbour, {short}", "receipt:0", short=short) for short in shorts
    )
    body = layout(Card(Tone.AMBIGUOUS, "Which?", choices=picks))
    sections = [part for part in body["components"][0]["components"] if part["type"] == 9]
    assert [part["accessory"]["label"] for part in sections] == shorts
    assert [part["components"][0]["content"] for part in sections] == [choice.label for choice in picks]


def test_what_was_stands_small_under_what_is() -> None:
    body = layout(
        Card(Tone.TOLD, "Moved: the vote, now Friday.", (Row("Was", "Thursday", small=True),), figure="Friday")
    )
    head, *_, last = texts(body)
    assert head == "Moved: the vote, now **Friday**."
    assert last == "-# Was: Thursday"


def test_buttons_too_long_to_stand_beside_their_choices_stand_below_them() -> None:
    shorts = ["Share of the vote, final: 48.4 per cent", "Number of votes: 1,406,973"]
    picks = tuple(Button(Action.PICK, f"{short} in the count", "receipt:0", short=short) for short in shorts)
    body = layout(Card(Tone.ABSTAINED, "We don't hold that.", choices=picks))
    assert kinds(body)[:4] == [10, 10, 10, 1]
    assert read(texts(body)[2]).splitlines() == [f"{number}. {pick.label}" for number, pick in enumerate(picks, 1)]
    labels = [one["label"] for one in interactive(body["components"])]
    assert labels == [f"{number}. {short}" for number, short in enumerate(shorts, 1)]
