"""`factdesk ask`: the three outcomes, in every form they are printed."""

from __future__ import annotations

import json
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from bot.answer import Answer
from bot.ask.pipeline import Desk
from bot.errors import StoreUnavailable
from tests.adapters.conftest import LEDGER, Home

SCHEMA = json.loads(files("bot").joinpath("answer.schema.json").read_text(encoding="utf-8"))
QUESTIONS = [json.loads(line)["q"] for line in (LEDGER / "questions.jsonl").read_text(encoding="utf-8").splitlines()]


def answer(home: Home, question: str, *options: str) -> dict[str, object]:
    result = home.run("ask", "--ledger", LEDGER, "--json", *options, question)
    assert (result.exit_code, result.stderr) == (0, "")
    body: dict[str, object] = json.loads(result.stdout)
    return body


def test_answered(home: Home) -> None:
    body = answer(home, "resident population of Northmere in 2023")
    assert (body["status"], body["value"], body["unit"]) == ("answered", "29870", "people")


def test_abstained_is_no_error(home: Home) -> None:
    body = answer(home, "how many ducks live in Northmere?")
    assert (body["status"], body["value"]) == ("abstained", None)


def test_the_words_of_a_question_need_no_quotes(home: Home) -> None:
    result = home.run("ask", "--ledger", LEDGER, "--json", "population", "of", "Northmere", "in", "2023")
    assert json.loads(result.stdout)["question"] == "population of Northmere in 2023"


def test_answers_are_valid_by_the_schema(home: Home) -> None:
    Draft202012Validator.check_schema(SCHEMA)
    lines = "".join(f"{question}\n" for question in ["", *QUESTIONS])
    result = home.start("ask", "--ledger", LEDGER, "--explain", "--jsonl", "-", stdin=lines.encode())
    answers = [json.loads(line) for line in result.stdout.decode().splitlines()]
    assert [body["question"] for body in answers] == ["", *QUESTIONS]
    assert {body["status"] for body in answers} == {"answered", "ambiguous", "abstained"}
    faults = [f"{body['question']}: {fault.message}" for body in answers for fault in _faults(body)]
    assert faults == []


def _faults(body: object) -> list[object]:
    return list(Draft202012Validator(SCHEMA).iter_errors(body))


@pytest.mark.parametrize(("part", "wrong"), [("status", "failed"), ("value", "1,200"), ("extra", 1)])
def test_the_schema_refuses_what_is_no_answer(home: Home, part: str, wrong: object) -> None:
    body = answer(home, "resident population of Northmere in 2023")
    assert _faults(body) == []
    assert _faults({**body, part: wrong})


def test_a_question_a_line_keeps_order_and_blank_lines(home: Home) -> None:
    lines = b"population of Northmere in 2023\n\nhow many ducks?\r\n\n"
    result = home.start("ask", "--ledger", LEDGER, "--jsonl", "-", stdin=lines)
    answers = [json.loads(line) for line in result.stdout.splitlines()]
    assert result.returncode == 0
    assert [body["question"] for body in answers] == ["population of Northmere in 2023", "", "how many ducks?", ""]
    assert [body["status"] for body in answers] == ["answered", "abstained", "abstained", "abstained"]


@pytest.mark.parametrize(
    "line",
    [b"\xff\xfe\xfd?", "one\u2028line\x85?".encode(), b"\x00\x1b[31m?", "🦆🦆".encode(), b"x" * 20_000],
    ids=["not UTF-8", "other line ends", "control characters", "emoji", "long"],
)
def test_any_bytes_get_an_answer(home: Home, line: bytes) -> None:
    result = home.start("ask", "--ledger", LEDGER, "--jsonl", "-", stdin=line + b"\n" + line)
    answers = [json.loads(text) for text in result.stdout.decode().split("\n") if text]
    assert (result.returncode, result.stderr) == (0, b"")
    assert [body["question"] for body in answers] == [line.decode(errors="replace")] * 2
    assert "answered" not in {body["status"] for body in answers}


@pytest.mark.parametrize(
    ("error", "code", "told"),
    [
        (ZeroDivisionError("a secret"), 1, "Factdesk failed, and it is not your fault: reference "),
        (RecursionError(), 1, "Factdesk failed, and it is not your fault: reference "),
        (StoreUnavailable("The disk is full; make room"), 2, "The disk is full; make room."),
    ],
)
def test_the_failure_of_one_line_is_told_in_its_place(
    home: Home, monkeypatch: pytest.MonkeyPatch, error: Exception, code: int, told: str
) -> None:
    sound = Desk.ask

    def ask(desk: Desk, question: str, *arguments: Any, **options: Any) -> Answer:
        if question == "break":
            raise error
        return sound(desk, question, *arguments, **options)

    monkeypatch.setattr(Desk, "ask", ask)
    (home.folder / "questions").write_text(
        "population of Northmere in 2023\nbreak\nhow many ducks?\n", encoding="utf-8"
    )
    result = home.run("ask", "--ledger", LEDGER, "--jsonl", home.folder / "questions")
    bodies = [json.loads(line) for line in result.stdout.splitlines()]
    assert (result.exit_code, [body["status"] for body in bodies]) == (code, ["answered", "abstained", "abstained"])
    assert bodies[1]["question"] == "break"
    assert bodies[1]["text"].startswith(told)
    assert result.stderr.startswith(told)
    assert "secret" not in result.output
    assert [fault for body in bodies for fault in _faults(body)] == []


