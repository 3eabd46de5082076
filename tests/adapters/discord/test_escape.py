"""Whatever comes from a ledger or a user is shown as text."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adapters.discordbot.escape import escape, link, plain
from tests.adapters.discord.reader import shown

PIECES = [
    "@everyone", "@here", "<@1>", "<@!1>", "<@&1>", "<#1>", "<:boat:1>", "<t:1:R>", "</figure ask:1>", "<id:guide>",
    "https://a.example", "steam://run", "discord.gg/x", "[text](https://a.example)", "](", "[", "]", "(", ")", "```",
    "`", "||", "|", "**", "*", "__", "_", "~~", "~", "#", "##", "-#", "-", "+", ">", ">>>", "1.", "1. ", "- ", ":boat:",
    "\\", "\\\\", "\n", "\n\n", "\r", "\t", "¯\\_(ツ)_/¯", "\u202e", "\u200b", "\N{NO-BREAK SPACE}", "ā", "é", "🐟",
    "👩\u200d🔬", "9,250.5", "46.1 per cent", "2019/20", "n/a", "10:30", " ", "a", "word",
]  # fmt: skip
hostile = st.lists(st.sampled_from(PIECES) | st.text(max_size=4), max_size=12).map("".join)


@given(hostile)
def test_what_is_escaped_is_shown_as_it_was(text: str) -> None:
    assert shown(escape(text)) == plain(text)


@given(hostile)
def test_plain_text_is_one_line_that_hides_nothing(text: str) -> None:
    line = plain(text)
    assert line == line.strip()
    kinds = {unicodedata.category(character) for character in line if character not in "\u200c\u200d"}
    assert not kinds & {"Cc", "Cf", "Cs", "Zl", "Zp"}
    assert plain(line) == line


@pytest.mark.parametrize(
    "text",
    [
        "The boats landed 1,250.5 tonnes more hoki in 2020 than in 2019: 9,250.5 tonnes against 8,000 tonnes.",
        "8.7 per cent of the 565 people (49 of 565)",
        "9,250.5 − 8,000 = 1,250.5",
        "-5 per cent",
        "Māori, 15–24, 2019/20",
        "46 100\N{NARROW NO-BREAK SPACE}000",
    ],
)
def test_ordinary_sentences_stay_as_they_are(text: str) -> None:
    assert escape(text) == text


@pytest.mark.parametrize("direction", ["\u202e", "\u2066", "\u200f"])
def test_nothing_turns_the_writing_direction(direction: str) -> None:
    assert escape(f"9{direction}1 tonnes") == "91 tonnes"


def test_an_address_becomes_a_link_on_our_own_word() -> None:
    assert link("open", "https://a.example/x_(y)?q=1") == "[open](https://a.example/x_%28y%29?q=1)"


@pytest.mark.parametrize("url", ["javascript:alert(1)", "ftp://a.example", "a.example", "", "https://" + "a" * 600])
def test_what_is_no_address_becomes_no_link(url: str) -> None:
    assert link("open", url) is None


@given(hostile)
def test_a_link_ends_where_it_should(text: str) -> None:
    made = link("open", f"https://a.example/{text}")
    if made is not None:
        assert made.startswith("[open](https://a.example/")
        assert not set(made.removeprefix("[open](").removesuffix(")")) & set("()<>[]| \n`\\")
