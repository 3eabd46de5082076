"""The card on a terminal of 80 columns, and as plain text anywhere else."""

from __future__ import annotations

import io
import os
import pty
import re
import subprocess
import sys
from dataclasses import replace

import pytest
from rich.console import Console
from syrupy.assertion import SnapshotAssertion

from adapters.terminal.card import print_card
from adapters.terminal.text import printable
from bot.answer import Answer
from bot.ask.style import HouseStyle
from bot.cards.answer import AnswerCards
from bot.cards.card import Card, Row, Tone
from tests.adapters.answers import ABSTAINED, AMBIGUOUS, ANSWERED, REPORT, landed
from tests.adapters.conftest import LEDGER, Home

ANSWERS = pytest.mark.parametrize(
    "answer", [ANSWERED, AMBIGUOUS, ABSTAINED], ids=["answered", "ambiguous", "abstained"]
)


def drawn(answer: Answer, *, terminal: bool, explain: bool = False) -> str:
    console = Console(file=io.StringIO(), force_terminal=terminal, width=120 if terminal else 40, color_system=None)
    print_card(console, AnswerCards(HouseStyle()).of_answer(answer, explain))
    text: str = console.file.getvalue()  # type: ignore[attr-defined]
    return text


@ANSWERS
def test_on_a_terminal(answer: Answer, snapshot: SnapshotAssertion) -> None:
    text = drawn(answer, terminal=True)
    assert all(len(line) <= 80 for line in text.splitlines() if "https://" not in line)
    assert text == snapshot


@ANSWERS
def test_anywhere_else_a_line_is_a_line(answer: Answer, snapshot: SnapshotAssertion) -> None:
    text = drawn(answer, terminal=False)
    assert text.splitlines()[0] == answer.text
    assert text == snapshot


def test_no_line_ends_in_blanks() -> None:
    assert not re.search(r"[ \t]$", drawn(ANSWERED, terminal=True), re.MULTILINE)


def test_an_address_is_never_broken() -> None:
    assert ANSWERED.figures[0].source.url in drawn(ANSWERED, terminal=True)  # type: ignore[operator]


def test_explained() -> None:
    assert "Words       hoki: species\n            more: asks for: difference\n" in drawn(
        ANSWERED, terminal=True, explain=True
    )
    assert "Words" not in drawn(ANSWERED, terminal=True)


def test_a_source_stands_once_with_all_its_places() -> None:
    places = [replace(REPORT, locator=locator) for locator in ("table 4", "page 2", "table 4")]
    figures = tuple(landed(f"{number}" * 10, "2020", "1", "final", place) for number, place in enumerate(places))
    text = drawn(replace(ANSWERED, figures=figures), terminal=False)
    assert text.count("Harbour Office") == text.count("https://") == 1
    assert ", published March 2021, table 4; page 2\n" in text


def test_the_base_of_its_figures_is_the_base_of_an_answer_without_its_own() -> None:
    answer = replace(ANSWERED, base=None)
    assert "Base        boats registered in the harbour\n" in drawn(answer, terminal=True)
    mixed = (answer.figures[0], replace(answer.figures[1], universe=None))
    assert "Base" not in drawn(replace(answer, figures=mixed), terminal=True)


def test_of_several_figures_only_a_telling_status_is_shown() -> None:
    figures = tuple(landed("a" * 10, "2020", value, status) for value, status in (("41", "normal"), ("42", "final")))
    text = drawn(replace(ANSWERED, figures=figures), terminal=True)
    assert "41 tonnes, Hoki, 2020\n" in text
    assert "42 tonnes, Hoki, 2020, final\n" in text
    assert "normal" not in drawn(replace(ANSWERED, figures=figures[:1]), terminal=True)


def test_a_question_back_names_each_choice_once() -> None:
    answer = replace(AMBIGUOUS, text=f"Which figure do you mean? {AMBIGUOUS.alternatives[0].text}; and others.")
    text = drawn(answer, terminal=True)
    assert text.splitlines()[0] == "Which figure do you mean?"
    assert text.count(AMBIGUOUS.alternatives[0].text) == 1


def test_text_cannot_steer_the_terminal() -> None:
    answer = replace(ANSWERED, text="\x1b]0;title\x07 \x9b31m red \u202e \nline", base="\x1b[2J gone")
    text = drawn(answer, terminal=True)
    assert "\x1b" not in text.replace("\x1b[0m", "")
    assert not {"\x07", "\x9b", "\u202e"} & set(text)


def test_wide_characters_take_two_columns() -> None:
    console = Console(file=io.StringIO(), force_terminal=True, width=80, color_system=None)
    print_card(console, Card(Tone.TOLD, "見" * 60, (Row("Base", "魚" * 60),)))
    lines = console.file.getvalue().splitlines()  # type: ignore[attr-defined]
    assert [len(line.strip().removeprefix("Base").strip()) for line in lines] == [40, 20, 0, 34, 26]


def test_printable_keeps_words() -> None:
    assert printable("Māori “9” – 見🦆") == "Māori “9” – 見🦆"


def _in_terminal(home: Home, *arguments: str, **options: str) -> str:
    """What a terminal of 80 columns is sent."""
    leader, follower = pty.openpty()
    environment = {**home.full_environment, "TERM": "xterm-256color", "COLUMNS": "80", **options}
    process = subprocess.Popen(
        [sys.executable, "-c", "from adapters.cli import main; main()", *arguments],
        stdout=follower,
        stderr=follower,
        stdin=follower,
        env=environment,
    )
    os.close(follower)
    sent = b""
    while True:
        try:
            part = os.read(leader, 65_536)
        except OSError:  # The other end is closed.
            break
        if not part:
            break
        sent += part
    os.close(leader)
    assert process.wait() == 0
    return sent.decode().replace("\r\n", "\n")


QUESTION = ("ask", "--ledger", str(LEDGER), "resident population of Northmere in 2023")


def test_colours_suit_any_theme(home: Home) -> None:
    text = _in_terminal(home, *QUESTION)
    codes = set(re.findall(r"\x1b\[([0-9;]*)m", text))
    assert text.startswith("\x1b[1m")
    assert codes <= {"0", "1", "31", "36"}, "bold, and the terminal's own red and cyan"


def test_no_codes_with_no_color(home: Home) -> None:
    text = _in_terminal(home, *QUESTION, NO_COLOR="1")
    assert "\x1b" not in text
    assert all(len(line) <= 80 for line in text.splitlines() if "https://" not in line)


def test_a_long_import_shows_its_progress(home: Home, own: dict[str, str]) -> None:
    rows = "".join(f"catch of boat {number},{number}\n" for number in range(5_000))
    (home.folder / "many.csv").write_text(f"indicator,value\n{rows}", encoding="utf-8")
    text = _in_terminal(home, "import", str(home.folder / "many.csv"), **own)
    assert "Importing" in text
    assert "100%" in text
    assert text.endswith("Figures: 5,000 new.\n")


def test_of_many_figures_the_first_are_listed_and_the_rest_counted() -> None:
    many = tuple(landed(f"{number:010}", "2020", str(number), "final", REPORT) for number in range(1, 231))
    text = drawn(replace(ANSWERED, figures=many), terminal=True)
    assert text.count("Hoki, 2020, final") == 12
    assert "            12 tonnes, Hoki, 2020, final\n            and 218 more, of 230\n" in text
    assert drawn(replace(ANSWERED, figures=many[:13]), terminal=True).count("Hoki, 2020, final") == 13
