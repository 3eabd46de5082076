"""Every word of a question is accounted for before an answer is proven."""

from __future__ import annotations

import pytest

from bot.ask.prove.bindings import Told, Unbound, check
from bot.ask.prove.finding import Verdict
from bot.ask.prove.tolerance import DEFAULT, LOOSE, STRICT, Tolerance


def verdict(*unbound: Unbound, tolerance: Tolerance = DEFAULT, several: bool = False) -> Verdict:
    return check(Told(unbound), tolerance.of(several)).verdict


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
        Unbound("without", 0.9),
        Unbound("nonlocal", 0.9),
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
    word = Unbound("estimated", 0.12)
    assert verdict(word) is Verdict.UNPROVEN
    assert verdict(word, tolerance=LOOSE) is Verdict.PROVEN


@pytest.mark.parametrize("tolerance", [STRICT, DEFAULT, LOOSE])
def test_an_age_or_a_size_that_nothing_bears_is_asked_about(tolerance: Tolerance) -> None:
    assert verdict(Unbound("75", 0.9), tolerance=tolerance) is Verdict.UNPROVEN


def test_what_is_assumed_is_asked_about() -> None:
    finding = check(Told((), assumed=("women",)), DEFAULT.alone)
    assert finding.verdict is Verdict.UNPROVEN
    assert "women" in finding.sentence


def test_a_label_that_is_said_and_is_anothers_rules_out() -> None:
    finding = check(Told((), unused=("given a warning",)), DEFAULT.alone)
    assert finding.verdict is Verdict.VETOED
    assert "given a warning" in finding.sentence


@pytest.mark.parametrize("tolerance", [STRICT, DEFAULT, LOOSE])
def test_among_several_indicators_a_word_may_tell_another_one(tolerance: Tolerance) -> None:
    word = Unbound("business", 0.32)
    assert verdict(word, tolerance=DEFAULT) is Verdict.PROVEN
    assert verdict(word, tolerance=tolerance, several=True) is Verdict.UNPROVEN


@pytest.mark.parametrize("tolerance", [STRICT, DEFAULT, LOOSE])
def test_a_word_that_only_labels_account_for_of_which_little_is_said_is_asked_about(tolerance: Tolerance) -> None:
    word = Unbound("zebras", 0.01)
    assert check(Told((), hardly=(word,)), tolerance.among).verdict is Verdict.UNPROVEN
