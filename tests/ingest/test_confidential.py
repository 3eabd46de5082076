"""A value that stands beside a flag of confidentiality is left out and counted, whatever the layout."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from bot.ingest import Orders, read
from bot.ingest.cells.flags import CONFIDENTIAL
from bot.ingest.concepts import Concepts
from bot.ingest.files import opened
from bot.ingest.identity import slug
from bot.ingest.parts import lay_out

_FILES = {
    "column": "town,year,births,flag\nElm,2024,41,c\nAsh,2024,52,\n",
    "capital": "town,year,births,flag\nElm,2024,41,C\nAsh,2024,52,p\n",
    "among others": "town,year,births,flag\nElm,2024,41,bc\nAsh,2024,52,b\n",
    "in words": "town,year,births,status\nElm,2024,41,Confidential\nAsh,2024,52,final\n",
    "in brackets": "town,year,births,data marking\nElm,2024,41,[c]\nAsh,2024,52,\n",
    "observation status": "town,year,births,obs status\nElm,2024,41,Q\nAsh,2024,52,A\n",
    "who may see it": "town,year,births,conf status\nElm,2024,41,N\nAsh,2024,52,F\n",
    "yes or no": "town,year,births,confidential\nElm,2024,41,yes\nAsh,2024,52,no\n",
    "behind the number": "town,year,births\nElm,2024,41 c\nAsh,2024,52\n",
    "wide": "town,2024,flag\nElm,41,c\nAsh,52,\n",
    "grid": "Births\n,Elm,Ash\n2024,41 [c],52\n",
    "sdmx": "DATAFLOW,TOWN,TIME_PERIOD,OBS_VALUE,OBS_STATUS\nX:B(1.0),Elm,2024,41,C\nX:B(1.0),Ash,2024,52,A\n",
}


def left_out(path: Path) -> tuple[list[str], list[str]]:
    """The values that would be recorded, and the reasons for which others are left out."""
    with opened(path) as file:
        laid_out = lay_out(file, Orders())
        concepts = Concepts.named_by(slug)
        found = [str(figure.value) for one in laid_out.readings for _, figure in laid_out.figures(one, concepts)]
        return found, [one.reason for reading in laid_out.readings for one in reading.left_out]


@pytest.mark.parametrize("kind", _FILES)
def test_it_is_left_out_and_counted(tmp_path: Path, kind: str) -> None:
    path = tmp_path / "births.csv"
    path.write_text(_FILES[kind], encoding="utf-8")
    values, reasons = left_out(path)
    assert values == ["52"]
    assert CONFIDENTIAL in reasons


def test_in_json_stat_too(tmp_path: Path) -> None:
    body = {
        "class": "dataset", "version": "2.0", "id": ["town"], "size": [2], "value": [41, 52], "status": ["c", ""],
        "dimension": {"town": {"category": {"index": ["elm", "ash"]}}},
    }  # fmt: skip
    (tmp_path / "births.json").write_text(json.dumps(body), encoding="utf-8")
    values, reasons = left_out(tmp_path / "births.json")
    assert values == ["52"]
    assert CONFIDENTIAL in reasons


def test_quality_letters_of_an_office_are_no_secrecy(tmp_path: Path) -> None:
    path = tmp_path / "births.csv"
    path.write_text("REF_DATE,GEO,VALUE,STATUS\n2024,Elm,41,C\n2024,Ash,52,x\n", encoding="utf-8")
    assert left_out(path)[0] == ["41"]


def test_a_column_of_flags_that_is_left_aside_withholds_nothing(tmp_path: Path) -> None:
    path = tmp_path / "births.csv"
    path.write_text(_FILES["column"], encoding="utf-8")
    assert len(read(path, Orders(ignored=("flag",))).figures) == 2
