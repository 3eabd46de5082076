"""Whatever comes from the ledger or a user is text: read back as Slack shows it, it is what it was."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from adapters.slackbot.cut import fit, shorten
from adapters.slackbot.escape import escape, length, link, unescape, visible
from adapters.slackbot.render import message
from bot.cards.card import Action, Button, Card, Row, Tone
from tests.adapters.slack.shown import links, plain, texts

ATTACKS = [
    "<!channel> look",
    "<!here|here>",
    "<@U0000ANA>",
    "<#C0000NEWS|newsroom>",
    "<!subteam^S0000DESK>",
    "<https://evil.example|the source>",
    "&lt;!channel&gt;",
    "&amp;lt;!channel&amp;gt;",
    "```code``` *bold* _it_ ~no~ `x` > quote :tada:",
    "@channel @everyone @here",
]
HOSTILE = st.one_of(st.sampled_from(ATTACKS), st.text(), st.text(alphabet="<>!@#&|*_~`:;ltgamp channel\n", max_size=60))
CONTROL = re.compile(r"<[^>]*>")


@settings(deadline=None)
@given(HOSTILE)
def test_what_slack_shows_is_what_was_written(text: str) -> None:
    assert unescape(escape(text)) == visible(text)
    assert not CONTROL.search(escape(text))


@settings(deadline=None)
@given(HOSTILE)
def test_no_part_of_a_card_gets_through_as_markup(text: str) -> None:
    card = Card(
        Tone.ABSTAINED,
        text,
        (Row("Missing", text), Row(text, "by", warns=True), Row("Source", text, url="https://harbour.example/")),
        (Button(Action.PICK, text, "r:0"),),
        (Button(Action.WRONG, text, "r"),),
    )
    sent = message(card)
    assert links(sent) == ["<https://harbour.example/|harbour.example>"]
    assert not CONTROL.search(sent["text"])
    assert all(
        not CONTROL.search(part["text"]) and part["emoji"] is False
        for part in texts(sent["blocks"])
        if part["type"] == "plain_text"
    )
    assert plain(sent["blocks"][0]) == (visible(text).strip() or "–")


@pytest.mark.parametrize("text", ATTACKS)
def test_an_attack_is_shown_as_it_was_written(text: str) -> None:
    assert plain(message(Card(Tone.TOLD, text))["blocks"]) == text


def test_what_steers_the_reader_is_a_space() -> None:
    assert visible("a\u202eb\x00c\x1bd\ne\ud800") == "a b c d\ne "
    assert visible("Māori “9” – 見🦆 👩‍👧") == "Māori “9” – 見🦆 👩‍👧"


@settings(deadline=None)
@given(st.text(max_size=60))
def test_a_link_is_one_link_and_leads_where_it_says(tail: str) -> None:
    found = link(f"https://harbour.example/{tail}")
    assert found is not None
    assert re.fullmatch(r"<https://harbour\.example/[^<>|\s*~`]*\|harbour\.example>", found)


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "file:///etc/passwd", "", "harbour.example", "https://", "https://[", "mailto:a@b"]
)
def test_what_is_no_web_address_is_no_link(url: str) -> None:
    assert link(url) is None


def test_an_odd_host_has_a_plain_label() -> None:
    assert link("https://a_b|<!here>.example/x y&z") == "<https://a_b%7C%3C!here%3E.example/x%20y&amp;z|link>"


@settings(deadline=None)
@given(st.text(max_size=200), st.integers(2, 60))
def test_a_shortened_text_is_short_and_its_beginning(text: str, limit: int) -> None:
    cut = shorten(text, limit)
    assert 0 < length(cut) <= limit
    if cut.endswith("…") and unescape(cut) != visible(text).strip():
        assert visible(text).strip().startswith(unescape(cut[:-1]))


@pytest.mark.parametrize(
    ("text", "limit", "cut"),
    [
        ("Hoki landed, 2020: 9,250.5 tonnes", 27, "Hoki landed, 2020:…"),
        ("Hoki landed, 2020: 9 250.5 tonnes", 24, "Hoki landed, 2020:…"),
        ("a < b", 5, "a…"),
        ("1234567890", 6, "…"),
        ("   ", 5, "–"),
    ],
)
def test_a_text_is_cut_between_words_and_never_inside_a_number(text: str, limit: int, cut: str) -> None:
    assert shorten(text, limit) == cut


def test_lines_that_do_not_fit_are_counted() -> None:
    assert fit(["one", "two", "three"], 100) == ["one", "two", "three"]
    assert fit(["x" * 10] * 9, 60) == ["x" * 10] * 3 + ["… and 6 more lines"]
    assert fit(["x" * 10, "y" * 20], 30) == ["x" * 10, "… and 1 more line"]
