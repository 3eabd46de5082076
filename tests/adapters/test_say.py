"""Nothing that anybody wrote steers the terminal of whoever runs a command."""

from __future__ import annotations

import ast
import json
from collections.abc import Callable
from pathlib import Path

import pytest

from adapters.cli.say import say, tell, tell_json

CLI = Path(__file__).parents[2] / "adapters" / "cli"
RAW = {"say.py", "completion.py", "exchanging.py"}
"""These print what is ours: a shell's script, a file that was asked for."""
HOSTILE = "Red\x1b]0;pwned\x07\u202e\x9b31m\nFigures: 9 new."


@pytest.mark.parametrize("speak", [tell, say])
def test_a_line_is_one_line_without_control_characters(
    speak: Callable[[str], None], capsys: pytest.CaptureFixture[str]
) -> None:
    speak(HOSTILE)
    told = "".join(capsys.readouterr())
    assert told.endswith("\n")
    assert told[:-1].isprintable()
    assert "Figures: 9 new." in told


def test_json_keeps_every_character_and_prints_none_that_steers(capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    tell_json({"label": HOSTILE, "kept": "Zürich \U0001f986"})
    told = capsysbinary.readouterr().out.decode()
    assert told[:-1].isprintable()
    assert json.loads(told) == {"label": HOSTILE, "kept": "Zürich \U0001f986"}


def test_commands_say_all_through_it() -> None:
    found = {
        path.name
        for path in CLI.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Attribute) and node.attr in ("echo", "secho")
    }
    assert found <= RAW
