"""What no text may do in a thread: raise, make it remember without bound, or take longer than its length allows."""

from __future__ import annotations

import sys
from collections.abc import Callable
from types import FrameType
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.ask.conversation import Conversation
from bot.ask.language.claims import claim_in, premise_in
from bot.ask.language.followups import told_in
from bot.ask.language.rows import rows
from bot.ask.meaning_json import MAX_CHARACTERS
from bot.ask.text import tokenize
from tests.ask.dialogue.samples import FARMS
from tests.ask.ledger import NOW, of_table

_FARMS = of_table(FARMS)
_OWN = ("North", "South", "East", "2020", "2022", "number of farms", "640", "town", "rainfall", "January", "per cent")
_WORDS = sorted(
    {
        one.strip()
        for name in ("claims", "followups", "amounts")
        for row in rows(name)
        for one in row["words"].split(";")
    }
)
_MESSAGES = st.lists(st.sampled_from(_WORDS) | st.sampled_from(_OWN) | st.text(max_size=6), max_size=7).map(" ".join)


@given(st.lists(_MESSAGES, max_size=5))
@settings(deadline=None)
def test_no_thread_raises_and_what_it_remembers_stays_small(messages: list[str]) -> None:
    _, last = _FARMS.desk.follow("number of farms in North in 2022", None, NOW)
    for message in messages:
        answer, last = _FARMS.desk.follow(message, last, NOW)
        assert answer.text
        assert last is None or last.reading is None or len(last.reading) <= MAX_CHARACTERS


@given(st.text())
@settings(deadline=None)
def test_no_stored_reading_raises(reading: str) -> None:
    for message in ("and South?", "source?", "so 640?"):
        assert _FARMS.desk.follow(message, Conversation("", reading), NOW)[0].text


def test_a_sum_that_grows_without_end_is_forgotten_in_the_end() -> None:
    _, last = _FARMS.desk.follow("number of farms in North in 2022", None, NOW)
    for _ in range(60):
        for message in ("and South?", "together?", "plus East?"):
            _, last = _FARMS.desk.follow(message, last, NOW)
            assert last is None or last.reading is None or len(last.reading) <= MAX_CHARACTERS


def _calls(work: Callable[[], object]) -> int:
    """How many functions are called, in Python and in C."""
    count = 0

    def counting(_frame: FrameType, event: str, _arg: Any) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    before = sys.getprofile()
    sys.setprofile(counting)
    try:
        work()
    finally:
        sys.setprofile(before)
    return count


@pytest.mark.parametrize(
    "words",
    [
        "is it right that ",
        "did it really rise by 40 per cent ",
        "higher than any other of all ",
        "more than 40 ",
        "from 40 to 50 ",
        "about half of them fell ",
        "no less than not more than ",
        "exceeded top beat fell short of ",
        "how many is that and the year before ",
        "so ",
        "two thirds one in four ",
        "farms ",
    ],
)
def test_the_work_grows_no_faster_than_the_text(words: str) -> None:
    def work(times: int) -> Callable[[], object]:
        text = words * times
        tokens = tokenize(text)
        norms = [token.norm for token in tokens]

        def read() -> None:
            claim_in(text, tokens, frozenset())
            premise_in(text, tokens)
            told_in(norms, frozenset())

        return read

    work(3)()
    assert _calls(work(160)) < 2.5 * _calls(work(80))
