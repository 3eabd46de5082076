"""The desk's open questions from the terminal: kept after the answer, listed, closed by an import."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine, text

from adapters.local_user import local_user
from bot.ledger.picks import Occasion, Pick, note
from bot.store.engine import open_engine, writing
from tests.adapters.conftest import LEDGER, Home
from tests.adapters.test_chat import OFFERING

DUCKS = "how many ducks live in Northmere?"


def kept(home: Home, own: dict[str, str]) -> list[tuple[str, int]]:
    found = json.loads(home.run("questions", "--json", **own).stdout)
    return [(one["question"], one["count"]) for one in found]


@pytest.fixture
def filled(home: Home, own: dict[str, str]) -> dict[str, str]:
    """The environment of a ledger that holds the port city's figures."""
    assert home.run("import", LEDGER, **own).exit_code == 0
    return own


def test_what_was_not_answered_is_listed(home: Home, filled: dict[str, str]) -> None:
    for question in (DUCKS, "How many ducks live in Northmere", "resident population of Northmere in 2023"):
        home.run("ask", question, **filled)
    listed = home.run("questions", **filled).stdout
    when = r"\d+ \w+ \d{4}, \d\d:\d\d"
    assert re.fullmatch(
        rf"How many ducks live in Northmere\n  asked 2 times, from {when} to {when}, terminal\n", listed
    )


def test_as_objects(home: Home, filled: dict[str, str]) -> None:
    home.run("ask", DUCKS, **filled)
    (body,) = json.loads(home.run("questions", "--json", **filled).stdout)
    assert body.keys() == {"id", "question", "count", "first_asked", "last_asked", "place"}
    assert (body["question"], body["count"], body["place"]) == (DUCKS, 1, "terminal")
    assert datetime.fromisoformat(body["last_asked"]).utcoffset() is not None


def test_no_question_is_open(home: Home, filled: dict[str, str]) -> None:
    assert home.run("questions", **filled).stdout == "No question is open.\n"
    assert home.run("questions", "--json", **filled).stdout == "[]\n"


def test_every_way_to_ask_keeps_questions(home: Home, filled: dict[str, str], tmp_path: Path) -> None:
    (tmp_path / "questions").write_text(f"{DUCKS}\n\nhow many geese?\n", encoding="utf-8")
    home.run("ask", "--jsonl", tmp_path / "questions", **filled)
    home.run("ask", "--json", DUCKS, **filled)
    chatting = Home(home.folder, {**home.environment, **filled})
    chatting.start("chat", stdin=f"{DUCKS}\nhow many swans live in Southmere?\n".encode())
    assert kept(home, filled) == [(DUCKS, 3), ("how many swans live in Southmere?", 1), ("how many geese?", 1)]


def test_a_follow_up_is_not_kept_without_its_question(home: Home, filled: dict[str, str]) -> None:
    chatting = Home(home.folder, {**home.environment, **filled})
    lines = b"resident population of Northmere in 2023\nand in 1850?\nand in 1851?\n"
    answers = chatting.start("chat", "--json", stdin=lines).stdout.splitlines()
    assert [json.loads(line)["status"] for line in answers] == ["answered", "abstained", "abstained"]
    assert kept(home, filled) == []


@pytest.mark.parametrize("options", [["--ledger", str(LEDGER)], ["--as-of", "2015"]])
def test_other_ledgers_and_the_past_are_not_waited_for(home: Home, filled: dict[str, str], options: list[str]) -> None:
    home.run("ask", *options, DUCKS, **filled)
    home.run("ask", *options, "resident population of Northmere in 2023", **filled)
    assert kept(home, filled) == []


def test_what_is_no_question_is_not_kept(home: Home, filled: dict[str, str]) -> None:
    for words in ("?!", "x" * 2_000, "tell me a joke"):
        home.run("ask", words, **filled)
    assert kept(home, filled) == []


def test_an_import_closes_what_it_answers_and_says_so(home: Home, filled: dict[str, str], tmp_path: Path) -> None:
    home.run("ask", "how many ducks are there in Northmere in 2024?", **filled)
    home.run("ask", "how many geese?", **filled)
    csv = "indicator,suburb,period,value,unit\nducks,Northmere,2024,41,ducks\n"
    (tmp_path / "ducks.csv").write_text(csv, encoding="utf-8")
    result = home.run("import", tmp_path / "ducks.csv", **filled)
    assert (result.exit_code, result.stdout) == (0, "Figures: 1 new.\n")
    (sentence,) = result.stderr.splitlines()
    assert sentence.startswith("No longer an open question: “how many ducks are there in Northmere in 2024?” ")
    assert "ducks (Northmere) was 41 in 2024" in sentence
    assert kept(home, filled) == [("how many geese?", 1)]


# What was picked of questions back


def _pick(home: Home, environment: dict[str, str], *lines: str, options: tuple[str, ...] = ()) -> list[str]:
    """The statuses of what is answered to lines of a conversation, in which “which?” is asked back."""
    chatting = Home(home.folder, {**home.environment, **environment})
    result = chatting.start("chat", "--json", *options, stdin="\n".join(lines).encode(), code=OFFERING)
    return [json.loads(line)["status"] for line in result.stdout.splitlines()]


def _picks(home: Home, environment: dict[str, str]) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(home.run("questions", "--picked", "--json", **environment).stdout)
    return found


