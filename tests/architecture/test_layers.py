"""What may know what: the rules that the design rests on, and that they catch what they are for."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
TOOLS = Path(sys.executable).parent
NOUNS = ("domain", "errors", "periods")


def test_import_contracts() -> None:
    result = subprocess.run([TOOLS / "lint-imports", "--no-cache"], cwd=ROOT, capture_output=True, text=True)
    assert result.returncode == 0, result.stdout


@pytest.mark.parametrize("noun", NOUNS)
def test_the_nouns_need_nothing_but_the_standard_library_and_each_other(noun: str) -> None:
    tree = ast.parse((ROOT / "bot" / f"{noun}.py").read_text(encoding="utf-8"))
    imported = {alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names}
    imported |= {str(node.module) for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    foreign = {name for name in imported if name.partition(".")[0] not in sys.stdlib_module_names}
    assert foreign <= {f"bot.{other}" for other in NOUNS}


def _banned(code: str, path: str) -> bool:
    command = [TOOLS / "ruff", "check", "--select", "TID251", "--stdin-filename", path, "-"]
    result = subprocess.run(command, cwd=ROOT, input=code, capture_output=True, text=True)
    return "TID251" in result.stdout


@pytest.mark.parametrize(
    "code",
    [
        "import os\nos.environ['HOME']",
        "from os import environ",
        "import os\nos.getenv('HOME')",
        "from datetime import datetime\ndatetime.now()",
        "import datetime\ndatetime.datetime.utcnow()",
        "from datetime import date\ndate.today()",
        "import time\ntime.time()",
        "from urllib.request import urlopen",
    ],
)
def test_neither_the_environment_nor_the_clock_is_read(code: str) -> None:
    assert _banned(code, "bot/ask/example.py")
    assert _banned(code, "adapters/cli/example.py")


def test_a_day_is_made_of_an_instant_in_one_place() -> None:
    """What day it is depends on whose calendar is meant: `bot.zones.day_in` asks for it, `.date()` does not."""
    found = {
        path.relative_to(ROOT).as_posix()
        for folder in ("bot", "adapters")
        for path in (ROOT / folder).rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "date"
        if not node.args
    }
    assert found == {"bot/zones.py"}


def test_settings_and_clock_are_where_they_are_read() -> None:
    assert not _banned("from os import environ", "adapters/settings.py")
    assert not _banned("from datetime import datetime\ndatetime.now()", "adapters/clock.py")


def test_importing_the_adapters_reads_no_settings() -> None:
    """A bad environment is told of when a command runs, never when a module is loaded: no settings are made then."""
    code = (
        "import pkgutil, adapters, importlib\n"
        "from pydantic_settings import BaseSettings\n"
        "def refuse(*_, **__): raise SystemExit('settings are made while modules are loaded')\n"
        "BaseSettings.__init__ = refuse\n"
        "for module in pkgutil.walk_packages(adapters.__path__, 'adapters.'):\n"
        "    importlib.import_module(module.name)\n"
        "importlib.import_module('adapters.settings')\n"
    )
    result = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True)
    assert result.returncode == 0, result.stderr
