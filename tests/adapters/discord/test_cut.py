"""Cutting to what fits: at meaning, and never to a wrong number."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adapters.discordbot.cut import fit, length
from adapters.discordbot.escape import plain
from tests.adapters.discord.reader import shown
from tests.adapters.discord.test_escape import hostile


@given(hostile, st.integers(1, 40))
def test_it_fits_and_is_a_beginning(text: str, limit: int) -> None:
    cut = fit(text, limit)
    assert length(cut) <= limit
    read = shown(cut)
    assert read == plain(text) or (read.endswith("…") and plain(text).startswith(read[:-1]))


@pytest.mark.parametrize(
    ("text", "limit", "cut"),
    [
        ("All of it fits.", 15, "All of it fits."),
        ("One sentence. Another one, longer", 20, "One sentence. …".replace(" …", "…")),
        ("the boats of the harbour", 12, "the boats…"),
        ("landed: 9,250.5 tonnes", 13, "landed:…"),
        ("landed: 1 250 000 tonnes", 14, "landed:…"),
        ("123456789", 5, "…"),
        ("a123456789", 5, "a…"),
    ],
)
def test_it_is_cut_between_words_and_not_within_a_number(text: str, limit: int, cut: str) -> None:
    assert shown(fit(text, limit)) == cut


def test_what_stands_before_the_mark_of_a_cut_stays_text() -> None:
    assert shown(fit("boats and <:boat:123456>", 20)) == "boats and…"
    assert shown(fit("boats<:boat:123456>", 17)) == "boats<:boat:…"


def test_length_counts_as_the_strictest_does() -> None:
    assert length("a🐟ā") == 4
