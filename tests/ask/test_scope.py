"""How settled a figure is wanted is said in a question's own words, and heeded whoever reads the rest of it."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.answer import Answer
from bot.ask.parse import parse
from bot.ask.pipeline import Desk
from bot.ask.prove.tolerance import DEFAULT, LOOSE
from bot.ask.query import Query
from bot.ask.scope import scoped
from bot.domain import Outcome, Status
from bot.ingest import read
from bot.ledger.record import record
from tests.in_memory import in_memory

NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)
TITLE = "self-reported satisfaction of shift workers, by industry and sex, Brackland, 2018"
ROWS = [
    ("accommodation and food services", "women", "preliminary", 45.5),
    ("accommodation and food services", "women", "final", 47.9),
    ("accommodation and food services", "men", "preliminary", 44.1),
    ("mining and quarrying", "women", "final", 58.4),
    ("mining and quarrying", "men", "final", 61.2),
]


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    path = Path(tmp_path_factory.mktemp("table")) / "table.csv"
    lines = [f'"{TITLE}",{industry},{sex},{status},{value}' for industry, sex, status, value in ROWS]
    path.write_text("\n".join(("indicator,row 1,row 2,status,value", *lines)), encoding="utf-8")
    engine = in_memory()
    record(engine, read(path), NOW)
    return Desk(engine, tolerance=LOOSE)


def first(answer: Answer) -> str | None:
    found = answer.value if answer.outcome is Outcome.ANSWERED else answer.alternatives[0].value
    return found.rstrip("0") if found else None


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("how satisfied were services women?", "47.9"),
        ("how satisfied were services women in the preliminary figures?", "45.5"),
        ("how satisfied were services women in the final figures?", "47.9"),
        ("preliminary, please: how satisfied were services women?", "45.5"),
    ],
)
def test_the_status_that_is_said_is_read(desk: Desk, question: str, value: str) -> None:
    assert Desk(desk.engine).ask(question, NOW).outcome is Outcome.ABSTAINED
    assert first(desk.ask(question, NOW)) == value


def test_a_status_that_is_not_held_is_neither_answered_nor_offered(desk: Desk) -> None:
    assert first(desk.ask("how satisfied were services men?", NOW)) == "44.1"
    given = desk.ask("how satisfied were services men in the final figures?", NOW)
    assert "44.1" not in (given.value, *(option.value for option in given.alternatives))


def read_words(text: str) -> Query:
    return parse(text, NOW.date(), lambda _: 0, lambda _: None)


def idle_words(text: str) -> list[str]:
    query = read_words(text)
    return [query.sentence.tokens[place].norm for place in sorted(scoped(query, 0).idle)]


@pytest.mark.parametrize(
    ("text", "narrowing"),
    [
        (
            "sorry to bother you, how many ferries sank in total every week?",
            ["ferries", "sank", "total", "every", "week"],
        ),
        ("do you reckon the ferries sank in the end, mate?", ["ferries", "sank"]),
    ],
)
def test_what_narrows_a_figure_down_is_not_idle(text: str, narrowing: list[str]) -> None:
    idle = idle_words(text)
    assert not set(narrowing) & set(idle)
    assert {"sorry", "reckon"} & set(idle)


def test_of_two_statuses_none_is_the_scope() -> None:
    one, two = read_words("the final result"), read_words("from the preliminary result to the final one")
    assert scoped(one, 0).scope.statuses == {status for status in Status if status.is_settled}
    assert scoped(two, 0).scope.statuses == frozenset()
    assert "final" in idle_words("the final result")
    assert not {"preliminary", "final"} & set(idle_words("from the preliminary result to the final one"))


def test_a_scope_is_heeded_at_every_tolerance(desk: Desk) -> None:
    given = Desk(desk.engine, tolerance=DEFAULT).ask(
        "how satisfied were services women in the preliminary figures?", NOW
    )
    assert first(given) == "45.5"
