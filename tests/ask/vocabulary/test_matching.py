"""How surely a word of a question stands for a word of a label."""

from __future__ import annotations

import pytest

from bot.ask.vocabulary.frame import Facet, Frame, Item, Kind, Row
from bot.ask.vocabulary.matching import Matcher, likeness
from bot.ask.vocabulary.terms import terms, terms_in


def strength(asked: str, label: str, word: str, equivalents: dict[str, dict[str, float]] | None = None) -> float:
    """How surely any word of a question stands for a word of a label."""
    items = [Item(0, label, (label,)), Item(0, "other", ("other",))]
    laid = Frame([Facet(Kind.DIMENSION, "d")], items, [Row({0: label}, 1), Row({0: "other"}, 2)])
    _, like = Matcher(laid, equivalents or {}).strengths(terms_in(asked))
    return float(like[:, laid.words[word]].max())


@pytest.mark.parametrize(
    ("asked", "label", "word"),
    [
        ("how many fishers are there?", "fisher", "fisher"),
        ("catch in 2015", "2015.0", "2015"),
        ("in 2009/2010", "2009-10", "2009"),
    ],
)
def test_a_word_stands_for_itself_in_any_form(asked: str, label: str, word: str) -> None:
    assert strength(asked, label, word) == 1


@pytest.mark.parametrize(
    ("asked", "label", "word"),
    [
        ("the manufactring sector", "manufacturing", "manufactur"),
        ("what did the GDP come to", "gross domestic product", "gross"),
        ("the gross domestic product", "gdp", "gdp"),
        ("21-year-olds", "20 to 24", "20"),
    ],
)
def test_what_is_like_a_word_may_stand_for_it(asked: str, label: str, word: str) -> None:
    assert 0.5 < strength(asked, label, word) < 1


def test_what_was_learned_to_stand_for_a_word_may_stand_for_it() -> None:
    assert strength("how many girls", "female", "femal", {"girl": {"femal": 0.7}}) == 0.7


@pytest.mark.parametrize(
    ("asked", "label", "word"),
    [
        ("north", "south", "south"),
        ("the port", "report", "report"),
        ("what they change", "charge", "charg"),
        ("what about religion", "war", "war"),
        ("how much police spend", "mps", "mps"),
        ("the workers", "worker work", "work"),
    ],
)
def test_other_words_do_not(asked: str, label: str, word: str) -> None:
    assert strength(asked, label, word) == 0


def test_a_denied_word_is_not_like_the_word() -> None:
    assert likeness("nonsmoker", "smoker") == 0


def test_words_that_hold_a_sentence_together_name_nothing() -> None:
    assert terms("the catch of the north") == ("catch", "north")