def test_questions_from_a_file(home: Home, tmp_path: Path) -> None:
    (tmp_path / "questions").write_text("population of Northmere in 2023", encoding="utf-8")
    result = home.run("ask", "--ledger", LEDGER, "--jsonl", tmp_path / "questions")
    assert json.loads(result.stdout)["value"] == "29870"


def test_an_argument_that_is_not_utf8(home: Home) -> None:
    assert answer(home, "popul\udcffation?")["question"] == "popul?ation?"


def test_as_of_answers_from_what_was_published_by_then(home: Home) -> None:
    question = "resident population of Northmere in 2023"
    assert answer(home, question, "--as-of", "2024-05")["status"] == "answered"
    assert answer(home, question, "--as-of", "2024-05-15")["status"] == "abstained"


def test_explain_tells_how_each_word_was_read(home: Home) -> None:
    body = answer(home, "median weekly rent", "--explain")
    assert [word["words"] for word in body["explanation"]] == ["median", "weekly", "rent"]  # type: ignore[attr-defined]
    assert "median: " in home.run("ask", "--ledger", LEDGER, "--explain", "median weekly rent").stdout


def test_another_ledger_touches_no_database(home: Home) -> None:
    answer(home, "resident population")
    assert not home.ledger.parent.exists()


def test_the_card_is_plain_when_piped(home: Home) -> None:
    result = home.start("ask", "--ledger", LEDGER, "resident population of Northmere in 2023")
    text = result.stdout.decode()
    assert text.splitlines()[0].endswith(" 29,870 people in 2023 (final).")
    assert "Source      National Statistics Bureau" in text
    assert "\x1b" not in text


@pytest.mark.parametrize("options", [["--json"], ["--jsonl", "-"]])
def test_answers_as_json_load_nothing_they_do_not_need(home: Home, options: list[str]) -> None:
    _check_modules(home, options, {"rich"})


def test_the_card_loads_nothing_it_does_not_need(home: Home) -> None:
    _check_modules(home, [], set())


def _check_modules(home: Home, options: list[str], more: set[str]) -> None:
    spared = {"aiohttp", "alembic", "apscheduler", "babel", "discord", "frictionless", "psycopg", "slack_bolt"} | more
    question = [] if "--jsonl" in options else ["resident population"]
    code = (
        "import atexit, sys\n"
        "from adapters.cli import main\n"
        "atexit.register(lambda: print(*{name.partition('.')[0] for name in sys.modules}, file=sys.stderr))\n"
        "main()"
    )
    result = home.start("ask", "--ledger", LEDGER, *options, *question, stdin=b"resident population\n", code=code)
    loaded = set(result.stderr.decode().split())
    assert "sqlalchemy" in loaded
    assert loaded & spared == set()


def reading_of(home: Home, reading: object, *options: str) -> dict[str, object]:
    result = home.run("ask", "--ledger", LEDGER, "--json", *options, "--reading", json.dumps(reading))
    assert (result.exit_code, result.stderr) == (0, "")
    body: dict[str, object] = json.loads(result.stdout)
    return body


def test_a_reading_is_answered(home: Home) -> None:
    northmere = {"indicator": "population", "dimensions": {"suburb": "northmere"}, "period": "2023"}
    reading = {"operation": "lookup", "of": northmere}
    body = reading_of(home, reading)
    assert _faults(body) == []
    assert (body["status"], body["value"], body["question"]) == ("answered", "29870", "")
    assert reading_of(home, body["reading"]) == body
    shown = home.run("ask", "--ledger", LEDGER, "--reading", json.dumps(reading))
    assert "29,870 people" in shown.stdout
    assert "Read as     resident population, Northmere" in shown.stdout


def test_an_option_can_be_asked_by_its_reading(home: Home) -> None:
    options = answer(home, "resident population of Northmere in 1950")["nearest"]
    assert isinstance(options, list)
    assert options
    for option in options:
        assert reading_of(home, option["reading"])["value"] == option["value"]


def test_a_reading_as_of_a_day(home: Home) -> None:
    reading = {"operation": "lookup", "of": {"indicator": "population", "period": "2023"}}
    assert reading_of(home, reading, "--as-of", "2024-05-15")["status"] == "abstained"
