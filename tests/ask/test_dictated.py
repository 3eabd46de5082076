"""Questions that were dictated: years in words, and punctuation that was spoken."""

from __future__ import annotations

import pytest

from bot.ask.text import tokenize


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("rents in twenty twenty two please", ["rents", "in", "2022", "please"]),
        ("rents in nineteen ninety nine", ["rents", "in", "1999"]),
        ("rents in twenty nineteen", ["rents", "in", "2019"]),
        ("rents in nineteen eighty", ["rents", "in", "1980"]),
        ("from twenty twenty to twenty twenty one", ["from", "2020", "to", "2021"]),
        ("twenty two boats", ["twenty", "two", "boats"]),
        ("nineteen boats and twenty", ["nineteen", "boats", "and", "twenty"]),
    ],
)
def test_a_year_in_words_is_one_word(text: str, words: list[str]) -> None:
    assert [token.norm for token in tokenize(text)] == words
    for token in tokenize(text):
        assert text[token.start : token.end] == token.text
