"""`factdesk chat`: line by line from a pipe, at a prompt in a terminal."""

from __future__ import annotations

import json
import os
import pty
import select
import signal
import subprocess
import sys
from dataclasses import dataclass

import pytest

from tests.adapters.conftest import LEDGER, Home

PROMPT = b"> "


def answers(home: Home, *lines: str, end: str = "\n") -> list[dict[str, object]]:
    result = home.start("chat", "--json", "--ledger", LEDGER, stdin=(end.join(lines) + end).encode())
    assert (result.returncode, result.stderr) == (0, b"")
    return [json.loads(line) for line in result.stdout.splitlines()]


def test_a_question_follows_from_the_one_before(home: Home) -> None:
    first, second = answers(home, "resident population of Northmere in 2023", "and in 2018?")
    alone = answers(home, "resident population of Northmere in 2018")[0]
    assert (first["value"], second["question"]) == ("29870", "and in 2018?")
    assert second["value"] == alone["value"] != first["value"]


def test_a_complete_question_inherits_nothing(home: Home) -> None:
    _, second = answers(home, "resident population of Northmere in 2023", "median weekly rent in Quayside in 2024")
    (alone,) = answers(home, "median weekly rent in Quayside in 2024")
    assert second == alone


def test_an_object_for_every_line(home: Home) -> None:
    found = answers(home, "population of Northmere in 2023", "", "and in 2018?", end="\r\n")
    assert [body["status"] for body in found] == ["answered", "abstained", "answered"]


@pytest.mark.parametrize("word", ["quit", "Exit", "  QUIT "])
def test_a_word_ends_it(home: Home, word: str) -> None:
    assert len(answers(home, "population of Northmere in 2023", word, "and in 2018?")) == 1


OFFERING = """
from bot.answer import Answer, Option
from bot.ask.pipeline import Desk
from bot.domain import Outcome

def reading(suburb):
    of = {"indicator": "population", "dimensions": {"suburb": suburb}, "period": "2023"}
    return {"operation": "lookup", "of": of}

follow = Desk.follow

def offering(self, question, last, now, as_of=None):
    if question != "which?":
        return follow(self, question, last, now, as_of)
    options = tuple(Option(one, None, None, (), reading=reading(one)) for one in ("northmere", "atlantis"))
    return Answer(question, "", Outcome.AMBIGUOUS, "Did you mean one of these?", alternatives=options), None

Desk.follow = offering
from adapters.cli import main
main()
"""


def test_a_number_picks_a_choice_that_no_question_leads_to(home: Home) -> None:
    lines = "which?\n1\nand in 2018?\nwhich?\n2\n1\n"
    code = {"stdin": lines.encode(), "code": OFFERING}
    shown = home.start("chat", "--ledger", LEDGER, **code).stdout.decode()  # type: ignore[arg-type]
    assert "Which one   1. northmere" in shown
    assert "            2. atlantis" in shown
    result = home.start("chat", "--json", "--ledger", LEDGER, **code)  # type: ignore[arg-type]
    found = [json.loads(line) for line in result.stdout.splitlines()]
    assert [body["value"] for body in found] == [None, "29870", "27510", None, None, None]
    # What is not known is no choice, and what was offered before is none either.
    assert [body["status"] for body in found[4:]] == ["abstained", "abstained"]


def test_cards_from_a_pipe_are_plain_and_apart(home: Home) -> None:
    lines = b"resident population of Northmere in 2023\n\nhow many ducks?"
    result = home.start("chat", "--ledger", LEDGER, stdin=lines)
    first, second = (result.stdout.decode().index(start) for start in ("The resident population", "We don't hold that"))
    assert (result.returncode, result.stderr) == (0, b"")
    assert result.stdout.decode()[first:second].endswith("\n\n")
    assert b"\x1b" not in result.stdout
    assert PROMPT not in result.stdout


def test_no_line_at_all(home: Home) -> None:
    result = home.start("chat", "--ledger", LEDGER)
    assert (result.returncode, result.stdout, result.stderr) == (0, b"", b"")


def test_bytes_that_are_no_text(home: Home) -> None:
    result = home.start("chat", "--json", "--ledger", LEDGER, stdin=b"\xff\xfe\n\x00\n")
    assert [json.loads(line)["status"] for line in result.stdout.splitlines()] == ["abstained"] * 2


_HUNG = 120
"""Seconds after which a chat that says nothing is taken to hang: a failed test is better than one that never ends."""


@dataclass
class Terminal:
    """A chat in a terminal of its own."""

    leader: int
    process: subprocess.Popen[bytes]

    @classmethod
    def open(cls, home: Home) -> Terminal:
        leader, follower = pty.openpty()
        program = "from adapters.cli import main; main()"
        process = subprocess.Popen(
            [sys.executable, "-c", program, "chat", "--ledger", str(LEDGER)],
            stdin=follower,
            stdout=follower,
            stderr=follower,
            env={**home.full_environment, "TERM": "dumb", "COLUMNS": "80"},
            start_new_session=True,
        )
        os.close(follower)
        return cls(leader, process)

    def until(self, end: bytes) -> bytes:
        """What the terminal shows, up to and including `end`."""
        shown = b""
        while not shown.endswith(end):
            assert select.select([self.leader], [], [], _HUNG)[0], f"nothing more came after {shown!r}"
            shown += os.read(self.leader, 1)
        return shown

    def type(self, keys: bytes) -> None:
        os.write(self.leader, keys)

    def close(self) -> int:
        """Waits for the chat to end by itself; its exit code."""
        code = self.process.wait(_HUNG)
        os.close(self.leader)
        return code


def test_a_prompt_in_a_terminal(home: Home) -> None:
    terminal = Terminal.open(home)
    assert b"To end: quit, Ctrl-D or Ctrl-C." in terminal.until(PROMPT)
    terminal.type(b"resident population of Northmere in 2023\r")
    assert b"29,870 people" in terminal.until(PROMPT)
    terminal.type(b"\r")
    assert b"hold" not in terminal.until(PROMPT), "an empty line asks nothing"
    terminal.type(b"and in 2018?\r")
    assert b"in 2018 (final)" in terminal.until(PROMPT)
    terminal.type(b"quit\r")
    assert terminal.close() == 0


def test_end_of_input_ends_it(home: Home) -> None:
    terminal = Terminal.open(home)
    terminal.until(PROMPT)
    terminal.type(b"\x04")
    assert terminal.close() == 0


def test_an_interrupt_ends_it(home: Home) -> None:
    terminal = Terminal.open(home)
    terminal.until(PROMPT)
    terminal.process.send_signal(signal.SIGINT)
    # A signal that comes just before readline waits is not seen until something is typed.
    terminal.type(b"\r")
    assert terminal.close() == 0
