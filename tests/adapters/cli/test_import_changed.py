"""A file that changes between what was shown and the yes is not recorded."""

from __future__ import annotations

from pathlib import Path

import pytest

from adapters.cli import imports
from tests.adapters.conftest import Home


def test_it_is_stopped(home: Home, own: dict[str, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "jobs.csv"
    path.write_text("Region,Year,Value\nNorth,2024,12\nSouth,2024,13\n", encoding="utf-8")
    asking = imports.settle

    def changing(*given):  # type: ignore[no-untyped-def]
        found = asking(*given)
        path.write_text("Region,Year,Value\nNorth,2024,99\nSouth,2024,98\n", encoding="utf-8")
        return found

    monkeypatch.setattr(imports, "settle", changing)
    stopped = home.run("import", "--yes", path, **own)
    assert stopped.exit_code == 2
    assert "jobs.csv changed while it was read" in stopped.stderr
    assert home.run("figures", **own).stdout == ""
