"""What the documents show of answers is what a first use of the program prints, up to where its lines break."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from tests.adapters.conftest import Home

ROOT = Path(__file__).parents[2]
TEXTS = [one.read_text(encoding="utf-8") for one in (ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md")))]
SHOWN = "\n".join(TEXTS)
ASKED = re.findall(r'```console\n\$ factdesk ask "([^"]+)"\n(.+?)\n```', SHOWN, re.DOTALL)
CHATS = re.findall(r"```console\n\$ factdesk chat\n(.+?)\n```", SHOWN, re.DOTALL)
KINDS = re.findall(r"^\| .+ \| (.+\?) \|$", SHOWN, re.MULTILINE)


@pytest.mark.parametrize(("question", "card"), ASKED, ids=[question for question, _ in ASKED])
def test_an_example(home: Home, question: str, card: str) -> None:
    assert home.run("ask", question).stdout.split() == card.split()
    assert all(len(line) <= 80 for line in card.splitlines())


@pytest.mark.parametrize("shown", CHATS)
def test_a_conversation(home: Home, shown: str) -> None:
    questions = re.findall(r"^> (.+)$", shown, re.MULTILINE)
    result = home.start("chat", stdin="\n".join(questions).encode())
    assert len(questions) > 1
    assert result.stdout.decode().split() == re.sub(r"^> .+$", "", shown, flags=re.MULTILINE).split()


def test_every_kind_of_question_is_answered(home: Home) -> None:
    result = home.start("ask", "--jsonl", "-", stdin="\n".join(KINDS).encode())
    statuses = {body["question"]: body["status"] for body in map(json.loads, result.stdout.splitlines())}
    assert statuses == dict.fromkeys(KINDS, "answered")
    assert len(KINDS) > 5


def test_there_are_examples() -> None:
    assert len(ASKED) > 3
    assert len(CHATS) == 1
