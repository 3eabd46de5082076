"""Messages of more than a question: what "its" refers to, a second question, what may not be left out."""

from __future__ import annotations

import pytest

from tests.ask.ledger import Asker, answered, refused


def test_a_pronoun_stands_for_the_name_before(ferries: Asker) -> None:
    answer = ferries.ask("I'm looking at North. How many ferry passengers did it have in 2022?")
    assert answered(answer) == ("700", "passengers")


def test_the_meaning_asked_for_beside_the_figure(clinics: Asker) -> None:
    answer = clinics.ask("how many attended in 2022, and what does that mean?")
    assert answered(answer) == ("300", "people")
    assert answer.caveats == ("What is counted: Came at least once.",)


def test_a_day_that_is_not_held_is_refused(council: Asker) -> None:
    assert "no such date" in refused(council.ask("on what day did Red have 30 seats?"))


def test_what_a_told_figure_makes_is_not_the_figure(ferries: Asker) -> None:
    refused(ferries.ask("there were 900 ferry passengers in 2023, so what does that make?"))


def test_a_figure_told_for_another_is_not_repeated(ferries: Asker) -> None:
    refused(ferries.ask("if ferry passengers were 900 in 2023, what did they become?"))


def test_who_turned_out_is_not_whatever_is_held(turnout: Asker) -> None:
    refused(turnout.ask("how many polling stations did turn out"))


@pytest.mark.parametrize(
    "message",
    [
        "Women only please: how many ferry passengers did North have in 2022?",
        "Only women please: how many ferry passengers did North have in 2022?",
        "Ladies only, how many ferry passengers did North have in 2022?",
        "Please, children only: how many ferry passengers did North have in 2022?",
        "How many ferry passengers did North have in 2022? Women only please",
        "How many ferry passengers did North have in 2022? Thanks, but just for pensioners.",
        "I need this for men only. How many ferry passengers did North have in 2022?",
        "I'm writing about teenagers. How many ferry passengers did North have in 2022?",
        "We're doing a piece on Norway - how many ferry passengers did North have in 2022?",
        "I'm doing a story on Norway. How many ferry passengers did North have in 2022?",
        "For our Norway edition: how many ferry passengers did North have in 2022?",
        "My boss wants Norway: how many ferry passengers did North have in 2022?",
        "How many ferry passengers did North have in 2022? Norway, please.",
        "How many ferry passengers did North have in 2022? I mean in Norway.",
        "Commuters please: how many ferry passengers did North have in 2022?",
        "Weekends only, thanks: how many ferry passengers did North have in 2022?",
        "How many ferry passengers did North have in 2022? Night sailings, please.",
        "We want locals only: how many ferry passengers did North have in 2022?",
        "Per month please: how many ferry passengers did North have in 2022?",
    ],
)
def test_what_talk_narrows_down_is_not_left_out(ferries: Asker, message: str) -> None:
    assert ferries.ask(message).value is None


@pytest.mark.parametrize(
    "message",
    [
        "I need this for a story: how many ferry passengers did North have in 2022?",
        "We're doing a piece for the front page - how many ferry passengers did North have in 2022?",
        "I only want the number, please: how many ferry passengers did North have in 2022?",
        "How many ferry passengers did North have in 2022? Thanks, our radio desk",
    ],
)
def test_talk_that_narrows_nothing_down_is_left_out(ferries: Asker, message: str) -> None:
    assert answered(ferries.ask(message)) == ("700", "passengers")
