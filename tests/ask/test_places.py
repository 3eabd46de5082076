"""Countries are asked for by whatever they and their people are called."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest

from bot.ask.language.places import names_of
from bot.ask.language.rows import rows
from bot.ask.pipeline import Desk
from bot.ask.prove.tolerance import LOOSE
from bot.ask.text import tokenize
from bot.ask.vocabulary.places import with_other_names
from bot.domain import Catalogue, Code, Outcome
from bot.ingest import read
from bot.ledger.record import record
from tests.ask.ledger import NOW
from tests.in_memory import in_memory

EMPTY = Catalogue(0, {}, {}, {}, {}, {}, {}, {}, {})
LEDGER = """indicator,country,period,value,unit
kite exports,Netherlands,2022,35,tonnes
kite exports,Netherlands,2023,36,tonnes
kite exports,United Kingdom,2023,40,tonnes
kite exports,United States,2023,51,tonnes
kite exports,"Korea, Rep.",2023,27,tonnes
kite exports,"Congo, Rep.",2023,3,tonnes
kite exports,"Congo, Dem. Rep.",2023,4,tonnes
"""


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    path = Path(tmp_path_factory.mktemp("kites")) / "kites.csv"
    path.write_text(LEDGER, encoding="utf-8")
    engine = in_memory()
    record(engine, read(path), NOW)
    return Desk(engine, tolerance=LOOSE)


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("Dutch kite exports in 2023?", "36"),
        ("what were kite exports of the Netherlands in 2022?", "35"),
        ("UK kite exports", "40"),
        ("British kite exports in 2023", "40"),
        ("kite exports of the U.K.?", "40"),
        ("what are the kite exports of the US?", "51"),
        ("kite exports in the U.S. in 2023", "51"),
        ("American kite exports, please tell us", "51"),
        ("South Korean kite exports", "27"),
        ("kite exports of Korea", "27"),
        ("were American or British kite exports higher?", "51"),
    ],
)
def test_a_country_has_other_names(desk: Desk, question: str, value: str) -> None:
    answer = desk.ask(question, NOW)
    found = {answer.value, *(figure.value for figure in answer.figures)}
    assert answer.outcome is Outcome.ANSWERED, answer.text
    assert value in found, answer.text


@pytest.mark.parametrize(
    "question",
    [
        "French kite exports in 2023",
        "french kite exports",
        "Irish kite exports",
        "kite exports of English firms",
        "Congolese kite exports in 2023",
        "African American kite exports",
        "kite exports of Northern Ireland",
        "tell us the kite exports",
    ],
)
def test_a_country_that_is_not_held_or_not_settled_is_never_answered(desk: Desk, question: str) -> None:
    assert desk.ask(question, NOW).outcome is not Outcome.ANSWERED


@pytest.mark.parametrize("question", ["French kite exports in 2023", "Irish kite exports"])
def test_nor_is_another_offered_for_it(desk: Desk, question: str) -> None:
    assert desk.ask(question, NOW).outcome is Outcome.ABSTAINED


def test_a_name_that_is_another_codes_is_left_to_it() -> None:
    britain, kingdom = Code("gb", "Great Britain", dimension="where"), Code("uk", "United Kingdom", dimension="where")
    georgia, georgian = Code("ge", "Georgia", dimension="of"), Code("g", "Georgian", dimension="of")
    codes = {(code.dimension, code.id): code for code in (britain, kingdom, georgia, georgian)}
    named = with_other_names(replace(EMPTY, codes=codes)).codes
    assert "British" not in (*named["where", "gb"].alt_labels, *named["where", "uk"].alt_labels)
    assert named["of", "ge"].alt_labels == ()


def test_a_ledger_without_countries_is_as_it_was() -> None:
    catalogue = replace(EMPTY, codes={("dish", "t"): Code("t", "Turkey pie", dimension="dish")})
    assert with_other_names(catalogue) is catalogue


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("exports of the US", ["exports", "of", "the", "usa"]),
        ("tell us more", ["tell", "us", "more"]),
        ("TELL US MORE", ["tell", "us", "more"]),
        ("in US dollars and U.S. dollars", ["in", "us", "dollars", "and", "us", "dollars"]),
        ("the U.K.'s, e.g. in May.", ["the", "uk", "s", "eg", "in", "may"]),
        ("US", ["usa"]),
    ],
)
def test_initials_are_one_word(text: str, words: list[str]) -> None:
    assert [token.norm for token in tokenize(text)] == words


def test_no_name_is_written_twice_but_by_those_who_share_it() -> None:
    counts = Counter(name for place in rows("places") for name in set(names_of(place)))
    assert {name for name, count in counts.items() if count > 1} == {"Congolese"}


def test_what_the_ledger_is_about_has_all_names_of_its_country() -> None:
    named = with_other_names(replace(EMPTY, scope=("The Netherlands",))).scope
    assert {"The Netherlands", "Holland", "Dutch"} <= set(named)


@pytest.mark.parametrize("place", rows("places"), ids=lambda place: str(place["names"]))
def test_the_example_of_a_place_names_it(place: dict[str, str]) -> None:
    label = place["names"].partition(";")[0]
    code = with_other_names(replace(EMPTY, codes={("where", "x"): Code("x", label, dimension="where")})).codes
    called = (label, *code["where", "x"].alt_labels)
    assert place["example"].removesuffix(" exports") in called


SEXES = """indicator,sex,period,value,unit
Kite makers,Male,2023,30,people
Kite makers,Female,2023,20,people
Kite makers,Both sexes,2023,50,people
Kite menders,Both sexes,2023,9,people
"""


def test_men_and_women_are_found_however_the_ledger_calls_them(tmp_path: Path) -> None:
    path = tmp_path / "makers.csv"
    path.write_text(SEXES, encoding="utf-8")
    engine = in_memory()
    record(engine, read(path), NOW)
    made = Desk(engine, tolerance=LOOSE)
    for question, value in (
        ("how many men were kite makers in 2023?", "30"),
        ("kite makers, women, 2023", "20"),
        ("how many female kite makers were there?", "20"),
        ("kite makers of both genders", "50"),
    ):
        assert made.ask(question, NOW).value == value, question
    assert made.ask("how many women were kite menders in 2023?", NOW).outcome is not Outcome.ANSWERED
