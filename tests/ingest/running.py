"""The command as a shell runs it, over a ledger of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

_PATIENCE = 120
"""Seconds after which a command is taken to hang."""


def factdesk(arguments: Sequence[str], ledger: Path, given: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    """Runs `factdesk` with the arguments; `given` is its standard input.

    :raises subprocess.TimeoutExpired: it hangs.
    """
    settings = {"FACTDESK_DATABASE_URL": f"sqlite:///{ledger}", "HOME": str(ledger.parent), "COLUMNS": "80"}
    return subprocess.run(
        [sys.executable, "-c", "from adapters.cli import main; main()", *arguments],
        input=given,
        capture_output=True,
        timeout=_PATIENCE,
        env={**os.environ, **settings},
        check=False,
    )
