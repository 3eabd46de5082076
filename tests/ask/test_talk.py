"""Talk around a question: it costs nothing, and nothing goes that could narrow a figure down."""

from __future__ import annotations

import pytest

from tests.ask.ledger import Asker, answered, of_table, refused

_QUESTION = "how many ferry passengers were there on North in 2022?"


@pytest.mark.parametrize(
    "message",
    [
        f"Dear desk, my late husband always asked: {_QUESTION} Kind regards, Edith",
        f"If it is not too much trouble, dear, {_QUESTION}",
        f"I should be so glad to know {_QUESTION}",
        f"For the front page: {_QUESTION}",
        f"A caller just rang: {_QUESTION}",
        f"{_QUESTION} Going live in ten minutes",
        f"My neighbour takes the ferry. {_QUESTION}",
    ],
)
def test_what_is_said_of_people_and_of_work_costs_nothing(ferries: Asker, message: str) -> None:
    answer = ferries.ask(message)
    assert answered(answer)[0] == "700"
    assert answer.question == message


@pytest.mark.parametrize(
    "message",
    [
        f"In Auckland. {_QUESTION}",
        f"Women: {_QUESTION}",
        f"Women only, please: {_QUESTION}",
        f"Weekdays: {_QUESTION}",
        f"{_QUESTION} I mean without the children",
        f"{_QUESTION} For gorillas, please",
        f"My boss wants those of the Harbour Line: {_QUESTION}",
    ],
)
def test_what_may_narrow_a_figure_down_stays(ferries: Asker, message: str) -> None:
    refused(ferries.ask(message))


def test_an_acronym_of_a_label_stands_for_it() -> None:
    desk = of_table("""
        indicator,specialty,period,value,unit
        waiting patients,"Ear, nose and throat",2023,31,patients
        waiting patients,Urology,2023,17,patients
    """)
    assert answered(desk.ask("waiting patients ENT 2023"))[0] == "31"
    assert answered(desk.ask("waiting patients, ent, in 2023"))[0] == "31"
    refused(desk.ask("waiting patients ICU 2023"))
