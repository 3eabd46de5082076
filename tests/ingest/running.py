"""The command over a ledger of its own: as a shell runs it, or inside this process, which is several times as fast."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from click.testing import CliRunner

from adapters.cli import main

_PATIENCE = 120
"""Seconds after which a command is taken to hang."""


Run = Callable[[Sequence[str], Path, bytes], subprocess.CompletedProcess[bytes]]


def inside(arguments: Sequence[str], ledger: Path, given: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    """The same as `factdesk`, one at a time. What the command raises ends it with 1."""
    done = CliRunner().invoke(main, list(arguments), input=given, env=_settings(ledger))
    return subprocess.CompletedProcess(list(arguments), done.exit_code, done.stdout_bytes, done.stderr_bytes)


def factdesk(arguments: Sequence[str], ledger: Path, given: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    """Runs `factdesk` with the arguments; `given` is its standard input.

    :raises subprocess.TimeoutExpired: it hangs.
    """
    return subprocess.run(
        [sys.executable, "-c", "from adapters.cli import main; main()", *arguments],
        input=given,
        capture_output=True,
        timeout=_PATIENCE,
        env={**os.environ, **_settings(ledger)},
        check=False,
    )


def _settings(ledger: Path) -> dict[str, str]:
    return {"FACTDESK_DATABASE_URL": f"sqlite:///{ledger}", "HOME": str(ledger.parent), "COLUMNS": "80"}
