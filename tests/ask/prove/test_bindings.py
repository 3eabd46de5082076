"""Every word of a question is accounted for before an answer is proven."""

from __future__ import annotations

import pytest

from bot.ask.prove.bindings import Unbound, check
from bot.ask.prove.finding import Verdict
from bot.ask.prove.tolerance import DEFAULT, LOOSE, STRICT, Tolerance


def verdict(*unbound: Unbound, assumed: tuple[str, ...] = (), tolerance: Tolerance = DEFAULT) -> Verdict:
    return check(unbound, assumed, tolerance).verdict


def test_what_is_all_accounted_for_is_proven() -> None:
    assert verdict() is Verdict.PROVEN


@pytest.mark.parametrize(
    "word",
    [
        Unbound("2031", 0.9),
        Unbound("2031-06-01", 0.9),
        Unbound("2013/2014", 0.9),
        Unbound("Zealandia", 0.9, is_name=True),
        Unbound("never", 0.9),
        Unbound("zebras", 0.01),
    ],
)
@pytest.mark.parametrize("tolerance", [STRICT, DEFAULT, LOOSE])
def test_years_names_denials_and_strange_words_are_ruled_out_at_any_tolerance(
    word: Unbound, tolerance: Tolerance
) -> None:
    assert verdict(word, tolerance=tolerance) is Verdict.VETOED


def test_a_word_that_questions_often_do_without_stands_in_nobodys_way() -> None:
    assert verdict(Unbound("reported", 0.66)) is Verdict.PROVEN


def test_a_word_that_they_seldom_do_without_is_asked_about_unless_the_desk_is_lenient() -> None:
    word = Unbound("estimated", 0.17)
    assert verdict(word) is Verdict.UNPROVEN
    assert verdict(word, tolerance=LOOSE) is Verdict.PROVEN


def test_what_is_assumed_is_asked_about() -> None:
    finding = check((), ("women",), DEFAULT)
    assert finding.verdict is Verdict.UNPROVEN
    assert "women" in finding.sentence
