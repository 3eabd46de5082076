"""Facts about the language: every row has its example, and the words are found where they mean what they say."""

from __future__ import annotations

from importlib.resources import files

import pytest

from bot.ask.language.moves import comes_to
from bot.ask.language.negation import only_asks_to_agree
from bot.ask.language.nouns import counted_by
from bot.ask.language.rates import rates_in, scales_in
from bot.ask.language.rows import rows

FILES = sorted(one.name.removesuffix(".csv") for one in (files("bot.ask.language") / "en").iterdir())


@pytest.mark.parametrize("name", FILES)
def test_every_row_has_an_example_and_no_word_stands_twice(name: str) -> None:
    column = next(iter(rows(name)[0]))
    words = [row[column] for row in rows(name)]
    assert all(row["example"] for row in rows(name))
    assert len(set(words)) == len(words)


@pytest.mark.parametrize(
    "question",
    [
        "the yes vote ended at 50 didnt it",
        "it was 50 was it not",
        "it was 50 or was it not",
        "isnt the yes vote 50",
        "didnt the yes vote end at 50",
    ],
)
def test_a_tag_or_an_opening_only_asks_to_agree(question: str) -> None:
    assert only_asks_to_agree(question.split())


@pytest.mark.parametrize(
    "question",
    [
        "how many did not vote",
        "how many were not charged were they not",
        "what share of those who didnt vote is it",
        "isnt the share who never voted 50",
        "the yes vote ended at 50",
        "how many wasnt",
        "",
    ],
)
def test_a_denial_is_no_tag(question: str) -> None:
    assert not only_asks_to_agree(question.split())


@pytest.mark.parametrize(
    "question",
    [
        "what did it tumble to in 2023",
        "what had it sunk to by 2023",
        "what has it risen back to",
        "where did it fall to",
    ],
)
def test_where_a_figure_came_to(question: str) -> None:
    assert comes_to(question.split())


@pytest.mark.parametrize(
    "question",
    ["how did it fall from 2019 to 2023", "did it fall to 45", "the fall to date", "to in", "how far did it rise"],
)
def test_how_far_it_went_is_something_else(question: str) -> None:
    assert not comes_to(question.split())


@pytest.mark.parametrize(
    ("words", "rates"),
    [
        ("cyclists a year", {"year"}),
        ("cyclists each week and yearly", {"week", "year"}),
        ("more than a year ago", set()),
        ("in a year", set()),
        ("the year", set()),
    ],
)
def test_what_is_told_for_each_of_a_time(words: str, rates: set[str]) -> None:
    assert rates_in(words.split()) == rates


@pytest.mark.parametrize(
    ("words", "scales"),
    [("deaths per million people", {1_000_000}), ("per 100 thousand", {100_000}), ("per head of 100", set())],
)
def test_for_how_many_something_is_told(words: str, scales: set[int]) -> None:
    assert scales_in(words.split()) == scales


@pytest.mark.parametrize(
    ("name", "nouns"),
    [
        ("number of library loans", {"loan"}),
        ("injury crashes", {"crash"}),
        ("items borrowed", {"item", "borrow"}),
        ("resident parking permits issued", {"permit", "issu"}),
        ("fall in the number of charges", {"fall", "charg"}),
        ("respondents who contacted the council", {"respond", "contact", "council"}),
    ],
)
def test_what_a_name_counts(name: str, nouns: set[str]) -> None:
    assert counted_by(name) == nouns
