"""The made-up files of tests/files: those in whole.txt are read whole, and all of them are what they should be."""

from __future__ import annotations

import zipfile
from io import BytesIO
from pathlib import Path

import pytest

from tests.files.make import made
from tests.ingest.made_files import File, files, judged
from tests.ingest.running import inside
from tests.ingest.score_files import WHOLE, verdict
from tests.ingest.spans import span
from tests.ingest.units import same_unit

_KINDS = 20
_LEAST = 70
_KEYS = {"cell", "value", "period", "unit", "status", "qualifier", "words", "not"}
_MORE = {"sheet", "also", "doubtful"}


def _whole() -> frozenset[str]:
    return frozenset(WHOLE.read_text("utf-8").splitlines())


@pytest.mark.parametrize("file", [each for each in files() if each.name in _whole()], ids=lambda each: each.name)
def test_a_file_is_read_whole(file: File, tmp_path: Path) -> None:
    came = verdict(file, tmp_path, inside)

    assert came.whole, "\n".join(came.faults)


def test_what_is_listed_is_there() -> None:
    assert _whole() <= {each.name for each in files()}


def test_there_are_files_of_every_kind() -> None:
    assert len(files()) >= _LEAST
    assert len({each.kind for each in files()}) >= _KINDS


def test_what_files_hold_is_written_in_full() -> None:
    for file in files():
        assert file.path.exists(), file.name
        assert file.expected, file.name
        for line in file.expected:
            assert _KEYS <= set(line) <= _KEYS | _MORE, file.name
            assert line["period"] == "" or not isinstance(span(line["period"]), str), file.name


def test_a_perfect_reading_is_whole_and_another_is_not() -> None:
    for file in files():
        perfect = [
            {**line, "indicator": " ".join(line["words"]), "dimensions": {}}
            for line in file.expected
            if not line.get("doubtful")
        ]
        first, *rest = perfect

        assert judged(file.expected, perfect).whole, file.name
        assert judged(file.expected, rest).missed == 1, file.name
        assert not judged(file.expected, [{**first, "value": "31415.9"}, *rest]).whole, file.name
        assert not judged(file.expected, [{**first, "period": "1901-05"}, *rest]).whole, file.name
        assert not judged(file.expected, [*perfect, {**first, "cell": None, "value": "27182.8"}]).whole, file.name


def test_made_files_are_what_their_specifications_make() -> None:
    for target, body in made():
        there = target.read_bytes()
        if zipfile.is_zipfile(target) and zipfile.is_zipfile(BytesIO(body)):
            assert _members(there) == _members(body), target
        elif target.suffix == ".gz":
            # How well it is packed is left to the library.
            assert there[:2] == body[:2], target
        else:
            assert there == body, target


def _members(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(BytesIO(content)) as archive:
        return {
            each.filename: archive.open(each).read() if not each.flag_bits & 1 else b"" for each in archive.infolist()
        }


@pytest.mark.parametrize(
    ("expected", "read", "same"),
    [
        ("millions of pounds", "£m", True),
        ("thousands of dollars", "$000", True),
        ("thousands of dollars", "dollars", False),
        ("thousands", "thousands of people", True),
        ("thousands", "thousands of dollars", False),
        ("percent", "per cent", True),
        ("percent", "percentage points", False),
        (None, "births", True),
        (None, "thousands", False),
        ("US dollars", "dollars", False),
    ],
)
def test_units_are_the_same_however_they_are_written(expected: str | None, read: str, same: bool) -> None:
    assert same_unit(expected, read) is same


def test_periods_are_the_same_however_they_are_written() -> None:
    assert span("2020-Q1") == span("2020-01/2020-03") == span("2020-01-01/2020-03-31")
    assert span("2019/2020") != span("2019-07/2020-06")
    assert span("2020-W05") == span("2020-01-27/2020-02-02")