def test_a_number_is_a_pick_and_is_listed(home: Home, filled: dict[str, str]) -> None:
    assert _pick(home, filled, "which?", "1", "which?", "1") == ["ambiguous", "answered"] * 2
    (body,) = _picks(home, filled)
    of = {"indicator": "population", "dimensions": {"suburb": "northmere"}, "period": "2023"}
    assert body["reading"]["of"].items() >= of.items()
    assert [body[name] for name in ("question", "follow_up", "option", "count")] == ["which?", False, "northmere", 2]
    one, other = body["picks"]
    assert one["asked_by"] == one["picked_by"] == local_user()
    assert datetime.fromisoformat(one["picked_at"]) > datetime.fromisoformat(other["picked_at"])
    listed = home.run("questions", "--picked", **filled).stdout
    when = r"\d+ \w+ \d{4}, \d\d:\d\d"
    lines = rf"which\?\n  picked: northmere\n  2 times, from {when} to {when}, by {re.escape(local_user())}\n"
    assert re.fullmatch(lines, listed)
    assert kept(home, filled) == [], "it is no open question"


def test_the_most_picked_stands_first(home: Home, filled: dict[str, str]) -> None:
    engine = open_engine(filled["FACTDESK_DATABASE_URL"])
    at = datetime(2024, 5, 1, 12, tzinfo=UTC)
    for question, picker in (("dogs?", "slack/T1/U1"), ("cats?", "slack/T1/U1"), ("CATS", "slack/T1/U2")):
        note(engine, Pick(question, True, "Pets\x1b[2J", None, Occasion(question, "slack/T1/U1", picker, at)))
    engine.dispose()
    listed = home.run("questions", "--picked", FACTDESK_TIME_ZONE="UTC", **filled).stdout
    assert "\x1b" not in listed
    heads = [line for line in listed.splitlines() if not line.startswith(" ")]
    assert [head.lower().rstrip() for head in heads] in (
        ["cats? (a follow-up)", "dogs? (a follow-up)"],
        ["cats (a follow-up)", "dogs? (a follow-up)"],
    )
    assert "  2 times, from 1 May 2024, 12:00 to 1 May 2024, 12:00, by slack/T1/U2, slack/T1/U1" in listed
    assert "  1 May 2024, 12:00, by slack/T1/U1" in listed


def test_nothing_was_picked(home: Home, filled: dict[str, str]) -> None:
    assert home.run("questions", "--picked", **filled).stdout == "Nothing was picked.\n"
    assert _picks(home, filled) == []


def test_what_is_picked_of_other_ledgers_or_not_to_be_kept_is_not(home: Home, filled: dict[str, str]) -> None:
    assert _pick(home, filled, "which?", "1", options=("--ledger", str(LEDGER)))[1] == "answered"
    assert _pick(home, {**filled, "FACTDESK_KEEP_QUESTIONS": "no"}, "which?", "1", DUCKS)[1] == "answered"
    _pick(home, filled, "which?", "2", "which?", "3")
    assert _picks(home, filled) == []
    assert DUCKS not in str(kept(home, filled))


def test_a_pick_that_cannot_be_kept_spoils_no_answer(home: Home, filled: dict[str, str]) -> None:
    engine = open_engine(filled["FACTDESK_DATABASE_URL"])
    with writing(engine) as connection:
        connection.execute(text("DROP TABLE picked_reading"))
    engine.dispose()
    assert _pick(home, filled, "which?", "1", "which?", "1") == ["ambiguous", "answered"] * 2
    assert home.log.read_text(encoding="utf-8").count("what was picked was not kept") == 1


@pytest.fixture
def reader(home: Home, postgres_engine: Engine) -> Iterator[dict[str, str]]:
    """The environment of a ledger in PostgreSQL, for a user who may read it and no more."""
    owner = {"FACTDESK_DATABASE_URL": postgres_engine.url.render_as_string(hide_password=False)}
    assert home.run("import", LEDGER, **owner).exit_code == 0
    with writing(postgres_engine) as connection:
        connection.execute(text("CREATE ROLE reader LOGIN"))
        connection.execute(text("GRANT SELECT ON ALL TABLES IN SCHEMA public TO reader"))
    yield {"FACTDESK_DATABASE_URL": postgres_engine.url.set(username="reader").render_as_string()}
    with writing(postgres_engine) as connection:
        connection.execute(text("DROP OWNED BY reader"))
        connection.execute(text("DROP ROLE reader"))


def test_a_ledger_that_only_reads_still_answers(home: Home, reader: dict[str, str]) -> None:
    """What could not be kept is in the log, and nothing is said of it."""
    result = home.run("ask", "--json", DUCKS, **reader)
    assert (result.exit_code, result.stderr) == (0, "")
    assert json.loads(result.stdout)["missing"] == "ducks"
    log = home.log.read_text(encoding="utf-8")
    assert ' level=warning logger=factdesk message="an open question was not kept" ' in log
    assert "grant it the rights on its schema" in log


def test_a_list_that_is_lost_spoils_no_answer(home: Home, filled: dict[str, str], tmp_path: Path) -> None:
    engine = open_engine(filled["FACTDESK_DATABASE_URL"])
    with writing(engine) as connection:
        connection.execute(text("DROP TABLE open_question"))
    engine.dispose()
    (tmp_path / "questions").write_text(f"{DUCKS}\nhow many geese?\n", encoding="utf-8")
    result = home.run("ask", "--jsonl", tmp_path / "questions", **filled)
    assert (result.exit_code, result.stderr, len(result.stdout.splitlines())) == (0, "", 2)
    assert home.log.read_text(encoding="utf-8").count("an open question was not kept") == 1
