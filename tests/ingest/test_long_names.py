"""Names that no index of a database has room for are refused, and what is told beside a figure may be long."""

from __future__ import annotations

import json
import string
from pathlib import Path
from random import Random

import pytest
from sqlalchemy import Engine

from bot.errors import ImportRefused
from bot.ingest import read
from bot.ledger.record import record
from tests.ask.ledger import NOW


def _random(length: int) -> str:
    """Letters that nothing packs any tighter."""
    return "".join(Random(length).choices(string.ascii_letters + string.digits, k=length))


def _table(folder: Path, *, dimension: str = "region", code: str = "North", beside: str = "x") -> Path:
    path = folder / "figures.csv"
    path.write_text(
        f"indicator,{dimension},period,value,note,locator,source\nrent,{code},2020,1,{beside},{beside},{beside}\n",
        encoding="utf-8",
    )
    return path


def _package(folder: Path, code: str) -> Path:
    resources = [{"name": "observations", "path": "o.csv"}, {"name": "codes", "path": "c.csv"}]
    (folder / "datapackage.json").write_text(json.dumps({"resources": resources}), encoding="utf-8")
    (folder / "c.csv").write_text(f"dimension,code,label\nregion,{code},North\n", encoding="utf-8")
    (folder / "o.csv").write_text(f"indicator,region,period,value\nrent,{code},2020,1\n", encoding="utf-8")
    return folder


@pytest.mark.parametrize("length", [1_001, 3_000, 20_000])
def test_a_name_too_long_is_refused(tmp_path: Path, length: int) -> None:
    name, package = _random(length), tmp_path / "package"
    package.mkdir()
    for path in (_package(package, name), _table(tmp_path, code=name), _table(tmp_path, dimension=name)):
        with pytest.raises(ImportRefused) as refused:
            read(path)
        assert "is too long for a name; write it in 1,000 letters or fewer" in str(refused.value.problems[0])


@pytest.mark.parametrize("letters", [_random(1_000), "ā" * 500, "東" * 333])
def test_the_longest_names_are_recorded(engine: Engine, tmp_path: Path, letters: str) -> None:
    assert record(engine, read(_table(tmp_path, dimension=letters[1:], code=letters)), NOW).new == 1


def test_what_is_told_beside_a_figure_may_be_long(engine: Engine, tmp_path: Path) -> None:
    assert record(engine, read(_table(tmp_path, beside=_random(20_000))), NOW).new == 1
