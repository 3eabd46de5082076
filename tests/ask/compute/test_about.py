"""About a figure: what it means, who says so and how it came about."""

from __future__ import annotations

from tests.ask.ledger import Asker, answered


def test_a_definition_in_the_ledgers_words_with_unit_and_base(clinics: Asker) -> None:
    answer = clinics.ask("what does attended mean?")
    assert answered(answer) == (None, None)
    assert "Came at least once; unit: people; base: people invited to a check-up." in answer.text


def test_the_source_leads(turnout: Asker) -> None:
    answer = turnout.ask("what is the source of the turnout in 2022?")
    assert answered(answer) == ("63.4", "percent")
    assert answer.text.startswith("The source is Electoral Office, 20 October 2022: the turnout was 63.4 per cent")


def test_what_is_not_recorded_is_said_to_be_so(ferries: Asker) -> None:
    answer = ferries.ask("what is the source of the ferry passengers in 2022?")
    assert "not recorded" in answer.text
    assert answer.figures[0].source.publisher is None


def test_why_gives_the_workings_or_the_source(clinics: Asker, turnout: Asker) -> None:
    assert "Workings: 300 ÷ 800 × 100 = 37.5." in clinics.ask("how did you get that uptake of check-ups in 2022?").text
    assert "It is held as its source gives it" in turnout.ask("show the workings of turnout in 2022").text
