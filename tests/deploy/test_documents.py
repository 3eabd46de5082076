"""What the manuals tell people to type is there to be typed."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import click
import pytest
import time_machine

from adapters.cli import main
from adapters.settings import Settings
from adapters.variables import variable
from bot.chat.orders import read
from tests.adapters.conftest import Home

ROOT = Path(__file__).parents[2]
MANUALS = [
    ROOT / "README.md",
    ROOT / "SECURITY.md",
    *sorted((ROOT / "docs").glob("*.md")),
    ROOT / "deploy" / "README.md",
]
TEXTS = {manual.relative_to(ROOT).as_posix(): manual.read_text(encoding="utf-8") for manual in MANUALS}
OPERATING = TEXTS["docs/operating.md"]


def _command(words: list[str]) -> click.Command | None:
    """What words behind `factdesk` name, as far as they name commands."""
    found: click.Command | None = main
    for word in words:
        if not isinstance(found, click.Group):
            break
        found = found.get_command(click.Context(found), word)
    return found


@pytest.mark.parametrize("manual", TEXTS)
def test_every_command_is_one(manual: str) -> None:
    named = re.findall(r"(?<![\w/.@-])(?=factdesk ([a-z]+(?: [a-z]+)?))", TEXTS[manual])
    assert [words for words in named if words.split()[0] != "factdesk" and _command(words.split()) is None] == []


@pytest.mark.parametrize("manual", TEXTS)
def test_every_option_is_one(manual: str) -> None:
    for line in re.findall(r"(?<![\w/.@-])factdesk ([a-z][^`\n]* --[^`\n]*)", TEXTS[manual]):
        words = shlex.split(line)
        command = _command([word for word in words if word.isalpha()])
        assert command is not None, line
        known = {name for parameter in command.params for name in parameter.opts}
        assert {word for word in words if word.startswith("--")} <= known, line


@pytest.mark.parametrize("manual", TEXTS)
def test_every_variable_is_a_setting(manual: str) -> None:
    named = set(re.findall(r"\bFACTDESK_[A-Z_]*[A-Z]\b", TEXTS[manual]))
    settings = set(map(variable, Settings.model_fields))
    assert {name for name in named - settings if not any(one.startswith(f"{name}_") for one in settings)} == set()


@pytest.mark.parametrize("manual", TEXTS)
def test_every_link_inside_leads_somewhere(manual: str) -> None:
    for link in re.findall(r"\]\((?!https?:)([^)]+)\)", TEXTS[manual]):
        path, _, heading = link.partition("#")
        target = (ROOT / manual).parent / path
        assert target.exists(), link
        if heading:
            headings = re.findall(r"^#+ (.+)$", target.read_text(encoding="utf-8"), re.MULTILINE)
            assert heading in {re.sub(r"[^\w -]", "", one).lower().replace(" ", "-") for one in headings}, link


def test_what_is_typed_in_a_channel_is_an_order() -> None:
    lines = re.findall(r"^/figure (.+)$", OPERATING, re.MULTILINE)
    orders = [read(line) for line in lines]
    assert [order.verb for order in orders if order] == ["dates add", "subscribe"]
    assert [sorted(order.values) for order in orders if order] == [
        ["at", "title", "zone"],
        ["digest", "reminders", "topics"],
    ]


def test_what_is_typed_in_the_terminal_makes_a_channel_with_a_reminder(home: Home, own: dict[str, str]) -> None:
    section = OPERATING.split("## A channel with a reminder", 1)[1].split("\n## ", 1)[0]
    lines = re.findall(r"^factdesk (.+)$", section, re.MULTILINE)
    assert len(lines) == 2
    with time_machine.travel("2027-01-04T08:00:00Z", tick=False):
        told = [home.run(*shlex.split(line), **own) for line in lines]
    assert [result.exit_code for result in told] == [0, 0], [result.output for result in told]
    assert "20 May 2027, 14:00 (Pacific/Auckland)" in told[0].stdout
    assert "slack:T0123/C0123" in told[1].stdout
