"""The command line in a home of its own: nothing of the person who runs the tests is read or written."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from adapters.cli import main

LEDGER = Path(__file__).parents[1] / "ledgers" / "harbour-city"

PROGRAM = "from adapters.cli import main; main()"


@dataclass(frozen=True)
class Home:
    """Where the program keeps its things in one test, and how it is run there."""

    folder: Path
    environment: dict[str, str]

    @property
    def ledger(self) -> Path:
        return self.folder / "data" / "factdesk" / "ledger.sqlite"

    @property
    def log(self) -> Path:
        return self.folder / "state" / "factdesk" / "factdesk.log"

    @property
    def full_environment(self) -> dict[str, str]:
        """For a process of its own."""
        return {**os.environ, **self.environment}

    def run(self, *arguments: str | Path, **options: str) -> Result:
        """Inside this process. `options` are further environment variables."""
        return CliRunner().invoke(main, [str(one) for one in arguments], env={**self.environment, **options})

    def start(
        self, *arguments: str | Path, stdin: bytes = b"", code: str = PROGRAM
    ) -> subprocess.CompletedProcess[bytes]:
        """As a process of its own."""
        command = [sys.executable, "-c", code, *map(str, arguments)]
        return subprocess.run(command, input=stdin, capture_output=True, env=self.full_environment)


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Home:
    for name in ("NO_COLOR", "FORCE_COLOR", *(name for name in os.environ if name.startswith("FACTDESK_"))):
        monkeypatch.delenv(name, raising=False)
    folders = {f"XDG_{kind.upper()}_HOME": str(tmp_path / kind) for kind in ("data", "state", "cache", "config")}
    return Home(tmp_path, folders)


@pytest.fixture
def own(tmp_path: Path) -> dict[str, str]:
    """The environment that names an SQLite ledger of the newsroom's own, not made yet."""
    return {"FACTDESK_DATABASE_URL": f"sqlite:///{tmp_path / 'own.sqlite'}"}
