"""What the manuals tell people to type is there to be typed."""

from __future__ import annotations

import re
import shlex
import subprocess
import sys
from collections.abc import Iterator
from importlib.util import find_spec
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


OPTIONS_OF_OTHERS = {"--series", "--database", "--requests"}
"""Of the benchmarks."""


def _commands(group: click.Group = main, path: tuple[str, ...] = ()) -> Iterator[tuple[str, click.Command]]:
    context = click.Context(group)
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        assert command is not None
        yield " ".join((*path, name)), command
        if isinstance(command, click.Group):
            yield from _commands(command, (*path, name))


COMMANDS = dict(_commands())


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


def test_every_option_that_is_named_alone_is_one_of_some_command() -> None:
    named = {(manual, option) for manual in TEXTS for option in re.findall(r"`(--[a-z][a-z-]*)", TEXTS[manual])}
    known = {name for command in COMMANDS.values() for parameter in command.params for name in parameter.opts}
    known |= {"--help", "--version"}
    assert {(manual, option) for manual, option in named if option not in known | OPTIONS_OF_OTHERS} == set()
    assert len(named) > 20


def test_every_command_is_in_the_list_of_commands() -> None:
    rows = re.findall(r"^\| `factdesk ([a-z]+)(?: ([a-z]+))?[^|]*\| (.*) \|$", TEXTS["docs/commands.md"], re.MULTILINE)
    listed = {first for first, _, _ in rows} | {f"{first} {second}" for first, second, _ in rows}
    listed |= {f"{first} {word}" for first, _, told in rows for word in re.findall(r"`([a-z]+)`", told)}
    told = " ".join(f"factdesk {first} {second} {told}" for first, second, told in rows)
    groups = {name for name, command in COMMANDS.items() if isinstance(command, click.Group)}
    assert {name for name in COMMANDS if name not in listed | groups and f"factdesk {name}" not in told} == set()


@pytest.mark.parametrize("manual", TEXTS)
def test_every_file_and_module_that_is_named_is_there(manual: str) -> None:
    folders = "bot|adapters|tests|docs|deploy|data|.ci"
    paths = re.findall(rf"`((?:{folders})/[\w./-]*)`", TEXTS[manual])
    assert [path for path in paths if not (ROOT / path).exists()] == []
    modules = re.findall(r"python -m\s+((?:tests|adapters|bot)[\w.]*\w)", TEXTS[manual])
    assert [name for name in modules if find_spec(name) is None] == []


def test_there_is_something_to_look_at() -> None:
    """Of each kind that is looked for."""
    whole = "\n".join(TEXTS.values())
    for pattern in (
        r"factdesk [a-z]+",
        r"FACTDESK_[A-Z_]+",
        r"`(?:bot|adapters|tests)/",
        r"python -m\s+tests",
        r"\]\(",
    ):
        assert len(re.findall(pattern, whole)) > 10, pattern


def test_the_reference_is_built_of_the_program(tmp_path: Path) -> None:
    built = [sys.executable, "-m", "sphinx", "-q", "-W", "-d", str(tmp_path / "trees"), str(ROOT / "docs")]
    subprocess.run([*built, str(tmp_path / "pages")], check=True)
    page = (tmp_path / "pages" / "reference.html").read_text(encoding="utf-8")
    assert ".. option::" not in page
    for name, command in COMMANDS.items():
        assert f"<h{name.count(' ') + 4}>{name.rpartition(' ')[2]}<a" in page, name
        options = [option for one in command.params for option in one.opts if option.startswith("--")]
        assert [option for option in options if f">{option}<" not in page] == [], name
    first = (tmp_path / "pages" / "index.html").read_text(encoding="utf-8")
    assert "Try it" in first
    assert "README.md" not in first


@pytest.mark.parametrize("manual", TEXTS)
def test_every_variable_is_a_setting(manual: str) -> None:
    named = set(re.findall(r"\bFACTDESK_[A-Z_]*[A-Z]\b", TEXTS[manual]))
    settings = set(map(variable, Settings.model_fields))
    assert {name for name in named - settings if not any(one.startswith(f"{name}_") for one in settings)} == set()


@pytest.mark.parametrize("manual", TEXTS)
def test_every_link_inside_leads_somewhere(manual: str) -> None:
    for link in re.findall(r"\]\((?!https?:)([^)]+)\)", TEXTS[manual]):
        path, _, heading = link.partition("#")
        target = (ROOT / manual).parent / path if path else ROOT / manual
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
