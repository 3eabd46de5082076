"""`factdesk index rebuild`, and that asking a large ledger uses that index."""

from __future__ import annotations

import json
from pathlib import Path

from tests.adapters.conftest import LEDGER, Home
from tests.disks import disk


def folders(home: Home) -> list[Path]:
    return list((home.folder / "cache" / "factdesk" / "search").glob("*/documents"))


def test_rebuilding_from_nothing(home: Home, empty_url: str) -> None:
    own = {"FACTDESK_DATABASE_URL": empty_url}
    home.run("import", LEDGER, **own)
    first = home.run("index", "rebuild", **own)
    assert (first.exit_code, first.stderr) == (0, "")
    assert first.stdout.startswith("The search index is up to date (series: ")
    (folder,) = folders(home)
    (folder / "meta.json").write_text("spoiled", encoding="utf-8")
    assert home.run("index", "rebuild", **own).stdout == first.stdout


def test_a_large_ledger_is_asked_through_its_index(home: Home, own: dict[str, str]) -> None:
    rows = "".join(f"catch of the boat {name},2020,{len(name)}\n" for name in _NAMES)
    (home.folder / "boats.csv").write_text(f"indicator,period,value\n{rows}", encoding="utf-8")
    home.run("import", home.folder / "boats.csv", **own)
    question = f"what was the catch of the boat {_NAMES[-1]} in 2020?"
    body = json.loads(home.run("ask", "--json", question, **own).stdout)
    assert (body["status"], body["value"]) == ("answered", str(len(_NAMES[-1])))
    assert len(folders(home)) == 1


_NAMES = [f"{first}{second}" for first in ("Albatross", "Barnacle", "Cormorant", "Dolphin") for second in range(75)]


def test_a_cache_folder_that_cannot_be_made(home: Home, own: dict[str, str]) -> None:
    home.run("import", LEDGER, **own)
    (home.folder / "cache").write_text("a file where a folder belongs", encoding="utf-8")
    result = home.run("index", "rebuild", **own)
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.startswith("The search index cannot be written (")
    assert result.stderr.endswith("make room for it there, or set XDG_CACHE_HOME.\n")
    assert home.run("ask", "population of Northmere in 2023", **own).exit_code == 0


def test_a_cache_on_a_full_disk(home: Home, own: dict[str, str]) -> None:
    home.run("import", LEDGER, **own)
    with disk(home.folder / "cache", "16k"):
        result = home.run("index", "rebuild", **own)
    assert result.exit_code == 2
    assert result.stderr.startswith("The search index cannot be written (")
