"""Files as newsrooms are sent them, imported as they are: what a reporter asks of each is answered with its value, its
unit and its period, in a sentence that can be pasted.

A line of asked.jsonl is a question to one file of tests/files/sources, with the number as the answer's JSON has it, its
unit, the periods of the figures it rests on, and the sentence.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.ingest.running import inside

_SOURCES = Path(__file__).parents[1] / "files" / "sources"
_LINES = (Path(__file__).parent / "asked.jsonl").read_text("utf-8").splitlines()
_ASKED = [json.loads(line) for line in _LINES]
_FILES = list(dict.fromkeys(line["file"] for line in _ASKED))


@pytest.mark.parametrize("file", _FILES)
def test_what_is_asked_of_an_imported_file(file: str, tmp_path: Path) -> None:
    ledger = tmp_path / "ledger.sqlite"
    imported = inside(["import", "--yes", str(_SOURCES / file)], ledger)
    assert imported.returncode == 0, imported.stderr.decode()

    for asked in (line for line in _ASKED if line["file"] == file):
        answer = json.loads(inside(["ask", "--json", asked["question"]], ledger).stdout)
        told = {name: answer[name] for name in ("value", "unit")}
        told["periods"] = [figure["period"] for figure in answer["figures"]]
        told["sentence"] = answer["text"]
        assert {"file": file, "question": asked["question"], **told} == asked


def test_three_questions_are_asked_of_each_of_ten_files() -> None:
    assert len(_FILES) >= 10
    assert all(sum(line["file"] == file for line in _ASKED) >= 3 for file in _FILES)
