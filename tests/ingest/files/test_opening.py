from __future__ import annotations

import gzip
import io
import os
import struct
import tarfile
import zipfile
from collections.abc import Mapping
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.errors import FactdeskError, LedgerUnreadable
from bot.ingest import read
from bot.ingest.files import Kind, kind_of, limits, opened
from tests.ingest.files.conftest import cells_of, refusal_of

TABLE = b"town,value\nNelson,1\n"
CELLS = [["town", "value"], ["Nelson", "1"]]


def save(folder: Path, name: str, content: bytes) -> Path:
    path = folder / name
    path.write_bytes(content)
    return path


def zipped(members: Mapping[str, bytes]) -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, body in members.items():
            archive.writestr(name, body)
    return content.getvalue()


@pytest.mark.parametrize("name", ["table.csv", "table.xlsx", "table.pdf", "table"])
def test_a_file_is_what_it_holds_whatever_its_name(tmp_path: Path, name: str) -> None:
    path = save(tmp_path, name, TABLE)
    assert kind_of(path) is Kind.TEXT
    assert cells_of(path) == CELLS


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b'{"a": 1}', Kind.JSON),
        (b'\xef\xbb\xbf [{"a": 1}]', Kind.JSON),
        (b"[c] confidential,\na,b\n", Kind.TEXT),
        (b"[1] note\n", Kind.TEXT),
        (b"<!DOCTYPE html><p>", Kind.HTML),
        (b"\n<table><tr>", Kind.HTML),
        (b"<18,1\n>65,2\n", Kind.TEXT),
    ],
)
def test_kinds_of_text(tmp_path: Path, content: bytes, kind: Kind) -> None:
    assert kind_of(save(tmp_path, "any", content)) is kind


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"%PDF-1.7\n", "table.xlsx is a PDF, whatever its name says; ask for the table behind it"),
        (b"\x89PNG\r\n\x1a\n", "is a picture"),
        (b"PAR1", "is a Parquet file"),
        (
            b"Rar!\x1a\x07",
            "is a RAR archive, whatever its name says; unpack it",
        ),
        (b'<?xml version="1.0"?><mes:Structure>', "is an XML file"),
        (b'<?xml version="1.0"?><Workbook><Table/>', "is a workbook in the XML of Excel 2003"),
        (b"   \n\n", "is empty; check that it was saved or downloaded whole"),
        (zipped({"Index/Document.iwa": b"x"}), "is a Numbers document"),
        (zipped({"word/document.xml": b"x"}), "is a Word document"),
        (zipped({"xl/workbook.bin": b"x"}), "is a binary workbook"),
        (zipped({"mimetype": b"application/vnd.oasis.opendocument.text", "content.xml": b""}), "without sheets"),
        (zipped({"a.csv": TABLE})[:40], "is damaged or was not downloaded whole"),
        (zipped({}), "is an archive without files"),
        (gzip.compress(TABLE)[:-6], "is damaged or was not downloaded whole"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_holds_no_table_is_refused_with_what_to_do(tmp_path: Path, content: bytes, sentence: str) -> None:
    assert sentence in refusal_of(save(tmp_path, "table.xlsx", content))


def test_paths_to_no_file_are_refused(tmp_path: Path) -> None:
    assert "absent.csv does not exist" in refusal_of(tmp_path / "absent.csv")
    assert "is a folder; give the path of a file in it" in refusal_of(tmp_path)
    assert "cannot be read" in refusal_of(tmp_path / "nul\0.csv")


def test_a_stream_is_kept_until_it_is_closed() -> None:
    with opened(io.BytesIO(TABLE)) as file:
        (sheet,) = file
        assert sheet.file == "standard input"
        for _ in range(2):
            assert [row.cells for row in sheet.rows()] == CELLS
        (part,) = file.parts
    assert not part.path.exists()


def test_a_pipe_that_has_a_path_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    assert "pipe is no regular file but a pipe or a device" in refusal_of(tmp_path / "pipe")


@pytest.mark.parametrize("device", ["zero", "null", "full", "random"])
def test_a_device_is_not_read(tmp_path: Path, device: str) -> None:
    link = tmp_path / "table.csv"
    link.symlink_to(f"/dev/{device}")
    for path in (link, Path("/dev", device)):
        with pytest.raises(LedgerUnreadable, match="but a pipe or a device; give the path of a file"):
            opened(path)


@pytest.mark.parametrize("name", [b"\xff.csv", b"caf\xe9 2020.csv", b"a\xed\xa0\x80b.csv"])
def test_a_name_that_is_no_text_can_be_told_and_kept(tmp_path: Path, name: bytes) -> None:
    path = tmp_path / os.fsdecode(name)
    path.write_bytes(b"Town,2020,2021\nAsherby,12,13\nBorrow,4,5\n")
    with opened(path) as file:
        assert file.name.encode().endswith(b".csv")
    batch = read(path)
    assert len(batch.figures) == 4
    assert all(indicator.label.encode() for indicator in batch.indicators)


def test_gzip_is_read_through(tmp_path: Path) -> None:
    assert cells_of(save(tmp_path, "table.csv.gz", gzip.compress(TABLE))) == CELLS


def test_every_file_of_an_archive_is_a_source_of_sheets(tmp_path: Path) -> None:
    members = {
        "north/a.csv": TABLE,
        "b.csv.gz": gzip.compress(TABLE),
        "readme.pdf": b"%PDF-1.7",
        "__MACOSX/north/._a.csv": b"\0",
        ".DS_Store": b"\0\1",
    }
    with opened(save(tmp_path, "all.zip", zipped(members))) as file:
        assert [sheet.file for sheet in file] == ["all.zip: north/a.csv", "all.zip: b.csv.gz"]
        assert all([row.cells for row in sheet.rows()] == CELLS for sheet in file)
        (loss,) = file.losses
        assert loss.startswith("all.zip: readme.pdf is a PDF, whatever its name says; ask for the table behind it")
        assert (file.parts[0].path.parent / "a.csv").read_bytes() == TABLE


def test_json_is_told_apart_and_has_no_sheets(tmp_path: Path) -> None:
    with opened(save(tmp_path, "all.zip", zipped({"a.json": b"{}", "b.csv": TABLE}))) as file:
        assert [part.kind for part in file.parts] == [Kind.JSON, Kind.TEXT]
        assert [sheet.file for sheet in file] == ["all.zip: b.csv"]


def test_archives_in_archives_go_one_level_deep(tmp_path: Path) -> None:
    inner = zipped({"a.csv": TABLE})
    assert "is an archive in an archive" in refusal_of(save(tmp_path, "all.zip", zipped({"inner.zip": inner})))
    assert "is an archive in an archive" in refusal_of(save(tmp_path, "all.zip.gz", gzip.compress(inner)))
    thrice = gzip.compress(gzip.compress(gzip.compress(TABLE)))
    assert "is packed several times over" in refusal_of(save(tmp_path, "a.gz", thrice))
    assert "is a tar archive" in refusal_of(save(tmp_path, "a.tar.gz", gzip.compress(tarred())))


def tarred() -> bytes:
    content = io.BytesIO()
    with tarfile.open(fileobj=content, mode="w") as archive:
        archive.addfile(tarfile.TarInfo("a.csv"))
    return content.getvalue()


@pytest.mark.parametrize("name", ["../out.csv", "/out.csv", "a/../../out.csv", "..\\out.csv", "C:\\out.csv"])
def test_members_never_leave_the_folder_they_are_unpacked_to(tmp_path: Path, name: str) -> None:
    refused = refusal_of(save(tmp_path, "all.zip", zipped({name: TABLE})))
    assert "has a path that leads out of the archive" in refused


def test_bombs_are_refused_before_they_fill_the_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    zeros = b"0" * (80 * limits.MEGABYTE)
    sentence = "unpacks to more than 200 times its size"
    assert sentence in refusal_of(save(tmp_path, "bomb.gz", gzip.compress(zeros)))
    assert sentence in refusal_of(save(tmp_path, "bomb.zip", zipped({"a.csv": zeros})))
    monkeypatch.setattr(limits, "UNPACKED", 100)
    assert "holds more than 0 MB; split it" in refusal_of(save(tmp_path, "large.zip", zipped({"a.csv": TABLE * 10})))
    with pytest.raises(LedgerUnreadable, match="standard input holds more than"):
        opened(io.BytesIO(TABLE * 10))


def test_an_archive_of_too_many_files_is_refused(tmp_path: Path) -> None:
    members = {f"{n}.csv": b"" for n in range(limits.MEMBERS + 1)}
    assert "holds more than 1,000 files" in refusal_of(save(tmp_path, "many.zip", zipped(members)))


def test_a_zip_that_lies_about_its_sizes_is_refused(tmp_path: Path) -> None:
    honest = zipped({"a.csv": TABLE * 100})
    size = struct.pack("<L", len(TABLE) * 100)
    lying = save(tmp_path, "a.zip", honest.replace(size, struct.pack("<L", 20)))
    assert "is damaged or was not downloaded whole" in refusal_of(lying)


def test_a_zip_with_a_password_is_refused(tmp_path: Path) -> None:
    content = bytearray(zipped({"a.csv": TABLE}))
    content[content.index(b"PK\x01\x02") + 8] |= 1
    refused = refusal_of(save(tmp_path, "a.zip", bytes(content)))
    assert refused == "a.zip is protected by a password; unpack it and import what is in it"


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow], deadline=None)
@given(
    start=st.sampled_from(
        [b"", b"PK\x03\x04", b"\x1f\x8b\x08\0", b"<table>", b"\xff\xfe", b"sep=;\n", zipped({"a": b"b"})]
    ),
    content=st.binary(max_size=200) | st.text(max_size=200).map(str.encode),
)
def test_any_bytes_are_read_or_refused(tmp_path: Path, start: bytes, content: bytes) -> None:
    try:
        with opened(save(tmp_path, "any", start + content)) as file:
            for sheet in file:
                list(sheet.rows())
    except FactdeskError:
        pass
