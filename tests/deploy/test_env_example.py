"""deploy/env.example is the settings: every one of them, its default, and a form that all who read it read alike."""

from __future__ import annotations

import re
import subprocess
from itertools import pairwise
from pathlib import Path

import pytest
from dotenv import dotenv_values

from adapters.envfile import env_example, quoted
from adapters.settings import Settings
from adapters.variables import variable

EXAMPLE = Path(__file__).parents[2] / "deploy" / "env.example"
LINES = EXAMPLE.read_text(encoding="utf-8").splitlines()
SET = [line.removeprefix("#") for line in LINES if re.match(r"#[A-Z]", line)]


def test_the_file_is_what_the_settings_make() -> None:
    told = "run `python -m adapters.envfile > deploy/env.example`"
    assert EXAMPLE.read_text(encoding="utf-8") == env_example(), told


def test_every_setting_stands_there_once() -> None:
    assert sorted(line.partition("=")[0] for line in SET) == sorted(map(variable, Settings.model_fields))


def test_nothing_is_set() -> None:
    assert [line for line in LINES if line and not line.startswith("#")] == []


def test_every_setting_is_described_and_has_a_place() -> None:
    for above, line in pairwise(LINES):
        if line.removeprefix("#") in SET:
            assert re.match(r"# .*\.$", above), line
    assert "## Others" not in LINES


def test_the_defaults_that_are_shown_are_the_defaults(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in Settings.model_fields:
        monkeypatch.delenv(variable(name), raising=False)
    file = tmp_path / "factdesk.env"
    file.write_text("\n".join(SET), encoding="utf-8")
    assert Settings(_env_file=file) == Settings()  # type: ignore[call-arg]


@pytest.mark.parametrize("value", ["per cent", "%", "pa$$word #1", "a;b", "mon,thu 9:00", "plain", "’"])
def test_a_value_is_read_alike_by_a_shell_and_by_compose(value: str, tmp_path: Path) -> None:
    file = tmp_path / "some.env"
    file.write_text(f"VALUE={quoted(value)}\n", encoding="utf-8")
    shown = subprocess.run(["sh", "-euc", f'. {file}; printf %s "$VALUE"'], capture_output=True, check=True).stdout
    assert shown.decode() == value
    assert dotenv_values(file) == {"VALUE": value}
