"""Typing errors in words that no label has."""

from __future__ import annotations

import pytest

from bot.ask.propose.spelling import mended
from bot.ask.propose.weights import learned

LABELS = {"harvest": 1, "turnip": 2, "gourd": 3}


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("what percetage of turnips was sold", "what percentage of turnips was sold"),
        ("which provnces had the lowest harvest?", "which provinces had the lowest harvest?"),
        ("hwo many turnips are there, acording to farmers", "hwo many turnips are there, according to farmers"),
    ],
)
def test_words_of_asking_are_mended(typed: str, meant: str) -> None:
    assert mended(typed, LABELS, learned()) == meant


@pytest.mark.parametrize(
    "text",
    [
        "harvst of turnips",  # like a label: left to matching
        "goards in 2020",
        "the percentage of turnips in Zelandia",  # a name
        "the percentage of turnips in Percentagee",  # a name, whatever it is like
        "turnips of the cmdb survey",  # short, and like nothing
        "weather permitting",  # words of the language
        "12345 turnips",
        "",
    ],
)
def test_all_else_stands_as_it_is(text: str) -> None:
    assert mended(text, LABELS, learned()) == text
