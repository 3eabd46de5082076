"""Typing errors are mended, and said to be; a word that was meant is never changed into another."""

from __future__ import annotations

import pytest

from tests.ask.ledger import Asker, answered, of_table, refused


@pytest.mark.parametrize(
    ("question", "value", "wrong", "right"),
    [
        ("ferry pasengers in 2022", "1250", "pasengers", "passengers"),
        ("ferry passnegers in 2022", "1250", "passnegers", "passengers"),
        ("punctuel sailings on North in 2022", "90.5", "punctuel", "punctual"),
        ("coldset water on North in 2022", "-1.5", "coldset", "coldest"),
    ],
)
def test_an_error_is_mended_and_said(ferries: Asker, question: str, value: str, wrong: str, right: str) -> None:
    answer = ferries.ask(question)
    assert answered(answer)[0] == value
    assert f"“{wrong}” read as “{right}”" in answer.understood_as
    assert answer.question == question


@pytest.mark.parametrize(
    ("question", "word"),
    [
        ("ferry passages in 2022", "passages"),
        ("punctual sailors on North in 2022", "sailors"),
        ("fairy passengers in 2022", "fairy"),
        ("ferry messengers in 2022", "messengers"),
    ],
)
def test_an_english_word_is_what_it_says(ferries: Asker, question: str, word: str) -> None:
    assert word in refused(ferries.ask(question))


def test_a_short_or_distant_word_is_not_mended(ferries: Asker) -> None:
    assert "watr" in refused(ferries.ask("coldest watr on North in 2022"))
    assert "pssngrs" in refused(ferries.ask("ferry pssngrs in 2022"))


def test_a_word_near_two_names_is_not_mended() -> None:
    desk = of_table("""
        indicator,period,town,value
        fires,2022,Harlow,3
        fires,2022,Barlow,4
        fires,2022,Harlov,5
    """)
    assert "Harlox" in refused(desk.ask("fires in Harlox in 2022"))


def test_nothing_is_said_to_be_mended_where_nothing_was(ferries: Asker) -> None:
    assert "read as" not in ferries.ask("ferry passengers in 2022").understood_as
