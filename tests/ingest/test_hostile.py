"""Files that cannot be read, or not without a doubt, end in a clear sentence and leave nothing in the ledger."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest

from tests.ingest.hostile import HERE, Case, cases, made, open_cases
from tests.ingest.running import inside

_LONGEST = 300
"""Characters of one sentence."""
_MOST = 2000
"""Characters of all that is said of a file that is not read."""
_NOT_FOR_TERMINALS = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


@pytest.mark.parametrize(
    "case", [each for each in cases() if each.file not in open_cases()], ids=lambda each: each.file
)
def test_a_file_that_cannot_be_read_ends_in_a_clear_sentence(case: Case, tmp_path: Path) -> None:
    ledger = tmp_path / "ledger.sqlite"
    before = _figures(ledger)
    path = case.path(tmp_path)

    shown = inside(["import", "--preview", str(path)], ledger)
    _assert_clear(case, shown)
    if case.exits == (2,):
        _assert_clear(case, inside(["import", "--yes", str(path)], ledger))
    assert _figures(ledger) == before


def _assert_clear(case: Case, done: subprocess.CompletedProcess[bytes]) -> None:
    out, said = done.stdout.decode("utf-8"), done.stderr.decode("utf-8")
    everything = " ".join(f"{out} {said}".split())
    assert done.returncode in case.exits, everything[-1000:]
    assert "Traceback" not in everything
    assert not _NOT_FOR_TERMINALS.search(out + said)
    for pattern in case.says:
        assert re.search(pattern, everything, re.IGNORECASE), (pattern, everything[-1000:])
    if done.returncode == 2:
        assert case.file.rpartition("/")[2] in everything or (case.is_package and "datapackage.json" in everything)
        assert said.strip()
        assert len(said) < _MOST
        assert all(len(sentence) < _LONGEST for sentence in _sentences(said))


def _sentences(said: str) -> list[str]:
    return re.split(r"(?<=[.?!:;])\s", " ".join(said.split()))


def _figures(ledger: Path) -> bytes:
    return inside(["figures"], ledger).stdout


def test_every_case_has_its_file() -> None:
    assert [each.file for each in cases() if not ((HERE / each.file).exists() or each.file in made())] == []


def test_what_is_open_is_a_case() -> None:
    assert open_cases() <= {each.file for each in cases()}
