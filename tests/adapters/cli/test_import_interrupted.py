"""Ctrl-C while an import is recorded: nothing of it is left."""

from __future__ import annotations

import os
import pty
import signal
import subprocess
import sys
from pathlib import Path

from tests.adapters.conftest import PROGRAM, Home

ROWS = 20_000


def test_nothing_is_left_of_an_import_that_was_interrupted(home: Home, own: dict[str, str], tmp_path: Path) -> None:
    """It is interrupted as soon as its bar shows that it writes, and can be had again at once."""
    path = tmp_path / "many.csv"
    lines = (f"jobs,area {number},2020,{number}" for number in range(ROWS))
    path.write_text("\n".join(["indicator,area,period,value", *lines]) + "\n", encoding="utf-8")
    outer, inner = pty.openpty()
    environment = {**home.full_environment, **own, "TERM": "dumb", "COLUMNS": "80"}
    command = [sys.executable, "-c", PROGRAM, "import", str(path)]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=inner, env=environment)
    os.close(inner)
    told = b""
    while b"%" not in told.replace(b"  0%", b""):
        told += os.read(outer, 4096)
    process.send_signal(signal.SIGINT)
    assert process.communicate()[0] == b""
    os.close(outer)
    assert process.returncode == 130
    assert home.run("figures", **own).stdout == ""
    path.write_text("indicator,area,period,value\njobs,area 7,2020,7\n", encoding="utf-8")
    assert home.run("import", path, **own).stdout == "Figures: 1 new.\n"
