"""Messages of more than a question: what "its" refers to, a second question, what may not be left out."""

from __future__ import annotations

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
