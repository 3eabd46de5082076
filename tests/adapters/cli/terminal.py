"""The program at a terminal of its own, where a person types."""

from __future__ import annotations

import os
import pty
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from tests.adapters.conftest import PROGRAM


@dataclass(frozen=True)
class Typed:
    exit_code: int
    text: str


def at_a_terminal(environment: Mapping[str, str], *arguments: str | Path, answers: str = "") -> Typed:
    """What is printed, with what is typed, where `answers` are typed one line after the other."""
    outer, inner = pty.openpty()
    command = [sys.executable, "-c", PROGRAM, *map(str, arguments)]
    environment = {**environment, "COLUMNS": "80", "TERM": "dumb"}
    process = subprocess.Popen(command, stdin=inner, stdout=inner, stderr=inner, env=environment, close_fds=True)
    os.close(inner)
    os.write(outer, answers.encode())
    told = b""
    while True:
        try:
            part = os.read(outer, 65_536)
        except OSError:  # The terminal is gone with the program.
            break
        if not part:
            break
        told += part
    os.close(outer)
    return Typed(process.wait(), told.decode().replace("\r\n", "\n"))
